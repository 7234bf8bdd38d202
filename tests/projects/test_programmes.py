"""Programmes are made, described and given pauses."""

import pytest

from projects.models import Blackout, Programme
from projects.programmes import (
    BlackoutNameTaken,
    LightPolicy,
    ProgrammeNameTaken,
    SlugTaken,
    create_programme,
    describe_programme,
    remove_blackout,
    save_blackout,
    slug_for,
)
from tests.factories import ProgrammeFactory, SystemFactory
from tests.projects.factories import BlackoutFactory

pytestmark = pytest.mark.django_db
STRICT = LightPolicy(10, 8, 0, yellow_requires_not_started=True)


def made(**facts):
    said = {"name": "DUBU 4.0", "slug": "dubu-4-0", "description": "", "policy": STRICT}
    return create_programme(**{"system": SystemFactory(), **said, **facts})


def test_a_programme_is_made_with_its_policy():
    programme = made(description="Nyt")

    programme.refresh_from_db()
    assert (programme.name, programme.slug, programme.description) == (
        "DUBU 4.0",
        "dubu-4-0",
        "Nyt",
    )
    assert LightPolicy.of(programme) == STRICT


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [({"slug": "anden"}, ProgrammeNameTaken), ({"name": "Andet"}, SlugTaken)],
    ids=["name", "address"],
)
def test_what_another_suppliers_programme_is_called_is_taken(facts, refusal):
    ProgrammeFactory(name="DUBU 4.0", slug="dubu-4-0")

    with pytest.raises(refusal):
        made(**facts)

    assert Programme.objects.count() == 1


def test_the_address_stays_when_the_name_changes():
    programme = ProgrammeFactory(name="Gammelt", slug="gammelt")

    describe_programme(programme=programme, name="Nyt", description="Om")

    programme.refresh_from_db()
    assert (programme.name, programme.slug, programme.description) == ("Nyt", "gammelt", "Om")


def test_a_programme_cannot_take_another_ones_name():
    ProgrammeFactory(name="KSD")
    programme = ProgrammeFactory(name="DUBU")

    with pytest.raises(ProgrammeNameTaken):
        describe_programme(programme=programme, name="KSD", description="")

    programme.refresh_from_db()
    assert programme.name == "DUBU"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("DUBU 3.0", "dubu-3-0"),
        ("Børn & unge: Ærø/Åbenrå", "boern-unge-aeroe-aabenraa"),
        ("   ", ""),
        ("»«", ""),
        ("a" * 59 + " b", "a" * 59),
    ],
)
def test_an_address_is_suggested_from_the_name(name, slug):
    assert slug_for(name) == slug


def test_a_pause_is_added_changed_and_removed():
    programme = ProgrammeFactory()
    pause = save_blackout(
        blackout=Blackout(programme=programme, name="Sommer", first_week=27, last_week=32)
    )
    pause.last_week = 31
    save_blackout(blackout=pause)

    assert list(programme.blackouts.values_list("name", "first_week", "last_week")) == [
        ("Sommer", 27, 31)
    ]
    remove_blackout(blackout=pause)
    assert not programme.blackouts.exists()


def test_two_pauses_of_a_programme_have_two_names():
    pause = BlackoutFactory()

    with pytest.raises(BlackoutNameTaken):
        save_blackout(
            blackout=Blackout(programme=pause.programme, name=pause.name, first_week=1, last_week=2)
        )
