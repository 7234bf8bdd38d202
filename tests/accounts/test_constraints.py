"""Wrong people are impossible, whichever way they are written."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from accounts.models import User
from tests.factories import (
    NOON,
    ConsultantFactory,
    MunicipalityFactory,
    PartnerFactory,
    RoleAssignmentFactory,
    UserFactory,
)
from tests.refused import refused_by

pytestmark = pytest.mark.django_db


def test_two_people_do_not_share_an_address():
    UserFactory(email="anna@proeve.example")

    with refused_by("user_email_unique"):
        UserFactory(email="anna@proeve.example")


def test_an_address_is_kept_in_lower_case():
    with refused_by("user_email_lower_case"):
        UserFactory(email="Anna@proeve.example")


def test_the_manager_writes_an_address_in_lower_case():
    user = User.objects.create_user(
        "Anna@Proeve.Example", "fremdrift-test", name="Anna", partner=PartnerFactory()
    )

    assert user.email == "anna@proeve.example"
    assert user.check_password("fremdrift-test")


def test_a_person_has_a_name():
    with refused_by("user_name_not_empty"):
        UserFactory(name="")


@pytest.mark.parametrize("both", [True, False])
def test_a_person_belongs_to_one_municipality_or_one_partner(both):
    municipality, partner = (MunicipalityFactory(), PartnerFactory()) if both else (None, None)

    with refused_by("user_at_exactly_one_municipality_or_partner"):
        UserFactory(municipality=municipality, partner=partner)


def test_a_form_says_so_in_danish():
    with pytest.raises(ValidationError) as refusal:
        User(email="a@proeve.example", name="Anna").validate_constraints()

    assert refusal.value.messages == ["Vælg enten en kommune eller en samarbejdspart."]


@pytest.mark.parametrize("duty", ["is_klik_administrator", "reads_all_projects"])
def test_a_partner_has_no_municipal_duties(duty):
    UserFactory(**{duty: True})

    with refused_by("user_municipal_duties_in_a_municipality"):
        ConsultantFactory(**{duty: True})


def test_only_a_partner_edits_shared_tasks():
    ConsultantFactory(is_editor=True)

    with refused_by("user_editor_at_a_partner"):
        UserFactory(is_editor=True)


def test_a_person_with_a_role_does_not_slip_into_another_municipality():
    holder = RoleAssignmentFactory().user

    with refused_by("role_assignment_user_in_same_municipality"):
        User.objects.filter(pk=holder.pk).update(municipality=MunicipalityFactory())


def test_what_names_a_person_leans_on_the_person_with_their_municipality():
    """user_id_with_municipality can't be broken, an id being unique; it is leant on instead."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conindid::regclass::text FROM pg_constraint WHERE conname = %s",
            ["role_assignment_user_in_same_municipality"],
        )
        leant_on = cursor.fetchone()

    assert leant_on == ("user_id_with_municipality",)


def test_only_a_partner_has_administrators():
    with refused_by("user_administrator_at_a_partner"):
        UserFactory(is_administrator=True)


def test_who_has_left_left_at_some_moment():
    with refused_by("user_inactive_says_since_when"):
        UserFactory(is_active=False, deactivated_at=None)


def test_nobody_loses_their_name_while_they_are_here():
    with refused_by("user_pseudonymised_after_leaving"):
        UserFactory(pseudonymised_at=NOON)
