import datetime as dt
import re

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import User
from organisations.models import Municipality, Partner
from phases.models import Phase
from projects.models import Blackout, Programme, Project, Wave
from roles.models import Role
from tasks.catalogue.blackouts import blackouts_in
from tasks.catalogue.files import MalformedCatalogue, Place
from tasks.catalogue.load import load_catalogue
from tasks.catalogue.read import FIXTURES
from tasks.models import Task, TaskTemplate
from tasks.publishing import publish_templates

pytestmark = pytest.mark.django_db

DUBU = "programmes/dubu-3.0"
KSD = "programmes/ksd"


def row_counts():
    return {
        model._meta.label: model.objects.count()
        for model in apps.get_models()
        if model._meta.app_label
        in {"organisations", "roles", "projects", "phases", "tasks", "accounts"}
    }


@pytest.fixture
def loaded():
    load_catalogue(directory=FIXTURES)


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
    publish_templates(
        programme=programme,
        templates=programme.task_templates.filter(code="Forside 1"),
        by=editor,
        at=dt.datetime(2026, 11, 2, 8, 0, tzinfo=dt.UTC),
    )
    return programme.task_templates.get(code="Forside 1")


# --- what a load gives ----------------------------------------------------------


def test_everything_in_the_files_is_in_the_database(loaded):
    counts = row_counts()

    assert {
        label: counts[label]
        for label in (
            *("organisations.Municipality", "organisations.Partner", "organisations.System"),
            *("roles.Role", "projects.Programme", "projects.Wave", "phases.Phase"),
            "projects.Blackout",
            *("phases.Theme", "tasks.TaskTemplate", "tasks.Task"),
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
        "tasks.TaskTemplate": 33 + 59 + 21,
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
    task = TaskTemplate.objects.get(programme__slug="dubu-3-0", code="Forside 2")
    ties = [(link.kind, link.other.code) for link in task.links.select_related("other")]

    assert str(task) == "(Forside 2) Opsæt forsidevisning"
    assert (task.due_anchor, task.due_amount, task.due_unit) == ("go_live", -20, "workday")
    assert task.recommended_executor.code == "superbruger"
    assert [role.code for role in task.involved_roles.all()] == ["projektleder"]
    assert ties == [("prerequisite", "Forside 1")]
    assert task.goal.strip() != ""
    assert task.published_at is None


def test_related_tasks_name_each_other(loaded):
    links = TaskTemplate.objects.get(programme__slug="ksd", code="3-01").links
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

    task = TaskTemplate.objects.get(code="Fraser 1")
    assert (task.priority, task.theme.name) == (1, "Viden og færdigheder")


def test_a_tie_that_is_taken_away_is_gone(loaded, files):
    files.replace(f"{DUBU}/tasks.csv", ",Forside 1,,DUBU-håndbog kap. 9", ",,,DUBU-håndbog kap. 9")

    load_catalogue(directory=files.directory)

    assert list(TaskTemplate.objects.get(code="Forside 2").links.all()) == []


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


# --- mistakes ---------------------------------------------------------------------


def refused(files, name, line, reason):
    """The load stops with file, line and reason, and changes nothing."""
    before = row_counts()
    with pytest.raises(MalformedCatalogue) as stopped, transaction.atomic():
        load_catalogue(directory=files.directory)
    assert str(stopped.value) == f"{files.directory / name}:{line}: {reason}"
    assert row_counts() == before


BAD_CELLS = [
    ("municipalities.csv", ",64942212,", ",64942213,", "not a CVR number: 64942213"),
    ("municipalities.csv", ",64942212,", ",6494221,", "not a CVR number: 6494221"),
    ("municipalities.csv", ",64942212,", ",,", "not a CVR number: "),
    (
        "municipalities.csv",
        "0101,",
        "10101,",
        "code: Ensure this value has at most 4 characters (it has 5).",
    ),
    ("municipalities.csv", "Københavns Kommune", "", "name is empty"),
    (
        "municipalities.csv",
        "64942212,Region Hovedstaden,Region Østdanmark,largest",
        "64942212,Region Hovedstaden,Region Østdanmark,kæmpe",
        "unknown population class: kæmpe",
    ),
    ("partners.csv", "kmd,KMD,,0", "kmd,KMD,12345678,0", "not a CVR number: 12345678"),
    ("partners.csv", "kmd,KMD,,0", "kmd,KMD,,nej", "is_operator is neither 0 nor 1: nej"),
    ("systems.csv", "ksd,KSD,kmd", "ksd,KSD,dmk", "unknown supplier: dmk"),
    (
        "roles.csv",
        "projektejer,Projektejer,system",
        "projektejer,Projektejer,x",
        "unknown scope: x",
    ),
    (
        "roles.csv",
        "projektejer,Projektejer,system,implementation",
        "projektejer,Projektejer,system,altid",
        "unknown stage: altid",
    ),
    (
        "roles.csv",
        "implementation,1,1,1,0,systemejer",
        "implementation,1,1,1,0,x",
        "unknown role: x",
    ),
    (
        "roles.csv",
        "implementation,1,1,1,0,systemejer",
        "implementation,1,en,1,0,systemejer",
        "min is not a number: en",
    ),
    (f"{KSD}/phases.csv", "2.1,Planlægning,2,", "2.1,Planlægning,9,", "unknown phase above: 9"),
    (
        f"{KSD}/phases.csv",
        "Planlægning,2,-12m",
        "Planlægning,2,-12uger",
        "not an offset such as -9m, +10d or -3wd: -12uger",
    ),
    (f"{KSD}/waves.csv", "2027-02-22", "22-02-2027", "not a date: 22-02-2027"),
    (f"{KSD}/waves.csv", "2027-02-22", "2027-02-30", "not a date: 2027-02-30"),
    (f"{KSD}/waves.csv", "2027-02-22", "2025-02-22", "the wave goes live before it starts"),
    (f"{KSD}/waves.csv", "0420;0217", "0420;0999", "unknown municipality: 0999"),
    (f"{KSD}/tasks.csv", "3-03,3,", "3-03,5,", "unknown phase: 5"),
    (f"{KSD}/tasks.csv", "3-03,3,Drift og support", "3-03,3,Drift", "unknown theme: Drift"),
    (
        f"{KSD}/tasks.csv",
        "3-03,3,Drift og support,2",
        "3-03,3,Drift og support,4",
        "unknown priority: 4",
    ),
    (
        f"{KSD}/tasks.csv",
        "3-03,3,Drift og support,2,task",
        "3-03,3,Drift og support,2,møde",
        "unknown kind: møde",
    ),
    (
        f"{KSD}/tasks.csv",
        "Udfør hypercare,projektleder",
        "Udfør hypercare,leder",
        "unknown role: leder",
    ),
    (
        f"{KSD}/tasks.csv",
        "go_live +0d,go_live +10wd,",
        "go_live +0d,snart +10wd,",
        "not a date rule such as »go_live -3m« or »fixed 2026-03-01«: snart +10wd",
    ),
    (
        f"{KSD}/tasks.csv",
        "go_live +0d,go_live +10wd,",
        "go_live +0d,go_live 10wd,",
        "not an offset such as -9m, +10d or -3wd: 10wd",
    ),
    (
        f"{KSD}/tasks.csv",
        "go_live +0d,go_live +10wd,",
        "go_live +0d,fixed 2027-13-01,",
        "not a date: 2027-13-01",
    ),
    (f"{KSD}/tasks.csv", "+10wd,2.2-23,", "+10wd,2.2-99,", "unknown task: 2.2-99"),
    (f"{KSD}/tasks.csv", "+10wd,2.2-23,", "+10wd,3-03,", "unknown task: 3-03"),
    (f"{KSD}/tasks.csv", "Udfør hypercare,", "Udfør\thypercare,", "title has a control character"),
    (f"{KSD}/tasks.csv", "Udfør hypercare,", ",", "title is empty"),
    (f"{KSD}/tasks.csv", "Udfør hypercare,", "Udfør hypercare,,", "has 15 columns instead of 14"),
    (f"{KSD}/programme.toml", 'system = "ksd"', 'system = "sapa"', "unknown system: sapa"),
]


@pytest.mark.parametrize(("name", "old", "new", "reason"), BAD_CELLS)
def test_a_bad_cell_stops_the_load(files, name, old, new, reason):
    line = files.replace(name, old, new)
    if name.endswith(".toml"):
        line = 1

    refused(files, name, line, reason)


@pytest.mark.parametrize(
    ("name", "line", "reason"),
    [
        (
            "municipalities.csv",
            "0101,Ny Kommune,29188327,Region Sjælland,Region Sjælland,small",
            "code 0101 already stands in line 2",
        ),
        (
            "municipalities.csv",
            "0102,Ny Kommune,64942212,Region Sjælland,Region Sjælland,small",
            "cvr 64942212 already stands in line 2",
        ),
        (
            "roles.csv",
            "projektejer,Ejer,system,both,,0,,0,,Noget,egen",
            "code projektejer already stands in line 14",
        ),
        (f"{KSD}/themes.csv", "Uddannelse,", "name Uddannelse already stands in line 5"),
        (f"{KSD}/waves.csv", "8,Ny,,,,egen", "number 8 already stands in line 9"),
        (f"{KSD}/waves.csv", "9,Ny,,,0420,egen", "municipality in two waves: 0420"),
        (
            f"{KSD}/tasks.csv",
            "3-03,3,Uddannelse,3,task,Noget,,,,,,,,egen",
            "code 3-03 already stands in line 75",
        ),
    ],
)
def test_something_told_twice_stops_the_load(files, name, line, reason):
    number = files.append(name, line)

    refused(files, name, number, reason)


def test_tasks_that_wait_for_each_other_are_named(files):
    files.replace(f"{KSD}/tasks.csv", "+5m,go_live +6m,,3-01,", "+5m,go_live +6m,4-02,3-01,")

    refused(
        files,
        f"{KSD}/tasks.csv",
        76,
        "tasks are prerequisites of each other: 4-01 → 4-02 → 4-01",
    )


def test_a_task_without_a_brief_stops_the_load(files):
    brief = files.directory / KSD / "briefs" / "2.1-03.md"
    brief.unlink()

    refused(files, f"{KSD}/tasks.csv", 4, f"missing brief: {brief}")


def test_a_brief_without_a_task_stops_the_load(files):
    (files.directory / KSD / "briefs" / "2.1-77.md").write_text("## Mål\nNoget\n")

    refused(files, f"{KSD}/briefs/2.1-77.md", 1, "belongs to no task")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("## Mål\nNoget\n\n## Formål\nMere\n", 4, "unknown heading: Formål"),
        ("## Mål\nNoget\n\n## Mål\nMere\n", 4, "heading is empty or stands twice: Mål"),
        ("## Mål\n\n## Resultat\nNoget\n", 1, "heading is empty or stands twice: Mål"),
        (
            "Noget uden overskrift\n",
            1,
            "does not begin with one of the headings Mål, Beskrivelse, "
            "Metode og fremgangsmåde, Resultat, Kvalitetskriterier, Kilde",
        ),
    ],
)
def test_a_brief_that_is_no_task_sheet_stops_the_load(files, text, line, reason):
    name = f"{KSD}/briefs/2.1-03.md"
    (files.directory / name).write_text(text, encoding="utf-8")

    refused(files, name, line, reason)


