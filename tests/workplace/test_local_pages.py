"""Pages of local tasks: a new one, changing it, deleting it, and what partners see."""

import datetime as dt

import pytest
from django.urls import reverse

from projects.models import Project, ProjectMember
from tasks.models import LocalSheet, Status, Task, TaskLink
from tests.conversation.factories import CommentFactory, WatchFactory
from tests.factories import (
    PhaseFactory,
    ProjectFactory,
    RoleFactory,
    TaskFactory,
    ThemeFactory,
    UserFactory,
)
from tests.tasks.factories import LocalTaskFactory, TaskLinkFactory
from tests.tasks.people import consultant, member, people_of_every_kind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
Role = ProjectMember.Role
LEAD = {"leader", "owner"}
INSIDE = {"contributor", "reader", "programme manager", "klik administrator"}


@pytest.fixture
def project():
    return ProjectFactory()


@pytest.fixture
def task(project):
    return LocalTaskFactory(project=project, local_title="Bestil lokaler")


@pytest.fixture
def leader(signed_in, task):
    return signed_in(member(task))


def new_page(project):
    return reverse("projects:add_local_task", args=[project.pk])


def setting_page(project):
    return reverse("projects:local_tasks", args=[project.pk])


def page(task, name):
    return reverse(f"tasks:{name}", args=[task.pk])


def typed(project, **said):
    """What a browser sends of the smallest local task, and what more is said."""
    programme = project.programme
    phase = programme.phases.first() or PhaseFactory(programme=programme)
    theme = programme.themes.first() or ThemeFactory(programme=programme)
    smallest = {"title": "Bestil lokaler", "phase": phase.pk, "theme": theme.pk}
    return smallest | {"priority": "2", "kind": "task"} | said


def again(task, **said):
    """What a browser sends of a local task that is there."""
    own = {"title": task.title, "phase": task.phase_id, "theme": task.theme_id}
    plain = {"priority": task.priority, "kind": task.kind, "due_on": task.due_on}
    return own | plain | {"goal": task.local_sheet.goal, "revision": task.revision} | said


def errors(response):
    return response.context["form"].errors.get_json_data()


def error(response, field):
    return [one["message"] for one in errors(response)[field]]


class TestWhoMay:
    @pytest.mark.parametrize("name", ["change_local", "remove_local"])
    @pytest.mark.parametrize("shown", [True, False])
    def test_the_tasks_pages(self, client, project, name, shown):
        project.shows_local_tasks = shown
        project.save()
        task = LocalTaskFactory(project=project)

        def due(kind):
            if kind in LEAD:
                return 200
            partner = {"consultant", "editor"} if shown else set()
            return 403 if kind in INSIDE | {"named"} | partner else 404

        people = people_of_every_kind(task)
        met = {kind: answer(client, user, page(task, name)) for kind, user in people.items()}

        assert met == {kind: due(kind) for kind in people}

    @pytest.mark.parametrize("address", [new_page, setting_page])
    def test_the_projects_pages(self, client, task, address):
        def due(kind):
            if kind in LEAD:
                return 200
            return 403 if kind in INSIDE | {"consultant", "editor"} else 404

        people = people_of_every_kind(task)
        met = {kind: answer(client, user, address(task.project)) for kind, user in people.items()}

        assert met == {kind: due(kind) for kind in people}

    def test_a_shared_task_has_no_such_pages(self, signed_in):
        task = TaskFactory()
        client = signed_in(member(task))

        answers = [client.get(page(task, name)) for name in ("change_local", "remove_local")]

        assert [answer.status_code for answer in answers] == [404, 404]

    def test_they_are_opened_and_sent_and_nothing_else(self, leader, task):
        addresses = [new_page(task.project), setting_page(task.project)]
        addresses += [page(task, "change_local"), page(task, "remove_local")]

        assert [leader.put(address).status_code for address in addresses] == [405] * 4


def answer(client, user, address):
    client.force_login(user)
    return client.get(address).status_code


