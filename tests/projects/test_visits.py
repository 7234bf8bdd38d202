"""Which partner's people looked at which municipality: once a person, project and day."""

import datetime as dt

import pytest
from django.db import ProgrammingError, transaction

from projects.models import Visit
from projects.visits import note_visit
from tests.factories import (
    TODAY,
    ConsultantFactory,
    MunicipalityFactory,
    PartnerFactory,
    ProgrammeFactory,
    ProjectFactory,
    UserFactory,
)
from tests.projects.factories import VisitFactory
from tests.refused import refused_by

pytestmark = pytest.mark.django_db


def test_a_visit_is_noted_once_a_day_in_one_statement(django_assert_num_queries):
    consultant, project = ConsultantFactory(), ProjectFactory()

    for day in (TODAY, TODAY, TODAY + dt.timedelta(days=1)):
        with django_assert_num_queries(1):
            note_visit(by=consultant, project=project, on=day)

    visits = Visit.objects.order_by("on").values_list("by", "partner", "municipality", "on")
    who = (consultant.pk, consultant.partner_id, project.municipality_id)
    assert list(visits) == [(*who, TODAY), (*who, TODAY + dt.timedelta(days=1))]


def test_the_municipalitys_own_people_are_no_visitors():
    project = ProjectFactory()
    colleague = UserFactory(municipality=project.municipality)

    note_visit(by=colleague, project=project, on=TODAY)

    assert not Visit.objects.exists()


def test_a_person_visits_a_project_once_a_day():
    visit = VisitFactory()

    with refused_by("visit_once_a_person_project_and_day"):
        VisitFactory(by=visit.by, project=visit.project)


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("visit_project_in_same_municipality", {"municipality": MunicipalityFactory}),
        ("visit_project_in_same_programme", {"programme": ProgrammeFactory}),
        ("visit_by_someone_at_the_partner", {"partner": PartnerFactory}),
    ],
)
def test_a_visit_belongs_where_its_project_and_person_do(constraint, wrong):
    with refused_by(constraint):
        VisitFactory(**{name: make() for name, make in wrong.items()})


@pytest.mark.parametrize("tamper", ["update", "delete"])
def test_a_visit_is_neither_changed_nor_removed(tamper):
    VisitFactory()
    visits = Visit.objects.all()

    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        visits.update(on=TODAY) if tamper == "update" else visits.delete()