def test_a_file_in_another_encoding_stops_the_load(files):
    path = files.directory / "municipalities.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_bytes("".join(lines[:1]).encode() + "".join(lines[1:]).encode("latin-1"))

    refused(files, "municipalities.csv", 2, "is not UTF-8")


def test_a_file_that_is_not_there_stops_the_load(files):
    (files.directory / "roles.csv").unlink()

    refused(files, "roles.csv", 1, "cannot be read: No such file or directory")


def test_a_table_with_other_columns_stops_the_load(files):
    files.replace(f"{KSD}/themes.csv", "name,purpose", "navn,formaal")

    refused(files, f"{KSD}/themes.csv", 1, "columns are not name,purpose")


def test_a_quote_that_never_ends_stops_the_load(files):
    line = files.append(f"{KSD}/themes.csv", 'Noget,"uden slutning')

    refused(files, f"{KSD}/themes.csv", line, "unexpected end of data")


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ('name = "KSD"', "name = KSD", 1, "is not TOML: Invalid value (at line 1, column 8)"),
        ('name = "KSD"', 'name = ""', 1, "name is missing"),
        ("1 = 5, ", "", 1, "lights.warning_working_days must give 0 to 60 days for 1, 2 and 3"),
        (
            "started = true",
            "started = 1",
            1,
            "lights.yellow_requires_not_started must be true or false",
        ),
        ('name = "Jul og nytår"', 'name = ""', 1, "a blackout has no name"),
        ('name = "Jul og nytår"', 'name = "Sommerferie"', 1, "two blackouts have one name"),
        (
            'source = "KSD-håndbog 5.6"',
            'source = ""',
            1,
            "blackout Jul og nytår has no source",
        ),
        (
            "from_week = 52",
            "from_week = 54",
            1,
            "blackout Jul og nytår: from_week and to_week must be weeks from 1 to 53",
        ),
        (
            "to_week = 7",
            'to_week = "7"',
            1,
            "blackout Jul og nytår: from_week and to_week must be weeks from 1 to 53",
        ),
    ],
)
def test_a_programme_that_says_too_little_stops_the_load(files, old, new, line, reason):
    files.replace(f"{KSD}/programme.toml", old, new)

    refused(files, f"{KSD}/programme.toml", line, reason)


