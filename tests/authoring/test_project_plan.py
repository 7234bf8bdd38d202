"""One municipality's plan as a file: for all who see the project, and nothing else of it."""

import dataclasses
import datetime as dt
import io

import openpyxl
import pytest

from accounts.models import AuditEntry
from authoring.plans.stored import read_plan, write_plan
from projects.models import ProjectMember, Visit
from publishing.publications import publish_shared_tasks
from tasks.models import Status, Task
from tests.authoring.people import consultant_of, leader_in
from tests.authoring.plans.examples import WHOLE, empty_programme, with_roles
from tests.authoring.plans.test_excel import read
from tests.authoring.plans.test_mspdi import read as read_xml
from tests.factories import (
    NOON,
    ConsultantFactory,
    InternalNotesFactory,
    ProjectFactory,
    ProjectMemberFactory,
    SharedTaskFactory,
    TaskFactory,
    UserFactory,
    WaveFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    """One municipality's project with the whole plan published, and a draft it does not have."""
    with_roles()
    programme = empty_programme(name=WHOLE.name)
    write_plan(WHOLE, programme=programme)
    project = ProjectFactory(programme=programme, wave=WaveFactory(programme=programme))
    publish_shared_tasks(
        programme=programme,
        shared_tasks=list(programme.shared_tasks.all()),
        by=ConsultantFactory(partner=programme.system.supplier),
        at=NOON,
    )
    SharedTaskFactory(
        programme=programme,
        phase=programme.phases.first(),
        theme=programme.themes.first(),
        title="Hemmelig kladde",
    )
    return project


@pytest.fixture
def leader(project):
    return ProjectMemberFactory(project=project, role=ProjectMember.Role.LEADER).user


def address(project, ending="xlsx"):
    return f"/projekter/{project.pk}/plan.{ending}"


def work_on(project, code, **facts):
    Task.objects.filter(project=project, shared_task__code=code).update(**facts)


def rows(content):
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Opgaver"]
    headings, *listed = sheet.iter_rows(values_only=True)
    return {row[0]: dict(zip(headings, row, strict=True)) for row in listed}


@pytest.mark.parametrize("ending", ["xlsx", "xml"])
class TestWhoMay:
    def test_members_and_the_programmes_consultants(self, project, leader, signed_in, ending):
        for person in (leader, consultant_of(project.programme)):
            assert signed_in(person).get(address(project, ending)).status_code == 200

    def test_not_strangers(self, project, signed_in, ending):
        colleague = UserFactory(municipality=project.municipality)
        for person in (leader_in(project.programme), colleague, ConsultantFactory()):
            assert signed_in(person).get(address(project, ending)).status_code == 404

    def test_it_is_only_read(self, project, leader, signed_in, ending):
        assert signed_in(leader).post(address(project, ending)).status_code == 405

    def test_it_is_written_down(self, project, signed_in, ending):
        consultant = consultant_of(project.programme)

        signed_in(consultant).get(address(project, ending))

        entry = AuditEntry.objects.get(kind="file_downloaded")
        name = f"plan-{project.programme.slug}-{project.municipality.code}.{ending}"
        assert (entry.by, entry.municipality) == (consultant, project.municipality)
        assert entry.detail == {"name": name}
        assert Visit.objects.filter(project=project, by=consultant).exists()


def test_it_says_what_is_the_municipality_s_own(project, leader, signed_in):
    work_on(
        project,
        "Organisation 1",
        executor=leader,
        responsible=leader,
        due_on=dt.date(2026, 8, 3),
        due_reason="Aftalt med byrådet",
        status=Status.IN_PROGRESS,
    )

    row = rows(signed_in(leader).get(address(project)).content)["Organisation 1"]

    assert {
        name: row[name] for name in ("Fasens navn", "Status", "Ansvarlig", "Udfører", "Slutdato")
    } == {
        "Fasens navn": "Opstart",
        "Status": "I gang",
        "Ansvarlig": leader.name,
        "Udfører": leader.name,
        "Slutdato": dt.datetime(2026, 8, 3, 0, 0),  # noqa: DTZ001  # as Excel has dates
    }
    assert row["Begrundelse for lokal slutdato"] == "Aftalt med byrådet"
    assert row["Fælles slutdato"] is not None


def test_read_again_it_is_the_same_plan(project, leader, signed_in):
    plan = read_plan(project.programme)
    plan = dataclasses.replace(plan, tasks=tuple(t for t in plan.tasks if "kladde" not in t.title))
    client = signed_in(leader)

    excel, xml = (client.get(address(project, ending)).content for ending in ("xlsx", "xml"))

    assert read(excel).plan(plan.name) == plan == WHOLE
    assert read_xml(xml).plan(plan.name) == plan


@pytest.mark.parametrize("ending", ["xlsx", "xml"])
def test_nothing_internal_no_draft_and_nothing_withdrawn_is_in_it(
    project, leader, signed_in, ending
):
    task = Task.objects.get(project=project, shared_task__code="12")
    InternalNotesFactory(task=task, text="Kun for os selv")
    work_on(project, "K;1", is_withdrawn=True)
    response = signed_in(leader).get(address(project, ending))

    reading = read(response.content) if ending == "xlsx" else read_xml(response.content)
    assert [task.code for task in reading.plan().tasks] == [
        "Organisation 1",
        "Infrastruktur 1",
        "12",
    ]
    everything = response.content + str(rows(response.content) if ending == "xlsx" else "").encode()
    assert b"Kun for os selv" not in everything
    assert b"Hemmelig kladde" not in everything


@pytest.mark.parametrize("count", [1, 3])
def test_a_longer_plan_takes_no_more_queries(
    project, leader, signed_in, count, django_assert_num_queries
):
    phase, theme = project.programme.phases.first(), project.programme.themes.first()
    for _ in range(count):
        shared_task = SharedTaskFactory(
            programme=project.programme, phase=phase, theme=theme, published=True
        )
        TaskFactory(project=project, shared_task=shared_task)
    client = signed_in(leader)
    client.get(address(project))

    with django_assert_num_queries(14):
        client.get(address(project))


def test_the_project_s_page_leads_to_both(project, leader, signed_in):
    page = signed_in(leader).get(project.get_absolute_url()).text

    assert address(project) in page
    assert address(project, "xml") in page
