"""Full-text search: workplace.lists.search.matching"""

import string
import sys

import pytest
from django.db import connection
from pytest_django.asserts import assertContains

from accounts.scope import scope_of
from shared_tasks.models import TEXTS, SharedTask
from tasks.models import LocalSheet, Task, TaskFile
from tasks.services import write_internal_notes
from tenancy.scope import scoped
from tests.conversation.factories import CommentFactory
from tests.factories import NOON, ProjectFactory, SharedTaskFactory, TaskFactory
from tests.tasks.people import Role, colleague, consultant, stranger
from tests.tasks.people import member as member_as
from workplace.lists.search import matching

pytestmark = pytest.mark.django_db

CANARY = "kanariefugl"


@pytest.fixture
def task():
    return TaskFactory(
        shared_task__title="Indgå databehandleraftaler",
        shared_task__code="DUBU 3.1",
        shared_task__goal="Kommunens borgere er trygge ved drift/overdragelse.",
        shared_task__method="1. Hold et møde med MED-udvalget om årsplanen.",
    )


@pytest.fixture
def other(task):
    """Another task in the same project, which no search here is for."""
    return TaskFactory(project=task.project, shared_task__title="Ryd op")


def member(task, role=Role.CONTRIBUTOR):
    return member_as(task, role)


def found(user, text):
    """The numbers of the tasks that the person finds, as the database lets them."""
    with scoped(scope_of(user)):
        tasks = matching(Task.objects.visible_to(user), text, by=user)
        return sorted(tasks.values_list("pk", flat=True))


def add_file(task, name):
    return TaskFile.objects.create(
        task=task, municipality=task.municipality, programme=task.programme, name=name, size=9,
        content_type="application/pdf", stored="x", uploaded_at=NOON, uploaded_by=colleague(task),
    )  # fmt: skip


def local_task(task, title, **facts):
    """A task of the municipality's own beside the given one."""
    return Task.objects.create(
        project=task.project, municipality=task.municipality, programme=task.programme,
        local_title=title, phase=task.phase, theme=task.theme, priority=2, arrived_on=NOON.date(),
        light_since=NOON.date(), **facts,
    )  # fmt: skip