@pytest.mark.parametrize("said", [3, ["Sommer"], {"name": "Sommer"}])
def test_pauses_are_written_as_a_list_of_tables(said):
    place = Place(FIXTURES / "programme.toml")

    with pytest.raises(MalformedCatalogue, match="blackouts must be written as"):
        blackouts_in({"blackouts": said}, place)


def test_a_text_that_is_too_long_stops_the_load(files):
    line = files.replace(f"{KSD}/tasks.csv", "Udfør hypercare,", f"{'Udfør ' * 40},")

    refused(
        files,
        f"{KSD}/tasks.csv",
        line,
        "title: Ensure this value has at most 200 characters (it has 239).",
    )


def test_a_municipality_under_another_code_stops_the_load(loaded, files):
    line = files.replace("municipalities.csv", "0101,", "0102,")
    before = row_counts()

    with pytest.raises(MalformedCatalogue, match=f":{line}: does not fit"), transaction.atomic():
        load_catalogue(directory=files.directory)

    assert row_counts() == before


def test_the_command_tells_the_mistake_in_one_line_and_changes_nothing(files):
    line = files.replace("municipalities.csv", ",64942212,", ",64942213,")

    with pytest.raises(CommandError) as stopped:
        call_command("load_catalogue", files.directory)

    assert str(stopped.value) == (
        f"Nothing was loaded. {files.directory}/municipalities.csv:{line}: "
        "not a CVR number: 64942213"
    )
    assert Municipality.objects.count() == 0
