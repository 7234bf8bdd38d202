"""Partners are told in how many municipalities a role is vacant, and nothing more."""

from contextlib import contextmanager

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from roles.models import Role, RoleAssignment
from roles.vacancies import count_vacant
from tenancy.scope import Scope, scoped
from tests.factories import (
    MunicipalityFactory,
    ProgrammeFactory,
    ProjectFactory,
    RoleAssignmentFactory,
    RoleFactory,
    SystemFactory,
)
from tests.runtime import as_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return ProgrammeFactory()


@pytest.fixture
def project(programme):
    return ProjectFactory(programme=programme)


@pytest.fixture
def role():
    return RoleFactory()


def hold(role, project, **facts):
    system = project.programme.system if role.scope == Role.Scope.SYSTEM else None
    return RoleAssignmentFactory(
        **({"role": role, "municipality": project.municipality, "system": system} | facts)
    )


def vacant(programme, role, *municipalities):
    return count_vacant(
        programme_id=programme.pk, wanted=[(role.pk, one.pk) for one in municipalities]
    )


def test_municipalities_without_a_holder_are_counted(programme, project, role):
    hold(role, project)
    others = ProjectFactory.create_batch(2, programme=programme)

    everywhere = [project.municipality, *(other.municipality for other in others)]
    assert vacant(programme, role, *everywhere) == {role.pk: 2}
    assert vacant(programme, role, project.municipality) == {}


@contextmanager
def asking(scope):
    """A transaction of its own in that scope, which a refusal ends."""
    with transaction.atomic(), as_role(), scoped(scope):
        yield


@pytest.mark.parametrize(
    "facts",
    [lambda: {"system": SystemFactory()}, lambda: {"municipality": MunicipalityFactory()}],
)
def test_a_holder_for_another_system_or_elsewhere_fills_nothing(programme, project, role, facts):
    hold(role, project, **facts())

    assert vacant(programme, role, project.municipality) == {role.pk: 1}


def test_whoever_has_left_fills_nothing(programme, project, role):
    held = hold(role, project)
    held.user.is_active, held.user.deactivated_at = False, "2026-01-05T12:00Z"
    held.user.save()

    assert vacant(programme, role, project.municipality) == {role.pk: 1}


def test_a_cross_cutting_role_is_held_for_every_system(programme, project):
    role = RoleFactory(scope=Role.Scope.CROSS)
    hold(role, project)

    assert vacant(programme, role, project.municipality) == {}


def test_municipalities_outside_the_programme_are_not_told_of(programme, role):
    assert vacant(programme, role, MunicipalityFactory()) == {}


class TestAsPartner:
    def test_they_are_told_the_number_and_read_no_holder(self, programme, project, role):
        held = hold(role, project)
        empty = ProjectFactory(programme=programme).municipality
        scope = Scope.central(programme.system.supplier_id)

        with asking(scope):
            assert vacant(programme, role, held.municipality, empty) == {role.pk: 1}
        with pytest.raises(ProgrammingError, match="permission denied"), asking(scope):
            RoleAssignment.objects.count()

    def test_another_partners_programme_is_out_of_reach(self, programme, project, role):
        other = Scope.central(ProgrammeFactory().system.supplier_id)

        with pytest.raises(ProgrammingError, match="not in reach"), asking(other):
            vacant(programme, role, project.municipality)

    def test_the_operator_and_jobs_are_told_of_every_programme(self, programme, project, role):
        with asking(Scope.job("test")):
            assert vacant(programme, role, project.municipality) == {role.pk: 1}


@pytest.mark.parametrize(
    "scope",
    [lambda project: Scope.municipal(project.municipality_id), lambda _: Scope.signing_in()],
)
def test_nobody_else_may_ask(project, role, scope):
    with pytest.raises(ProgrammingError, match="permission denied"), asking(scope(project)):
        vacant(project.programme, role, project.municipality)
