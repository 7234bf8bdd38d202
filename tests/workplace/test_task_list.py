"""The list of tasks across a person's projects, and what both lists have: order, groups, rows."""

import re

import pytest
from django.http import QueryDict

from projects.models import ProjectMember
from tasks.models import Task
from tests.factories import (
    ConsultantFactory,
    PhaseFactory,
    ProgrammeFactory,
    ProjectFactory,
    ProjectMemberFactory,
    SharedTaskFactory,
    TaskFactory,
    ThemeFactory,
    UserFactory,
)
from workplace.lists import read_list

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
URL = "/opgaver/"


@pytest.fixture
def project():
    return ProjectFactory()


@pytest.fixture
def leader(project):
    return ProjectMemberFactory(project=project, role=ProjectMember.Role.LEADER).user


@pytest.fixture
def other(leader):
    """A second project that the leader leads, in a programme whose name comes first."""
    programme = ProgrammeFactory(name="Aaby")
    project = ProjectFactory(municipality=leader.municipality, programme=programme)
    ProjectMemberFactory(project=project, user=leader, role=ProjectMember.Role.LEADER)
    return project


def listed(client, **address):
    return [row.pk for row in client.get(URL, address).context["page"]]


def headings(response):
    """What stands over the groups, without markup."""
    found = re.findall(r'<th scope="rowgroup".*?</th>', response.content.decode(), re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in found]


def many(project, number):
    shared_task = SharedTaskFactory(published=True, programme=project.programme)
    return [
        TaskFactory(
            project=project,
            shared_task=SharedTaskFactory(
                published=True,
                programme=project.programme,
                phase=shared_task.phase,
                theme=shared_task.theme,
            ),
        )
        for _ in range(number)
    ]


# --- whose tasks -------------------------------------------------------------------------


def test_the_tasks_of_all_ones_projects_are_there_and_those_one_is_named_on(
    signed_in, project, leader, other
):
    mine, theirs = TaskFactory(project=project), TaskFactory(project=other)
    elsewhere = ProjectFactory(municipality=leader.municipality)
    named, _unseen = (TaskFactory(project=elsewhere) for _ in range(2))
    Task.objects.filter(pk=named.pk).update(responsible=leader)
    TaskFactory()

    assert set(listed(signed_in(leader))) == {mine.pk, theirs.pk, named.pk}


def test_partners_people_have_no_such_list(signed_in):
    assert signed_in(ConsultantFactory()).get(URL).status_code == 403


def test_the_list_is_only_read(signed_in, leader):
    assert signed_in(leader).post(URL).status_code == 405


def test_the_signed_out_sign_in_first(client):
    assert client.get(URL).status_code == 302


def test_without_tasks_it_says_where_they_come_from(signed_in):
    assert "Du har ingen opgaver endnu" in signed_in(UserFactory()).get(URL).content.decode()


def test_htmx_gets_the_list_alone_and_the_search_field_when_it_is_left(signed_in, leader, project):
    TaskFactory(project=project)
    client = signed_in(leader)

    def part(trigger):
        headers = {"HX-Request": "true", "HX-Target": "opgaver", "HX-Trigger": trigger}
        return client.get(URL, {"tekst": "gør", "lys": ""}, headers=headers)

    typed, clicked = part("opgave-soeg"), part("valg-lys-3")

    assert typed.content.decode().strip().startswith('<section id="opgaver"')
    assert typed.headers["HX-Push-Url"] == "/opgaver/?tekst=g%C3%B8r"
    assert ('id="opgave-tekst"' in typed.content.decode()) is False
    assert ('id="opgave-tekst"' in clicked.content.decode()) is True


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_much_for_three_tasks_as_for_one(
    number, signed_in, leader, project, django_assert_num_queries
):
    for task in many(project, number):
        executor = UserFactory(municipality=project.municipality)
        Task.objects.filter(pk=task.pk).update(executor=executor, responsible=leader)
    client = signed_in(leader)

    client.get(URL, {"gruppe": "fase"})  # now and then the session's own times are written, too
    with django_assert_num_queries(11):
        client.get(URL, {"gruppe": "fase"})


