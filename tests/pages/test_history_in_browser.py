"""The pages of what has happened, in a real browser."""

import pytest

from history.tracking import Through, acting
from projects.models import ProjectMember
from tests.browser import DESKTOP, PHONE, enter, overflow, violations
from tests.factories import ProjectMemberFactory, RoleAssignmentFactory, TaskFactory, UserFactory
from tests.projects.factories import VisitFactory

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "Nordvestsjællandske Sammenlægningskommuners Fællesforvaltning"


@pytest.fixture
def klik():
    return UserFactory(is_klik_administrator=True, reads_all_projects=True, name=f"Anna {LONG}")


@pytest.fixture
def project(klik):
    with acting(by=klik.pk, through=Through.PAGE, address="2001:db8:85a3::8a2e:370:7334"):
        task = TaskFactory(
            project__municipality=klik.municipality,
            shared_task__title=LONG,
            shared_task__code="2.1.3",
        )
        ProjectMemberFactory(project=task.project, user=klik, role=ProjectMember.Role.LEADER)
        RoleAssignmentFactory(municipality=klik.municipality, user=klik)
    VisitFactory(project=task.project)
    return task.project


PATHS = [
    "/administration/historik/",
    "/administration/historik/?om=noter&tekst=intet",
    "/projekter/{project}/historik/",
    "/roller/historik/",
    "/administration/personer/{person}/",
]


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("path", PATHS)
def test_the_pages_are_accessible_and_fit(open_page, klik, project, path, viewport):
    page = open_page("/konto/log-ind/", viewport=viewport)
    enter(page, klik, path.format(project=project.pk, person=klik.pk))

    assert page.locator("h1").count() == 1
    assert violations(page) == []
    assert overflow(page) == 0
