"""One's own calendar addresses: /konto/kalender/ and /projekter/<pk>/kalender/, and a task's file."""

import re

import pytest
import vobject
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from tests.factories import ConsultantFactory, ProjectFactory, TaskFactory, UserFactory
from tests.tasks.people import colleague, consultant, member, people_of_every_kind, stranger
from tests.workplace.factories import CalendarFeedFactory
from workplace.models import CalendarFeed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
MINE = "/konto/kalender/"
ADDRESS = re.compile(r'value="(http://127\.0\.0\.1:8000/kalender/[\w-]{43}\.ics)"')


@pytest.fixture
def task():
    return TaskFactory(project=ProjectFactory(programme__name="DUBU 3.0"))


@pytest.fixture
def person(task):
    return member(task)


def of_project(task):
    return reverse("projects:calendar", args=[task.project_id])


def address_in(response):
    [address] = ADDRESS.findall(response.content.decode())
    return address.removeprefix("http://127.0.0.1:8000")


def logged():
    entries = AuditEntry.objects.filter(kind__startswith="calendar_").order_by("pk")
    return [
        (entry.kind, entry.by, entry.detail)
        for entry in entries
        if entry.kind != "calendar_fetched"
    ]


def say(client, page, do):
    return client.post(page, {"do": do})


def test_an_address_is_made_shown_once_and_works(signed_in, person):
    client = signed_in(person)

    response = say(client, MINE, "make")

    assert response.status_code == 200
    assert Client().get(address_in(response)).status_code == 200
    assert ADDRESS.findall(client.get(MINE).content.decode()) == []
    assert logged() == [("calendar_made", person, {})]


def test_one_for_a_project_is_another_one(signed_in, person, task):
    client = signed_in(person)
    say(client, MINE, "make")

    address = address_in(say(client, of_project(task), "make"))

    calendar = vobject.readOne(Client().get(address).content.decode())
    assert calendar.contents["x-wr-calname"][0].value == "Fremdrift: DUBU 3.0"
    assert logged()[1:] == [("calendar_made", person, {"calendar": "projektet »DUBU 3.0«"})]


def test_a_renewed_address_replaces_the_old_one(signed_in, person):
    client = signed_in(person)
    old = address_in(say(client, MINE, "make"))

    new = address_in(say(client, MINE, "renew"))

    assert [Client().get(one).status_code for one in (old, new)] == [404, 200]
    assert CalendarFeed.objects.get().renewed_at is not None
    assert [kind for kind, *_ in logged()] == ["calendar_made", "calendar_renewed"]


def test_a_stopped_address_is_dead(signed_in, person):
    client = signed_in(person)
    address = address_in(say(client, MINE, "make"))

    say(client, MINE, "stop")

    assert Client().get(address).status_code == 404
    assert [kind for kind, *_ in logged()] == ["calendar_made", "calendar_stopped"]


def test_all_addresses_are_stopped_in_one_go_and_nobody_elses(signed_in, person, task):
    client = signed_in(person)
    others = CalendarFeedFactory(user=colleague(task))
    found = [address_in(say(client, page, "make")) for page in (MINE, of_project(task))]

    say(client, MINE, "stop_all")

    assert [Client().get(one).status_code for one in found] == [404, 404]
    assert list(CalendarFeed.objects.all()) == [others]
    assert [kind for kind, *_ in logged()][2:] == ["calendar_stopped"] * 2


@pytest.mark.parametrize(("first", "do"), [("make", "make"), ("", "renew"), ("", "stop")])
def test_what_was_done_meanwhile_is_told(signed_in, person, first, do):
    client = signed_in(person)
    if first:
        say(client, MINE, first)

    response = say(client, MINE, do)

    assert response.status_code == 409
    assert ADDRESS.findall(response.content.decode()) == []
    assert CalendarFeed.objects.count() == bool(first)


