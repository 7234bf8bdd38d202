"""From a file that is sent to a plan that is in: by jobs that may be run twice."""

import dataclasses
import datetime as dt

import pytest
from django.core.cache import cache
from django.db import transaction

from authoring import imports
from authoring.imports import (
    MOST_ATTEMPTS,
    FileIsEmpty,
    FileKindUnknown,
    FileTooLarge,
    ImportMovedOn,
    Progress,
    Said,
    confirm_import,
    dismiss_import,
    kind_of,
    progress_of,
    put_in,
    read_staged,
    stage_file,
)
from authoring.models import PlanImport
from authoring.plans.excel_out import plan_workbook
from authoring.plans.mspdi_out import plan_xml
from authoring.plans.stored import read_plan, write_plan
from shared_tasks.models import SharedTask
from tests.authoring.people import editor_of, operators_editor, written_programme
from tests.authoring.plans.examples import WHOLE, empty_programme, has_nothing, with_roles
from tests.authoring.plans.test_excel import GALLERY
from tests.factories import NOON, ConsultantFactory, let_go

pytestmark = pytest.mark.django_db

State = PlanImport.State
LATER = NOON + dt.timedelta(hours=1)
GO_LIVE = dt.date(2027, 3, 1)


@pytest.fixture
def programme():
    with_roles()
    return empty_programme(name=WHOLE.name)


def sent(programme, content=None, name="plan.xlsx", by=None, **said):
    return stage_file(
        programme=programme,
        name=name,
        content=plan_workbook(WHOLE, GALLERY) if content is None else content,
        said=Said(**said),
        by=by or editor_of(programme),
        at=NOON,
    )


def read(programme, *args, **said):
    found = sent(programme, *args, **said)
    read_staged(pk=found.pk, at=NOON)
    found.refresh_from_db()
    return found


def imported(programme, *args, **said):
    found = read(programme, *args, **said)
    confirm_import(found=found, at=NOON)
    put_in(pk=found.pk, at=LATER)
    found.refresh_from_db()
    return found


class TestSending:
    @pytest.mark.parametrize(("name", "kind"), [("a.xlsx", "xlsx"), ("A.XML", "xml")])
    def test_the_name_says_what_kind_it_is(self, name, kind):
        assert kind_of(name, 1) == kind

    @pytest.mark.parametrize(
        ("name", "size", "reason"),
        [
            ("a.xlsm", 1, FileKindUnknown),
            ("a", 1, FileKindUnknown),
            ("a.xlsx", 0, FileIsEmpty),
            ("a.xlsx", 10 * 1024 * 1024 + 1, FileTooLarge),
            ("a.xml", 50 * 1024 * 1024, FileTooLarge),
        ],
    )
    def test_what_is_not_taken(self, name, size, reason):
        with pytest.raises(reason):
            kind_of(name, size)

    def test_it_waits_with_what_was_said(self, programme):
        found = sent(programme, name="C:\\Mine\\plan.xlsx", go_live_on=GO_LIVE, phase="1")

        assert (found.state, found.file_name, found.go_live_on) == ("waiting", "plan.xlsx", GO_LIVE)
        assert has_nothing(programme)


