import datetime as dt

import pytest
from django.urls import reverse

from organisations.alphabet import danish_key
from projects.models import Priority, ProjectMember
from tasks.figures import refresh_figures
from tasks.lights import Light
from tasks.models import Status, Task
from tests.factories import (
    TODAY,
    PhaseFactory,
    ProjectFactory,
    ProjectMemberFactory,
    SharedTaskFactory,
    TaskFactory,
    ThemeFactory,
    UserFactory,
    WaveFactory,
)
from tests.tasks.people import colleague, consultant, member, stranger

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

# What no address may make of a page: a failure.
BAD = ["1e3", "\N{FULLWIDTH DIGIT ONE}", "9" * 31, "\x00", "-1", "' or 1=1 --", "alle", "1,2", "é"]
FILTERS = ["fase", "tema", "prioritet", "status", "lys", "person", "tekst", "sorter", "side"]


@pytest.fixture
def project():
    return ProjectFactory()


@pytest.fixture
def leader(project):
    return ProjectMemberFactory(project=project, role=ProjectMember.Role.LEADER).user


def listed(client, project, **address):
    page = client.get(project.get_absolute_url(), address).context["page"]
    return [task.pk for task in page]


def shared_task_in(project, **facts):
    return SharedTaskFactory(published=True, programme=project.programme, **facts)


def test_the_page_says_who_leads_and_when_it_goes_live(signed_in, project, leader):
    owner = ProjectMemberFactory(project=project, role=ProjectMember.Role.OWNER).user

    context = signed_in(leader).get(project.get_absolute_url()).context

    assert (context["leader"], context["owner"]) == (leader, owner)
    assert context["go_live_on"] == dt.date(2026, 9, 1)


def test_a_project_without_its_own_date_goes_live_with_its_wave(signed_in):
    wave = WaveFactory(go_live_on=dt.date(2026, 10, 1))
    project = ProjectFactory(programme=wave.programme, wave=wave, go_live_on=None)
    user = ProjectMemberFactory(project=project).user

    context = signed_in(user).get(project.get_absolute_url()).context

    assert context["go_live_on"] == dt.date(2026, 10, 1)


def test_the_phases_say_where_the_project_is_today(signed_in, project, leader):
    def phase(number, starts, ends):
        return PhaseFactory(
            programme=project.programme,
            number=str(number),
            name=f"Fase {number}",
            position=number,
            starts_amount=starts,
            starts_unit="month",
            ends_amount=ends,
            ends_unit="month",
        )

    first, second, _third = phase(1, -9, -6), phase(2, -6, -1), phase(3, -1, 1)
    for status in (Status.NOT_STARTED, Status.NOT_RELEVANT):
        TaskFactory(
            project=project,
            shared_task=shared_task_in(project, phase=second),
            status=status,
            not_relevant_reason="Løst" if status == Status.NOT_RELEVANT else "",
        )

    steps = signed_in(leader).get(project.get_absolute_url()).context["steps"]

    assert [(step.name, step.state, step.done, step.total) for step in steps] == [
        ("Fase 1", "done", 0, 0),
        ("Fase 2", "current", 1, 2),
        ("Fase 3", "coming", 0, 0),
    ]
    assert (steps[0].starts_on, steps[0].ends_on) == first.window(project.go_live_on)


def test_a_phase_with_sub_phases_is_shown_by_them(signed_in, project, leader):
    parent = PhaseFactory(programme=project.programme, name="Forberedelse", position=1)
    PhaseFactory(programme=project.programme, name="Planlægning", parent=parent, position=2)

    steps = signed_in(leader).get(project.get_absolute_url()).context["steps"]

    assert [step.name for step in steps] == ["Planlægning"]


def test_filtering_by_a_phase_includes_its_sub_phases(signed_in, project, leader):
    parent = PhaseFactory(programme=project.programme)
    child = PhaseFactory(programme=project.programme, parent=parent)
    other = PhaseFactory(programme=project.programme)
    tasks = {
        phase: TaskFactory(project=project, shared_task=shared_task_in(project, phase=phase)).pk
        for phase in (parent, child, other)
    }
    client = signed_in(leader)

    assert set(listed(client, project, fase=parent.pk)) == {tasks[parent], tasks[child]}
    assert listed(client, project, fase=child.pk) == [tasks[child]]


def test_each_filter_keeps_what_it_says(signed_in, project, leader):
    theme = ThemeFactory(programme=project.programme)
    mine = TaskFactory(
        project=project,
        shared_task=shared_task_in(
            project, theme=theme, priority=Priority.CRITICAL, code="Fraser 1", title="Skriv fraser"
        ),
        status=Status.IN_PROGRESS,
        due_on=TODAY - dt.timedelta(days=1),
        executor=leader,
    )
    TaskFactory(project=project)
    elsewhere = ProjectFactory(municipality=project.municipality)
    ProjectMemberFactory(project=elsewhere, user=leader, role=ProjectMember.Role.LEADER)
    TaskFactory(
        project=elsewhere,
        shared_task__title="Skriv fraser",
        shared_task__code="Fraser 1",
        shared_task__priority=Priority.CRITICAL,
        status=Status.IN_PROGRESS,
        due_on=TODAY - dt.timedelta(days=1),
        executor=leader,
    )
    client = signed_in(leader)

    for address in (
        {"tema": theme.pk},
        {"prioritet": 1},
        {"status": "in_progress"},
        {"lys": Light.RED.value},
        {"person": leader.pk},
        {"tekst": "skriv FRA"},
        {"tekst": "Fraser 1"},
        {"tekst": f"#{mine.pk}"},
    ):
        assert listed(client, project, **address) == [mine.pk], address


