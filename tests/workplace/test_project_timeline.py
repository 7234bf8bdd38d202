"""A project's timeline: GET /projekter/<pk>/tidslinje/."""

import datetime as dt
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from projects.models import ProjectMember
from shared_tasks.models import SharedTaskLink, TaskKind
from tasks.models import Status
from tests.factories import (
    PhaseFactory,
    ProjectFactory,
    TaskFactory,
    ThemeFactory,
    UserFactory,
)
from tests.projects.factories import BlackoutFactory
from tests.tasks.people import consultant, member, people_of_every_kind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
Role = ProjectMember.Role


@pytest.fixture
def project():
    return ProjectFactory(programme__name="DUBU 3.0", go_live_on=dt.date(2026, 9, 1))


@pytest.fixture
def task(project):
    return TaskFactory(
        project=project,
        shared_task__code="A1",
        shared_task__title="Udpeg <projektleder>",
        shared_task__theme=ThemeFactory(programme=project.programme, name="Organisation"),
        starts_on=dt.date(2026, 2, 2),
        due_on=dt.date(2026, 2, 27),
    )


def timeline_of(project, query=""):
    return reverse("projects:timeline", args=[project.pk]) + query


class Words(HTMLParser):
    """The page's elements of a class, each with the text in it."""

    def __init__(self, css, page):
        super().__init__()
        self.css, self.open, self.found = css, [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        classes = (dict(attrs).get("class") or "").split()
        if self.css in classes:
            self.found.append(dict(attrs) | {"text": ""})
            self.open.append(tag)
        elif self.open:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if self.open:
            self.open.pop()

    def handle_data(self, data):
        if self.open:
            self.found[-1]["text"] += data


def elements(response, css):
    return Words(css, response.content.decode()).found


def texts(response, css):
    return [one["text"].strip() for one in elements(response, css)]


def cells(response):
    """The rows of the table of tasks, cell by cell."""
    rows = response.content.decode().split('<tbody class="fd-rows">')[1].split("</tbody>")[0]
    return [
        [" ".join(one["text"].split()) for one in Cells(row).found]
        for row in rows.split("</tr>")[:-1]
    ]


class Cells(HTMLParser):
    def __init__(self, row):
        super().__init__()
        self.found = []
        self.feed(row)

    def handle_starttag(self, tag, attrs):
        if tag in {"th", "td"}:
            self.found.append({"text": ""})

    def handle_data(self, data):
        if self.found:
            self.found[-1]["text"] += data


def test_the_page_shows_a_task_in_the_picture_and_in_the_table(signed_in, project, task):
    response = signed_in(member(task)).get(timeline_of(project))

    assert texts(response, "timeline__label") == [
        *("Faser", f"{task.phase}", "Organisation", "(A1) Udpeg <projektleder>"),
    ]
    assert texts(response, "timeline__task") == [
        "(A1) Udpeg <projektleder>, slutdato 27.02.2026: rød"
    ]
    assert cells(response) == [
        [
            "(A1) Udpeg <projektleder>",
            "Organisation",
            f"{task.phase}",
            "2. feb 2026",
            "27. feb 2026",
            "Rød",
            "Ikke påbegyndt",
            "",
        ]
    ]


def test_who_may_see_the_project_sees_its_timeline(client, project, task):
    found = {}
    for kind, person in people_of_every_kind(task).items():
        client.force_login(person)
        found[kind] = client.get(timeline_of(project)).status_code

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
        "consultant": 200,
        "editor": 200,
        "consultant elsewhere": 404,
    }


def test_the_timeline_is_only_to_be_read(signed_in, project, task):
    assert signed_in(member(task)).post(timeline_of(project)).status_code == 405


def test_the_project_leads_to_its_timeline(signed_in, project, task):
    page = signed_in(member(task)).get(project.get_absolute_url()).content.decode()

    assert page.count(f'href="{timeline_of(project)}"') == 1


