"""What a calendar program fetches without signing in: GET /kalender/<token>.ics."""

import datetime as dt

import pytest
import time_machine
import vobject
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEntry
from projects.models import ProjectMember
from tasks import services
from tasks.models import Status, Task
from tests.conftest import of_the_page
from tests.factories import (
    NOON,
    TODAY,
    ConsultantFactory,
    ProjectFactory,
    ProjectMemberFactory,
    TaskFactory,
    UserFactory,
    let_go,
)
from tests.workplace.factories import CalendarFeedFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon", "nobody_asked_before")]
TOKEN = "en-hemmelighed"


@pytest.fixture
def nobody_asked_before():
    cache.clear()


@pytest.fixture
def person():
    return UserFactory()


@pytest.fixture
def feed(person):
    return CalendarFeedFactory(user=person, token=TOKEN)


@pytest.fixture
def project(person):
    project = ProjectFactory(municipality=person.municipality, programme__name="DUBU 3.0")
    ProjectMemberFactory(project=project, user=person, role=ProjectMember.Role.LEADER)
    return project


def fetch(token=TOKEN, client=None, **headers):
    return (client or Client()).get(f"/kalender/{token}.ics", **headers)


def entries(response):
    assert response.status_code == 200
    [calendar] = vobject.readComponents(response.content.decode())
    calendar.validate(raiseException=True)
    return list(calendar.contents.get("vevent", []))


def titles(response):
    return [entry.summary.value for entry in entries(response)]


def mine(person, project, **facts):
    return TaskFactory(project=project, executor=person, **facts)


def test_ones_own_open_tasks_stand_on_their_due_dates(person, feed, project):
    task = mine(
        person,
        project,
        shared_task__code="A1",
        shared_task__title="Udpeg; en, projektleder",
        due_on=dt.date(2026, 2, 27),
    )

    [entry] = entries(fetch())

    assert entry.summary.value == "(A1) Udpeg; en, projektleder – rød"
    assert (entry.dtstart.value, entry.dtend.value) == (dt.date(2026, 2, 27), dt.date(2026, 2, 28))
    assert entry.uid.value == f"opgave-{task.pk}@127.0.0.1"
    assert entry.url.value == f"http://127.0.0.1:8000/opgaver/{task.pk}/"
    assert entry.description.value == (
        "Lys: Rød siden 2. marts: slutdatoen 27. februar er overskredet, ikke påbegyndt.\n"
        "Program: DUBU 3.0\n\n"
        f"http://127.0.0.1:8000/opgaver/{task.pk}/"
    )
    assert entry.transp.value == "TRANSPARENT"
    assert entry.sequence.value == "2"


def test_no_answer_is_kept_by_anyone_between(feed):
    response = fetch()

    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.cookies == {}


def test_others_tasks_and_those_done_withdrawn_or_without_date_stay_away(person, feed, project):
    mine(person, project, shared_task__code="B", shared_task__title="Min")
    mine(person, project, status=Status.NOT_RELEVANT, not_relevant_reason="Nej")
    mine(person, project, is_withdrawn=True)
    mine(person, project, due_on=None)
    TaskFactory(project=project)

    assert titles(fetch()) == ["(B) Min – grøn"]


def test_internal_notes_never_come_along(person, feed, project):
    mine(person, project, internal_notes="Fortroligt om Bo")

    assert "Fortroligt" not in fetch().content.decode()
    assert len(entries(fetch())) == 1


def test_an_entry_is_the_same_until_something_changes_and_then_a_later_one(person, feed, project):
    task = mine(person, project)
    first = fetch()
    assert fetch().content == first.content

    with time_machine.travel(NOON + dt.timedelta(hours=1), tick=False):
        services.plan_dates(
            task=task,
            starts_on=None,
            due_on=dt.date(2026, 3, 27),
            due_reason="Aftalt",
            at=NOON,
            revision=task.revision,
        )
        [before], [after] = entries(first), entries(fetch())

    assert after.uid.value == before.uid.value
    assert int(after.sequence.value) == int(before.sequence.value) + 1
    assert after.last_modified.value >= before.last_modified.value
    assert after.dtstart.value == dt.date(2026, 3, 27)
    assert "Slutdatoen er aftalt lokalt." in after.description.value


@pytest.mark.parametrize(
    "due_on",
    [dt.date(2026, 3, 29), dt.date(2026, 10, 25), dt.date(2026, 3, 28), dt.date(2026, 12, 31)],
    ids=["clock forward", "clock back", "day before", "last of year"],
)
@pytest.mark.parametrize("clock", ["22:30", "23:30", "00:30"])
def test_a_due_date_is_that_day_whenever_it_is_fetched(person, feed, project, due_on, clock):
    mine(person, project, due_on=due_on)
    moment = dt.datetime.combine(due_on, dt.time.fromisoformat(clock), dt.UTC)

    with time_machine.travel(moment, tick=False):
        [entry] = entries(fetch())

    assert (entry.dtstart.value, entry.dtend.value) == (due_on, due_on + dt.timedelta(days=1))
    assert type(entry.dtstart.value) is dt.date