class TestANewOne:
    def test_it_is_added_and_shown(self, signed_in, project):
        client = signed_in(member(TaskFactory(project=project)))

        response = client.post(new_page(project), typed(project, due_on="10.04.2026"))

        made = Task.objects.local().get()
        assert (made.title, made.due_on, made.is_private) == (
            *("Bestil lokaler", dt.date(2026, 4, 10), True),
        )
        assert response.url == made.get_absolute_url()

    def test_the_phase_it_is_opened_from_is_chosen(self, leader, task):
        response = leader.get(f"{new_page(task.project)}?fase={task.phase_id}")

        assert response.context["form"]["phase"].value() == str(task.phase_id)

    def test_an_unknown_phase_in_the_address_is_left_alone(self, leader, task):
        assert leader.get(f"{new_page(task.project)}?fase=abc").status_code == 200

    def test_everything_can_be_said_of_it(self, leader, task):
        project, role = task.project, RoleFactory()
        other = TaskFactory(project=project, shared_task__code="A7")
        said = typed(
            project,
            description="**Til alle**",
            recommended_executor=role.pk,
            involved=[role.pk],
            prerequisites_more=f"#{task.pk} Bestil lokaler; a7",
            kind="milestone",
        )

        leader.post(new_page(project), said | {"title": "Indret lokaler"})

        made = Task.objects.local().latest("pk")
        sheet = LocalSheet.objects.get(task=made)
        assert (made.kind, sheet.description) == ("milestone", "**Til alle**")
        assert list(sheet.involved_roles.all()) == [sheet.recommended_executor] == [role]
        assert {link.other for link in made.links.all()} == {task, other}

    @pytest.mark.parametrize(
        ("field", "value", "message"),
        [
            ("title", " ", "Skriv en titel."),
            ("title", "x" * 201, "Teksten er 201 tegn lang, og der er plads til 200. Kort den af."),
            ("phase", "", "Vælg en fase."),
            ("phase", "4711", "Fasen findes ikke længere. Vælg en anden."),
            ("theme", "", "Vælg et tema."),
            ("priority", "9", "Vælg en prioritet."),
            ("kind", "checkpoint", "Vælg en type."),
            ("due_on", "32.1.2026", "»32.1.2026« er ikke en dato. Skriv den som 10.03.2027."),
            ("executor", "4711", "Vælg en kollega fra jeres egen kommune."),
            ("prerequisites", "4711", "En af opgaverne findes ikke længere i projektet."),
            (
                "prerequisites_more",
                "Intet",
                "Projektet har ingen opgave »Intet«. Vælg en på listen.",
            ),
        ],
    )
    def test_what_is_wrong_is_said_beside_it(self, leader, task, field, value, message):
        response = leader.post(new_page(task.project), typed(task.project, **{field: value}))

        assert (response.status_code, error(response, field)) == (422, [message])
        assert Task.objects.count() == 1

    def test_a_due_date_before_the_start_is_refused(self, leader, task):
        said = typed(task.project, starts_on="10.04.2026", due_on="09.04.2026")

        response = leader.post(new_page(task.project), said)

        assert error(response, "due_on") == ["Slutdatoen kan ikke ligge før startdatoen."]

    def test_a_circle_is_named(self, leader, task):
        other = TaskFactory(project=task.project)
        TaskLinkFactory(task=task, other=other)
        said = typed(task.project, prerequisites=[task.pk], waiting=[other.pk])

        response = leader.post(new_page(task.project), said | {"title": "Ny"})

        assert error(response, "prerequisites_more") == [
            f"Opgaverne ville vente på hinanden: »Ny« venter på »Bestil lokaler«, som venter på "
            f"»{other.title}«, som venter på »Ny«. Fjern en af dem, ellers kan ingen begynde."
        ]
        assert Task.objects.local().count() == 1

    def test_the_queries_do_not_grow_with_the_project(
        self, leader, task, django_assert_num_queries
    ):
        leader.get(new_page(task.project))
        for more in (0, 3):
            TaskFactory.create_batch(more, project=task.project)
            with django_assert_num_queries(QUERIES):
                leader.get(new_page(task.project))


