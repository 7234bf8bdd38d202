"""Changing, withdrawing and restoring what is live: what is written, and what it would do."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.models import Priority
from publishing.changes.versions import (
    Change,
    CorrectionChangesMeaning,
    NoteMissing,
    NotPublished,
    SharedTaskIsWithdrawn,
    change_shared_task,
    withdraw_shared_task,
)
from shared_tasks.content import content_of
from shared_tasks.deadlines import DateRule
from shared_tasks.models import Anchor, SharedTaskVersion
from shared_tasks.saving import SharedTaskChangedMeanwhile
from shared_tasks.versions import content_by_number
from tasks.lights import Light
from tasks.models import ProjectFigures, Status, Task
from tests.factories import (
    NOON,
    TODAY,
    ConsultantFactory,
    PhaseFactory,
    ProgrammeFactory,
    RoleFactory,
    SharedTaskFactory,
)
from tests.publishing.live_changes import change, restore, saying, withdraw
from tests.tasks.live_task import (
    A_WEEK_EARLIER,
    LIVE,
    MOVED,
    asked_of,
    everything,
    live_shared_task,
    task_of,
)

Kind = SharedTaskVersion.Kind


@pytest.fixture
def programme():
    return ProgrammeFactory()


@pytest.fixture
def shared_task(programme):
    return live_shared_task(programme)


@pytest.mark.django_db
class TestChanging:
    def test_the_first_change_writes_how_it_was_and_how_it_is(self, shared_task):
        before = content_of(shared_task)

        changed = change(shared_task, title="Find ud af, hvem der gør hvad", note=" Klarere titel ")

        first, second = SharedTaskVersion.objects.order_by("number")
        assert (first.number, first.kind, first.note) == (1, Kind.PUBLISHED, "")
        assert (first.made_at, first.made_by) == (
            shared_task.published_at,
            shared_task.published_by,
        )
        assert (second.number, second.kind, second.note) == (2, Kind.CHANGED, "Klarere titel")
        assert (second.made_at, second.told_on) == (NOON, None)
        assert content_by_number(shared_task, [1, 2]) == {1: before, 2: content_of(changed)}
        assert (changed.version, changed.notable_version, changed.revision) == (2, 2, 2)

    def test_the_next_change_writes_one_more(self, shared_task):
        change(shared_task, title="Ny titel")
        change(shared_task, title="Nyere titel")

        assert list(SharedTaskVersion.objects.order_by("number").values_list("number", "kind")) == [
            (1, Kind.PUBLISHED),
            (2, Kind.CHANGED),
            (3, Kind.CHANGED),
        ]
        shared_task.refresh_from_db()
        assert (shared_task.title, shared_task.version, shared_task.revision) == (
            "Nyere titel",
            3,
            3,
        )

    def test_a_shared_date_moves_in_every_project_with_light_and_figures(self, shared_task):
        tasks = [task_of(shared_task) for _ in range(2)]

        change(shared_task, due=DateRule(Anchor.FIXED, None, "", TODAY))

        for task in tasks:
            task.refresh_from_db()
            assert (task.due_on, task.shared_due_on, task.light) == (TODAY, TODAY, Light.YELLOW)
        assert set(ProjectFigures.objects.values_list("yellow", flat=True)) == {1}

    def test_what_the_municipality_owns_stays(self, shared_task):
        local = task_of(shared_task, due_on=TODAY, shared_due_on=LIVE, due_reason="Aftalt")
        done = task_of(shared_task, status=Status.COMPLETED)

        change(shared_task, due=A_WEEK_EARLIER, priority=Priority.CRITICAL)

        local.refresh_from_db()
        done.refresh_from_db()
        assert (local.due_on, local.shared_due_on, local.due_reason) == (TODAY, MOVED, "Aftalt")
        assert (done.due_on, done.shared_due_on, done.light) == (LIVE, LIVE, Light.GREEN)
        assert (local.priority, done.priority) == (Priority.CRITICAL, Priority.CRITICAL)

    def test_texts_are_never_copied_so_the_tasks_are_left_alone(self, shared_task):
        task_of(shared_task)
        before = Task.objects.values().get()

        change(shared_task, goal="Et andet mål")

        assert Task.objects.values().get() == before

    def test_a_correction_needs_no_note_and_is_no_news(self, shared_task):
        change(shared_task, goal="Alle ved hvem der gør hvad", correction=True, note="")

        assert SharedTaskVersion.objects.get(number=2).kind == Kind.CORRECTED
        assert not SharedTaskVersion.objects.untold().exists()
        shared_task.refresh_from_db()
        assert (shared_task.version, shared_task.notable_version) == (2, 1)

    @pytest.mark.parametrize("note", ["", "  \n"])
    def test_a_change_of_meaning_says_why(self, shared_task, note):
        before = everything()

        with pytest.raises(NoteMissing):
            change(shared_task, goal="Et andet mål", note=note)

        assert everything() == before

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("due", A_WEEK_EARLIER),
            ("start", A_WEEK_EARLIER),
            ("priority", Priority.CRITICAL.value),
            ("kind", "milestone"),
            ("phase", "2.1"),
            ("prerequisites", ("Først",)),
        ],
    )
    def test_a_correction_may_not_change_what_dates_and_lights_hang_on(
        self, shared_task, field, value
    ):
        PhaseFactory(programme=shared_task.programme, number="2.1")
        SharedTaskFactory(programme=shared_task.programme, code="Først", published=True)
        before = everything()

        with pytest.raises(CorrectionChangesMeaning) as refusal:
            change(shared_task, correction=True, **{field: value})

        assert refusal.value.fields == {field}
        assert everything() == before

    def test_what_changes_nothing_writes_nothing(self, shared_task):
        task_of(shared_task)
        before = everything()

        change(shared_task, note="", title=shared_task.title)

        assert everything() == before

    def test_the_same_change_sent_twice_is_one_version(self, shared_task):
        said = Change(saying(shared_task, goal="Et andet mål"), "Målet er klarere")
        editor = ConsultantFactory(is_editor=True)
        for _ in range(2):
            change_shared_task(shared_task=shared_task, change=said, by=editor, at=NOON, revision=1)

        assert SharedTaskVersion.objects.count() == 2

    def test_whoever_saw_an_older_one_is_told(self, shared_task):
        said = Change(saying(shared_task, title="Den ene"), "Den ene titel")
        change(shared_task, title="Den anden")
        before = everything()

        with pytest.raises(SharedTaskChangedMeanwhile) as refusal:
            change_shared_task(
                shared_task=shared_task, change=said, by=ConsultantFactory(), at=NOON, revision=1
            )

        assert refusal.value.shared_task.title == "Den anden"
        assert everything() == before

    def test_a_draft_has_no_versions(self, programme):
        draft = SharedTaskFactory(programme=programme)

        with pytest.raises(NotPublished):
            change(draft, title="Ny titel")
        with pytest.raises(NotPublished):
            withdraw(draft)
        with pytest.raises(NotPublished):
            restore(draft)

    def test_what_is_withdrawn_is_restored_before_it_is_changed(self, shared_task):
        withdraw(shared_task)

        with pytest.raises(SharedTaskIsWithdrawn):
            change(shared_task, title="Ny titel")

    def test_asks_as_much_for_three_projects_as_for_one(self, programme):
        for number in (1, 3):
            shared_task = SharedTaskFactory(programme=programme, published=True)
            for _ in range(number):
                task_of(shared_task)
            role, other = RoleFactory(), SharedTaskFactory(programme=programme, published=True)
            said = Change(
                saying(
                    shared_task,
                    due=A_WEEK_EARLIER,
                    goal="Nyt",
                    involved=(role.code,),
                    prerequisites=(other.code,),
                ),
                "Nyt",
            )
            editor = ConsultantFactory(is_editor=True)
            with CaptureQueriesContext(connection) as asked:
                change_shared_task(
                    shared_task=shared_task, change=said, by=editor, at=NOON, revision=1
                )
            assert asked_of(asked) == 25, number


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def press(self, *deeds):
        ready = Barrier(len(deeds))

        def one(deed):
            ready.wait()
            try:
                return deed()
            except SharedTaskChangedMeanwhile:
                return None
            finally:
                connection.close()

        with ThreadPoolExecutor(len(deeds)) as pool:
            return list(pool.map(one, deeds))

    def test_two_who_change_differently_make_one_version_and_one_is_told(self, shared_task):
        task = task_of(shared_task)
        changes = [
            Change(saying(shared_task, due=DateRule(Anchor.FIXED, None, "", date)), "Rykket")
            for date in (TODAY, MOVED)
        ]
        editors = ConsultantFactory.create_batch(2, is_editor=True)

        done = self.press(
            *(
                lambda said=said, by=by: change_shared_task(
                    shared_task=shared_task, change=said, by=by, at=NOON, revision=1
                )
                for said, by in zip(changes, editors, strict=True)
            )
        )

        [kept] = [one for one in done if one is not None]
        task.refresh_from_db()
        assert SharedTaskVersion.objects.count() == 2
        assert (task.due_on, task.revision) == (kept.due_fixed_on, 2)

    def test_two_who_withdraw_make_one_withdrawal(self, shared_task):
        task_of(shared_task)
        editors = ConsultantFactory.create_batch(2, is_editor=True)

        self.press(
            *(
                lambda by=by: withdraw_shared_task(
                    shared_task=shared_task, reason="Væk", by=by, at=NOON, revision=1
                )
                for by in editors
            )
        )

        assert SharedTaskVersion.objects.filter(kind=Kind.WITHDRAWN).count() == 1
        assert Task.objects.get().revision == 2
        assert ProjectFigures.objects.get().total == 0
