"""The table of rights keeps its promises, whatever is added to it."""

import pytest

from accounts.rights import RIGHTS, Action, Kind, actions_of
from tests.factories import ConsultantFactory, UserFactory

PARTNERS = {Kind.CONSULTANT, Kind.EDITOR}
MUNICIPAL = set(Kind) - PARTNERS
WORK = {Action.TASK_WORK, Action.TASK_PLAN}
WORKERS = {Kind.LEADER, Kind.OWNER, Kind.CONTRIBUTOR, Kind.NAMED_ON_TASK}


def who_may(action):
    return {kind for kind in Kind if action in RIGHTS[kind]}


def test_everyone_stands_in_the_table():
    assert set(RIGHTS) == set(Kind)


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
@pytest.mark.parametrize(("is_editor", "kind"), [(False, Kind.CONSULTANT), (True, Kind.EDITOR)])
def test_a_partner_is_one_thing(is_editor, kind):
    assert ConsultantFactory(is_editor=is_editor).kinds == {kind}
