"""manage.py start_project and publish: a new server's first projects."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from organisations.models import Municipality
from projects.models import Programme, Project, ProjectMember
from tasks.models import Task
from tests.factories import (
    ConsultantFactory,
    MunicipalityFactory,
    PartnerFactory,
    PhaseFactory,
    ProgrammeFactory,
    SharedTaskFactory,
    UserFactory,
    WaveFactory,
)

pytestmark = pytest.mark.django_db


def run(*arguments):
    told = StringIO()
    call_command(*arguments, stdout=told)
    return told.getvalue().splitlines()


@pytest.fixture
def programme():
    return ProgrammeFactory(name="DUBU 3.0", slug="dubu-3-0")


@pytest.fixture
def municipality():
    return MunicipalityFactory(code="0101", name="Prøve Kommune")


@pytest.fixture
def editor(programme):
    return ConsultantFactory(
        email="redaktoer@leverandoer.example", partner=programme.system.supplier, is_editor=True
    )


def test_what_is_published_reaches_a_project_that_was_started(programme, municipality, editor):
    shared_task = SharedTaskFactory(programme=programme)
    wave = WaveFactory(programme=programme, number=2)
    leader = UserFactory(municipality=municipality, email="leder@proeve.example")

    started = run("start_project", "dubu-3-0", "0101", "--wave=2", f"--leader={leader.email}")
    published = run("publish", "dubu-3-0", f"--by={editor.email}")

    assert started == ["Prøve Kommune er i gang med DUBU 3.0.", "Projektet har fået 0 opgaver."]
    assert published == [
        "1 fællesopgaver er udgivet i DUBU 3.0.",
        "Projekterne har fået 1 nye opgaver.",
    ]
    task = Task.objects.get()
    assert (task.shared_task, task.project.wave) == (shared_task, wave)
    assert ProjectMember.objects.get().user == leader


def test_a_project_started_later_gets_what_is_published(programme, municipality, editor):
    SharedTaskFactory(programme=programme)
    run("publish", "dubu-3-0", f"--by={editor.email}")

    assert run("start_project", "dubu-3-0", "0101")[1] == "Projektet har fået 1 opgaver."


def test_one_phase_is_published_with_its_sub_phases(programme, municipality, editor):
    parent = PhaseFactory(programme=programme, number="2")
    inner = PhaseFactory(programme=programme, number="2.1", parent=parent)
    SharedTaskFactory(programme=programme, phase=inner, code="med")
    SharedTaskFactory(programme=programme, code="uden")
    run("start_project", "dubu-3-0", "0101")

    run("publish", "dubu-3-0", f"--by={editor.email}", "--phase=2")

    assert [task.shared_task.code for task in Task.objects.select_related("shared_task")] == ["med"]


def test_one_wave_or_municipality_is_published_to(programme, municipality, editor):
    shared_task = SharedTaskFactory(programme=programme)
    wave = WaveFactory(programme=programme, number=2)
    MunicipalityFactory(code="0147")
    MunicipalityFactory(code="0151")
    run("start_project", "dubu-3-0", "0101", "--wave=2")
    run("start_project", "dubu-3-0", "0147")
    run("start_project", "dubu-3-0", "0151")

    run("publish", "dubu-3-0", f"--by={editor.email}", "--wave=2")
    run("publish", "dubu-3-0", f"--by={editor.email}", "--municipality=0147")

    receivers = shared_task.receivers.values_list("wave__number", "municipality__code")
    assert sorted(receivers, key=str) == [(2, None), (None, "0147")]
    assert sorted(Task.objects.values_list("municipality__code", flat=True)) == ["0101", "0147"]
    assert wave.projects.count() == 1


@pytest.mark.parametrize(
    ("receiver", "message"),
    [
        ("--wave=7", "Programmet har ingen bølge »7«."),
        ("--municipality=0147", "Programmet har ingen kommune »0147«."),
    ],
)
def test_receivers_the_programme_has_not_are_refused(programme, editor, receiver, message):
    SharedTaskFactory(programme=programme)
    MunicipalityFactory(code="0147")

    with pytest.raises(CommandError, match=message):
        run("publish", "dubu-3-0", f"--by={editor.email}", receiver)

    assert programme.shared_tasks.drafts().count() == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ukendt", "0101"], "Ingen program svarer til »ukendt«."),
        (["dubu-3-0", "9999"], "Ingen kommune svarer til »9999«."),
        (["dubu-3-0", "0101", "--wave=7"], "Ingen bølge svarer til »7«."),
        (["dubu-3-0", "0101", "--leader=x@y.example"], "Ingen bruger svarer til »x@y.example«."),
        (
            ["dubu-3-0", "0101", "--leader=anden@kommune.example"],
            "Personen hører til en anden kommune.",
        ),
    ],
)
def test_a_project_that_can_not_be_started_leaves_nothing(
    programme, municipality, arguments, message
):
    UserFactory(email="anden@kommune.example")

    with pytest.raises(CommandError, match=message):
        run("start_project", *arguments)

    assert Project.objects.count() == 0


def test_a_municipality_starts_a_programme_once(programme, municipality):
    run("start_project", "dubu-3-0", "0101")

    with pytest.raises(CommandError, match="Kommunen har allerede et projekt i programmet"):
        run("start_project", "dubu-3-0", "0101")

    assert (Municipality.objects.count(), Programme.objects.count()) == (1, 1)
    assert Project.objects.count() == 1


@pytest.mark.parametrize(
    ("person", "message"),
    [
        ({"is_editor": False}, "er ikke en redaktør"),
        ({"is_editor": True, "is_active": False}, "er ikke en redaktør"),
        ({"is_editor": True}, "har intet program"),
    ],
)
def test_only_an_editor_of_the_programme_publishes(programme, person, message):
    SharedTaskFactory(programme=programme)
    ConsultantFactory(email="en@anden.example", partner=PartnerFactory(), **person)

    with pytest.raises(CommandError, match=message):
        run("publish", "dubu-3-0", "--by=en@anden.example")

    assert programme.shared_tasks.drafts().count() == 1
