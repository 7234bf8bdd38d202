"""One person's page, and what an administrator changes there."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.second_factor import has_second_factor
from accounts.services import Duties
from projects.models import ProjectMember
from tests.administration.people import with_totp
from tests.factories import (
    NOON,
    ConsultantFactory,
    PartnerFactory,
    ProjectFactory,
    ProjectMemberFactory,
    RoleAssignmentFactory,
    TaskFactory,
    UserFactory,
    let_go,
)

pytestmark = pytest.mark.django_db
FORMS = [
    *("rename", "duties", "send_invitation", "deactivate", "reactivate"),
    "reset_second_factor",
]
NOBODY = 10**9


@pytest.fixture
def colleague(administrator):
    return UserFactory(municipality=administrator.place, name="Anna Bakke")


def page(person, name="person"):
    return reverse(f"administration:{name}", args=[getattr(person, "pk", person)])


def told(answer):
    return [str(message) for message in answer.context["messages"]]


def test_the_page_says_what_the_person_has_a_part_in(signed_in, administrator, colleague):
    project = ProjectFactory(municipality=administrator.place)
    leads = ProjectMemberFactory(project=project, user=colleague, role=ProjectMember.Role.LEADER)
    reads = ProjectMemberFactory(
        project=ProjectFactory(municipality=administrator.place), user=colleague
    )
    held = RoleAssignmentFactory(user=colleague, municipality=administrator.place)
    TaskFactory(project=project, executor=colleague, responsible=colleague)
    TaskFactory(project=project, executor=colleague, is_withdrawn=True)

    context = signed_in(administrator).get(page(colleague)).context

    involvement = context["involvement"]
    assert set(involvement.memberships) == {leads, reads}
    assert (involvement.leading, involvement.roles, involvement.open_tasks) == ([leads], [held], 1)
    assert (context["person"], context["has_second_factor"]) == (colleague, False)


def test_the_page_costs_the_same_however_much_there_is(signed_in, administrator, colleague):
    def add():
        ProjectMemberFactory(
            project=ProjectFactory(municipality=administrator.place), user=colleague
        )
        RoleAssignmentFactory(user=colleague, municipality=administrator.place)

    add()
    client = signed_in(administrator)
    client.get(page(colleague))
    with CaptureQueriesContext(connection) as one:
        client.get(page(colleague))
    add()
    add()
    with CaptureQueriesContext(connection) as three:
        client.get(page(colleague))

    assert len(three) == len(one)


@pytest.mark.parametrize("name", ["person", *FORMS])
def test_a_stranger_is_not_found(signed_in, administrator, name):
    client = signed_in(administrator)
    strangers = [UserFactory(), ConsultantFactory(), NOBODY]

    assert {client.get(page(who, name)).status_code for who in strangers} == {404}
    assert {client.post(page(who, name)).status_code for who in strangers} <= {404, 405}


@pytest.mark.parametrize("name", ["person", *FORMS])
def test_the_operators_administrator_finds_nobody_elsewhere(signed_in, administrator, name):
    operator = PartnerFactory(is_operator=True)
    client = signed_in(ConsultantFactory(partner=operator, is_administrator=True))

    assert client.get(page(administrator, name)).status_code == 404


@pytest.mark.parametrize("name", ["person", *FORMS])
def test_a_colleague_may_not(signed_in, administrator, colleague, name):
    assert signed_in(colleague).get(page(administrator, name)).status_code == 403


@pytest.mark.parametrize("name", FORMS)
def test_a_colleague_may_not_send_either(signed_in, administrator, colleague, name):
    assert signed_in(colleague).post(page(administrator, name)).status_code == 403


@pytest.mark.parametrize("name", ["rename", "duties", "send_invitation", "reactivate"])
def test_a_form_opened_without_being_sent_leads_back(signed_in, administrator, colleague, name):
    answer = signed_in(administrator).get(page(colleague, name))

    assert (answer.status_code, answer["Location"]) == (302, page(colleague))


@pytest.mark.parametrize("name", ["person", *FORMS])
def test_a_wrong_method_is_refused(signed_in, administrator, colleague, name):
    assert signed_in(administrator).put(page(colleague, name)).status_code == 405


def test_a_name_is_corrected(signed_in, administrator, colleague):
    client = signed_in(administrator)

    answer = client.post(page(colleague, "rename"), {"name": "  Anna   Bakke Holm "}, follow=True)

    colleague.refresh_from_db()
    assert (colleague.name, told(answer)) == ("Anna Bakke Holm", ["Navnet er gemt."])
    refused = client.post(page(colleague, "rename"), {"name": ""})
    assert refused.status_code == 422
    assert refused.context["name_form"].errors["name"] == ["Skriv personens navn."]


def test_a_pseudonym_gets_no_name_and_no_access(signed_in, administrator, colleague):
    let_go(colleague)
    User.objects.filter(pk=colleague.pk).update(pseudonymised_at=NOON)
    client = signed_in(administrator)

    renamed = client.post(page(colleague, "rename"), {"name": "Anna Bakke"}, follow=True)
    opened = client.post(page(colleague, "reactivate"), follow=True)

    assert told(renamed) == ["Personen er pseudonymiseret og kan ikke få et navn igen."]
    assert told(opened) == ["Personen er pseudonymiseret. Invitér i stedet på ny."]
    colleague.refresh_from_db()
    assert colleague.is_active is False


def test_duties_are_given(signed_in, administrator, colleague):
    client = signed_in(administrator)

    answer = client.post(
        page(colleague, "duties"), {"seen": "0000", "is_klik_administrator": "on"}, follow=True
    )

    colleague.refresh_from_db()
    assert (told(answer), Duties.of(colleague)) == (
        ["Rettighederne er gemt."],
        Duties(is_klik_administrator=True),
    )
    assert colleague.second_factor_due_on > timezone.localdate()


@pytest.mark.parametrize("seen", ["", "1", "2000", "\x00", "００００"])  # noqa: RUF001  # wide digits
def test_a_form_that_is_not_whole_is_refused(signed_in, administrator, colleague, seen):
    answer = signed_in(administrator).post(page(colleague, "duties"), {"seen": seen})

    assert answer.status_code == 422


def test_duties_changed_meanwhile_are_told_and_shown_as_they_are(
    signed_in, administrator, colleague
):
    User.objects.filter(pk=colleague.pk).update(reads_all_projects=True)

    answer = signed_in(administrator).post(page(colleague, "duties"), {"seen": "0000"})

    assert answer.status_code == 409
    assert answer.context["duties_form"].initial["seen"] == "0100"
    colleague.refresh_from_db()
    assert colleague.reads_all_projects is True


def test_the_last_administrator_is_told_why_not(signed_in, administrator):
    answer = signed_in(administrator).post(page(administrator, "duties"), {"seen": "1000"})

    assert answer.status_code == 422
    assert answer.context["duties_form"].non_field_errors() == [
        "Verner Hybenholm er den eneste, der kan give andre adgang hos jer. Gør først en kollega "
        "til administrator."
    ]


def test_whoever_stops_administering_ends_at_home(signed_in, administrator):
    UserFactory(municipality=administrator.place, is_klik_administrator=True)

    answer = signed_in(administrator).post(page(administrator, "duties"), {"seen": "1000"})

    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_deactivation_asks_first_and_says_what_is_left_behind(signed_in, administrator, colleague):
    project = ProjectFactory(municipality=administrator.place)
    leads = ProjectMemberFactory(project=project, user=colleague, role=ProjectMember.Role.LEADER)
    client = signed_in(administrator)

    asked = client.get(page(colleague, "deactivate"))
    assert (asked.status_code, asked.context["involvement"].leading) == (200, [leads])
    colleague.refresh_from_db()
    assert colleague.is_active is True
    answer = client.post(page(colleague, "deactivate"), follow=True)

    colleague.refresh_from_db()
    assert (told(answer), colleague.is_active) == (["Anna Bakke har ikke længere adgang."], False)
    assert ProjectMember.objects.get(user=colleague) == leads
    again = client.get(page(colleague, "deactivate"))
    assert (again.status_code, again["Location"]) == (302, page(colleague))


def test_nobody_deactivates_themselves(signed_in, administrator):
    answer = signed_in(administrator).post(page(administrator, "deactivate"))

    assert (answer.status_code, answer.context["refusal"]) == (
        422,
        "Du kan ikke deaktivere dig selv. Bed en anden administrator hos jer om det.",
    )


def test_access_is_given_back(signed_in, administrator, colleague):
    let_go(colleague)

    answer = signed_in(administrator).post(page(colleague, "reactivate"), follow=True)

    colleague.refresh_from_db()
    assert (told(answer), colleague.is_active) == (
        ["Anna Bakke har adgang igen, med det samme som før."],
        True,
    )


def test_an_invitation_is_sent_again(
    signed_in, administrator, colleague, django_capture_on_commit_callbacks
):
    client = signed_in(administrator)

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(page(colleague, "send_invitation"))

    assert answer["Location"] == page(colleague)
    assert [letter.to for letter in mail.outbox] == [[colleague.email]]


@pytest.mark.parametrize(
    ("facts", "told_why"),
    [
        (
            {"last_login": NOON},
            "Anna Bakke har allerede valgt en adgangskode og kan få en ny under "
            "»Glemt adgangskode?«.",
        ),
        (
            {"is_active": False, "deactivated_at": NOON},
            "Anna Bakke er deaktiveret. Giv adgang igen først.",
        ),
    ],
)
def test_an_invitation_that_makes_no_sense_is_not_sent(
    signed_in, administrator, colleague, facts, told_why
):
    User.objects.filter(pk=colleague.pk).update(**facts)

    answer = signed_in(administrator).post(page(colleague, "send_invitation"), follow=True)

    assert (told(answer), mail.outbox) == ([told_why], [])


def test_a_lost_second_factor_is_reset_after_being_asked_about(
    signed_in, administrator, colleague, mailoutbox, django_capture_on_commit_callbacks
):
    with_totp(colleague)
    client = signed_in(administrator)
    assert client.get(page(colleague)).context["has_second_factor"] is True
    assert client.get(page(colleague, "reset_second_factor")).status_code == 200
    assert has_second_factor(colleague) is True

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(page(colleague, "reset_second_factor"))

    assert answer["Location"] == page(colleague)
    assert has_second_factor(colleague) is False
    assert [mail.to for mail in mailoutbox] == [[colleague.email]]


def test_ones_own_second_factor_is_not_reset_here(signed_in, administrator):
    with_totp(administrator)

    answer = signed_in(administrator).post(page(administrator, "reset_second_factor"), follow=True)

    assert told(answer) == ["Dit eget to-faktor-login ændrer du under din konto."]
    assert has_second_factor(administrator) is True


def test_there_is_nothing_to_reset_where_there_is_none(signed_in, administrator, colleague):
    answer = signed_in(administrator).post(page(colleague, "reset_second_factor"), follow=True)

    assert told(answer) == ["Anna Bakke har ikke sat to-faktor-login op."]
