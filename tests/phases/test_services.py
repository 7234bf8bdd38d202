"""Phases and themes are made, changed, put in order and deleted."""

import pytest

from phases.models import Phase, Theme
from phases.services import (
    InUse,
    ParentNotPossible,
    PhaseFacts,
    PhaseHasSubPhases,
    PhaseNumberTaken,
    ThemeNameTaken,
    change_phase,
    change_theme,
    create_phase,
    create_theme,
    delete_phase,
    delete_theme,
    move_phase,
    move_theme,
)
from projects.offsets import Offset, Unit
from projects.ordering import Before, NeighbourGone, Step
from tests.factories import PhaseFactory, ProgrammeFactory, SharedTaskFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return ProgrammeFactory()


@pytest.fixture
def phases(programme):
    """1, 2 with 2.1 and 2.2, and 3."""
    found = {}
    for position, number in enumerate(("1", "2", "2.1", "2.2", "3"), 1):
        parent = found.get("2") if number.startswith("2.") else None
        found[number] = PhaseFactory(
            programme=programme, number=number, position=position, parent=parent
        )
    return found


def order_of(programme):
    return list(
        Phase.objects.filter(programme=programme)
        .order_by("position")
        .values_list("number", flat=True)
    )


def facts(number="4", **more):
    return PhaseFacts(number=number, name="Ibrugtagning", **more)


def test_a_new_phase_comes_last(programme, phases):
    window = {"starts": Offset(-3, Unit.MONTH), "ends": Offset(0, Unit.DAY)}

    phase = create_phase(programme_id=programme.pk, facts=facts(description="Om", **window))

    phase.refresh_from_db()
    assert order_of(programme) == ["1", "2", "2.1", "2.2", "3", "4"]
    assert (phase.name, phase.description, phase.parent) == ("Ibrugtagning", "Om", None)
    assert (phase.starts_amount, phase.starts_unit) == (-3, "month")
    assert (phase.ends_amount, phase.ends_unit) == (0, "day")


def test_a_new_sub_phase_comes_last_below_its_parent(programme, phases):
    create_phase(programme_id=programme.pk, facts=facts("1.1", parent=phases["1"]))

    assert order_of(programme) == ["1", "1.1", "2", "2.1", "2.2", "3"]


def test_two_phases_have_two_numbers(programme, phases):
    with pytest.raises(PhaseNumberTaken):
        create_phase(programme_id=programme.pk, facts=facts("2.1"))
    with pytest.raises(PhaseNumberTaken):
        change_phase(phase=phases["1"], facts=facts("2.1"))

    assert order_of(programme) == ["1", "2", "2.1", "2.2", "3"]


def test_a_number_is_free_in_another_programme(phases):
    elsewhere = ProgrammeFactory()

    create_phase(programme_id=elsewhere.pk, facts=facts("2.1"))

    assert order_of(elsewhere) == ["2.1"]


@pytest.mark.parametrize(
    ("of", "parent"),
    [("1", "1"), ("1", "2.1"), ("2", "1"), ("2", "2.1")],
    ids=["itself", "below a sub-phase", "with sub-phases", "its own sub-phase"],
)
def test_phases_lie_in_two_levels_and_never_in_a_ring(programme, phases, of, parent):
    with pytest.raises(ParentNotPossible):
        change_phase(phase=phases[of], facts=facts(of, parent=phases[parent]))


def test_a_parent_is_of_the_same_programme(programme, phases):
    with pytest.raises(ParentNotPossible):
        create_phase(programme_id=programme.pk, facts=facts(parent=PhaseFactory()))


def test_a_phase_that_gets_a_parent_comes_last_below_it(programme, phases):
    change_phase(phase=phases["1"], facts=facts("2.3", parent=phases["2"]))

    assert order_of(programme) == ["2", "2.1", "2.2", "2.3", "3"]


def test_changing_nothing_writes_nothing(phases, django_assert_num_queries):
    phase = phases["1"]
    same = PhaseFacts("1", phase.name, "", None, Offset(-6, Unit.MONTH), Offset(0, Unit.DAY))

    # Savepoint, the programme held, the phase read, released.
    with django_assert_num_queries(4):
        change_phase(phase=phase, facts=same)


