"""Jobs and commands do their work as the runtime role, which without a scope sees nothing."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from accounts.scope import scope_of
from history.tracking import Through
from night.services import run_night
from notifications.delivery import deliver_due
from notifications.models import Notification
from projects.models import Project
from publishing.publications import EVERYONE, Receivers, impact_of_publication, publish_shared_tasks
from publishing.publications.preview import vacancies_in
from shared_tasks.models import SharedTask
from tasks.lights import Light
from tasks.models import Task
from tenancy.scope import scoped
from tests.factories import (
    NOON,
    TODAY,
    ConsultantFactory,
    MunicipalityFactory,
    PartnerFactory,
    ProgrammeFactory,
    ProjectFactory,
    ProjectMemberFactory,
    RoleFactory,
    SharedTaskFactory,
    TaskFactory,
    UserFactory,
    WaveFactory,
)
from tests.runtime import as_role
from tests.shared_tasks.factories import SharedTaskReceiverFactory

pytestmark = pytest.mark.django_db


def command(name, *arguments):
    out = StringIO()
    with as_role():
        call_command(name, *arguments, stdout=out)
    return out.getvalue()


def test_the_night_turns_lights_in_every_municipality_and_its_mails_are_sent(mailoutbox):
    for _ in range(2):
        project = ProjectFactory()
        person = UserFactory(municipality=project.municipality)
        ProjectMemberFactory(project=project, user=person, role="leader")
        TaskFactory(project=project, executor=person, due_on=TODAY)

    with as_role():
        night = run_night(on=TODAY + dt.timedelta(days=1), at=NOON, through=Through.JOB)
        done = deliver_due(clock=timezone.now)

    assert night.turned[Light.RED] == 2
    assert (done.sent, len(mailoutbox)) == (night.digests, 2)
    assert set(Task.objects.values_list("light", flat=True)) == {Light.RED}


def test_the_mails_that_wait_are_listed():
    Notification.objects.create(
        recipient=UserFactory(),
        kind=Notification.Kind.FOLLOW_UP,
        local_date=TODAY,
        subject="Noget nyt",
        content={},
        written_at=NOON,
        next_attempt_at=NOON,
    )

    assert command("mails").startswith("1 mails venter")


def test_a_person_is_added():
    municipality = MunicipalityFactory()

    command("add_person", "ida@proeve.example", "Ida Prøve", "--municipality", municipality.code)

    assert User.objects.get(email="ida@proeve.example").municipality == municipality


def test_a_project_is_started_and_gets_its_tasks():
    programme, municipality = ProgrammeFactory(), MunicipalityFactory()
    SharedTaskReceiverFactory(shared_task__programme=programme)

    command("start_project", programme.slug, municipality.code)

    assert Project.objects.get().tasks.count() == 1


def test_drafts_are_published():
    programme = ProgrammeFactory()
    ProjectFactory(programme=programme)
    SharedTaskFactory(programme=programme)
    editor = ConsultantFactory(partner=programme.system.supplier, is_editor=True)

    command("publish", programme.slug, "--by", editor.email)

    assert Task.objects.count() == 1


def test_the_catalogue_is_loaded():
    PartnerFactory(is_operator=False)

    assert "The catalogue is loaded." in command("load_catalogue")


@pytest.mark.parametrize("is_operator", [True, False])
def test_an_editor_foresees_and_publishes_in_their_own_scope(is_operator):
    programme = ProgrammeFactory()
    wave = WaveFactory(programme=programme)
    leader = ProjectMemberFactory(
        project=ProjectFactory(programme=programme, wave=wave), role="leader"
    )
    role = RoleFactory()
    SharedTaskFactory(programme=programme, recommended_executor=role)
    partner = PartnerFactory(is_operator=True) if is_operator else programme.system.supplier
    editor = ConsultantFactory(partner=partner, is_editor=True)

    with as_role(), scoped(scope_of(editor)):
        chosen = list(SharedTask.objects.filter(programme=programme))
        foreseen = impact_of_publication(
            programme=programme, shared_tasks=chosen, receivers=EVERYONE, on=TODAY
        )
        vacancies = vacancies_in(foreseen)
        publication = publish_shared_tasks(
            programme=programme,
            shared_tasks=chosen,
            receivers=Receivers.waves([wave.pk]),
            by=editor,
            at=NOON,
        )

    assert [(one.role, one.municipalities) for one in vacancies] == [(role, 1)]
    assert [one.leader for one in foreseen.projects] == [leader.user]
    assert (publication.tasks_arrived, Task.objects.count()) == (1, 1)
    assert Notification.objects.get().recipient == leader.user
