"""A sheet is put into the database: what differs, and nothing else."""

import dataclasses
import datetime as dt

import pytest
from django.core.exceptions import ObjectDoesNotExist

from shared_tasks.content import Attachment, Content, content_of
from shared_tasks.deadlines import DateRule
from shared_tasks.models import SharedTask, SharedTaskAttachment, SharedTaskLink, SharedTaskRole
from shared_tasks.saving import (
    CodeTaken,
    LinkToItself,
    SharedTaskChangedMeanwhile,
    SharedTaskIsPublished,
    UnknownPhase,
    UnknownRole,
    UnknownTask,
    UnknownTheme,
    delete_draft,
    names_in,
    resolved,
    write_content,
    write_contents,
)
from tests.factories import (
    NOON,
    ConsultantFactory,
    PhaseFactory,
    ProgrammeFactory,
    RoleFactory,
    SharedTaskFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    programme = ProgrammeFactory()
    PhaseFactory(programme=programme, number="1")
    PhaseFactory(programme=programme, number="2")
    ThemeFactory(programme=programme, name="Data")
    for code in ("leder", "driver", "ejer"):
        RoleFactory(code=code)
    return programme


def sheet(code="O-1", **said):
    return Content(
        **{"code": code, "title": "Rens data", "phase": "1", "theme": "Data"}
        | {"priority": 2, "kind": "task"}
        | said
    )


def full(code="O-1", **said):
    return sheet(
        code,
        **{
            "goal": "Rene data",
            "source": "Håndbogen 5.2",
            "recommended_responsible": "leder",
            "recommended_executor": "driver",
            "involved": ("driver", "ejer"),
            "start": DateRule("fixed", fixed_on=dt.date(2026, 5, 1)),
            "due": DateRule("go_live", -2, "month"),
            "attachments": (Attachment("guide", "Vejledning", "https://kombit.example/v"),),
        }
        | said,
    )


def write(programme, content, shared_task=None, **more):
    shared_task = shared_task or SharedTask(programme=programme)
    return write_content(shared_task=shared_task, content=content, **more)


def fresh(shared_task):
    found = SharedTask.objects.select_related("phase", "theme").get(pk=shared_task.pk)
    return content_of(found), found.revision


def events():
    models = (SharedTask, SharedTaskRole, SharedTaskAttachment, SharedTaskLink)
    return {m.__name__: m.pgh_event_model.objects.count() for m in models}


class TestOneSheet:
    def test_a_new_task_reads_as_it_was_written(self, programme):
        write(programme, sheet("A"))
        write(programme, sheet("B"))
        wanted = full(prerequisites=("A",), related=("B",))

        made = write(programme, wanted)

        assert fresh(made) == (wanted, 1)
        assert made.is_draft

    def test_a_new_task_stands_last_in_its_phase(self, programme):
        SharedTaskFactory(programme=programme, phase=programme.phases.get(number="1"), position=7)

        assert [write(programme, sheet(code)).position for code in "AB"] == [8, 9]
        assert write(programme, sheet("C", phase="2")).position == 1

    def test_what_is_there_becomes_as_the_sheet_says(self, programme):
        for code in "AB":
            write(programme, sheet(code))
        made = write(programme, full(prerequisites=("A",), related=("B",)))
        wanted = full(
            "Ny kode",
            phase="2",
            recommended_executor="",
            involved=("leder",),
            due=DateRule("fixed", fixed_on=dt.date(2027, 1, 4)),
            prerequisites=("B",),
            related=("A",),
            attachments=(
                Attachment("case", "Et andet navn", "https://kombit.example/v"),
                Attachment("tool", "Redskab", "https://kombit.example/r"),
            ),
        )

        write(programme, wanted, made)

        assert fresh(made) == (wanted, 2)

    def test_what_is_as_it_should_be_leaves_no_trace(self, programme):
        write(programme, sheet("A"))
        made = write(programme, full(prerequisites=("A",), related=("A",)))
        before = events()

        write(programme, full(prerequisites=("A",), related=("A",)), made)

        assert (events(), fresh(made)[1]) == (before, 1)

    def test_one_that_moves_to_another_phase_stands_last_there(self, programme):
        moved, there = write(programme, sheet("A")), write(programme, sheet("B", phase="2"))

        write(programme, sheet("A", phase="2"), moved)

        moved.refresh_from_db()
        assert moved.position == there.position + 1

    @pytest.mark.parametrize(
        "said",
        [
            {"involved": ("ejer",)},
            {"attachments": ()},
            {"prerequisites": ("A",)},
            {"title": "En anden"},
        ],
        ids=lambda said: next(iter(said)),
    )
    def test_the_revision_rises_once_with_whatever_differs(self, programme, said):
        write(programme, sheet("A"))
        made = write(programme, full())

        returned = write(programme, full(**said), made)

        assert (returned.revision, fresh(made)[1]) == (2, 2)


class TestRelated:
    def test_related_tasks_are_so_both_ways_and_both_are_new(self, programme):
        other = write(programme, sheet("A"))

        write(programme, sheet("B", related=("A",)))

        assert fresh(other) == (sheet("A", related=("B",)), 2)

    def test_either_of_them_can_let_go(self, programme):
        other = write(programme, sheet("A"))
        related = write(programme, sheet("B", related=("A",)))

        write(programme, sheet("A"), other)

        assert fresh(related) == (sheet("B"), 3 - 1)


class TestRefusals:
    @pytest.mark.parametrize(
        ("said", "refusal"),
        [
            ({"phase": "9"}, UnknownPhase),
            ({"theme": "Nej"}, UnknownTheme),
            ({"recommended_responsible": "væk"}, UnknownRole),
            ({"recommended_executor": "væk"}, UnknownRole),
            ({"involved": ("væk",)}, UnknownRole),
            ({"prerequisites": ("væk",)}, UnknownTask),
            ({"related": ("væk",)}, UnknownTask),
            ({"prerequisites": ("O-1",)}, LinkToItself),
            ({"related": ("O-1",)}, LinkToItself),
        ],
    )
    def test_what_is_not_there_is_named_and_nothing_is_made(self, programme, said, refusal):
        shared_task = SharedTask(programme=programme)

        with pytest.raises(refusal) as refused:
            write(programme, sheet(**said), shared_task)

        named = next(iter(said.values()))
        assert refused.value.args == (named if isinstance(named, tuple) else (named,))
        assert (shared_task.pk, SharedTask.objects.count()) == (None, 0)

    def test_another_programmes_phase_theme_and_tasks_are_not_there(self, programme):
        other = SharedTaskFactory(phase__number="7", code="ANDEN")

        for said in ({"phase": "7"}, {"theme": other.theme.name}, {"related": ("ANDEN",)}):
            with pytest.raises((UnknownPhase, UnknownTheme, UnknownTask)):
                write(programme, sheet(**said))

    def test_a_code_is_one_tasks(self, programme):
        write(programme, sheet("A"))
        other = write(programme, sheet("B"))

        for shared_task in (None, other):
            with pytest.raises(CodeTaken) as refused:
                write(programme, sheet("A"), shared_task)
            assert refused.value.code == "A"

    def test_who_saw_an_earlier_revision_is_stopped(self, programme):
        made = write(programme, sheet())
        write(programme, sheet(title="Annas"), made, revision=1)

        with pytest.raises(SharedTaskChangedMeanwhile) as refused:
            write(programme, sheet(title="Bos"), made, revision=1)

        assert refused.value.shared_task.title == "Annas"
        assert fresh(made)[0].title == "Annas"

    def test_what_was_published_meanwhile_is_no_longer_written_over(self, programme):
        made = write(programme, sheet())
        SharedTask.objects.update(published_at=NOON, published_by=ConsultantFactory())

        with pytest.raises(SharedTaskChangedMeanwhile) as refused:
            write(programme, sheet(title="Nyt"), made, revision=1)

        assert (refused.value.shared_task.is_draft, fresh(made)[0].title) == (False, "Rens data")


class TestMany:
    def test_sheets_that_name_each_other_are_made_together(self, programme):
        contents = [sheet("A", related=("B",)), sheet("B", prerequisites=("C",)), sheet("C")]
        shared_tasks = [SharedTask(programme=programme) for _ in contents]

        written = write_contents(
            programme=programme, wanted=list(zip(shared_tasks, contents, strict=True))
        )

        assert written == {shared_task.pk for shared_task in shared_tasks}
        assert [shared_task.position for shared_task in shared_tasks] == [1, 2, 3]
        assert fresh(shared_tasks[1])[0] == sheet("B", prerequisites=("C",), related=("A",))

    def test_two_with_one_code_are_refused(self, programme):
        with pytest.raises(CodeTaken):
            write_contents(
                programme=programme,
                wanted=[(SharedTask(programme=programme), sheet("A")) for _ in range(2)],
            )

    @pytest.mark.parametrize("number", [1, 30])
    def test_many_take_as_few_statements_as_one(
        self, programme, number, django_assert_max_num_queries
    ):
        write(programme, sheet("A"))
        made = [write(programme, full(f"B{n}")) for n in range(number)]
        wanted = [
            (
                shared_task,
                full(
                    f"B{n}",
                    goal="Andet",
                    phase="2",
                    related=("A",),
                    prerequisites=("A",),
                    involved=("leder",),
                    attachments=(Attachment("case", "Case", "https://kombit.example/c"),),
                ),
            )
            for n, shared_task in enumerate(made)
        ]
        new = [(SharedTask(programme=programme), full(f"C{n}")) for n in range(number)]

        with django_assert_max_num_queries(24):
            write_contents(programme=programme, wanted=[*wanted, *new])

        assert [fresh(shared_task)[0] for shared_task, _ in wanted] == [said for _, said in wanted]


class TestADryRun:
    def test_the_shared_task_says_what_it_would_and_nothing_is_saved(self, programme):
        made = write(programme, full())
        wanted = full(due=DateRule("go_live", 0, "day"), phase="2", priority=1)

        differing = resolved(made, wanted, names_in(programme))

        assert sorted(differing) == ["due_amount", "due_unit", "phase", "priority"]
        assert (made.phase.number, made.due_amount, made.priority) == ("2", 0, 1)
        assert fresh(made) == (full(), 1)


class TestDeleting:
    def test_a_draft_goes_with_all_that_hangs_on_it(self, programme):
        write(programme, sheet("A"))
        made = write(programme, full(related=("A",)))

        delete_draft(shared_task=made, revision=1)

        with pytest.raises(ObjectDoesNotExist):
            made.refresh_from_db()
        assert SharedTaskLink.objects.count() == 0

    def test_what_municipalities_have_is_not_deleted(self, programme):
        published = SharedTaskFactory(programme=programme, published=True)

        with pytest.raises(SharedTaskIsPublished):
            delete_draft(shared_task=published, revision=1)

        assert SharedTask.objects.get() == published

    def test_what_somebody_has_written_on_meanwhile_is_not_deleted_unseen(self, programme):
        made = write(programme, sheet())
        write(programme, sheet(title="Annas"), made)

        with pytest.raises(SharedTaskChangedMeanwhile):
            delete_draft(shared_task=made, revision=1)


def test_a_sheet_can_be_read_changed_and_put_back(programme):
    made = write(programme, full())
    content, revision = fresh(made)

    write(programme, dataclasses.replace(content, goal="Nyt"), made, revision=revision)

    assert fresh(made) == (full(goal="Nyt"), 2)