def test_nobody_is_a_person_to_filter_by(signed_in, project, leader):
    TaskFactory(project=project, responsible=leader)
    nobodys = TaskFactory(project=project)

    assert listed(signed_in(leader), project, person="ingen") == [nobodys.pk]


def test_every_number_leads_to_the_list_it_counts(signed_in, project, leader):
    for priority in Priority:
        for status, due in (
            (Status.NOT_STARTED, -1),
            (Status.IN_PROGRESS, 1),
            (Status.NOT_RELEVANT, 9),
            (Status.NOT_STARTED, 90),
        ):
            TaskFactory(
                project=project,
                shared_task=shared_task_in(project, priority=priority),
                status=status,
                not_relevant_reason="Løst" if status == Status.NOT_RELEVANT else "",
                due_on=TODAY + dt.timedelta(days=due),
            )
    TaskFactory(project=project, due_on=None)
    refresh_figures([project.pk])
    client = signed_in(leader)
    figures = project.figures

    counted = {
        "red": ({"lys": 3}, figures.red),
        "yellow": ({"lys": 2}, figures.yellow),
        "green": ({"lys": 1}, figures.green),
        "grey": ({"lys": 0}, figures.grey),
        "closed": ({"status": "closed"}, figures.closed),
        "total": ({}, figures.total),
        "overdue": ({"lys": 3, "prioritet": "obligatorisk"}, figures.overdue_mandatory),
    }

    found = {
        name: len(listed(client, project, **address)) for name, (address, _) in counted.items()
    }
    assert found == {name: number for name, (_, number) in counted.items()}
    assert found == {
        "red": 3,
        "yellow": 3,
        "green": 6,
        "grey": 1,
        "closed": 3,
        "total": 13,
        "overdue": 2,
    }


def test_what_is_open_comes_before_what_is_closed_the_latest_first(signed_in, project, leader):
    closed = TaskFactory(
        project=project,
        status=Status.NOT_RELEVANT,
        not_relevant_reason="Løst",
        due_on=TODAY - dt.timedelta(days=9),
    )
    tasks = [
        TaskFactory(project=project, due_on=TODAY + dt.timedelta(days=days)) for days in (60, -1, 1)
    ]
    unplanned = TaskFactory(project=project, due_on=None)

    found = listed(signed_in(leader), project)

    assert found == [tasks[1].pk, tasks[2].pk, tasks[0].pk, unplanned.pk, closed.pk]


@pytest.mark.parametrize(
    ("sort", "due", "expected"),
    [
        ("slutdato", [5, None, 1], [2, 0, 1]),
        ("-slutdato", [5, None, 1], [0, 2, 1]),
        ("nummer", [1, 1, 1], [0, 1, 2]),
        ("-nummer", [1, 1, 1], [2, 1, 0]),
    ],
)
def test_the_list_sorts_both_ways_with_the_unknown_last(
    sort, due, expected, signed_in, project, leader
):
    tasks = [
        TaskFactory(project=project, due_on=days and TODAY + dt.timedelta(days=days))
        for days in due
    ]

    assert listed(signed_in(leader), project, sorter=sort) == [tasks[at].pk for at in expected]


@pytest.mark.parametrize("column", ["opgave", "fase", "tema", "prioritet", "lys", "status"])
@pytest.mark.parametrize("direction", ["", "-"])
def test_every_column_sorts(column, direction, signed_in, project, leader):
    values = {
        "opgave": lambda task: danish_key(task.shared_task.title),
        "fase": lambda task: task.phase.position,
        "tema": lambda task: task.theme.position,
        "prioritet": lambda task: task.priority,
        "lys": lambda task: task.light,
        "status": lambda task: Status.values.index(task.status),
    }
    for number, priority in enumerate(Priority):
        TaskFactory(
            project=project,
            shared_task=shared_task_in(project, priority=priority),
            due_on=TODAY + dt.timedelta(days=30 * number - 1),
            status=[Status.IN_PROGRESS, Status.NOT_STARTED, Status.IN_PROGRESS][number],
        )

    found = [
        values[column](Task.objects.get(pk=pk))
        for pk in listed(signed_in(leader), project, sorter=direction + column)
    ]
    assert found == sorted(found, reverse=direction == "-")


