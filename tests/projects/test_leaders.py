"""Who leads a project: those to write to, and those shown as its leader and owner."""

import pytest

from projects.models import ProjectMember
from tests.factories import ProjectFactory, ProjectMemberFactory, UserFactory

pytestmark = pytest.mark.django_db
Role = ProjectMember.Role


def test_active_leaders_leaves_out_other_roles_and_those_who_have_left():
    project, without = ProjectFactory.create_batch(2)
    leader, *others = [ProjectMemberFactory(project=project, role=role) for role in Role]
    gone = UserFactory(municipality=without.municipality, is_active=False)
    ProjectMemberFactory(project=without, role=Role.LEADER, user=gone)

    assert list(ProjectMember.objects.active_leaders()) == [leader]
    assert len(others) == 3


def test_leaders_and_owners_are_those_two_whether_active_or_not():
    project = ProjectFactory()
    gone = UserFactory(municipality=project.municipality, is_active=False)
    leader = ProjectMemberFactory(project=project, role=Role.LEADER, user=gone)
    owner, *_ = [
        ProjectMemberFactory(project=project, role=role)
        for role in (Role.OWNER, Role.CONTRIBUTOR, Role.READER)
    ]

    assert set(ProjectMember.objects.leaders_and_owners()) == {leader, owner}
