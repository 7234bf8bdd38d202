import datetime as dt
import re

import pytest
from django.apps import apps
from django.core.management import call_command

from accounts.models import User
from catalogue.load import load_catalogue
from catalogue.read import FIXTURES
from organisations.models import Municipality, Partner
from phases.models import Phase
from projects.models import Blackout, Programme, Project, Wave
from publishing.publications import publish_shared_tasks
from roles.models import Role
from shared_tasks.models import SharedTask
from tasks.models import Task
from tests.catalogue.stopping import refused, row_counts

pytestmark = pytest.mark.django_db

DUBU = "programmes/dubu-3.0"
KSD = "programmes/ksd"


@pytest.fixture
def editor(loaded):
    kombit = Partner.objects.get(name="KOMBIT")
    return User.objects.create_user(
        "redaktoer@kombit.example", name="Holger Sandbjerg", partner=kombit, is_editor=True
    )


@pytest.fixture
def published(editor):
    programme = Programme.objects.get(name="DUBU 3.0")
    Project.objects.create(
        programme=programme,
        municipality=Municipality.objects.get(code="0259"),
        go_live_on=dt.date(2027, 4, 1),
    )
    publish_shared_tasks(
        programme=programme,
        shared_tasks=programme.shared_tasks.filter(code="Forside 1"),
        by=editor,
        at=dt.datetime(2026, 11, 2, 8, 0, tzinfo=dt.UTC),
    )
    return programme.shared_tasks.get(code="Forside 1")


# --- what a load gives ----------------------------------------------------------


def test_everything_in_the_files_is_in_the_database(loaded):
    counts = row_counts()

    assert {
        label: counts[label]
        for label in (
            *("organisations.Municipality", "organisations.Partner", "organisations.System"),
            *("roles.Role", "projects.Programme", "projects.Wave", "phases.Phase"),
            "projects.Blackout",
            *("phases.Theme", "shared_tasks.SharedTask", "tasks.Task"),
        )
    } == {
        "organisations.Municipality": 98,
        "organisations.Partner": 3,
        "organisations.System": 2,
        "roles.Role": 35,
        "projects.Programme": 2,
        "projects.Wave": 12,
        "projects.Blackout": 2,
        "phases.Phase": 10,
        "phases.Theme": 14,
        "shared_tasks.SharedTask": 33 + 59 + 21,
        "tasks.Task": 0,
    }


def test_a_region_is_the_one_of_the_day(loaded):
    def region(on):
        return Municipality.objects.with_region(on=on).get(code="0259").region_name

    assert region(dt.date(2026, 12, 31)) == "Region Sjælland"
    assert region(dt.date(2027, 1, 1)) == "Region Østdanmark"


def test_ksd_pauses_over_new_year_and_in_the_summer(loaded):
    """KSD handbook 5.6; the weeks of the summer are our own judgement."""
    pauses = Blackout.objects.order_by("first_week")

    assert list(pauses.values_list("programme__slug", "name", "first_week", "last_week")) == [
        ("ksd", "Sommerferie", 27, 32),
        ("ksd", "Jul og nytår", 52, 7),
    ]


def test_a_sub_phase_lies_under_its_phase_and_has_its_window(loaded):
    phase = Phase.objects.select_related("parent").get(programme__slug="ksd", number="2.2")

    assert str(phase.parent) == "2 Forberedelse"
    assert phase.window(dt.date(2027, 5, 10)) == (dt.date(2027, 2, 10), dt.date(2027, 4, 10))


def test_a_shared_task_has_its_texts_people_dates_and_ties(loaded):
    task = SharedTask.objects.get(programme__slug="dubu-3-0", code="Forside 2")
    ties = [(link.kind, link.other.code) for link in task.links.select_related("other")]

    assert str(task) == "(Forside 2) Opsæt forsidevisning"
    assert (task.due_anchor, task.due_amount, task.due_unit) == ("go_live", -20, "workday")
    assert task.recommended_executor.code == "superbruger"
    assert [role.code for role in task.involved_roles.all()] == ["projektleder"]
    assert ties == [("prerequisite", "Forside 1")]
    assert task.goal.strip() != ""
    assert task.published_at is None


def test_related_tasks_name_each_other(loaded):
    links = SharedTask.objects.get(programme__slug="ksd", code="3-01").links
    related = links.filter(kind="related").values_list("other__code", flat=True)

    assert sorted(related) == ["2.1-09", "4-01"]


def test_a_role_knows_the_role_it_hands_over_to(loaded):
    assert Role.objects.get(code="projektleder").hands_over_to.code == "systemansvarlig"


def test_a_second_load_writes_nothing(loaded):
    before = row_counts()

    second = load_catalogue(directory=FIXTURES)

    assert (sum(second.made.values()), sum(second.changed.values())) == (0, 0)
    assert row_counts() == before


