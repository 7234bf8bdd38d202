"""Whoever was in a project and no longer is, with the portal still open in their browser."""

import pytest
from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, get_resolver, reverse

from accounts.services import deactivate_person, reactivate_person
from projects.models import ProjectMember
from projects.services import change_member
from tasks.models import ChecklistItem, TaskFile
from tests.conversation.factories import CommentFactory
from tests.factories import NOON, ProjectMemberFactory, TaskFactory, UserFactory
from tests.house.test_routes import routes
from tests.shared_tasks.factories import SharedTaskVersionFactory
from tests.tasks.factories import LocalTaskFactory
from workplace.project_page import leave_project

pytestmark = pytest.mark.django_db
Role = ProjectMember.Role
HTMX = {"HX-Request": "true", "HX-Target": "opgaver"}
NOT_FOUND, SIGN_IN = 404, 302


def converters_of(name):
    """The parameters that the route's address has."""
    namespace, route = name.split(":")
    (inside,) = [
        entry
        for entry in get_resolver().url_patterns
        if getattr(entry, "namespace", None) == namespace
    ]
    (pattern,) = [
        entry
        for entry in inside.url_patterns
        if isinstance(entry, URLPattern) and entry.name == route
    ]
    return pattern.pattern.converters


def is_of_a_project(name):
    """Whether it is a page of a project or a task, and not of all that one can reach."""
    return name.startswith("projects:") or (
        name.startswith("tasks:") and "number" in converters_of(name)
    )


ROUTES = [name for name, _ in routes(get_resolver()) if is_of_a_project(name)]
# Their task is one of the municipality's own.
OF_LOCAL_TASKS = {"tasks:change_local", "tasks:remove_local"}


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    backend = {**settings.STORAGES["task_files"], "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "task_files": backend}


@pytest.fixture
def task():
    made = TaskFactory()
    SharedTaskVersionFactory(shared_task=made.shared_task)
    return made


@pytest.fixture
def owner(task):
    """Somebody who may do everything in the project, and is named on its task."""
    member = ProjectMemberFactory(project=task.project, role=Role.OWNER)
    type(task).objects.filter(pk=task.pk).update(executor=member.user, responsible=member.user)
    return member


@pytest.fixture
def file(client, task, owner):
    """A file of the task; the client stays signed in as the owner who added it."""
    client.force_login(owner.user)
    upload = SimpleUploadedFile("plan.pdf", b"%PDF-1.7\n1 0 obj\n")
    client.post(reverse("tasks:files", args=[task.pk]), {"file": upload})
    return TaskFile.objects.get()


def addresses(task, owner, file):
    """Every address of the project and of its tasks, by the name of its route."""
    local = LocalTaskFactory(project=task.project, executor=owner.user)
    comment = CommentFactory(task=task, written_by=owner.user)
    item = ChecklistItem.objects.create(
        task=task, municipality=task.municipality, programme=task.programme, text="Ring"
    )

    def known(name):
        if name.startswith("projects:"):
            return {"pk": task.project_id, "member": owner.pk}
        hangs_on = comment if "comment" in name else item if "checklist" in name else file
        number = local.pk if name in OF_LOCAL_TASKS else task.pk
        return {"number": number, "pk": hangs_on.pk, "version": 1}

    return {
        name: reverse(name, kwargs={key: known(name)[key] for key in converters_of(name)})
        for name in ROUTES
    }


def sign_in(client, user):
    """By the form, which lists the session as one that can be ended."""
    EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    client.logout()
    answer = client.post(
        reverse("account_login"), {"login": user.email, "password": "fremdrift-test"}
    )
    assert answer.status_code == 302


def status(answer):
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


def met(client, ways):
    """What the open session meets at every address: opened, asked for by htmx, and sent to."""
    return (
        {(name, "GET"): status(client.get(way)) for name, way in ways.items()}
        | {(name, "htmx"): status(client.get(way, headers=HTMX)) for name, way in ways.items()}
        | {(name, "POST"): status(client.post(way)) for name, way in ways.items()}
    )


def pages(client, ways):
    return {status(client.get(way)) for way in ways.values()}


def test_whoever_is_in_the_project_reaches_all_of_it(client, task, owner, file):
    assert pages(client, addresses(task, owner, file)) <= {200, 302, 503}


def test_whoever_is_taken_out_finds_nothing_from_that_moment(client, task, owner, file):
    ways = addresses(task, owner, file)
    leave_project(member=owner)

    found = met(client, ways)

    # A form's own address leads to the page, and asks there; it tells nothing.
    leads = {way for way, code in found.items() if code == 302}
    assert {way for way, code in found.items() if code not in {302, 404, 405}} == set()
    assert {kind for _name, kind in leads} <= {"GET", "htmx"}
    for name, _kind in leads:
        assert client.get(ways[name], follow=True).status_code == NOT_FOUND
    assert ProjectMember.objects.filter(user=owner.user).exists() is False


def test_whoever_is_deactivated_is_asked_who_they_are(client, task, owner, file):
    ways = addresses(task, owner, file)
    by = UserFactory(municipality=task.municipality, is_klik_administrator=True)
    deactivate_person(person=owner.user, by=by, at=NOON)

    found = met(client, ways)

    assert set(found.values()) == {SIGN_IN}
    assert {client.get(way)["Location"].split("?")[0] for way in ways.values()} == {
        "/konto/log-ind/"
    }


def test_coming_back_gives_all_of_it_again_after_signing_in(client, task, owner, file):
    ways = addresses(task, owner, file)
    sign_in(client, owner.user)
    by = UserFactory(municipality=task.municipality, is_klik_administrator=True)
    person = deactivate_person(person=owner.user, by=by, at=NOON)
    reactivate_person(person=person, at=NOON)

    assert client.get(ways["projects:detail"])["Location"].startswith("/konto/log-ind/")
    sign_in(client, owner.user)
    assert pages(client, ways) <= {200, 302, 503}


def test_a_lesser_part_takes_the_forms_away_at_once(client, task, owner, file):
    ways = addresses(task, owner, file)
    change_member(member=owner, role=Role.READER)
    type(task).objects.filter(pk=task.pk).update(executor=None, responsible=None)

    sent = {name: status(client.post(way)) for name, way in ways.items()}

    # A reader's calendar and views are theirs to make; they follow tasks, and talk about them.
    assert {name for name, code in sent.items() if code not in {403, 405}} == {
        *("projects:calendar", "projects:new_view"),
        *("tasks:comments", "tasks:comment", "tasks:remove_comment", "tasks:watch"),
    }
    assert client.get(ways["tasks:detail"]).status_code == 200