class TestWhatIsFound:
    @pytest.mark.parametrize(
        "text",
        [
            "databehandleraftaler",
            "Databehandleraftalerne",
            "borger",
            "BORGERES",
            "kommune",
            "møder",
            "årsplan",
            "a\u030arsplan",  # as a Mac writes it
            "overdragelsen",
            "udvalg",
            "MED-udvalget",
        ],
    )
    def test_a_word_of_the_brief_in_any_form(self, task, other, text):
        assert found(member(task), text) == [task.pk]

    @pytest.mark.parametrize("text", ["databeh", "borg", "overdr", "møde med årsp"])
    def test_the_beginning_of_the_last_word(self, task, other, text):
        assert found(member(task), text) == [task.pk]

    def test_only_the_last_word_may_be_unfinished(self, task, other):
        assert found(member(task), "overdr årsplan") == []

    @pytest.mark.parametrize("text", ["aftale", "AFTALER", "behandler", "3.1", "dubu 3.1", "(3.1)"])
    def test_a_part_of_the_title_or_the_code(self, task, other, text):
        assert found(member(task), text) == [task.pk]

    @pytest.mark.parametrize("sign", ["", "#"])
    def test_its_number(self, task, other, sign):
        assert found(member(task), f"{sign}{task.pk}") == [task.pk]
        assert found(member(task), f"{sign}{task.pk} borgere") == [task.pk]

    @pytest.mark.parametrize("text", ["referat", "referater", "plan_endelig.pdf", "2026"])
    def test_a_files_name_taken_apart(self, task, other, text):
        add_file(task, "Referat-styregruppe_plan_endelig.2026.pdf")

        assert found(member(task), text) == [task.pk]

    def test_comments_until_they_are_deleted(self, task, other):
        comment = CommentFactory(task=task, text="Vi venter på økonomien.")
        assert found(member(task), "økonomi") == [task.pk]

        comment.text, comment.deleted_at, comment.deleted_by = "", NOON, comment.written_by
        comment.save()
        assert found(member(task), "økonomi") == []

    def test_internal_notes_as_they_are_now(self, task, other):
        leader = member(task)
        write_internal_notes(
            task=task, internal_notes="Spørg juristerne", at=NOON, revision=task.revision
        )

        assert found(leader, "jurist") == [task.pk]

    def test_a_task_of_their_own(self, task, other):
        own = local_task(task, "Bestil kantinekager")
        LocalSheet.objects.create(
            task=own, municipality=own.municipality, programme=own.programme, goal="Glade gæster"
        )

        assert found(member(task), "kager gæst") == [own.pk]

    def test_every_word_wherever_each_of_them_stands(self, task, other):
        leader = member(task)
        CommentFactory(task=task, text="Vi venter på økonomien.")
        CommentFactory(task=other, text="Vi venter på økonomien.")
        add_file(task, "referat.pdf")

        assert found(leader, "økonomi venter") == sorted([task.pk, other.pk])
        assert found(leader, "borgere økonomi referat") == [task.pk]
        assert found(leader, "borgere økonomi kvittering") == []

    def test_a_correction_of_the_brief_at_once(self, task, other):
        SharedTask.objects.filter(pk=task.shared_task_id).update(goal="Flere heste")

        assert found(member(task), "hest") == [task.pk]
        assert found(member(task), "trygge") == []

    def test_words_that_are_in_every_text_do_not_count(self, task, other):
        assert found(member(task), "og borgere i årsplanen") == [task.pk]

    def test_such_words_alone_are_looked_for_as_they_stand_in_titles(self, task, other):
        shared = TaskFactory(project=task.project, shared_task__title="Drift og i vejledning")

        assert found(member(task), "og i") == [shared.pk]

    def test_nothing_to_look_for_leaves_nothing_out(self, task, other):
        assert found(member(task), "  ") == sorted([task.pk, other.pk])

    def test_it_narrows_what_it_is_given(self, task, other):
        leader = member(task)
        mine = Task.objects.visible_to(leader).filter(pk=other.pk)

        assert list(matching(mine, "borgere", by=leader)) == []


ODD = [
    *("'", ":*", "\\", "<->", "!", "&", "|", "( )", "a & | b", "aftale:*", "'aftale'", "a\\'b"),
    *("%", "_", "%%%", "\N{SMILING FACE WITH SMILING EYES}", "\0", "a\0b", "½ ² ª", "\u202e", "#"),
    *("9" * 100, "ord " * 25, string.punctuation * 3, "<script>", "'; DROP TABLE tasks_task; --"),
]


@pytest.mark.parametrize("text", ODD)
def test_odd_text_is_no_error(task, text):
    assert set(found(member(task), text)) <= {task.pk}


def test_no_letter_is_an_operator_to_postgresql():
    letters = [chr(code) for code in range(sys.maxunicode) if chr(code).isalnum()]
    with connection.cursor() as cursor:
        for start in range(0, len(letters), 10_000):
            words = [f"{one}:*" for one in letters[start : start + 10_000]]
            cursor.execute("SELECT to_tsquery('danish', one) FROM unnest(%s::text[]) one", [words])
            assert len(cursor.fetchall()) == len(words)