class TestReading:
    def test_it_says_what_would_happen_and_does_nothing(self, programme):
        found = read(programme)

        assert (found.state, found.content, found.problems) == (State.READ, None, [])
        assert found.counts == {
            "new": 4,
            "changed": 0,
            "same": 0,
            "left": 0,
            "phases": 5,
            "themes": 3,
            "problems": 0,
        }
        assert has_nothing(programme)

    def test_the_preview_shows_what_stays_among_what_comes(self):
        with_roles()
        programme = written_programme()
        task = dataclasses.replace(WHOLE.tasks[1], phase="1", related=(), prerequisites=())
        plan = dataclasses.replace(WHOLE, phases=(), tasks=(task,))

        found = read(programme, plan_workbook(plan, GALLERY))

        first, second = found.preview["phases"]
        assert [(row["code"], row["mark"]) for row in first["tasks"]] == [
            *(("A1", "kept"), ("A2", "kept"), ("Infrastruktur 1", "new"))
        ]
        assert (first["name"], first["is_new"], second["name"]) == (
            "Opstart",
            False,
            "Forberedelse",
        )

    def test_a_file_that_is_no_plan_is_refused_and_forgotten(self, programme):
        found = read(programme, b"PK not really")

        assert (found.state, found.content, found.plan) == (State.REFUSED, None, None)
        assert found.problems == [
            {
                "text": "Filen er i stykker og kan ikke læses. Åbn den i Excel, gem den igen, og"
                " prøv igen.",
                "place": None,
                "stops": True,
            }
        ]

    def test_a_file_with_mistakes_is_refused_row_by_row(self, programme):
        task = dataclasses.replace(WHOLE.tasks[1], phase="9", prerequisites=("?",), related=())
        plan = dataclasses.replace(WHOLE, tasks=(task,))

        found = read(programme, plan_workbook(plan, GALLERY))

        assert found.state == State.REFUSED
        assert [(p["place"], p["text"]) for p in found.problems] == [
            (
                ["Opgaver", 2],
                "Fasen »9« findes ikke. Skriv nummeret på en af programmets faser.",
            ),
            (["Opgaver", 2], "Der er ingen opgave med koden »?«."),
        ]
        assert has_nothing(programme)

    def test_a_published_task_that_differs_is_told_and_left(self, programme):
        write_plan(WHOLE, programme=programme)
        SharedTask.objects.filter(programme=programme, code="12").update(
            published_at=NOON, published_by=ConsultantFactory()
        )
        *rest, last = WHOLE.tasks
        plan = dataclasses.replace(WHOLE, tasks=(*rest, dataclasses.replace(last, title="Nyt")))

        found = read(programme, plan_workbook(plan, GALLERY))

        assert (found.state, found.counts["left"], found.counts["same"]) == (State.READ, 1, 3)
        assert [(p["place"], p["text"], p["stops"]) for p in found.problems] == [
            (
                ["Opgaver", 5],
                "»12« er udgivet og bliver ikke ændret af indlæsningen. Ret den på opgavens side.",
                False,
            )
        ]

    def test_the_preview_shows_what_is_left_as_it_is(self, programme):
        write_plan(WHOLE, programme=programme)
        SharedTask.objects.filter(programme=programme, code="12").update(
            published_at=NOON, published_by=ConsultantFactory()
        )
        *rest, last = WHOLE.tasks
        plan = dataclasses.replace(WHOLE, tasks=(*rest, dataclasses.replace(last, title="Nyt")))

        found = read(programme, plan_workbook(plan, GALLERY))

        shown = found.preview["phases"][-1]["tasks"][-1]
        assert (shown["title"], shown["mark"]) == ("-- ingen frist", "left")

    def test_what_is_withdrawn_cannot_come_back_by_a_file(self, programme):
        write_plan(WHOLE, programme=programme)
        SharedTask.objects.filter(programme=programme, code="12").update(
            published_at=NOON,
            published_by=(by := ConsultantFactory()),
            withdrawn_at=NOON,
            withdrawn_by=by,
        )

        found = read(programme)

        assert found.state == State.REFUSED
        assert found.problems[0]["text"].startswith("»12« er trukket tilbage.")

    def test_a_circle_of_prerequisites_is_refused_with_those_in_it(self, programme):
        first, second, *_ = WHOLE.tasks
        first = dataclasses.replace(first, prerequisites=("Infrastruktur 1",))
        plan = dataclasses.replace(WHOLE, tasks=(first, second))

        found = read(programme, plan_workbook(plan, GALLERY))

        assert [problem["text"] for problem in found.problems] == [
            "Opgaverne venter på hinanden i ring: Organisation 1 → Infrastruktur 1 →"
            " Organisation 1. Fjern en af forudsætningerne."
        ]

    def test_read_twice_it_is_read_once(self, programme):
        found = read(programme)

        read_staged(pk=found.pk, at=LATER)
        found.refresh_from_db()

        assert (found.state, found.state_at, found.attempts) == (State.READ, NOON, 1)

    def test_a_file_that_ends_its_worker_is_given_up_in_the_end(self, programme, monkeypatch):
        found = sent(programme)

        def killed(*_):
            raise SystemExit

        monkeypatch.setattr(imports, "read_workbook", killed)
        for _ in range(MOST_ATTEMPTS):
            with pytest.raises(SystemExit):
                read_staged(pk=found.pk, at=NOON)
        read_staged(pk=found.pk, at=NOON)
        found.refresh_from_db()

        assert (found.state, found.content) == (State.REFUSED, None)
        assert found.problems[0]["text"].startswith("Portalen måtte opgive filen")

    def test_how_far_it_is_can_be_seen_meanwhile(self, programme, monkeypatch):
        found, seen = sent(programme), []

        def watched(content, context, progress):
            progress(1, 2)
            seen.append(progress_of(found))
            return real(content, context, progress)

        real = imports.read_workbook
        monkeypatch.setattr(imports, "read_workbook", watched)
        read_staged(pk=found.pk, at=NOON)

        assert seen == [Progress(42, "Læser filen")]
        assert progress_of(found) == Progress()


