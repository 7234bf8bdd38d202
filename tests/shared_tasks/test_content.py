"""All of a shared task as one value."""

import datetime as dt
import json

import pytest

from shared_tasks.content import Attachment, Content, content_of, contents_of
from shared_tasks.deadlines import DateRule
from shared_tasks.models import (
    Anchor,
    SharedTask,
    SharedTaskAttachment,
    SharedTaskLink,
    SharedTaskRole,
)
from tests.factories import RoleFactory, SharedTaskFactory

WHOLE = Content(
    code="A 1",
    title="Gør klar",
    phase="2.1",
    theme="Ledelse",
    priority=1,
    kind="milestone",
    goal="# Mål",
    involved=("a", "b"),
    start=DateRule(Anchor.FIXED, fixed_on=dt.date(2027, 3, 1)),
    due=DateRule(Anchor.GO_LIVE, -10, "workday"),
    prerequisites=("A 0",),
    related=("B 1",),
    attachments=(Attachment("guide", "Vejledning", "https://proeve.example/"),),
)


def test_what_is_kept_as_json_reads_back_the_same():
    assert Content.from_json(json.loads(json.dumps(WHOLE.as_json()))) == WHOLE


def test_fields_that_came_later_have_their_defaults_and_those_gone_are_left_out():
    said = WHOLE.as_json() | {"colour": "red"}
    del said["attachments"], said["due"]

    read = Content.from_json(said)

    assert (read.attachments, read.due, read.title) == ((), DateRule(""), "Gør klar")


@pytest.mark.django_db
class TestReading:
    def test_it_reads_all_of_the_sheet(self):
        other = SharedTaskFactory(code="Z 9")
        programme = other.programme
        responsible, executor, involved = RoleFactory.create_batch(3)
        shared_task = SharedTaskFactory(
            programme=programme,
            goal="Mål",
            recommended_responsible=responsible,
            recommended_executor=executor,
            due_anchor=Anchor.PHASE_END,
            due_amount=-5,
            due_unit="workday",
        )
        SharedTaskRole.objects.create(shared_task=shared_task, role=involved)
        SharedTaskLink.objects.create(
            programme=programme, shared_task=shared_task, other=other, kind="prerequisite"
        )
        SharedTaskAttachment.objects.create(
            shared_task=shared_task,
            kind="case",
            title="Et eksempel",
            url="https://proeve.example/1",
        )

        assert content_of(shared_task) == Content(
            code=shared_task.code,
            title=shared_task.title,
            phase=shared_task.phase.number,
            theme=shared_task.theme.name,
            priority=shared_task.priority,
            kind="task",
            goal="Mål",
            recommended_responsible=responsible.code,
            recommended_executor=executor.code,
            involved=(involved.code,),
            due=DateRule(Anchor.PHASE_END, -5, "workday"),
            prerequisites=("Z 9",),
            attachments=(Attachment("case", "Et eksempel", "https://proeve.example/1"),),
        )

    @pytest.mark.parametrize("count", [1, 3])
    def test_many_cost_no_more_queries_than_one(self, count, django_assert_num_queries):
        SharedTaskFactory.create_batch(count)
        related = ("phase", "theme", "recommended_responsible", "recommended_executor")
        shared_tasks = list(SharedTask.objects.select_related(*related))

        with django_assert_num_queries(3):
            assert len(contents_of(shared_tasks)) == count