@pytest.mark.parametrize("column", ["ansvarlig", "udfoerer"])
def test_people_sort_as_danes_sort_names(column, signed_in, project, leader):
    part = {"ansvarlig": "responsible", "udfoerer": "executor"}[column]
    for name in ("Åse Prøve", "Anna Prøve", "Ærling Prøve"):
        person = UserFactory(municipality=project.municipality, name=name)
        TaskFactory(project=project, **{part: person})

    found = listed(signed_in(leader), project, sorter=column)

    assert [getattr(Task.objects.get(pk=pk), part).name for pk in found] == [
        "Anna Prøve",
        "Ærling Prøve",
        "Åse Prøve",
    ]


def test_a_chip_leads_to_the_list_without_its_filter(signed_in, project, leader):
    TaskFactory(project=project)

    response = signed_in(leader).get(
        project.get_absolute_url(), {"lys": "1", "tekst": "gør", "side": "2", "sorter": "lys"}
    )

    assert [(chip.label, chip.url) for chip in response.context["listing"].filters.chips()] == [
        ("Lys: Grøn", "?tekst=g%C3%B8r&sorter=lys"),
        ("Søgning: »gør«", "?lys=1&sorter=lys"),
    ]


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("name", FILTERS)
def test_no_address_breaks_the_list(name, bad, signed_in, project, leader):
    TaskFactory(project=project)

    response = signed_in(leader).get(project.get_absolute_url(), {name: bad})

    assert response.status_code == 200


@pytest.mark.parametrize("name", ["fase", "tema", "prioritet", "status", "lys", "person"])
def test_an_unknown_filter_says_so_beside_its_field_and_hides_nothing(
    name, signed_in, project, leader
):
    task = TaskFactory(project=project)

    response = signed_in(leader).get(project.get_absolute_url(), {name: "1e3"})

    assert [task.pk for task in response.context["page"]] == [task.pk]
    assert response.context["listing"].filters.errors == {
        name: ["Filteret findes ikke, og er ikke brugt. Vælg et fra listen."]
    }


def test_a_text_that_is_too_long_says_so(signed_in, project, leader):
    response = signed_in(leader).get(project.get_absolute_url(), {"tekst": "x" * 101})

    assert response.context["listing"].filters.errors == {"tekst": ["Skriv højst 100 tegn."]}


def test_a_phase_of_another_programme_is_no_filter_here(signed_in, project, leader):
    elsewhere = PhaseFactory()
    TaskFactory(project=project)

    response = signed_in(leader).get(project.get_absolute_url(), {"fase": elsewhere.pk})

    assert list(response.context["listing"].filters.errors) == ["fase"]


def test_htmx_gets_the_list_alone(signed_in, project, leader):
    TaskFactory(project=project)

    response = signed_in(leader).get(
        project.get_absolute_url(),
        {"fase": "", "lys": "1", "tekst": ""},
        headers={"HX-Request": "true", "HX-Target": "opgaver"},
    )

    body = response.content.decode().strip()
    assert body.startswith('<section id="opgaver"')
    assert "<h1" not in body
    assert "HX-Request" in response.headers["Vary"]
    # The address a colleague can be sent has only what was chosen.
    assert response.headers["HX-Push-Url"] == f"{project.get_absolute_url()}?lys=1"


def test_a_list_with_no_match_says_how_to_see_more(signed_in, project, leader):
    TaskFactory(project=project)

    response = signed_in(leader).get(project.get_absolute_url(), {"lys": "3"})

    assert "Ingen opgaver passer til filtrene" in response.content.decode()


def test_a_stranger_does_not_find_the_project(signed_in, project):
    assert signed_in(stranger()).get(project.get_absolute_url()).status_code == 404


def test_a_colleague_who_is_no_member_does_not_find_the_project(signed_in):
    task = TaskFactory()

    assert signed_in(colleague(task)).get(task.project.get_absolute_url()).status_code == 404


def test_someone_named_on_one_task_does_not_find_the_project(signed_in):
    task = TaskFactory()
    executor = colleague(task)
    Task.objects.update(executor=executor)

    assert signed_in(executor).get(task.project.get_absolute_url()).status_code == 404


def test_a_consultant_of_the_supplier_reads_the_project(signed_in):
    task = TaskFactory()

    response = signed_in(consultant(task)).get(task.project.get_absolute_url())

    assert [row.pk for row in response.context["page"]] == [task.pk]


@pytest.mark.parametrize("number", [10**30, 0])
def test_a_number_that_no_project_has_is_not_found(number, signed_in):
    user = member(TaskFactory())

    assert signed_in(user).get(f"/projekter/{number}/").status_code == 404


def test_the_page_is_only_read(signed_in, project, leader):
    assert signed_in(leader).post(project.get_absolute_url()).status_code == 405


def test_the_signed_out_sign_in_first(client, project):
    url = project.get_absolute_url()

    assert client.get(url).url == f"{reverse('account_login')}?next={url}"


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_much_for_three_tasks_as_for_one(
    number, signed_in, project, leader, django_assert_num_queries
):
    for _ in range(number):
        executor = UserFactory(municipality=project.municipality)
        TaskFactory(project=project, executor=executor, responsible=leader)
    refresh_figures([project.pk])
    client = signed_in(leader)

    client.get(project.get_absolute_url())  # now and then the session's own times are written, too
    with django_assert_num_queries(18):
        client.get(project.get_absolute_url())
