"""One scope for a transaction, nothing without it, and nothing left of it afterwards."""

import logging
import threading

import pytest
from django.db import ProgrammingError, connection, transaction

from projects.models import Project, ProjectMember
from shared_tasks.models import SharedTask
from tasks.models import Task
from tenancy.database_roles import DatabaseRole
from tenancy.scope import Scope, ScopeChangeRefused, current_scope, scoped
from tests.factories import ProjectFactory, ProjectMemberFactory, SharedTaskFactory, TaskFactory
from tests.runtime import as_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return ProjectFactory()


@pytest.fixture
def theirs():
    return ProjectFactory()


def setting(name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [name])
        return cursor.fetchone()[0]


def role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]


def seen():
    return list(Project.objects.order_by("pk"))


def change_and_break(scope):
    with scoped(scope):
        ProjectMember.objects.all().delete()
        raise ZeroDivisionError


def test_a_municipality_reaches_its_own_rows(ours, theirs):
    with scoped(Scope.municipal(ours.municipality_id)):
        assert seen() == [ours]


def test_a_partner_reaches_its_own_programmes(ours, theirs):
    with scoped(Scope.central(ours.programme.system.supplier_id)):
        assert seen() == [ours]


def test_the_operator_and_jobs_reach_all(ours, theirs):
    with scoped(Scope.national(1)):
        assert seen() == [ours, theirs]
    with scoped(Scope.job("night")):
        assert seen() == [ours, theirs]


def test_whoever_signs_in_reaches_no_project(ours):
    with pytest.raises(ProgrammingError, match="permission denied"), scoped(Scope.signing_in()):
        seen()


def test_without_a_scope_there_are_no_rows(ours):
    with as_role(DatabaseRole.RUNTIME):
        assert seen() == []


@pytest.mark.parametrize("scope", [Scope.municipal(0), Scope.central(0)])
def test_a_scope_of_nobody_reaches_nothing(ours, scope):
    with scoped(scope):
        assert seen() == []


def test_a_row_is_written_to_ones_own_municipality_only(ours, theirs):
    mine, foreign = (ProjectMemberFactory(project=project) for project in (ours, theirs))
    with scoped(Scope.municipal(ours.municipality_id)):
        assert ProjectMember.objects.filter(pk=foreign.pk).update(role="owner") == 0
        mine.municipality_id = theirs.municipality_id
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            mine.save(update_fields=["municipality"])


def test_another_scope_inside_one_is_refused(ours, theirs):
    with scoped(Scope.municipal(ours.municipality_id)):
        with pytest.raises(ScopeChangeRefused), scoped(Scope.municipal(theirs.municipality_id)):
            pass
        assert seen() == [ours]


def test_the_same_scope_inside_itself_is_a_savepoint(ours):
    scope, member = Scope.municipal(ours.municipality_id), ProjectMemberFactory(project=ours)
    with scoped(scope):
        with pytest.raises(ZeroDivisionError):
            change_and_break(scope)
        assert list(ProjectMember.objects.all()) == [member]


@pytest.mark.parametrize("breaks", [False, True])
def test_nothing_of_a_scope_is_left_after_it(ours, breaks):
    scope = Scope.municipal(ours.municipality_id, user=7)
    if breaks:
        with pytest.raises(ZeroDivisionError):
            change_and_break(scope)
    else:
        with scoped(scope):
            assert (role(), setting("fremdrift.user")) == ("fremdrift_app", "7")

    assert (role(), setting("role"), current_scope()) == ("postgres", "none", None)
    assert [setting(f"fremdrift.{name}") or "" for name in ("municipality", "user")] == ["", ""]


def test_nothing_of_a_scope_is_left_after_a_query_that_failed(ours):
    with (
        pytest.raises(ProgrammingError),
        scoped(Scope.municipal(ours.municipality_id)),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM no_such_table")

    assert (role(), current_scope()) == ("postgres", None)


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_is_used_again_has_no_scope(ours):
    with as_role(DatabaseRole.RUNTIME):
        with scoped(Scope.municipal(ours.municipality_id)):
            assert seen() == [ours]
        assert seen() == []


@pytest.mark.django_db(transaction=True)
def test_two_threads_have_a_scope_each(ours, theirs):
    found, both = {}, threading.Barrier(2)

    def look(project):
        with scoped(Scope.municipal(project.municipality_id)):
            both.wait(10)
            found[project] = seen()
            both.wait(10)
        connection.close()

    threads = [threading.Thread(target=look, args=[project]) for project in (ours, theirs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == {ours: [ours], theirs: [theirs]}


def test_what_is_asked_without_a_scope_is_told_to_the_log(ours, caplog, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "USER", "fremdrift_app")
    with (
        caplog.at_level(logging.ERROR, logger="tenancy.watch"),
        as_role(),
    ):
        assert list(Task.objects.all()) == []
        with scoped(Scope.municipal(ours.municipality_id)):
            seen()

    assert [record.getMessage() for record in caplog.records] == [
        "Asked for rows without a scope, and got none: tasks_task"
    ]


def test_a_draft_is_its_programmes_alone(ours):
    published = TaskFactory(project=ours).shared_task
    draft = SharedTaskFactory(programme=ours.programme, published_at=None, published_by=None)

    with scoped(Scope.municipal(ours.municipality_id)):
        assert set(SharedTask.objects.all()) == {published}
    with scoped(Scope.central(ours.programme.system.supplier_id)):
        assert set(SharedTask.objects.all()) == {published, draft}