@pytest.mark.parametrize(
    ("starts", "ends", "is_turned"),
    [
        ((-6, Unit.MONTH), (0, Unit.DAY), False),
        ((0, Unit.DAY), (0, Unit.DAY), False),
        ((0, Unit.DAY), (-1, Unit.DAY), True),
        ((-1, Unit.MONTH), (-30, Unit.DAY), False),
        ((-20, Unit.WORKDAY), (-2, Unit.MONTH), True),
        (None, (-2, Unit.MONTH), False),
    ],
)
def test_a_window_can_be_turned_round(starts, ends, is_turned):
    said = facts(starts=Offset(*starts) if starts else None, ends=Offset(*ends))

    assert said.ends_before_it_starts is is_turned


def test_an_empty_phase_is_deleted(programme, phases):
    delete_phase(phase=phases["3"])

    assert order_of(programme) == ["1", "2", "2.1", "2.2"]


def test_a_phase_with_tasks_says_how_many_stand_in_the_way(programme, phases):
    SharedTaskFactory.create_batch(2, programme=programme, phase=phases["3"])

    with pytest.raises(InUse) as refusal:
        delete_phase(phase=phases["3"])

    assert refusal.value.tasks == 2


def test_a_phase_with_sub_phases_says_how_many(phases):
    with pytest.raises(PhaseHasSubPhases) as refusal:
        delete_phase(phase=phases["2"])

    assert refusal.value.number == 2


@pytest.mark.parametrize(
    ("number", "to", "order", "place"),
    [
        ("2", Step.UP, ["2", "2.1", "2.2", "1", "3"], (1, 3)),
        ("2", Step.DOWN, ["1", "3", "2", "2.1", "2.2"], (3, 3)),
        ("1", Step.UP, ["1", "2", "2.1", "2.2", "3"], (1, 3)),
        ("2.2", Step.UP, ["1", "2", "2.2", "2.1", "3"], (1, 2)),
        ("2.2", Step.DOWN, ["1", "2", "2.1", "2.2", "3"], (2, 2)),
    ],
)
def test_a_phase_moves_among_its_like_with_its_sub_phases(
    programme, phases, number, to, order, place
):
    assert move_phase(phase=phases[number], to=to) == place
    assert order_of(programme) == order


def test_a_phase_is_put_in_front_of_another_and_last(programme, phases):
    move_phase(phase=phases["3"], to=Before(phases["1"].pk))
    assert order_of(programme) == ["3", "1", "2", "2.1", "2.2"]

    move_phase(phase=phases["3"], to=Before(None))
    assert order_of(programme) == ["1", "2", "2.1", "2.2", "3"]


def test_a_phase_does_not_move_in_front_of_one_of_another_level(programme, phases):
    with pytest.raises(NeighbourGone):
        move_phase(phase=phases["3"], to=Before(phases["2.1"].pk))


def test_a_theme_is_made_and_changed(programme):
    ThemeFactory(programme=programme, position=7)

    theme = create_theme(programme_id=programme.pk, name="Jura", purpose="Lov")
    change_theme(theme=theme, name="Love", purpose="Ret")

    theme.refresh_from_db()
    assert (theme.name, theme.purpose, theme.position) == ("Love", "Ret", 8)


def test_two_themes_have_two_names(programme):
    theme, other = ThemeFactory(programme=programme), ThemeFactory(programme=programme)

    with pytest.raises(ThemeNameTaken):
        create_theme(programme_id=programme.pk, name=theme.name, purpose="")
    with pytest.raises(ThemeNameTaken):
        change_theme(theme=other, name=theme.name, purpose="")


def test_a_theme_with_tasks_says_how_many_stand_in_the_way(programme):
    shared_task = SharedTaskFactory(programme=programme)

    with pytest.raises(InUse) as refusal:
        delete_theme(theme=shared_task.theme)

    assert refusal.value.tasks == 1


def test_an_empty_theme_is_deleted():
    theme = ThemeFactory()

    delete_theme(theme=theme)

    assert not Theme.objects.filter(pk=theme.pk).exists()


def test_themes_are_put_in_order_also_when_they_shared_a_place(programme):
    one, two, three = (ThemeFactory(programme=programme, name=n, position=1) for n in "ABC")

    assert move_theme(theme=three, to=Step.UP) == (2, 3)

    found = Theme.objects.filter(programme=programme).order_by("position")
    assert list(found.values_list("name", "position")) == [("A", 1), ("C", 2), ("B", 3)]
    assert move_theme(theme=one, to=Before(two.pk)) == (2, 3)
