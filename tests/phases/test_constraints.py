"""Wrong phases and themes are impossible, whichever way they are written."""

import pytest
from django.db import connection
from django.db.models import F

from phases.models import Phase, Theme
from tests.factories import PhaseFactory, ProgrammeFactory, ThemeFactory
from tests.refused import refused_by

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("constraint", "field"),
    [
        ("phase_number_unique_in_programme", "number"),
        ("phase_position_unique_in_programme", "position"),
    ],
)
def test_a_number_and_a_position_name_one_phase_of_a_programme(constraint, field):
    phase = PhaseFactory()
    same = {field: getattr(phase, field)}
    PhaseFactory(**same)

    with refused_by(constraint):
        PhaseFactory(programme=phase.programme, **same)


def test_a_sub_phase_lies_in_a_phase_of_the_same_programme():
    parent = PhaseFactory()
    PhaseFactory(programme=parent.programme, parent=parent)

    with refused_by("phase_parent_in_same_programme"):
        PhaseFactory(programme=ProgrammeFactory(), parent=parent)


def test_a_phase_does_not_lie_in_itself():
    PhaseFactory()

    with refused_by("phase_not_its_own_parent"):
        Phase.objects.update(parent=F("id"))


def test_a_phase_has_a_name():
    with refused_by("phase_name_not_empty"):
        PhaseFactory(name="")


@pytest.mark.parametrize(("amount", "unit"), [(None, "day"), (0, ""), (1, "week")])
@pytest.mark.parametrize(
    ("constraint", "bound"),
    [("phase_start_says_amount_and_unit", "starts"), ("phase_end_says_amount_and_unit", "ends")],
)
def test_a_bound_says_how_much_and_of_what_or_neither(constraint, bound, amount, unit):
    PhaseFactory(**{f"{bound}_amount": None, f"{bound}_unit": ""})

    with refused_by(constraint):
        PhaseFactory(**{f"{bound}_amount": amount, f"{bound}_unit": unit})


def test_a_name_names_one_theme_of_a_programme():
    theme = ThemeFactory()
    ThemeFactory(name=theme.name)

    with refused_by("theme_name_unique_in_programme"):
        ThemeFactory(programme=theme.programme, name=theme.name)


def test_a_theme_has_a_name():
    ThemeFactory()

    with refused_by("theme_name_not_empty"):
        Theme.objects.update(name="")


@pytest.mark.parametrize("constraint", ["phase_id_with_programme", "theme_id_with_programme"])
def test_others_lean_on_the_pairs_of_id_and_programme(constraint):
    """They can't be broken, an id being unique; composite foreign keys need them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_constraint key join pg_class index on index.oid = key.conindid"
            " where key.contype = 'f' and index.relname = %s",
            [constraint],
        )
        [leaning] = cursor.fetchone()

    assert leaning > 0
