"""The table of rights keeps its promises, whatever is added to it."""

import pytest
from django.conf import settings

from accounts.rights import CENTRAL, MUNICIPAL, REACH, RIGHTS, Action, Kind, actions_of
from accounts.rights_page import rights_page
from tests.factories import ConsultantFactory, PartnerFactory, UserFactory

PARTNERS = set(CENTRAL)
WORK = {Action.TASK_WORK, Action.TASK_PLAN}
WORKERS = {Kind.LEADER, Kind.OWNER, Kind.CONTRIBUTOR, Kind.NAMED_ON_TASK}


def who_may(action):
    return {kind for kind in Kind if action in RIGHTS[kind]}


def test_everyone_stands_in_the_table():
    assert set(RIGHTS) == set(REACH) == set(Kind) == {*MUNICIPAL, *CENTRAL}


def test_the_page_people_read_says_what_the_table_says():
    page = settings.BASE_DIR / "docs/rights.md"

    assert page.read_text() == rights_page(), "run: manage.py write_rights"


@pytest.mark.parametrize("action", Action)
def test_everything_may_be_done_by_someone(action):
    assert who_may(action) != set()


def test_only_those_with_a_part_in_the_work_change_a_task():
    assert who_may(Action.TASK_WORK) == WORKERS


def test_only_leader_and_owner_decide_people_and_dates():
    assert who_may(Action.TASK_PLAN) == {Kind.LEADER, Kind.OWNER}


@pytest.mark.parametrize("kind", sorted(set(Kind) - WORKERS))
def test_a_reader_never_works(kind):
    assert RIGHTS[kind] & WORK == set()


def test_no_partner_ever_reads_internal_notes():
    assert who_may(Action.NOTES_VIEW) & PARTNERS == set()


def test_no_municipality_follows_or_authors_programmes():
    central = {Action.PROGRAMME_FOLLOW, Action.PROGRAMME_AUTHOR}

    assert [kind for kind in MUNICIPAL if RIGHTS[kind] & central] == []


def test_only_administrators_reach_other_people():
    administrators = {Kind.KLIK_ADMINISTRATOR, Kind.PARTNER_ADMINISTRATOR}

    assert who_may(Action.PEOPLE_VIEW) == administrators
    assert who_may(Action.PEOPLE_MANAGE) == administrators
    assert who_may(Action.PERSONAL_DATA_EXPORT) == administrators


def test_whoever_runs_the_portal_does_not_administer_other_places_people():
    assert RIGHTS[Kind.OPERATOR_ADMINISTRATOR] & {Action.PEOPLE_VIEW, Action.PEOPLE_MANAGE} == set()


def test_those_who_lead_a_project_and_the_klik_administrator_choose_its_members():
    assert who_may(Action.MEMBERS_MANAGE) == {Kind.LEADER, Kind.OWNER, Kind.KLIK_ADMINISTRATOR}


def test_no_partner_sees_who_else_is_in_a_project():
    assert who_may(Action.MEMBERS_VIEW) & PARTNERS == set()


def test_history_is_searched_in_ones_own_municipality_or_by_the_operator():
    assert who_may(Action.HISTORY_SEARCH) == {
        Kind.KLIK_ADMINISTRATOR,
        Kind.OPERATOR_ADMINISTRATOR,
    }


@pytest.mark.parametrize("action", [Action.ADMIN_SITE, Action.PLACES_MANAGE])
def test_the_whole_portal_is_for_the_operators_administrators(action):
    assert who_may(action) == {Kind.OPERATOR_ADMINISTRATOR}


def test_only_editors_author():
    assert who_may(Action.PROGRAMME_AUTHOR) == {Kind.EDITOR}


def test_the_gallery_is_for_the_municipality_alone():
    assert who_may(Action.GALLERY_VIEW) & PARTNERS == set()


@pytest.mark.parametrize("kind", Kind)
def test_whoever_works_on_tasks_sees_them(kind):
    if RIGHTS[kind] & WORK:
        assert Action.TASK_VIEW in RIGHTS[kind]


def test_the_one_with_several_hats_may_do_what_each_may():
    both = actions_of(frozenset({Kind.READER, Kind.NAMED_ON_TASK}))

    assert both == RIGHTS[Kind.READER] | RIGHTS[Kind.NAMED_ON_TASK]


def test_nobody_in_particular_may_do_nothing():
    assert actions_of(frozenset()) == frozenset()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("duties", "kinds"),
    [
        ({}, {Kind.COLLEAGUE}),
        ({"is_klik_administrator": True}, {Kind.COLLEAGUE, Kind.KLIK_ADMINISTRATOR}),
        ({"reads_all_projects": True}, {Kind.COLLEAGUE, Kind.PROGRAMME_MANAGER}),
    ],
)
def test_a_municipal_person_is_a_colleague_and_what_they_are_given(duties, kinds):
    assert UserFactory(**duties).kinds == kinds


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("is_operator", "duties", "kinds"),
    [
        (False, {}, {Kind.CONSULTANT}),
        (False, {"is_editor": True}, {Kind.EDITOR}),
        (False, {"is_administrator": True}, {Kind.CONSULTANT, Kind.PARTNER_ADMINISTRATOR}),
        (True, {}, {Kind.OPERATOR}),
        (True, {"is_editor": True}, {Kind.EDITOR}),
        (
            True,
            {"is_administrator": True},
            {Kind.OPERATOR, Kind.PARTNER_ADMINISTRATOR, Kind.OPERATOR_ADMINISTRATOR},
        ),
    ],
)
def test_a_partners_person_is_what_their_place_and_duties_make_them(is_operator, duties, kinds):
    partner = PartnerFactory(is_operator=is_operator)

    assert ConsultantFactory(partner=partner, **duties).kinds == kinds


@pytest.mark.django_db
def test_what_one_may_do_anywhere_follows_from_what_one_is():
    user = UserFactory(is_klik_administrator=True)

    assert user.actions == RIGHTS[Kind.KLIK_ADMINISTRATOR] | RIGHTS[Kind.COLLEAGUE]
