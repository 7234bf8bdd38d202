"""Changing, withdrawing and restoring what is live: what is written, and what it would do."""

import dataclasses
import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.models import Priority, Project
from tasks.content import content_of
from tasks.deadlines import DateRule
from tasks.figures import refresh_figures
from tasks.foresight import Shift
from tasks.lights import Light
from tasks.models import Anchor, ProjectFigures, Status, Task, TaskTemplate, TemplateVersion
from tasks.prerequisites import PrerequisiteCycle
from tasks.versions import (
    Change,
    CorrectionChangesMeaning,
    NoteMissing,
    NotPublished,
    TemplateIsWithdrawn,
    change_template,
    content_by_number,
    preview_change,
    preview_restoration,
    preview_withdrawal,
    restore_template,
    withdraw_template,
)
from tasks.writing import LinkToItself, TemplateChangedMeanwhile, UnknownTask
from tests.factories import (
    NOON,
    TODAY,
    ConsultantFactory,
    PhaseFactory,
    ProgrammeFactory,
    ProjectFactory,
    ProjectMemberFactory,
    RoleFactory,
    TaskFactory,
    TaskTemplateFactory,
    UserFactory,
)
from tests.factories.publishing import TemplateReceiverFactory

Kind = TemplateVersion.Kind
LIVE = dt.date(2026, 9, 1)
A_WEEK_EARLIER = DateRule(Anchor.GO_LIVE, -7, "day")
MOVED = dt.date(2026, 8, 25)


@pytest.fixture
def programme():
    return ProgrammeFactory()


@pytest.fixture
def template(programme):
    return TaskTemplateFactory(
        programme=programme,
        published=True,
        title="Etabler organisation",
        goal="Alle ved, hvem der gør hvad.",
        due_anchor=Anchor.GO_LIVE,
        due_amount=0,
        due_unit="day",
    )


def task_of(template, **facts):
    """The task in another project, with the shared date of now."""
    facts.setdefault("due_on", LIVE)
    facts.setdefault("project", ProjectFactory(programme=template.programme, go_live_on=LIVE))
    if facts.get("status") == Status.COMPLETED:
        who = UserFactory(municipality=facts["project"].municipality)
        facts |= {"completed_at": NOON, "completed_by": who}
    task = TaskFactory(template=template, **facts)
    refresh_figures([task.project_id])
    return task


def saying(template, **fields):
    """What the shared task says now, but for these fields."""
    return dataclasses.replace(content_of(TaskTemplate.objects.get(pk=template.pk)), **fields)


def change(template, *, note="Datoen er rykket", correction=False, at=NOON, **fields):
    return change_template(
        template=template,
        change=Change(saying(template, **fields), note, correction),
        by=ConsultantFactory(is_editor=True),
        at=at,
        revision=TaskTemplate.objects.get(pk=template.pk).revision,
    )


def withdraw(template, reason="Den er ikke nødvendig"):
    return withdraw_template(
        template=template,
        reason=reason,
        by=ConsultantFactory(is_editor=True),
        at=NOON,
        revision=TaskTemplate.objects.get(pk=template.pk).revision,
    )


def restore(template, reason=""):
    return restore_template(
        template=template,
        reason=reason,
        by=ConsultantFactory(is_editor=True),
        at=NOON,
        revision=TaskTemplate.objects.get(pk=template.pk).revision,
    )


def preview(template, *, correction=False, on=TODAY, **fields):
    said = Change(saying(template, **fields), is_correction=correction)
    return preview_change(template=template, change=said, on=on)