@pytest.mark.parametrize("do", ["", "slet", "make\x00"])
def test_a_broken_form_changes_nothing(signed_in, person, do):
    response = say(signed_in(person), MINE, do)

    assert response.status_code == 422
    assert response.content.decode().count("Formularen er ikke hel.") == 1
    assert not CalendarFeed.objects.exists()


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_the_pages_take_no_other_methods(signed_in, person, task, method):
    client = signed_in(person)

    found = {getattr(client, method)(page).status_code for page in (MINE, of_project(task))}
    assert found == {405}


def test_who_sees_the_project_and_is_of_the_municipality_gets_an_address(client, task):
    found = {}
    for kind, one in people_of_every_kind(task).items():
        client.force_login(one)
        found[kind] = say(client, of_project(task), "make").status_code

    assert found == {
        "leader": 200,
        "owner": 200,
        "contributor": 200,
        "reader": 200,
        "named": 404,
        "programme manager": 200,
        "klik administrator": 200,
        "colleague": 404,
        "stranger": 404,
        "consultant": 403,
        "editor": 403,
        "consultant elsewhere": 404,
    }


def test_partners_people_have_no_calendar_here(signed_in):
    client = signed_in(ConsultantFactory())

    assert client.get(MINE).status_code == 403
    assert client.get("/konto/").content.decode().count(MINE) == 0


def test_the_ways_to_it(signed_in, person, task):
    client = signed_in(person)

    assert client.get("/konto/").content.decode().count(f'href="{MINE}"') == 1
    timeline = reverse("projects:timeline", args=[task.project_id])
    assert client.get(timeline).content.decode().count(f'href="{of_project(task)}"') == 1
    page = client.get(task.get_absolute_url()).content.decode()
    assert page.count(f'href="{task.get_absolute_url()}kalender.ics"') == 1


def test_what_is_kept_does_not_lead_to_the_address(signed_in, person):
    address = address_in(say(signed_in(person), MINE, "make"))

    token = address.removeprefix("/kalender/").removesuffix(".ics")
    assert token not in str(CalendarFeed.objects.values().get())
    assert token not in str(list(AuditEntry.objects.values()))


# --- a single task's file ----------------------------------------------------------------


def test_a_task_is_put_in_a_calendar_by_its_own_file(signed_in, person, task):
    response = signed_in(person).get(f"{task.get_absolute_url()}kalender.ics")

    [event] = vobject.readOne(response.content.decode()).contents["vevent"]
    assert event.dtstart.value == task.due_on
    assert response.headers["Content-Disposition"] == f'attachment; filename="opgave-{task.pk}.ics"'
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"


def test_a_consultant_gets_the_file_and_leaves_a_trace(signed_in, task):
    client = signed_in(consultant(task))

    assert client.get(f"{task.get_absolute_url()}kalender.ics").status_code == 200


@pytest.mark.parametrize("who", [stranger, colleague])
def test_who_may_not_see_the_task_gets_no_file(signed_in, task, who):
    person = who(task) if who is colleague else who()

    assert signed_in(person).get(f"{task.get_absolute_url()}kalender.ics").status_code == 404


@pytest.mark.parametrize("facts", [{"due_on": None}, {"is_withdrawn": True}])
def test_where_there_is_no_date_there_is_no_file_and_no_way_to_it(signed_in, facts):
    task = TaskFactory(**facts)
    client = signed_in(member(task))

    assert client.get(f"{task.get_absolute_url()}kalender.ics").status_code == 404
    assert client.get(task.get_absolute_url()).content.decode().count("kalender.ics") == 0


def test_a_file_is_only_to_be_read(signed_in, person, task):
    client = signed_in(person)

    assert client.post(f"{task.get_absolute_url()}kalender.ics").status_code == 405


def test_somebody_new_has_no_addresses(signed_in):
    page = signed_in(UserFactory()).get(MINE).content.decode()

    assert page.count("Du har ingen adresser til projekter.") == 1
    assert page.count("Stop alle mine adresser") == 0
