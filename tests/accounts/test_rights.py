"""The table of rights keeps its promises, whatever is added to it."""

import pytest
from django.conf import settings

from accounts.rights import (
    CENTRAL,
    MUNICIPAL,
    REACH,
    RIGHTS,
    Permission,
    PersonRole,
    permissions_of,
)
from accounts.rights_page import rights_page
from tests.factories import ConsultantFactory, PartnerFactory, UserFactory

PARTNERS = set(CENTRAL)
WORK = {Permission.TASK_WORK, Permission.TASK_PLAN}
WORKERS = {PersonRole.LEADER, PersonRole.OWNER, PersonRole.CONTRIBUTOR, PersonRole.NAMED_ON_TASK}


def who_may(action):
    return {kind for kind in PersonRole if action in RIGHTS[kind]}


def test_everyone_stands_in_the_table():
    assert set(RIGHTS) == set(REACH) == set(PersonRole) == {*MUNICIPAL, *CENTRAL}


def test_the_page_people_read_says_what_the_table_says():
    page = settings.BASE_DIR / "docs/rights.md"

    assert page.read_text() == rights_page(), "run: manage.py write_rights"


@pytest.mark.parametrize("action", Permission)
def test_everything_may_be_done_by_someone(action):
    assert who_may(action) != set()


def test_only_those_with_a_part_in_the_work_change_a_task():
    assert who_may(Permission.TASK_WORK) == WORKERS


def test_only_leader_and_owner_decide_people_and_dates():
    assert who_may(Permission.TASK_PLAN) == {PersonRole.LEADER, PersonRole.OWNER}


@pytest.mark.parametrize("kind", sorted(set(PersonRole) - WORKERS))
def test_a_reader_never_works(kind):
    assert RIGHTS[kind] & WORK == set()


def test_no_partner_ever_reads_internal_notes():
    assert who_may(Permission.NOTES_VIEW) & PARTNERS == set()


def test_no_municipality_follows_or_authors_programmes():
    central = {Permission.PROGRAMME_FOLLOW, Permission.PROGRAMME_AUTHOR}

    assert [kind for kind in MUNICIPAL if RIGHTS[kind] & central] == []


def test_only_administrators_reach_other_people():
    administrators = {PersonRole.KLIK_ADMINISTRATOR, PersonRole.PARTNER_ADMINISTRATOR}

    assert who_may(Permission.PEOPLE_VIEW) == administrators
    assert who_may(Permission.PEOPLE_MANAGE) == administrators
    assert who_may(Permission.PERSONAL_DATA_EXPORT) == administrators


def test_whoever_runs_the_portal_does_not_administer_other_places_people():
    assert (
        RIGHTS[PersonRole.OPERATOR_ADMINISTRATOR]
        & {Permission.PEOPLE_VIEW, Permission.PEOPLE_MANAGE}
        == set()
    )


def test_those_who_lead_a_project_and_the_klik_administrator_choose_its_members():
    assert who_may(Permission.MEMBERS_MANAGE) == {
        PersonRole.LEADER,
        PersonRole.OWNER,
        PersonRole.KLIK_ADMINISTRATOR,
    }


def test_no_partner_sees_who_else_is_in_a_project():
    assert who_may(Permission.MEMBERS_VIEW) & PARTNERS == set()


def test_history_is_searched_in_ones_own_municipality_or_by_the_operator():
    assert who_may(Permission.HISTORY_SEARCH) == {
        PersonRole.KLIK_ADMINISTRATOR,
        PersonRole.OPERATOR_ADMINISTRATOR,
    }


@pytest.mark.parametrize("action", [Permission.ADMIN_SITE, Permission.PLACES_MANAGE])
def test_the_whole_portal_is_for_the_operators_administrators(action):
    assert who_may(action) == {PersonRole.OPERATOR_ADMINISTRATOR}


def test_only_editors_author():
    assert who_may(Permission.PROGRAMME_AUTHOR) == {PersonRole.EDITOR}


def test_the_gallery_is_for_the_municipality_alone():
    assert who_may(Permission.GALLERY_VIEW) & PARTNERS == set()


@pytest.mark.parametrize("kind", PersonRole)
def test_whoever_works_on_tasks_sees_them(kind):
    if RIGHTS[kind] & WORK:
        assert Permission.TASK_VIEW in RIGHTS[kind]


def test_the_one_with_several_hats_may_do_what_each_may():
    both = permissions_of(frozenset({PersonRole.READER, PersonRole.NAMED_ON_TASK}))

    assert both == RIGHTS[PersonRole.READER] | RIGHTS[PersonRole.NAMED_ON_TASK]


def test_nobody_in_particular_may_do_nothing():
    assert permissions_of(frozenset()) == frozenset()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("duties", "kinds"),
    [
        ({}, {PersonRole.COLLEAGUE}),
        ({"is_klik_administrator": True}, {PersonRole.COLLEAGUE, PersonRole.KLIK_ADMINISTRATOR}),
        ({"reads_all_projects": True}, {PersonRole.COLLEAGUE, PersonRole.PROGRAMME_MANAGER}),
    ],
)
def test_a_municipal_person_is_a_colleague_and_what_they_are_given(duties, kinds):
    assert UserFactory(**duties).person_roles == kinds


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("is_operator", "duties", "kinds"),
    [
        (False, {}, {PersonRole.CONSULTANT}),
        (False, {"is_editor": True}, {PersonRole.EDITOR}),
        (
            False,
            {"is_administrator": True},
            {PersonRole.CONSULTANT, PersonRole.PARTNER_ADMINISTRATOR},
        ),
        (True, {}, {PersonRole.OPERATOR}),
        (True, {"is_editor": True}, {PersonRole.EDITOR}),
        (
            True,
            {"is_administrator": True},
            {
                PersonRole.OPERATOR,
                PersonRole.PARTNER_ADMINISTRATOR,
                PersonRole.OPERATOR_ADMINISTRATOR,
            },
        ),
    ],
)
def test_a_partners_person_is_what_their_place_and_duties_make_them(is_operator, duties, kinds):
    partner = PartnerFactory(is_operator=is_operator)

    assert ConsultantFactory(partner=partner, **duties).person_roles == kinds


@pytest.mark.django_db
def test_what_one_may_do_anywhere_follows_from_what_one_is():
    user = UserFactory(is_klik_administrator=True)

    assert user.permissions == RIGHTS[PersonRole.KLIK_ADMINISTRATOR] | RIGHTS[PersonRole.COLLEAGUE]
