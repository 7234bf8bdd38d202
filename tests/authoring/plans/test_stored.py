"""A plan out of the database and into it."""

import dataclasses

import pytest

from authoring.plans.plan import Plan, PlanPhase, PlanTheme
from authoring.plans.stored import Written, read_plan, write_plan
from phases.models import Phase
from shared_tasks.models import SharedTask
from tests.authoring.people import written_programme
from tests.authoring.plans.examples import WHOLE, empty_programme, with_roles
from tests.factories import NOON, ConsultantFactory, SharedTaskFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    with_roles()
    return empty_programme(name=WHOLE.name)


def test_what_is_written_is_read(programme):
    written = write_plan(WHOLE, programme=programme)

    assert read_plan(programme) == WHOLE
    assert written == Written(
        phases=[phase.number for phase in WHOLE.phases],
        themes=[theme.name for theme in WHOLE.themes],
        made=[task.code for task in WHOLE.tasks],
        changed=[],
    )


def test_what_comes_is_drafts(programme):
    write_plan(WHOLE, programme=programme)

    assert not programme.shared_tasks.published().exists()


def test_written_twice_it_changes_nothing(programme):
    write_plan(WHOLE, programme=programme)
    revisions = set(programme.shared_tasks.values_list("pk", "revision"))

    assert write_plan(WHOLE, programme=programme) == Written()
    assert set(programme.shared_tasks.values_list("pk", "revision")) == revisions


def test_a_draft_becomes_as_the_plan_says(programme):
    write_plan(WHOLE, programme=programme)
    first, *rest = WHOLE.tasks
    other = dataclasses.replace(first, title="Noget andet", involved=(), attachments=())
    plan = dataclasses.replace(WHOLE, tasks=(other, *rest))

    assert write_plan(plan, programme=programme).changed == ["Organisation 1"]
    assert read_plan(programme) == plan


def test_what_is_published_is_left_as_it_is(programme):
    write_plan(WHOLE, programme=programme)
    programme.shared_tasks.filter(code="12").update(
        published_at=NOON, published_by=ConsultantFactory()
    )
    *rest, last = WHOLE.tasks
    plan = dataclasses.replace(WHOLE, tasks=(*rest, dataclasses.replace(last, title="Nyt")))

    assert write_plan(plan, programme=programme) == Written()
    assert read_plan(programme) == WHOLE


def test_what_is_there_stays_and_the_new_comes_after_it():
    programme = written_programme()
    new = dataclasses.replace(WHOLE.tasks[0], code="C1", phase="1", theme="Nyt", involved=())
    new = dataclasses.replace(new, recommended_executor="", recommended_responsible="", related=())
    plan = Plan("", (PlanPhase("1", "Hedder noget andet"),), (PlanTheme("Nyt"),), (new,))

    assert write_plan(plan, programme=programme) == Written([], ["Nyt"], ["C1"], [])
    assert [task.code for task in read_plan(programme).tasks] == ["A1", "A2", "C1", "B1", "B2"]
    assert Phase.objects.get(programme=programme, number="1").name == "Opstart"
    assert list(programme.themes.order_by("position").values_list("name", flat=True)) == [
        *("Jura", "Teknik", "Nyt")
    ]


def test_what_is_withdrawn_is_no_part_of_the_plan():
    programme = written_programme()
    SharedTask.objects.filter(programme=programme, code="A2").update(
        withdrawn_at=NOON, withdrawn_by=ConsultantFactory()
    )

    assert [task.code for task in read_plan(programme).tasks] == ["A1", "B1", "B2"]


def test_history_keeps_what_was_written(programme):
    write_plan(WHOLE, programme=programme)

    events = SharedTask.pgh_event_model.objects.filter(programme=programme.pk)
    assert events.count() == len(WHOLE.tasks)


@pytest.mark.parametrize("count", [1, 3])
def test_a_longer_plan_takes_no_more_queries(count, django_assert_num_queries):
    programme = written_programme()
    phase, theme = programme.phases.first(), programme.themes.first()
    SharedTaskFactory.create_batch(count, programme=programme, phase=phase, theme=theme)

    with django_assert_num_queries(6):
        plan = read_plan(programme)
    assert len(plan.tasks) == 4 + count


@pytest.mark.parametrize("count", [2, 4])
def test_writing_a_longer_plan_takes_no_more_queries(count, programme, django_assert_num_queries):
    first = dataclasses.replace(WHOLE.tasks[0], related=())
    tasks = tuple(dataclasses.replace(first, code=f"N{number}") for number in range(count))
    plan = dataclasses.replace(WHOLE, tasks=tasks)

    with django_assert_num_queries(23):
        write_plan(plan, programme=programme)