# --- filters across projects ---------------------------------------------------------------


def test_a_project_is_chosen_among_those_with_tasks_one_sees(signed_in, project, leader, other):
    task = TaskFactory(project=project)
    TaskFactory(project=other)
    unseen = TaskFactory(project=ProjectFactory(municipality=leader.municipality)).project
    client = signed_in(leader)

    assert listed(client, projekt=project.pk) == [task.pk]
    errors = client.get(URL, {"projekt": unseen.pk}).context["listing"].filters.errors
    assert errors == {"projekt": ["Filteret findes ikke, og er ikke brugt. Vælg et fra listen."]}


def test_phases_of_several_programmes_say_whose_they_are(leader, project, other):
    phases = [TaskFactory(project=one).phase for one in (project, other)]

    listing = read_list(leader, None, QueryDict())

    assert {option.label for option in listing.facet_counts.facet("fase").options} == {
        f"{phases[0]} ({project.programme.name})",
        f"{phases[1]} (Aaby)",
    }


def test_several_values_of_a_filter_widen_it(signed_in, project, leader):
    first, second, third = (TaskFactory(project=project) for _ in range(3))
    client = signed_in(leader)

    found = client.get(f"{URL}?fase={first.phase_id}&fase={third.phase_id}").context["page"]

    assert {row.pk for row in found} == {first.pk, third.pk}
    assert second.pk not in {row.pk for row in found}


def test_one_unknown_value_is_told_and_the_others_are_used(signed_in, project, leader):
    task, _other = TaskFactory(project=project), TaskFactory(project=project)

    response = signed_in(leader).get(f"{URL}?fase={task.phase_id}&fase=999999")

    assert [row.pk for row in response.context["page"]] == [task.pk]
    assert [label for label, _ in response.context["listing"].filters.left_out()] == ["Fase"]


# --- order and groups ------------------------------------------------------------------------


def test_titles_sort_as_danes_sort_words(signed_in, project, leader):
    titles = ["Åbn", "Aften", "Øv", "Æd", "aabent", "Zebra", "Élan", "eksempel"]
    for title in titles:
        TaskFactory(project=project, shared_task__title=title)

    page = signed_in(leader).get(URL, {"sorter": "opgave"}).context["page"]

    assert [row.title for row in page] == [
        *("Aften", "eksempel", "Élan", "Zebra", "Æd", "Øv", "aabent", "Åbn"),
    ]


def test_projects_sort_by_the_names_of_their_programmes(signed_in, project, leader, other):
    last, first = TaskFactory(project=other), TaskFactory(project=project)

    # Aa is å.
    assert listed(signed_in(leader), sorter="projekt") == [first.pk, last.pk]
    assert listed(signed_in(leader), sorter="-projekt") == [last.pk, first.pk]


def test_rows_are_gathered_by_phase_in_the_order_of_phases(signed_in, project, leader):
    second, first = (
        PhaseFactory(programme=project.programme, position=at, number=str(at), name=f"Fase {at}")
        for at in (2, 1)
    )
    for phase in (second, first, second):
        TaskFactory(
            project=project,
            shared_task=SharedTaskFactory(published=True, programme=project.programme, phase=phase),
            due_on=None,
        )

    response = signed_in(leader).get(project.get_absolute_url(), {"gruppe": "fase"})

    assert [row.phase_id for row in response.context["page"]] == [first.pk, second.pk, second.pk]
    assert headings(response) == [
        "1 Fase 1 1 opgave Rød 0 Gul 0 Grøn 0 Grå 1",
        "2 Fase 2 2 opgaver Rød 0 Gul 0 Grøn 0 Grå 2",
    ]