class TestImporting:
    @pytest.mark.parametrize("name", ["plan.xlsx", "plan.xml"])
    def test_what_was_exported_comes_in_as_the_same_plan(self, programme, name):
        xml = plan_xml(WHOLE, GALLERY, go_live_on=GO_LIVE, at=NOON)
        content = xml if name.endswith("xml") else plan_workbook(WHOLE, GALLERY)

        found = imported(programme, content, name)

        assert read_plan(programme) == WHOLE
        assert (found.state, found.state_at, found.plan) == (State.DONE, LATER, None)
        assert found.counts["new"] == 4

    @pytest.mark.parametrize("kind", ["xlsx", "xml"])
    def test_a_whole_programme_comes_again_as_it_was(self, kind):
        with_roles()
        source, target = empty_programme(), empty_programme()
        write_plan(WHOLE, programme=source)
        plan = read_plan(source)
        xml = plan_xml(plan, GALLERY, go_live_on=GO_LIVE, at=NOON)
        imported(target, xml if kind == "xml" else plan_workbook(plan, GALLERY), f"plan.{kind}")

        assert dataclasses.replace(read_plan(target), name=source.name) == plan

    def test_what_is_not_confirmed_is_not_imported(self, programme):
        found = read(programme)

        put_in(pk=found.pk, at=LATER)

        assert has_nothing(programme)

    def test_run_twice_it_is_imported_once(self, programme):
        found = imported(programme)

        put_in(pk=found.pk, at=LATER)

        assert programme.shared_tasks.count() == 4

    def test_the_same_file_once_more_changes_nothing(self, programme):
        imported(programme)

        again = imported(programme)

        assert (again.counts["new"], again.counts["changed"], again.counts["same"]) == (0, 0, 4)
        assert set(programme.shared_tasks.values_list("revision", flat=True)) == {1}

    def test_history_says_who_and_through_what(self, programme):
        editor = editor_of(programme)
        imported(programme, by=editor)

        event = SharedTask.pgh_event_model.objects.filter(programme=programme.pk).first()
        assert event.pgh_context["by"] == editor.pk
        assert event.pgh_context["through"] == "job"

    def test_the_operators_editor_may_as_well(self, programme):
        assert imported(programme, by=operators_editor()).state == State.DONE

    def test_what_somebody_wrote_meanwhile_is_seen_before_it_is_written_over(self, programme):
        write_plan(WHOLE, programme=programme)
        draft = programme.shared_tasks.order_by("pk").first()
        draft.title = "Før"
        draft.save()
        found = read(programme)
        confirm_import(found=found, at=NOON)
        draft.method = "Skrevet imens"
        draft.save()

        put_in(pk=found.pk, at=LATER)
        found.refresh_from_db()
        draft.refresh_from_db()

        assert (found.state, draft.method) == (State.READ, "Skrevet imens")
        assert "siden du så gennemsynet" in found.problems[0]["text"]
        confirm_import(found=found, at=LATER)
        put_in(pk=found.pk, at=LATER)
        draft.refresh_from_db()
        assert draft.method != "Skrevet imens"

    def test_what_has_become_wrong_meanwhile_is_refused_and_nothing_written(self, programme):
        found = read(programme)
        confirm_import(found=found, at=NOON)
        phase = programme.phases.create(number="7", name="Ny", position=1)
        theme = programme.themes.create(name="Nyt", position=1)
        by = ConsultantFactory()
        programme.shared_tasks.create(
            code="12",
            title="x",
            phase=phase,
            theme=theme,
            priority=1,
            published_at=NOON,
            published_by=by,
            withdrawn_at=NOON,
            withdrawn_by=by,
        )

        put_in(pk=found.pk, at=LATER)
        found.refresh_from_db()

        assert found.state == State.REFUSED
        assert programme.shared_tasks.count() == 1

    @pytest.mark.parametrize("loses", ["right", "access"])
    def test_whoever_may_no_longer_write_imports_nothing(self, programme, loses):
        editor = editor_of(programme)
        found = read(programme, by=editor)
        confirm_import(found=found, at=NOON)
        if loses == "right":
            editor.is_editor = False
            editor.save(update_fields=["is_editor"])
        else:
            let_go(editor)

        put_in(pk=found.pk, at=LATER)
        found.refresh_from_db()

        assert found.problems[0]["text"] == "Du har ikke længere ret til at skrive i programmet."
        assert has_nothing(programme)

    def test_killed_halfway_nothing_is_written_and_the_next_does_it(self, programme, monkeypatch):
        found = read(programme)
        confirm_import(found=found, at=NOON)
        real = imports._finish

        def killed(*_, **__):
            raise SystemExit

        monkeypatch.setattr(imports, "_finish", killed)
        with pytest.raises(SystemExit), transaction.atomic():
            put_in(pk=found.pk, at=LATER)
        assert has_nothing(programme)

        monkeypatch.setattr(imports, "_finish", real)
        put_in(pk=found.pk, at=LATER)

        assert programme.shared_tasks.count() == 4

    def test_only_one_of_two_clicks_confirms(self, programme):
        found = read(programme)
        confirm_import(found=found, at=NOON)

        with pytest.raises(ImportMovedOn):
            confirm_import(found=found, at=NOON)
        with pytest.raises(ImportMovedOn):
            dismiss_import(found=found, at=NOON)

    def test_dismissed_it_keeps_nothing_of_the_plan(self, programme):
        found = read(programme)

        dismiss_import(found=found, at=NOON)
        found.refresh_from_db()

        assert (found.state, found.plan, found.preview) == (State.DISMISSED, None, None)


@pytest.fixture(autouse=True)
def nothing_cached():
    cache.clear()
