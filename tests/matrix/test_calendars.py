"""A calendar says what the person whose address it is may read, and nothing of others."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.matrix.canary import Canary, canaries_in, may_read
from tests.workplace.factories import CalendarFeedFactory

READERS = ("leader", "reader", "named", "former", "colleague", "programme manager")


def fetched(token):
    response = Client().get(f"/kalender/{token}.ics")
    return response.status_code, canaries_in(response.content.decode())


@pytest.fixture(autouse=True)
def nobody_asked_before():
    cache.clear()


@pytest.mark.parametrize("what", READERS)
@pytest.mark.parametrize("whose", [None, ("home", "one"), ("home", "two")])
def test_a_calendar_says_what_its_person_may_know(what, whose, world):
    person = world.person(what, "home")
    project = world.projects[whose] if whose else None
    person.user.calendar_feeds.all().delete()
    CalendarFeedFactory(user=person.user, project=project, token=f"{what} {whose}")

    status, canaries = fetched(f"{what} {whose}")

    assert status == 200
    assert [str(canary) for canary in canaries if not may_read(person, canary)] == []
    assert "notes" not in {canary.kind for canary in canaries}


def test_a_calendar_is_one_that_could_leak(world):
    CalendarFeedFactory(
        user=world.user("programme manager", "home"),
        project=world.projects["home", "two"],
        token="programme manager",
    )

    theirs = {Canary("programme", "two", "text"), Canary("home", "two", "other")}
    assert fetched("programme manager") == (200, theirs)


def test_someone_deactivated_has_no_calendar(world):
    CalendarFeedFactory(user=world.user("deactivated", "home"), token="deactivated")

    assert fetched("deactivated") == (404, frozenset())