QUERIES = 10


class TestChangingIt:
    def test_what_is_typed_is_saved(self, leader, task):
        response = leader.post(page(task, "change_local"), again(task, title="Nyt", goal="Andet"))

        changed = Task.objects.get(pk=task.pk)
        assert (changed.title, changed.local_sheet.goal) == ("Nyt", "Andet")
        assert response.url == task.get_absolute_url()

    def test_the_form_shows_all_that_is_said(self, leader, task):
        other = TaskFactory(project=task.project)
        TaskLinkFactory(task=task, other=other)

        form = leader.get(page(task, "change_local")).context["form"]

        assert form["goal"].value() == task.local_sheet.goal
        assert form["prerequisites"].value() == [other.pk]
        assert form.fields["prerequisites"].widget.choices == [(str(other.pk), other.title)]

    def test_it_cannot_wait_for_itself(self, leader, task):
        said = again(task, prerequisites_more=f"#{task.pk}")

        response = leader.post(page(task, "change_local"), said)

        assert error(response, "prerequisites_more") == ["En opgave kan ikke vente på sig selv."]

    def test_a_colleagues_change_meanwhile_is_told_and_nothing_typed_is_lost(self, leader, task):
        leader.post(page(task, "change_local"), again(task, title="Deres"))

        response = leader.post(page(task, "change_local"), again(task, title="Mit", goal="Mål"))

        assert (response.status_code, Task.objects.get(pk=task.pk).title) == (409, "Deres")
        form = response.context["form"]
        assert (form["title"].value(), form.now()) == (
            *("Mit", [("Titel", "Deres"), ("Mål", "At alle har et sted at sidde")]),
        )
        assert next(one.text for one in response.context["meanwhile"]).endswith(
            "ændrede titlen fra »Bestil lokaler« til »Deres«"
        )

        leader.post(
            page(task, "change_local"), again(task, title="Mit", revision=form["revision"].value())
        )
        assert Task.objects.get(pk=task.pk).title == "Mit"

    def test_a_form_that_is_not_whole_says_so(self, leader, task):
        response = leader.post(page(task, "change_local"), again(task, revision=""))

        assert error(response, "revision") == [
            "Formularen er ikke hel. Genindlæs siden, og prøv igen."
        ]

    def test_its_dates_are_moved_on_its_page_without_a_reason(self, leader, task):
        leader.post(
            page(task, "dates"),
            {"revision": task.revision, "starts_on": "", "due_on": "01.06.2026"},
        )

        assert Task.objects.get(pk=task.pk).due_on == dt.date(2026, 6, 1)


class TestDeletingIt:
    def test_it_asks_first_and_then_it_is_gone(self, leader, task):
        asked = leader.get(page(task, "remove_local"))
        response = leader.post(page(task, "remove_local"), {"revision": task.revision})

        assert (asked.status_code, Task.objects.count()) == (200, 0)
        assert response.url == task.project.get_absolute_url()

    def test_comments_keep_it(self, leader, task):
        CommentFactory(task=task)

        response = leader.post(page(task, "remove_local"), {"revision": task.revision})

        assert response.status_code == 409
        assert response.context["refusal"].startswith("Opgaven har 1 kommentar, og det ville")
        assert Task.objects.count() == 1

    def test_a_colleague_who_follows_it_keeps_it(self, leader, task):
        WatchFactory(task=task, user=UserFactory(municipality=task.municipality))

        response = leader.post(page(task, "remove_local"), {"revision": task.revision})

        assert response.status_code == 409
        assert response.context["refusal"].startswith("Opgaven bliver fulgt af andre")

    @pytest.mark.parametrize("revision", ["", "x", "99", "9" * 40])
    def test_another_revision_than_the_one_seen_keeps_it(self, leader, task, revision):
        response = leader.post(page(task, "remove_local"), {"revision": revision})

        assert (response.status_code, Task.objects.count()) == (409, 1)


