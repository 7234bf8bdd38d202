"""A wrong gallery is impossible, whichever way it is written."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from roles.models import Role, RoleAssignment
from tests.factories import RoleAssignmentFactory, RoleFactory, SystemFactory, UserFactory
from tests.refused import refused_by

pytestmark = pytest.mark.django_db


def test_two_roles_do_not_share_a_code():
    RoleFactory(code="projektleder")

    with refused_by("role_code_unique"):
        RoleFactory(code="projektleder")


def test_a_role_has_a_name():
    with refused_by("role_name_not_empty"):
        RoleFactory(name="")


def test_a_role_is_cross_cutting_or_for_a_system():
    with refused_by("role_scope_known"):
        RoleFactory(scope="lokal")


def test_a_role_is_for_implementation_operations_or_both():
    with refused_by("role_stage_known"):
        RoleFactory(stage="pension")


def test_a_role_does_not_need_more_holders_than_it_may_have():
    RoleFactory(min_holders=2, max_holders=2)
    RoleFactory(min_holders=2, max_holders=None)

    with refused_by("role_max_not_below_min"):
        RoleFactory(min_holders=2, max_holders=1)


@pytest.mark.parametrize("scope", Role.Scope)
def test_a_person_holds_a_role_once(scope):
    held = RoleAssignmentFactory(role__scope=scope)

    with refused_by("role_assignment_once_per_person"):
        RoleAssignmentFactory(
            municipality=held.municipality, role=held.role, system=held.system, user=held.user
        )


@pytest.mark.parametrize("scope", Role.Scope)
def test_a_role_has_at_most_one_primary(scope):
    first = RoleAssignmentFactory(role__scope=scope, is_primary=True)
    place = {"municipality": first.municipality, "role": first.role, "system": first.system}
    RoleAssignmentFactory(**place, is_primary=False)

    with refused_by("role_assignment_one_primary"):
        RoleAssignmentFactory(**place, is_primary=True)


def test_a_role_for_a_system_is_held_for_one_and_another_for_none():
    with refused_by("role_assignment_system_follows_scope"):
        RoleAssignmentFactory(role__scope="system", system=None)
    with refused_by("role_assignment_system_follows_scope"):
        RoleAssignmentFactory(role__scope="cross", system=SystemFactory())


def test_a_holder_s_scope_is_the_role_s():
    held = RoleAssignmentFactory(role__scope="system")

    with refused_by("role_assignment_scope_of_its_role"):
        RoleAssignment.objects.update(scope="cross", system=None)
    with refused_by("role_assignment_scope_of_its_role"):
        Role.objects.filter(pk=held.role_id).update(scope="cross")


def test_others_lean_on_a_role_with_its_scope():
    """It can't be broken, an id being unique; the composite foreign key needs it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select conname from pg_constraint key join pg_class index on index.oid = key.conindid"
            " where key.contype = 'f' and index.relname = 'role_id_with_scope'"
        )

        assert cursor.fetchall() == [("role_assignment_scope_of_its_role",)]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"system": None}, "Vælg et it-system til en rolle"),
        ({"scope": "cross", "system": None}, "Rollen har et andet omfang"),
    ],
)
def test_a_form_tells_of_the_scope_in_danish(wrong, said):
    held = RoleAssignmentFactory(role__scope="system")
    for name, value in wrong.items():
        setattr(held, name, value)

    with pytest.raises(ValidationError, match=said):
        held.validate_constraints()


def test_the_holder_of_a_role_is_of_the_municipality():
    held = RoleAssignmentFactory()

    with refused_by("role_assignment_user_in_same_municipality"):
        RoleAssignment.objects.filter(pk=held.pk).update(user=UserFactory())


def test_a_form_says_so_in_danish():
    held = RoleAssignmentFactory()
    held.user = UserFactory()

    with pytest.raises(ValidationError) as refusal:
        held.validate_constraints()

    assert refusal.value.messages == ["Personen hører til en anden kommune."]


@pytest.mark.parametrize(
    ("scope", "name", "spoken"),
    [
        ("system", "Projektleder", "DUBU-projektleder"),
        ("system", "IT-medarbejder", "DUBU-IT-medarbejder"),
        ("cross", "Projektleder", "Projektleder"),
    ],
)
def test_a_role_is_spoken_of_with_its_system(scope, name, spoken):
    role = Role(name=name, scope=scope)

    assert role.name_in(SystemFactory(name="DUBU")) == spoken
