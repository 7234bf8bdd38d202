"""/programmer/…/kopi/: a programme as the start of another."""

import dataclasses

import pytest

from authoring.copies import copy_programme
from authoring.plans.stored import read_plan
from projects.models import Programme
from projects.programmes import LightPolicy, ProgrammeNameTaken
from shared_tasks.models import SharedTask, SharedTaskAttachment, SharedTaskLink, SharedTaskRole
from tests.authoring.people import editor_of, those_who_may_not, written_programme
from tests.factories import (
    NOON,
    PhaseFactory,
    ProgrammeFactory,
    ProjectFactory,
    RoleFactory,
    SharedTaskFactory,
    SystemFactory,
    TaskFactory,
    WaveFactory,
)
from tests.projects.factories import BlackoutFactory
from tests.shared_tasks.factories import SharedTaskVersionFactory

pytestmark = pytest.mark.django_db

URL = "/programmer/dubu/kopi/"


@pytest.fixture
def programme():
    """With something of everything that there is to copy, and to leave behind."""
    programme = written_programme(
        name="DUBU", slug="dubu", description="Om", yellow_requires_not_started=True
    )
    a1, a2 = (programme.shared_tasks.get(code=code) for code in ("A1", "A2"))
    role = RoleFactory()
    SharedTask.objects.filter(code="A1").update(
        goal="**Målet**",
        position=9,
        due_anchor="go_live",
        due_amount=-3,
        due_unit="month",
        recommended_executor=role,
    )
    SharedTaskRole.objects.create(shared_task=a1, role=role)
    SharedTaskAttachment.objects.create(
        shared_task=a1, kind="guide", title="Vejledning", url="https://eksempel.example/a"
    )
    SharedTaskLink.objects.create(
        programme=programme, shared_task=a1, other=a2, kind=SharedTaskLink.Kind.PREREQUISITE
    )
    PhaseFactory(
        programme=programme,
        parent=programme.phases.get(number="2"),
        number="2.1",
        name="Klargøring",
        position=3,
    )
    BlackoutFactory(programme=programme, name="Jul")
    wave = WaveFactory(programme=programme)
    TaskFactory(shared_task=a2, project=ProjectFactory(programme=programme, wave=wave))
    SharedTaskVersionFactory(shared_task=a2)
    return programme


def copied(programme):
    return copy_programme(
        programme=programme, system=programme.system, name="DUBU igen", slug="dubu-igen"
    )


def test_the_plan_is_the_same_under_another_name(programme):
    made = copied(programme)

    assert read_plan(made) == dataclasses.replace(read_plan(programme), name="DUBU igen")
    order = SharedTask.objects.filter(programme=made).in_order()
    assert list(order.values_list("code", flat=True)) == ["A2", "A1", "B1", "B2"]


def test_all_its_tasks_are_drafts_of_their_first_version(programme):
    made = copied(programme)

    states = made.shared_tasks.values_list("published_at", "version", "revision").distinct()
    assert list(states) == [(None, 1, 1)]


def test_description_lights_and_pauses_come_along(programme):
    made = copied(programme)

    assert (made.system, made.description) == (programme.system, "Om")
    assert LightPolicy.of(made) == LightPolicy.of(programme)
    assert list(made.blackouts.values_list("name", "first_week", "last_week")) == [("Jul", 52, 7)]


def test_waves_projects_tasks_and_versions_stay_behind(programme):
    made = copied(programme)

    assert not made.waves.exists()
    assert not made.projects.exists()
    assert not made.tasks.exists()
    assert not made.shared_tasks.filter(versions__isnull=False).exists()
    assert SharedTask.objects.filter(programme=programme).published().count() == 2


def test_what_is_withdrawn_stays_behind_and_so_do_links_to_it(programme):
    gone = programme.shared_tasks.get(code="A2")
    SharedTask.objects.filter(pk=gone.pk).update(withdrawn_at=NOON, withdrawn_by=gone.published_by)

    made = copied(programme)

    assert set(made.shared_tasks.values_list("code", flat=True)) == {"A1", "B1", "B2"}
    assert not SharedTaskLink.objects.filter(programme=made).exists()


def test_a_name_that_is_taken_copies_nothing(programme):
    ProgrammeFactory(name="DUBU igen")

    with pytest.raises(ProgrammeNameTaken):
        copied(programme)

    assert Programme.objects.count() == 2


@pytest.mark.parametrize("tasks", [1, 30])
def test_it_costs_the_same_for_one_task_as_for_thirty(tasks, django_assert_max_num_queries):
    programme = ProgrammeFactory()
    phase = PhaseFactory(programme=programme)
    SharedTaskFactory.create_batch(tasks, programme=programme, phase=phase)

    with django_assert_max_num_queries(40):
        copied(programme)


@pytest.fixture
def editor(signed_in, programme):
    return signed_in(editor_of(programme))


def test_an_editor_copies_and_comes_to_the_new_plan(editor, programme):
    other = SystemFactory(supplier=programme.system.supplier)

    answer = editor.post(URL, {"name": "DUBU 4", "slug": "", "it_system": other.code})

    made = Programme.objects.get(slug="dubu-4")
    assert (answer.status_code, answer.url) == (302, "/programmer/dubu-4/")
    assert (made.name, made.system, made.shared_tasks.count()) == ("DUBU 4", other, 4)
    assert editor.get(answer.url).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"name": ""}, "name", "Skriv programmets navn."),
        ({"name": "DUBU"}, "name", "Et andet program har allerede det navn. Vælg et andet."),
        ({"slug": "dubu"}, "slug", "Et andet program har allerede den adresse. Vælg en anden."),
        ({"slug": "nyt"}, "slug", "Et andet program har allerede den adresse. Vælg en anden."),
        (
            {"it_system": "andet"},
            "it_system",
            "Vælg et af de it-systemer, du skriver programmer til.",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(editor, programme, wrong, field, words):
    SystemFactory(code="andet")
    sent = {"name": "DUBU 4", "slug": "dubu-4", "it_system": programme.system.code}

    answer = editor.post(URL, sent | wrong)

    assert answer.status_code == 422
    assert answer.context["form"].errors[field] == [words]
    assert Programme.objects.count() == 1


def test_only_its_editors_come_in(signed_in, programme):
    for who, (person, status) in those_who_may_not(programme).items():
        assert signed_in(person).post(URL).status_code == status, who
    assert signed_in(editor_of(programme)).put(URL).status_code == 405