class TestWhoFindsWhat:
    @pytest.fixture
    def told(self, task, other):
        """The task with a word in its internal notes that stands nowhere else."""
        write_internal_notes(task=task, internal_notes=CANARY, at=NOON, revision=task.revision)
        return task

    @pytest.mark.parametrize("role", Role.values)
    def test_every_member_finds_by_internal_notes(self, told, role):
        assert found(member(told, role), CANARY) == [told.pk]

    def test_so_does_the_programme_manager(self, told):
        assert found(colleague(told, reads_all_projects=True), CANARY) == [told.pk]

    @pytest.mark.parametrize("part", ["executor", "responsible"])
    def test_so_does_whoever_is_named_on_the_task_but_not_by_anothers(self, told, other, part):
        named = colleague(told)
        Task.objects.filter(pk=other.pk).update(**{part: named})
        assert found(named, CANARY) == []

        Task.objects.filter(pk=told.pk).update(**{part: named})
        assert found(named, CANARY) == [told.pk]

    def test_who_administers_access_sees_the_task_and_does_not_find_by_its_notes(self, told):
        administrator = colleague(told, is_klik_administrator=True)

        assert found(administrator, "borgere") == [told.pk]
        assert found(administrator, CANARY) == []

    def test_nor_does_a_partner(self, told):
        outside = consultant(told)

        assert found(outside, "borgere") == [told.pk]
        assert found(outside, CANARY) == []
        assert found(outside, f"borgere {CANARY}") == []

    def test_nor_does_anyone_elsewhere(self, told):
        assert found(stranger(), CANARY) == []

    def test_another_projects_notes_are_not_found(self, told):
        elsewhere = ProjectFactory(municipality=told.municipality)
        theirs = member(TaskFactory(project=elsewhere))

        assert found(theirs, CANARY) == []

    @pytest.mark.parametrize("is_private", [True, False])
    def test_a_partner_does_not_find_by_what_a_municipality_wrote_in_its_own_task(
        self, task, is_private
    ):
        own = local_task(task, "Bestil kager", is_private=is_private)
        LocalSheet.objects.create(
            task=own, municipality=own.municipality, programme=own.programme, goal=CANARY
        )

        assert found(member(task), CANARY) == [own.pk]
        assert found(consultant(task), CANARY) == []

    def test_a_private_task_is_not_found_by_a_partner_at_all(self, task):
        own = local_task(task, f"Bestil {CANARY}", is_private=True)
        CommentFactory(task=own, text=CANARY)
        add_file(own, f"{CANARY}.pdf")

        assert found(member(task), CANARY) == [own.pk]
        assert found(consultant(task), CANARY) == []
        assert found(consultant(task), f"#{own.pk}") == []

    def test_a_partner_finds_by_comments_and_files(self, task, other):
        CommentFactory(task=task, text="Vi venter på økonomien.")
        add_file(task, "referat.pdf")

        assert found(consultant(task), "økonomi referat") == [task.pk]

    def test_a_draft_is_no_task(self, task):
        SharedTaskFactory(programme=task.programme, title=CANARY)

        assert found(consultant(task, is_editor=True), CANARY) == []


def test_the_number_of_queries_does_not_grow(django_assert_num_queries, task):
    leader = member(task)
    tasks = Task.objects.visible_to(leader)
    with django_assert_num_queries(3):
        assert len(matching(tasks, "borgere", by=leader)) == 1

    for _ in range(3):
        one = TaskFactory(project=task.project, shared_task__title="Borgere")
        CommentFactory(task=one, text="Borgere")
    with django_assert_num_queries(3):
        assert len(matching(tasks, "borgere", by=leader)) == 4


def test_lists_leave_the_words_unread(task):
    assert SharedTask.objects.get().get_deferred_fields() == {"words"}
    assert Task.objects.for_list().get().shared_task.get_deferred_fields() == {*TEXTS, "words"}


def test_a_list_in_which_nothing_is_found_says_where_it_was_looked_for(client, task):
    for person, where in (
        (member(task), "kommentarer og i de interne noter, du må læse. Prøv færre ord"),
        (consultant(task), "filnavne og kommentarer. Prøv færre ord"),
    ):
        client.force_login(person)
        page = client.get(f"{task.project.get_absolute_url()}?tekst=giraf")

        assertContains(page, "Ingen opgaver har alle ordene")
        assertContains(page, where)