def test_only_who_plans_can_drag(signed_in, project, task):
    def draggable(role):
        page = signed_in(member(task, role)).get(timeline_of(project))
        return [
            (one["data-dates"], one["data-due"], one["data-start"], one["data-revision"])
            for one in elements(page, "timeline__task")
            if "data-dates" in one
        ], len(elements(page, "timeline-dialog"))

    dates = reverse("tasks:dates", args=[task.pk])
    assert draggable(Role.LEADER) == ([(dates, "2026-02-27", "2026-02-02", "1")], 1)
    assert draggable(Role.CONTRIBUTOR) == ([], 0)


def test_a_consultant_sees_the_timeline_and_drags_nothing(signed_in, project, task):
    page = signed_in(consultant(task)).get(timeline_of(project))

    assert [one.get("data-dates") for one in elements(page, "timeline__task")] == [None]


def test_what_is_dragged_is_saved_as_on_the_tasks_own_page(signed_in, project, task):
    client = signed_in(member(task))
    [shown] = elements(client.get(timeline_of(project)), "timeline__task")

    sent = {
        "revision": shown["data-revision"],
        "starts_on": shown["data-start"],
        "due_on": "2026-03-20",
        "due_reason": "Aftalt med ledelsen",
    }
    response = client.post(shown["data-dates"], sent)

    assert response.status_code == 302
    [row] = cells(client.get(timeline_of(project)))
    assert row[4] == "20. mar 2026 aftalt lokalt; fælles: 27. feb 2026"


def test_a_local_due_date_is_marked_with_a_letter_and_in_words(signed_in, project, task):
    type(task).objects.filter(pk=task.pk).update(
        due_on=dt.date(2026, 3, 20), due_reason="Aftalt <her>"
    )

    response = signed_in(member(task)).get(timeline_of(project))

    assert texts(response, "timeline__task") == [
        "(A1) Udpeg <projektleder>, slutdato 20.03.2026 (aftalt lokalt): rødL"
    ]
    assert [one["data-reason"] for one in elements(response, "timeline__task")] == ["Aftalt <her>"]


def test_gates_stand_before_the_themes_and_have_a_sign_of_their_own(signed_in, project, task):
    TaskFactory(
        project=project,
        shared_task__code="M1",
        shared_task__title="I drift",
        kind=TaskKind.MILESTONE,
    )

    response = signed_in(member(task)).get(timeline_of(project))

    assert texts(response, "timeline__label")[3:] == [
        "Kontrolpunkter og milepæle",
        "(M1) I drift",
        "Organisation",
        "(A1) Udpeg <projektleder>",
    ]
    assert len(elements(response, "timeline__diamond--gate")) == 2  # one in the legend
    assert cells(response)[0][0] == "(M1) I drift milepæl"


def test_sub_phases_stand_under_their_phase(signed_in, project, task):
    PhaseFactory(programme=project.programme, parent=task.phase, number="2.1", name="Opstart")

    response = signed_in(member(task)).get(timeline_of(project))

    assert texts(response, "timeline__label--sub") == ["2.1 Opstart"]


def test_lines_lead_from_what_must_be_done_first(signed_in, project, task):
    first = TaskFactory(project=project, shared_task__code="A0", shared_task__theme=task.theme)
    SharedTaskLink.objects.create(
        programme=project.programme,
        shared_task=task.shared_task,
        other=first.shared_task,
        kind="prerequisite",
    )

    response = signed_in(member(task)).get(timeline_of(project))

    assert len(elements(response, "timeline__line")) == 2  # one in the legend
    assert {row[0]: row[-1] for row in cells(response)} == {
        "(A1) Udpeg <projektleder>": "A0",
        f"(A0) {first.shared_task.title}": "",
    }


def test_what_is_done_is_waited_for_no_more(signed_in, project, task):
    first = TaskFactory(project=project, status=Status.NOT_RELEVANT, not_relevant_reason="Nej")
    SharedTaskLink.objects.create(
        programme=project.programme,
        shared_task=task.shared_task,
        other=first.shared_task,
        kind="prerequisite",
    )

    response = signed_in(member(task)).get(timeline_of(project))

    assert {row[-1] for row in cells(response)} == {""}