def everything():
    """Every row that changing what is live may touch."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (TaskTemplate, Task, TemplateVersion, ProjectFigures)
    ]


@pytest.mark.django_db
class TestChanging:
    def test_the_first_change_writes_how_it_was_and_how_it_is(self, template):
        before = content_of(template)

        changed = change(template, title="Find ud af, hvem der gør hvad", note=" Klarere titel ")

        first, second = TemplateVersion.objects.order_by("number")
        assert (first.number, first.kind, first.note) == (1, Kind.PUBLISHED, "")
        assert (first.made_at, first.made_by) == (template.published_at, template.published_by)
        assert (second.number, second.kind, second.note) == (2, Kind.CHANGED, "Klarere titel")
        assert (second.made_at, second.told_on) == (NOON, None)
        assert content_by_number(template, [1, 2]) == {1: before, 2: content_of(changed)}
        assert (changed.version, changed.notable_version, changed.revision) == (2, 2, 2)

    def test_the_next_change_writes_one_more(self, template):
        change(template, title="Ny titel")
        change(template, title="Nyere titel")

        assert list(TemplateVersion.objects.order_by("number").values_list("number", "kind")) == [
            (1, Kind.PUBLISHED),
            (2, Kind.CHANGED),
            (3, Kind.CHANGED),
        ]
        template.refresh_from_db()
        assert (template.title, template.version, template.revision) == ("Nyere titel", 3, 3)

    def test_a_shared_date_moves_in_every_project_with_light_and_figures(self, template):
        tasks = [task_of(template) for _ in range(2)]

        change(template, due=DateRule(Anchor.FIXED, None, "", TODAY))

        for task in tasks:
            task.refresh_from_db()
            assert (task.due_on, task.shared_due_on, task.light) == (TODAY, TODAY, Light.YELLOW)
        assert set(ProjectFigures.objects.values_list("yellow", flat=True)) == {1}

    def test_what_the_municipality_owns_stays(self, template):
        local = task_of(template, due_on=TODAY, shared_due_on=LIVE, due_reason="Aftalt")
        done = task_of(template, status=Status.COMPLETED)

        change(template, due=A_WEEK_EARLIER, priority=Priority.CRITICAL)

        local.refresh_from_db()
        done.refresh_from_db()
        assert (local.due_on, local.shared_due_on, local.due_reason) == (TODAY, MOVED, "Aftalt")
        assert (done.due_on, done.shared_due_on, done.light) == (LIVE, LIVE, Light.GREEN)
        assert (local.priority, done.priority) == (Priority.CRITICAL, Priority.CRITICAL)

    def test_texts_are_never_copied_so_the_tasks_are_left_alone(self, template):
        task_of(template)
        before = Task.objects.values().get()

        change(template, goal="Et andet mål")

        assert Task.objects.values().get() == before

    def test_a_correction_needs_no_note_and_is_no_news(self, template):
        change(template, goal="Alle ved hvem der gør hvad", correction=True, note="")

        assert TemplateVersion.objects.get(number=2).kind == Kind.CORRECTED
        assert not TemplateVersion.objects.untold().exists()
        template.refresh_from_db()
        assert (template.version, template.notable_version) == (2, 1)

    @pytest.mark.parametrize("note", ["", "  \n"])
    def test_a_change_of_meaning_says_why(self, template, note):
        before = everything()

        with pytest.raises(NoteMissing):
            change(template, goal="Et andet mål", note=note)

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
        self, template, field, value
    ):
        PhaseFactory(programme=template.programme, number="2.1")
        TaskTemplateFactory(programme=template.programme, code="Først", published=True)
        before = everything()

        with pytest.raises(CorrectionChangesMeaning) as refusal:
            change(template, correction=True, **{field: value})

        assert refusal.value.fields == {field}
        assert everything() == before

    def test_what_changes_nothing_writes_nothing(self, template):
        task_of(template)
        before = everything()

        change(template, note="")

        assert everything() == before

    def test_the_same_change_sent_twice_is_one_version(self, template):
        said = Change(saying(template, goal="Et andet mål"), "Målet er klarere")
        editor = ConsultantFactory(is_editor=True)
        for _ in range(2):
            change_template(template=template, change=said, by=editor, at=NOON, revision=1)

        assert TemplateVersion.objects.count() == 2

    def test_whoever_saw_an_older_one_is_told(self, template):
        said = Change(saying(template, title="Den ene"), "Den ene titel")
        change(template, title="Den anden")
        before = everything()

        with pytest.raises(TemplateChangedMeanwhile) as refusal:
            change_template(
                template=template, change=said, by=ConsultantFactory(), at=NOON, revision=1
            )

        assert refusal.value.template.title == "Den anden"
        assert everything() == before

    def test_a_draft_has_no_versions(self, programme):
        draft = TaskTemplateFactory(programme=programme)

        with pytest.raises(NotPublished):
            change(draft, title="Ny titel")
        with pytest.raises(NotPublished):
            withdraw(draft)
        with pytest.raises(NotPublished):
            restore(draft)

    def test_what_is_withdrawn_is_restored_before_it_is_changed(self, template):
        withdraw(template)

        with pytest.raises(TemplateIsWithdrawn):
            change(template, title="Ny titel")

    def test_asks_as_much_for_three_projects_as_for_one(self, programme):
        for number in (1, 3):
            template = TaskTemplateFactory(programme=programme, published=True)
            for _ in range(number):
                task_of(template)
            role, other = RoleFactory(), TaskTemplateFactory(programme=programme, published=True)
            said = Change(
                saying(
                    template,
                    due=A_WEEK_EARLIER,
                    goal="Nyt",
                    involved=(role.code,),
                    prerequisites=(other.code,),
                ),
                "Nyt",
            )
            editor = ConsultantFactory(is_editor=True)
            with CaptureQueriesContext(connection) as asked:
                change_template(template=template, change=said, by=editor, at=NOON, revision=1)
            assert asked_of(asked) == 25, number


def asked_of(asked):
    return sum("SAVEPOINT" not in query["sql"] for query in asked.captured_queries)


@pytest.mark.django_db
class TestForeseeing:
    def test_nothing_is_saved(self, template):
        task_of(template)
        before = everything()

        preview(template, title="Ny titel", due=A_WEEK_EARLIER)
        preview_withdrawal(template=template, on=TODAY)
        preview_restoration(template=template, on=TODAY)

        assert everything() == before

    def test_it_says_for_how_many_what_moves_and_what_turns(self, template):
        for _ in range(2):
            task_of(template)
        task_of(
            template,
            project=ProjectFactory(programme=template.programme, go_live_on=TODAY),
            due_on=TODAY,
        )

        seen = preview(template, due=A_WEEK_EARLIER, start=DateRule(Anchor.FIXED, None, "", TODAY))

        last_week = dt.date(2026, 2, 23)
        assert seen.due_moves == [Shift(LIVE, MOVED, 2), Shift(TODAY, last_week, 1)]
        # Where it would start after it is due, the start is left out.
        assert seen.start_moves == [Shift(None, TODAY, 2)]
        assert seen.turns == [Shift(Light.YELLOW, Light.RED, 1)]
        assert (seen.municipalities, seen.reddened, seen.yellowed) == (3, 1, 0)

    def test_it_names_those_that_keep_theirs(self, template):
        local = task_of(template, due_on=TODAY, shared_due_on=LIVE, due_reason="Aftalt")
        done = task_of(template, status=Status.COMPLETED)
        left_out = task_of(template, status=Status.NOT_RELEVANT, not_relevant_reason="Løst")
        begun = task_of(template, status=Status.IN_PROGRESS)

        seen = preview(template, due=A_WEEK_EARLIER)

        assert [one.name for one in seen.local] == [local.municipality.name]
        assert [one.name for one in seen.completed] == [done.municipality.name]
        assert [one.name for one in seen.not_relevant] == [left_out.municipality.name]
        assert [one.name for one in seen.begun] == [begun.municipality.name]
        assert [one.name for one in seen.open] == [local.municipality.name, begun.municipality.name]
        assert seen.due_moves == [Shift(LIVE, MOVED, 1)]

    def test_it_is_the_reckoning_that_the_change_then_makes(self, template):
        task = task_of(template, due_on=None, shared_due_on=LIVE, due_reason="Aftalt")
        other = task_of(template)

        seen = preview(template, due=A_WEEK_EARLIER)
        change(template, due=A_WEEK_EARLIER)

        task.refresh_from_db()
        other.refresh_from_db()
        assert (task.due_on, other.due_on) == (None, MOVED)
        assert seen.due_moves == [Shift(LIVE, MOVED, 1)]

    def test_it_says_what_reads_differently(self, template):
        seen = preview(template, title="Ny titel", priority=Priority.CRITICAL.value)

        assert [(one.label, one.before, one.after) for one in seen.differences] == [
            ("Titel", "Etabler organisation", "Ny titel"),
            ("Prioritet", "Obligatorisk", "Obligatorisk på kritisk vej"),
        ]

    def test_it_counts_leaders_and_those_named_on_open_tasks_once(self, template):
        task = task_of(template)
        leader = ProjectMemberFactory(project=task.project, role="leader").user
        executor = UserFactory(municipality=task.municipality)
        Task.objects.update(executor=executor, responsible=leader)
        done = task_of(template, status=Status.COMPLETED)
        Task.objects.filter(pk=done.pk).update(executor=UserFactory(municipality=done.municipality))
        ProjectMemberFactory(project=done.project, role="owner")

        assert preview(template, title="Ny titel").told == 2
        assert preview(template, title="Ny titel", correction=True).told == 0
        assert preview(template).told == 0

    def test_it_refuses_what_the_change_would_refuse(self, template):
        other = TaskTemplateFactory(programme=template.programme, published=True, code="Næste")
        change(other, prerequisites=(template.code,))

        with pytest.raises(PrerequisiteCycle):
            preview(template, prerequisites=(other.code,))
        with pytest.raises(LinkToItself):
            preview(template, prerequisites=(template.code,))
        with pytest.raises(UnknownTask):
            preview(template, prerequisites=("Findes ikke",))
        with pytest.raises(CorrectionChangesMeaning):
            preview(template, correction=True, due=A_WEEK_EARLIER)

    def test_asks_as_much_for_three_projects_as_for_one(self, programme):
        for number in (1, 3):
            template = TaskTemplateFactory(programme=programme, published=True)
            for _ in range(number):
                task_of(template)
            said = Change(saying(template, due=A_WEEK_EARLIER))
            with CaptureQueriesContext(connection) as asked:
                preview_change(template=template, change=said, on=TODAY)
            assert len(asked.captured_queries) == 15, number


@pytest.mark.django_db
class TestWithdrawing:
    def test_it_is_nobodys_to_do_and_a_version_of_its_own(self, template):
        task = task_of(template, due_on=TODAY - dt.timedelta(days=3))

        withdrawn = withdraw(template, reason=" Loven er ændret ")

        task.refresh_from_db()
        assert (task.is_withdrawn, task.light, task.light_changes_on) == (True, Light.GREY, None)
        version = TemplateVersion.objects.get(number=2)
        assert (version.kind, version.note) == (Kind.WITHDRAWN, "Loven er ændret")
        assert (withdrawn.withdrawn_at, withdrawn.withdrawn_by) == (NOON, version.made_by)
        assert (withdrawn.version, withdrawn.notable_version, withdrawn.revision) == (2, 2, 2)
        figures = ProjectFigures.objects.get()
        assert (figures.total, figures.red, figures.light) == (0, 0, Light.GREY)

    def test_what_was_done_with_it_stays(self, template):
        done = task_of(template, status=Status.COMPLETED)

        withdraw(template)

        done.refresh_from_db()
        assert (done.status, done.due_on, done.is_withdrawn) == (Status.COMPLETED, LIVE, True)
        assert ProjectFigures.objects.get().closed == 0

    def test_it_needs_a_reason(self, template):
        before = everything()

        with pytest.raises(NoteMissing):
            withdraw(template, reason=" ")

        assert everything() == before

    def test_twice_is_once(self, template):
        task_of(template)
        withdraw(template)
        before = everything()

        withdraw(template, reason="Igen")

        assert everything() == before

    def test_whoever_saw_an_older_one_is_told(self, template):
        change(template, title="Ny titel")

        with pytest.raises(TemplateChangedMeanwhile):
            withdraw_template(
                template=template, reason="Væk", by=ConsultantFactory(), at=NOON, revision=1
            )

    def test_it_is_foreseen(self, template):
        task_of(template, due_on=TODAY - dt.timedelta(days=3))
        begun = task_of(template, status=Status.IN_PROGRESS)
        task_of(template, status=Status.COMPLETED)
        waiting = TaskTemplateFactory(programme=template.programme, published=True)
        change(waiting, prerequisites=(template.code,))

        seen = preview_withdrawal(template=template, on=TODAY)

        assert (seen.municipalities, len(seen.open), len(seen.completed)) == (3, 2, 1)
        assert [one.name for one in seen.begun] == [begun.municipality.name]
        assert seen.waiting == [waiting]
        assert sorted((turn.before, turn.after) for turn in seen.turns) == [
            (Light.GREEN, Light.GREY),
            (Light.RED, Light.GREY),
        ]


@pytest.mark.django_db
class TestRestoring:
    def test_the_work_goes_on_where_it_was_with_the_dates_of_now(self, template):
        task = task_of(template, status=Status.IN_PROGRESS)
        withdraw(template)
        Project.objects.update(go_live_on=dt.date(2026, 10, 1))

        restored = restore(template, reason="Den var nødvendig")

        task.refresh_from_db()
        assert (task.is_withdrawn, task.status) == (False, Status.IN_PROGRESS)
        assert (task.due_on, task.light) == (dt.date(2026, 10, 1), Light.GREEN)
        assert (restored.withdrawn_at, restored.withdrawn_by) == (None, None)
        version = TemplateVersion.objects.get(number=3)
        assert (version.kind, version.note) == (Kind.RESTORED, "Den var nødvendig")
        assert ProjectFigures.objects.get().total == 1

    def test_those_who_joined_meanwhile_get_it(self, template):
        task_of(template)
        TemplateReceiverFactory(template=template)
        withdraw(template)
        late = ProjectFactory(programme=template.programme, go_live_on=LIVE)
        ProjectFactory()

        assert preview_restoration(template=template, on=TODAY).arriving == 1
        restore(template)

        task = Task.objects.get(project=late)
        assert (task.template, task.due_on, task.arrived_version) == (template, LIVE, 3)
        assert ProjectFigures.objects.get(project=late).total == 1

    def test_those_who_it_is_not_published_to_do_not(self, template):
        task = task_of(template)
        TemplateReceiverFactory(template=template, municipality=task.municipality)
        withdraw(template)
        ProjectFactory(programme=template.programme)

        assert preview_restoration(template=template, on=TODAY).arriving == 0
        restore(template)

        assert Task.objects.count() == 1

    def test_twice_is_once(self, template):
        task_of(template)
        withdraw(template)
        restore(template)
        before = everything()

        restore(template)

        assert everything() == before

    def test_asks_as_much_for_three_projects_as_for_one(self):
        counted = {}
        for number in (1, 3):
            template = TaskTemplateFactory(published=True)
            TemplateReceiverFactory(template=template)
            for _ in range(number):
                task_of(template)
            editor = ConsultantFactory(is_editor=True)
            with CaptureQueriesContext(connection) as asked:
                withdraw_template(template=template, reason="Væk", by=editor, at=NOON, revision=1)
                restore_template(template=template, reason="", by=editor, at=NOON, revision=2)
            counted[number] = asked_of(asked)
        assert counted == {1: 29, 3: 29}


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def press(self, *deeds):
        ready = Barrier(len(deeds))

        def one(deed):
            ready.wait()
            try:
                return deed()
            except TemplateChangedMeanwhile:
                return None
            finally:
                connection.close()

        with ThreadPoolExecutor(len(deeds)) as pool:
            return list(pool.map(one, deeds))

    def test_two_who_change_differently_make_one_version_and_one_is_told(self, template):
        task = task_of(template)
        changes = [
            Change(saying(template, due=DateRule(Anchor.FIXED, None, "", date)), "Rykket")
            for date in (TODAY, MOVED)
        ]
        editors = ConsultantFactory.create_batch(2, is_editor=True)

        done = self.press(
            *(
                lambda said=said, by=by: change_template(
                    template=template, change=said, by=by, at=NOON, revision=1
                )
                for said, by in zip(changes, editors, strict=True)
            )
        )

        [kept] = [one for one in done if one is not None]
        task.refresh_from_db()
        assert TemplateVersion.objects.count() == 2
        assert (task.due_on, task.revision) == (kept.due_fixed_on, 2)

    def test_two_who_withdraw_make_one_withdrawal(self, template):
        task_of(template)
        editors = ConsultantFactory.create_batch(2, is_editor=True)

        self.press(
            *(
                lambda by=by: withdraw_template(
                    template=template, reason="Væk", by=by, at=NOON, revision=1
                )
                for by in editors
            )
        )

        assert TemplateVersion.objects.filter(kind=Kind.WITHDRAWN).count() == 1
        assert Task.objects.get().revision == 2
        assert ProjectFigures.objects.get().total == 0