def test_a_group_counts_what_the_filters_leave_on_all_pages(leader, project):
    theme = ThemeFactory(programme=project.programme, name="Data")
    for _ in range(3):
        TaskFactory(
            project=project,
            shared_task=SharedTaskFactory(published=True, programme=project.programme, theme=theme),
        )
    TaskFactory(project=project)

    listing = read_list(leader, project, QueryDict(f"gruppe=tema&tema={theme.pk}"))

    assert [(g.label, g.count) for g in listing.groups.values()] == [("Data", 3)]


def test_rows_without_executor_are_gathered_last(signed_in, project, leader):
    TaskFactory(project=project)
    for name in ("Åse Prøve", "Bo Prøve"):
        person = UserFactory(municipality=project.municipality, name=name)
        TaskFactory(project=project, executor=person)

    response = signed_in(leader).get(URL, {"gruppe": "udfoerer"})

    assert [one.split(" 1 opgave")[0] for one in headings(response)] == [
        *("Bo Prøve", "Åse Prøve", "Ingen udfører"),
    ]


@pytest.mark.parametrize("grouping", ["projekt", "tema", "lys", "findes-ikke", "\x00"])
def test_every_grouping_keeps_all_rows(grouping, signed_in, project, leader, other):
    tasks = {TaskFactory(project=one).pk for one in (project, other, project)}

    assert set(listed(signed_in(leader), gruppe=grouping)) == tasks


def test_one_project_is_not_gathered_by_project(leader, project):
    assert read_list(leader, project, QueryDict("gruppe=projekt")).grouping is None


# --- pages and rows ----------------------------------------------------------------------------


def test_a_hundred_tasks_stand_on_a_page_and_all_when_that_is_asked_for(signed_in, project, leader):
    many(project, 101)
    client = signed_in(leader)

    first = client.get(URL).context
    assert (len(first["page"]), first["listing"].all_url) == (100, "?vis=alle")
    assert len(listed(client, side=2)) == 1
    whole = client.get(URL, {"vis": "alle"}).context
    assert (len(whole["page"]), whole["listing"].all_url) == (101, "")


def rows(response):
    found = re.findall(r"<tr data-task=.*?</tr>", response.content.decode(), re.DOTALL)
    return {int(re.search(r'data-task="(\d+)"', row)[1]): row for row in found}


def test_a_row_says_what_may_be_changed_in_it(signed_in, project):
    led, worked, read, withdrawn = many(project, 4)
    leader, executor, reader = (
        ProjectMemberFactory(project=project, role=role).user
        for role in (ProjectMember.Role.LEADER, *[ProjectMember.Role.READER] * 2)
    )
    Task.objects.filter(pk=worked.pk).update(executor=executor)
    Task.objects.filter(pk=withdrawn.pk).update(is_withdrawn=True)

    def cells(user, task, **address):
        row = rows(signed_in(user).get(project.get_absolute_url(), address))[task.pk]
        return re.findall(r'data-edit="(\w+)"', row), 'name="valgt"' in row

    planned = ["status", "responsible", "executor", "due_on"]
    assert cells(leader, led) == (planned, True)
    assert cells(executor, worked) == (["status"], True)
    assert cells(executor, read) == ([], False)
    assert cells(reader, led) == ([], False)
    assert cells(leader, withdrawn, status="withdrawn") == ([], False)


def test_a_consultant_changes_nothing_from_the_list(signed_in, project):
    task = TaskFactory(project=project)
    user = ConsultantFactory(partner=project.programme.system.supplier)

    row = rows(signed_in(user).get(project.get_absolute_url()))[task.pk]

    assert re.findall(r'data-edit|name="valgt"|class="tasks-pick"', row) == []


def test_a_title_is_text_and_not_markup(signed_in, project, leader):
    task = TaskFactory(project=project, shared_task__title="<b>Fed</b> & »fin«")

    row = rows(signed_in(leader).get(URL))[task.pk]

    assert row.count("<b>") == 0
    assert row.count("&lt;b&gt;Fed&lt;/b&gt; &amp; »fin«") == 2