def test_pauses_of_the_programme_are_shaded(signed_in, project, task):
    BlackoutFactory(programme=project.programme, name="Sommer", first_week=28, last_week=31)

    response = signed_in(member(task)).get(timeline_of(project))

    assert texts(response, "timeline__pause") == ["Sommer", ""]  # and the legend's


def test_today_and_the_go_live_are_lines_through_it(signed_in, project, task):
    response = signed_in(member(task)).get(timeline_of(project))

    assert texts(response, "timeline__word") == ["Idriftsættelse", "I dag"]


@pytest.mark.parametrize(
    ("query", "labels", "outside"),
    [
        ("?zoom=maaned", [], 1),
        ("?zoom=maaned&fra=2026-02-10", ["(A1) Udpeg <projektleder>"], 0),
        ("?zoom=kvartal", ["(A1) Udpeg <projektleder>"], 0),
        ("?zoom=kvartal&fra=2031-01-01", [], 1),
        ("?zoom=alt&fra=2031-01-01", ["(A1) Udpeg <projektleder>"], 0),
    ],
)
def test_the_address_says_how_much_is_seen(signed_in, project, task, query, labels, outside):
    response = signed_in(member(task)).get(timeline_of(project, query))

    assert texts(response, "timeline__label--task") == labels
    assert response.context["timeline"].outside == outside


@pytest.mark.parametrize(
    "query",
    ["?zoom=uge", "?zoom=", "?fra=i+morgen", "?zoom=maaned&fra=2026-02-31", "?fra=9999-99-99"],
)
def test_a_broken_address_shows_what_it_can(signed_in, project, task, query):
    assert signed_in(member(task)).get(timeline_of(project, query)).status_code == 200


@pytest.mark.parametrize(
    ("query", "before", "after"),
    [
        ("?zoom=kvartal&fra=2026-03-01", "2025-10-01", "2026-04-01"),
        ("?zoom=maaned&fra=2000-01-09", "", "2000-02-01"),
        ("?zoom=maaned&fra=2099-12-09", "2099-11-01", ""),
        ("", "", ""),
    ],
)
def test_one_steps_to_the_period_beside(signed_in, project, task, query, before, after):
    context = signed_in(member(task)).get(timeline_of(project, query)).context

    found = [context[name].rpartition("fra=")[2] for name in ("before_url", "after_url")]
    assert found == [before, after]


def test_a_task_without_dates_stands_in_the_table_alone(signed_in, project, task):
    TaskFactory(project=project, shared_task__code="X", shared_task__title="Engang", due_on=None)

    response = signed_in(member(task)).get(timeline_of(project))

    assert texts(response, "timeline__label--task") == ["(A1) Udpeg <projektleder>"]
    assert [row[0] for row in cells(response)] == ["(A1) Udpeg <projektleder>", "(X) Engang"]


def test_what_is_withdrawn_is_left_out(signed_in, project, task):
    TaskFactory(project=project, is_withdrawn=True)

    response = signed_in(member(task)).get(timeline_of(project))

    assert len(cells(response)) == 1


def test_a_project_without_anything_says_so(signed_in):
    project = ProjectFactory(go_live_on=None)
    reader = UserFactory(municipality=project.municipality, reads_all_projects=True)

    page = signed_in(reader).get(timeline_of(project))

    assert page.status_code == 200
    assert elements(page, "timeline") == []
    assert page.content.decode().count("Projektet har ingen opgaver endnu") == 1


def test_the_queries_do_not_grow_with_the_tasks(
    signed_in, project, task, django_assert_num_queries
):
    client = signed_in(member(task))
    client.get(timeline_of(project))
    for _ in range(2):
        with django_assert_num_queries(11):
            client.get(timeline_of(project))
        for _ in range(2):
            other = TaskFactory(project=project)
            PhaseFactory(programme=project.programme)
            BlackoutFactory(programme=project.programme)
            SharedTaskLink.objects.create(
                programme=project.programme,
                shared_task=other.shared_task,
                other=task.shared_task,
                kind="prerequisite",
            )