class TestWhatPartnersSee:
    def test_the_leader_chooses(self, leader, task):
        for said, shown in (("ja", True), ("nej", False)):
            response = leader.post(setting_page(task.project), {"shown": said})

            assert response.url == task.project.get_absolute_url()
            assert Project.objects.get().shows_local_tasks == shown
            assert Task.objects.get(pk=task.pk).is_private != shown

    @pytest.mark.parametrize("said", ["", "måske"])
    def test_anything_else_is_refused(self, leader, task, said):
        response = leader.post(setting_page(task.project), {"shown": said})

        assert (response.status_code, list(errors(response))) == (422, ["shown"])

    def test_the_page_says_how_much_comes_into_sight(self, leader, task):
        CommentFactory(task=task)

        shown = leader.get(setting_page(task.project)).context["shown"]

        assert shown == {"tasks": 1, "files": 0, "comments": 1, "checklist": 0}

    def test_a_private_one_is_not_there(self, signed_in, task):
        client = signed_in(consultant(task))

        assert client.get(task.get_absolute_url()).status_code == 404
        assert "Bestil lokaler" not in client.get(task.project.get_absolute_url()).content.decode()

    def test_a_shown_one_is_there_without_its_words(self, signed_in, task):
        signed_in(member(task)).post(setting_page(task.project), {"shown": "ja"})
        TaskLinkFactory(task=task)
        client = signed_in(consultant(task))

        response = client.get(task.get_absolute_url())

        assert (response.context["sheet"].brief, response.context["sheet"].prerequisites) == (
            *(None, []),
        )
        assert "At alle har et sted at sidde" not in response.content.decode()
        assert "Bestil lokaler" in client.get(task.project.get_absolute_url()).content.decode()


class TestTheProjectsPage:
    def test_it_says_how_many_do_not_count(self, leader, task):
        local_tasks = leader.get(task.project.get_absolute_url()).context["local_tasks"]

        assert (local_tasks.may_plan, local_tasks.is_shown, local_tasks.uncounted) == (
            *(True, False, 1),
        )

    def test_partners_are_told_nothing(self, signed_in, task):
        client = signed_in(consultant(task))

        local_tasks = client.get(task.project.get_absolute_url()).context["local_tasks"]

        assert (local_tasks.may_plan, local_tasks.uncounted) == (False, 0)


class TestTheTasksPage:
    def test_it_shows_what_the_municipality_has_written(self, leader, task):
        waits_for = TaskFactory(project=task.project, status=Status.IN_PROGRESS)
        TaskLinkFactory(task=task, other=waits_for)

        sheet = leader.get(task.get_absolute_url()).context["sheet"]

        assert sheet.brief.goal == "At alle har et sted at sidde"
        assert [link.title for link in sheet.prerequisites] == [waits_for.title]

    def test_a_shared_task_that_waits_for_it_says_so(self, leader, task):
        link = TaskLinkFactory(task=TaskFactory(project=task.project), other=task)

        sheet = leader.get(link.task.get_absolute_url()).context["sheet"]

        assert [(one.title, one.is_local) for one in sheet.prerequisites] == [
            ("Bestil lokaler", True)
        ]
        assert TaskLink.objects.count() == 1

    def test_the_history_tells_of_it(self, signed_in, task):
        leader = member(task)
        signed_in(leader).post(page(task, "change_local"), again(task, title="Nyt", goal="Andet"))

        history = signed_in(leader).get(task.get_absolute_url()).context["history"]

        assert {one.text.removeprefix(f"{leader} ") for one in history.sentences} == {
            "rettede opgavens mål",
            "ændrede titlen fra »Bestil lokaler« til »Nyt«",
            "Fremdrift tilføjede den lokale opgave »Bestil lokaler«",
        }