def test_the_command_says_what_it_loaded(capsys):
    call_command("load_catalogue")

    assert re.search(r"^ *113 new +fællesopgaver$", capsys.readouterr().out, re.MULTILINE)


def test_a_load_is_told_apart_in_history(loaded):
    event = apps.get_model("organisations", "MunicipalityEvent").objects.first()

    assert event.pgh_context == {"by": None, "through": "command", "name": "load_catalogue"}


# --- loading again after a change -------------------------------------------------


def test_a_changed_text_is_changed_and_nothing_else(loaded, files):
    before = row_counts()
    files.replace("roles.csv", "Opgaver om økonomi og konti", "Alle opgaver om økonomi og konti")

    again = load_catalogue(directory=files.directory)

    assert {name: n for name, n in again.changed.items() if n} == {"roller": 1}
    assert Role.objects.get(code="oekonomimedarbejder").effect == (
        "Alle opgaver om økonomi og konti er løst."
    )
    assert row_counts() == before | {"roles.RoleEvent": before["roles.RoleEvent"] + 1}


def test_a_draft_may_change_in_every_way(loaded, files):
    files.replace(
        f"{DUBU}/tasks.csv",
        "Fraser 1,2,Organisering og arbejdsgange,3,",
        "Fraser 1,2,Viden og færdigheder,1,",
    )

    load_catalogue(directory=files.directory)

    task = SharedTask.objects.get(code="Fraser 1")
    assert (task.priority, task.theme.name) == (1, "Viden og færdigheder")


def test_a_tie_that_is_taken_away_is_gone(loaded, files):
    files.replace(f"{DUBU}/tasks.csv", ",Forside 1,,DUBU-håndbog kap. 9", ",,,DUBU-håndbog kap. 9")

    load_catalogue(directory=files.directory)

    assert list(SharedTask.objects.get(code="Forside 2").links.all()) == []


def test_a_published_task_may_have_its_text_corrected(published, files):
    files.replace(f"{DUBU}/tasks.csv", "Design forsidevisning", "Design jeres forside")

    load_catalogue(directory=files.directory)

    published.refresh_from_db()
    assert published.title == "Design jeres forside"
    assert published.published_at is not None


def test_what_a_published_task_is_built_on_stays(published, files):
    name = f"{DUBU}/tasks.csv"
    start = "Forside 1,2,Organisering og arbejdsgange,3,task"
    dates = "administrativ-medarbejder;oekonomimedarbejder,phase_start +0d,go_live -3m"
    for column, old, new in (
        ("phase", start, start.replace("1,2", "1,3")),
        ("theme", start, start.replace("Organisering og arbejdsgange", "Viden og færdigheder")),
        ("priority", start, start.replace(",3,", ",2,")),
        ("kind", start, start.replace("task", "milestone")),
        ("starts", dates, dates.replace("+0d", "+1d")),
        ("due", dates, dates.replace("-3m", "-4m")),
    ):
        line = files.replace(name, old, new)
        refused(files, name, line, f"{column} of Forside 1 cannot change: the task is published")
        files.replace(name, new, old)


def test_the_window_of_a_phase_with_published_tasks_stays(published, files):
    line = files.replace(f"{DUBU}/phases.csv", "2,Forberedelse,,-5m", "2,Forberedelse,,-4m")

    refused(
        files,
        f"{DUBU}/phases.csv",
        line,
        "window of phase 2 cannot change: it has published tasks",
    )


def test_the_light_policy_of_a_programme_with_published_tasks_stays(published, files):
    files.replace(f"{DUBU}/programme.toml", "3 = 2", "3 = 4")

    refused(
        files,
        f"{DUBU}/programme.toml",
        1,
        "lights cannot change: the programme has published tasks",
    )


def test_a_pause_that_was_changed_in_the_portal_stays_so(loaded):
    Blackout.objects.filter(name="Sommerferie").update(last_week=33)

    load_catalogue(directory=FIXTURES)

    assert Blackout.objects.get(name="Sommerferie").last_week == 33
    assert Blackout.objects.count() == 2


def test_a_wave_that_was_moved_in_the_portal_stays_there(loaded):
    Wave.objects.filter(programme__slug="ksd", number=3).update(go_live_on="2027-06-28")

    load_catalogue(directory=FIXTURES)

    wave = Wave.objects.get(programme__slug="ksd", number=3)
    assert wave.go_live_on == dt.date(2027, 6, 28)


def test_tasks_already_distributed_are_left_alone(published, files):
    files.replace(f"{DUBU}/tasks.csv", "Design forsidevisning", "Design jeres forside")
    before = list(Task.objects.values())

    load_catalogue(directory=files.directory)

    assert len(before) == 1
    assert list(Task.objects.values()) == before
