"""Nobody meets another's words where no status tells of it: paper, mails, logs and caches."""

import datetime as dt
import logging
import pickle
from collections import defaultdict

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from history.tracking import Through
from night.services import run_night
from notifications.delivery import deliver_due
from tasks.models import Task
from tests.factories import TODAY
from tests.matrix.canary import Canary, canaries_in, may_read
from tests.matrix.routes import route_of
from tests.matrix.walk import path_of, routes
from tests.runtime import as_role

READERS = [
    ("klik administrator", "home"),
    ("leader", "home"),
    ("named", "home"),
    ("former", "home"),
    ("consultant", "one"),
    ("editor", "two"),
    ("administrator", "operator"),
]
HTMX = {"HX-Request": "true"}
PAGES = [name for name in routes() if route_of(name) and "GET" in route_of(name).asks]


def visit(country, world, readers=READERS, **headers):
    """Yield everyone's answer on every page, own and foreign."""
    for name in PAGES:
        route = route_of(name)
        for what, place in readers:
            person = world.person(what, place)
            for thing in world.things[route.of]:
                if thing.concerns(person):
                    path = path_of(name, thing)
                    yield person, path, country.go(person, "GET", path, **headers)


def leaks(answers):
    return [
        f"{path} as {person}: {canary}"
        for person, path, answer in answers
        for canary in answer.canaries
        if not may_read(person, canary)
    ]


@pytest.mark.usefixtures("sheets_without_paper")
def test_what_htmx_asks_for_says_nothing_of_others(world, country):
    assert leaks(visit(country, world, **HTMX)) == []


@pytest.mark.usefixtures("sheets_without_paper")
def test_a_list_that_is_swapped_in_is_one_that_could_leak(world, country):
    leader, number = world.person("leader", "home"), world.projects["home", "one"].pk
    headers = HTMX | {"HX-Target": "opgaver"}

    answer = country.go(leader, "GET", f"/projekter/{number}/", **headers)

    assert Canary("programme", "one", "text") in answer.canaries


@pytest.mark.parametrize(("what", "place"), READERS)
def test_paper_says_what_its_reader_may_know(what, place, world, country):
    person, found = world.person(what, place), {}
    for one in ("home", "away"):
        answer = country.go(person, "GET", f"/opgaver/{world.tasks[one, 'one', 'first'].pk}/pdf/")
        found[one] = answer.canaries
        assert [c for c in answer.canaries if not may_read(person, c)] == []

    seen = {
        one for one, canaries in found.items() if Canary("programme", "one", "text") in canaries
    }
    theirs = {p for p in ("home", "away") if may_read(person, Canary(p, "one", "open"))}
    assert seen == theirs


def words_of(message):
    parts = [message.subject, message.body, *(content for content, _ in message.alternatives)]
    return canaries_in("\n".join([*parts, str(message.message())]))


def test_a_mail_says_what_its_recipient_may_know(world):
    Task.objects.update(light_told_on=None, light_since=TODAY)
    with as_role():
        run_night(on=TODAY + dt.timedelta(days=1), at=timezone.now(), through=Through.JOB)
        deliver_due(clock=timezone.now)
    people = {person.user.email: person for person in world.people if person.user}

    told = defaultdict(frozenset)
    for message in mail.outbox:
        for address in message.to:
            told[address] |= words_of(message)

    wrong = [
        f"{address}: {canary}"
        for address, canaries in told.items()
        for canary in canaries
        if address in people and not may_read(people[address], canary)
    ]
    assert wrong == []
    leader = told[world.user("leader", "home").email]
    assert {Canary("home", "one", "mail"), Canary("programme", "one", "text")} <= leader
    assert told[world.user("consultant", "two").email] != frozenset()


def test_account_mails_go_to_the_one_they_are_about(world, country):
    nobody = next(person for person in world.people if str(person) == "nobody")
    for what, place in READERS:
        user = world.user(what, place)
        country.go(nobody, "POST", "/konto/adgangskode/glemt/", {"email": user.email})

    wrong = [
        message.to
        for message in mail.outbox
        if words_of(message) - canaries_in(" ".join(message.to))
    ]
    assert (len(mail.outbox) > 0, wrong) == (True, [])


@pytest.mark.usefixtures("sheets_without_paper")
def test_neither_log_nor_cache_nor_session_keeps_anyones_words(world, country, caplog):
    cache.clear()
    with caplog.at_level(logging.DEBUG):
        answers = list(visit(country, world, READERS[:2]))
    kept = " ".join(repr(pickle.loads(value)) for value in cache._cache.values())  # noqa: S301  # the test's own
    sessions = " ".join(repr(one.get_decoded()) for one in Session.objects.all())

    assert any(answer.canaries for _, _, answer in answers)
    assert [r.getMessage() for r in caplog.records if canaries_in(r.getMessage())] == []
    assert canaries_in(kept) == canaries_in(sessions) == frozenset()
