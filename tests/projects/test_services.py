"""Letting people into a project, giving them another part, and taking them out."""

from threading import Thread

import pytest
from django.db import connection

from projects.models import ProjectMember
from projects.services import (
    LeaderNeedsSuccessor,
    MemberAlready,
    MemberGone,
    MemberHasNoAccess,
    add_member,
    change_member,
    remove_member,
)
from tests.factories import ProjectFactory, ProjectMemberFactory, UserFactory, let_go

pytestmark = pytest.mark.django_db
Role = ProjectMember.Role


@pytest.fixture
def project():
    return ProjectFactory()


@pytest.fixture
def leader(project):
    return ProjectMemberFactory(project=project, role=Role.LEADER)


def colleague(project, **facts):
    return UserFactory(municipality=project.municipality, **facts)


def parts(project):
    return dict(project.members.values_list("user", "role"))


def test_a_colleague_is_let_in(project):
    user = colleague(project)

    member = add_member(project=project, user=user, role=Role.CONTRIBUTOR)

    member.refresh_from_db()
    assert (member.project, member.user, member.role) == (project, user, Role.CONTRIBUTOR)
    assert (member.municipality, member.programme) == (project.municipality, project.programme)


@pytest.mark.parametrize(
    "outsider",
    [lambda _project: UserFactory(), lambda project: colleague(project, is_active=False)],
    ids=["stranger", "deactivated"],
)
def test_whoever_has_no_access_is_not_let_in(project, outsider):
    with pytest.raises(MemberHasNoAccess):
        add_member(project=project, user=outsider(project), role=Role.READER)

    assert parts(project) == {}


def test_nobody_is_let_in_twice(project, leader):
    with pytest.raises(MemberAlready):
        add_member(project=project, user=leader.user, role=Role.READER)

    assert parts(project) == {leader.user_id: Role.LEADER}


@pytest.mark.parametrize(
    ("single", "steps_back_to"), [(Role.LEADER, Role.CONTRIBUTOR), (Role.OWNER, Role.READER)]
)
def test_the_part_that_one_has_is_handed_over(project, single, steps_back_to):
    before = ProjectMemberFactory(project=project, role=single)
    after = ProjectMemberFactory(project=project, role=Role.READER)

    change_member(member=after, role=single)

    assert parts(project) == {before.user_id: steps_back_to, after.user_id: single}


def test_a_new_leader_can_come_from_outside(project, leader):
    user = colleague(project)

    add_member(project=project, user=user, role=Role.LEADER)

    assert parts(project) == {leader.user_id: Role.CONTRIBUTOR, user.pk: Role.LEADER}


def test_the_owner_of_another_project_keeps_theirs(project):
    other = ProjectMemberFactory(role=Role.OWNER)

    add_member(project=project, user=colleague(project), role=Role.OWNER)

    other.refresh_from_db()
    assert other.role == Role.OWNER


def test_a_project_that_has_a_leader_keeps_one(leader):
    with pytest.raises(LeaderNeedsSuccessor):
        change_member(member=leader, role=Role.READER)
    with pytest.raises(LeaderNeedsSuccessor):
        remove_member(member=leader)

    leader.refresh_from_db()
    assert leader.role == Role.LEADER


def test_the_same_part_again_changes_nothing(leader):
    assert change_member(member=leader, role=Role.LEADER).role == Role.LEADER


def test_whoever_has_left_gets_no_other_part(project):
    member = ProjectMemberFactory(project=project)
    let_go(member.user)

    with pytest.raises(MemberHasNoAccess):
        change_member(member=member, role=Role.LEADER)


def test_a_member_is_taken_out_once(project):
    member = ProjectMemberFactory(project=project)

    remove_member(member=member)

    assert parts(project) == {}
    with pytest.raises(MemberGone):
        remove_member(member=ProjectMember(pk=10**9, project=project))


@pytest.mark.django_db(transaction=True)
def test_two_new_leaders_at_once_come_one_after_the_other(project):
    members = [ProjectMemberFactory(project=project) for _ in range(2)]
    failed = []

    def lead(member):
        try:
            change_member(member=member, role=Role.LEADER)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is a failure
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=lead, args=[member]) for member in members]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert sorted(parts(project).values()) == [Role.CONTRIBUTOR, Role.LEADER]