def test_a_light_that_turned_at_midnight_in_denmark_says_so_in_greenwich(person, feed, project):
    """The clock is put forward on 27 March 2095; the light turns in the night after."""
    task = mine(person, project, due_on=dt.date(2095, 3, 27))
    Task.objects.filter(pk=task.pk).update(light=3, light_since=dt.date(2095, 3, 28))

    [entry] = entries(fetch())

    assert entry.last_modified.value == dt.datetime(2095, 3, 27, 22, 0, tzinfo=dt.UTC)


def test_an_empty_calendar_is_a_calendar_all_the_same(feed):
    [calendar] = vobject.readComponents(fetch().content.decode())

    assert list(calendar.contents["vtimezone"][0].tzid.value) == list("Europe/Copenhagen")
    assert titles(fetch()) == []


def test_an_address_of_a_project_shows_its_tasks_and_its_go_live(person, project):
    CalendarFeedFactory(user=person, project=project, token=TOKEN)
    TaskFactory(project=project, shared_task__code="C", shared_task__title="En andens")
    TaskFactory(project__municipality=person.municipality)

    response = fetch()

    assert titles(response) == ["Idriftsættelse: DUBU 3.0", "(C) En andens – grøn"]
    assert entries(response)[0].dtstart.value == project.go_live_on


def test_whoever_leaves_the_project_finds_it_empty(person, project):
    CalendarFeedFactory(user=person, project=project, token=TOKEN)
    TaskFactory(project=project)
    assert len(titles(fetch())) == 2

    project.members.all().delete()

    assert titles(fetch()) == []


def test_a_task_given_to_somebody_else_leaves_ones_own(person, feed, project):
    task = mine(person, project)
    assert len(titles(fetch())) == 1

    Task.objects.filter(pk=task.pk).update(executor=None)

    assert titles(fetch()) == []


def test_a_project_without_a_go_live_has_none(person):
    project = ProjectFactory(municipality=person.municipality, go_live_on=None)
    ProjectMemberFactory(project=project, user=person)
    CalendarFeedFactory(user=person, project=project, token=TOKEN)

    assert titles(fetch()) == []


@pytest.mark.parametrize(
    "token", ["gættet", "x" * 2000, "..%2F..%2Fetc%2Fpasswd", "%00", "en-hemmelighed.ics", "%FF"]
)
def test_a_guessed_address_is_not_there(feed, token):
    assert fetch(token).status_code == 404


def test_what_is_kept_of_an_address_is_no_address(feed):
    assert fetch(feed.token_hash).status_code == 404


def test_someone_deactivated_is_not_found_at_once(person, feed):
    assert fetch().status_code == 200

    let_go(person)

    assert fetch().status_code == 404


def test_all_that_is_not_there_looks_the_same_and_costs_the_same(person):
    CalendarFeedFactory(user=person, token="gammel")
    let_go(person)

    def asked(token):
        with CaptureQueriesContext(connection) as captured:
            response = fetch(token)
        sqls = of_the_page(captured.captured_queries)
        kinds = [sql.split("(")[0] for sql in sqls if sql.startswith("SELECT")]
        return response.status_code, response.content.replace(token.encode(), b""), kinds

    assert asked("gammel") == asked("aldrig")
    assert asked("gammel")[2] == ["SELECT fremdrift_calendar_person"]


def test_one_who_is_signed_in_gets_the_calendar_the_address_says(person, feed, project):
    mine(person, project, shared_task__code="D", shared_task__title="Min")
    client = Client()
    client.force_login(UserFactory())

    assert titles(fetch(client=client)) == ["(D) Min – grøn"]
    assert fetch("gættet", client=client).status_code == 404


def test_a_consultant_signed_in_gets_no_other_calendar(feed):
    client = Client()
    client.force_login(ConsultantFactory())

    assert titles(fetch(client=client)) == []


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
def test_a_calendar_is_only_to_be_read(feed, method):
    assert getattr(Client(), method)(f"/kalender/{TOKEN}.ics").status_code == 405


def test_a_fetch_is_in_the_log_once_a_day(person, feed):
    def logged():
        return AuditEntry.objects.filter(kind="calendar_fetched", by=person).count()

    fetch(REMOTE_ADDR="192.0.2.7")
    fetch()
    assert logged() == 1
    assert AuditEntry.objects.get().address == "192.0.2.7"
    feed.refresh_from_db()
    assert feed.last_fetched_on == TODAY

    with time_machine.travel(NOON + dt.timedelta(days=1), tick=False):
        fetch()
    assert logged() == 2


def test_a_program_that_asks_all_the_time_is_told_to_wait(feed):
    with override_settings(CALENDAR_RATE_LIMITS={"fetch": "600/m/ip,2/h/key"}):
        answers = [fetch().status_code for _ in range(3)]
        late = fetch()

    assert answers == [200, 200, 429]
    assert (late.headers["Retry-After"], late.content) == ("600", b"")


def test_guesses_from_one_place_are_limited_too(feed):
    with override_settings(CALENDAR_RATE_LIMITS={"fetch": "2/m/ip,60/h/key"}):
        answers = [fetch(f"gæt-{n}").status_code for n in range(4)]

    assert answers == [404, 404, 429, 429]


def test_the_queries_do_not_grow_with_the_tasks(person, project, django_assert_num_queries):
    CalendarFeedFactory(user=person, project=project, token=TOKEN, last_fetched_on=TODAY)
    for _ in range(2):
        for _ in range(2):
            TaskFactory(project=project)
        with django_assert_num_queries(8):
            fetch()
