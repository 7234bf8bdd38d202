"""One step up or down, or in front of another."""

import pytest

from projects.ordering import Before, NeighbourGone, Step, moved


@pytest.mark.parametrize(
    ("pk", "to", "order"),
    [
        (2, Step.UP, [2, 1, 3]),
        (2, Step.DOWN, [1, 3, 2]),
        (1, Step.UP, [1, 2, 3]),
        (3, Step.DOWN, [1, 2, 3]),
        (3, Before(1), [3, 1, 2]),
        (1, Before(3), [2, 1, 3]),
        (1, Before(None), [2, 3, 1]),
        (2, Before(2), [1, 2, 3]),
    ],
)
def test_one_is_moved_and_the_others_keep_their_order(pk, to, order):
    assert moved([1, 2, 3], pk, to) == order


def test_in_front_of_what_is_not_there_is_nowhere():
    with pytest.raises(NeighbourGone):
        moved([1, 2, 3], 1, Before(4))
