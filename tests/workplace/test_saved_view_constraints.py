"""Wrong saved views are impossible, whichever way they are written."""

import pytest

from tests.factories import MunicipalityFactory, ProjectFactory, ProjectMemberFactory
from tests.refused import refused_by
from tests.workplace.factories import SavedViewFactory

pytestmark = pytest.mark.django_db


def test_a_name_leads_to_one_view_in_a_list():
    member = ProjectMemberFactory()
    for project in (None, member.project):
        SavedViewFactory(owner=member.user, project=project, name="Mine")

    with refused_by("saved_view_name_once_per_person_and_list"):
        SavedViewFactory(owner=member.user, project=member.project, name="Mine")


def test_a_name_leads_to_one_view_across_projects_too():
    view = SavedViewFactory()

    with refused_by("saved_view_name_once_per_person_and_list"):
        SavedViewFactory(owner=view.owner, name=view.name)


def test_a_view_has_a_name():
    with refused_by("saved_view_name_not_empty"):
        SavedViewFactory(name="")


def test_a_view_is_shared_in_a_project():
    with refused_by("saved_view_shared_in_a_project"):
        SavedViewFactory(is_shared=True)


def test_a_view_is_kept_in_its_owners_municipality():
    with refused_by("saved_view_of_someone_in_same_municipality"):
        SavedViewFactory(municipality=MunicipalityFactory())


def test_a_view_is_of_a_project_in_its_owners_municipality():
    with refused_by("saved_view_project_in_same_municipality"):
        SavedViewFactory(project=ProjectFactory())
