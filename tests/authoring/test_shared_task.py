"""The page where an editor writes one shared task that is a draft."""

import datetime as dt

import pytest
from django.urls import reverse

from shared_tasks.content import Attachment, Content, content_of
from shared_tasks.deadlines import DateRule
from shared_tasks.models import SharedTask, SharedTaskLink
from tests.authoring.people import editor_of, those_who_may_not, written_programme
from tests.authoring.sheets import (
    errors,
    new_page,
    page_of,
    phase,
    sent_from,
    task,
    text_of,
    theme,
    typed,
)
from tests.factories import PhaseFactory, RoleFactory, SharedTaskFactory, WaveFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def programme():
    for code in ("leder", "driver", "ejer"):
        RoleFactory(code=code, name=code.capitalize())
    return written_programme(slug="dubu")


@pytest.fixture
def editor(programme, signed_in):
    return signed_in(editor_of(programme))


@pytest.fixture
def draft(programme):
    return task(programme, "A1")


def sheet_of(code):
    return content_of(SharedTask.objects.select_related("phase", "theme").get(code=code))


def full(programme, **said):
    """A form in which every field says something."""
    return typed(
        programme,
        goal="Rene **data**",
        description="Hvorfor",
        method="1. Find\n2. Ret",
        result="Ingen fejl",
        quality_criteria="- Alle felter",
        source="Håndbogen 5.2",
        recommended_responsible="leder",
        recommended_executor="driver",
        involved=["ejer", "driver"],
        start_anchor="fixed",
        start_fixed_on="2026-05-01",
        due_anchor="go_live",
        due_amount="2",
        due_unit="month",
        due_side="before",
        prerequisites=[task(programme, "A1").pk],
        related=[task(programme, "B1").pk],
        attachments="2",
        attachment_0_kind="guide",
        attachment_0_title="Vejledning",
        attachment_0_url="kombit.example/v",
        attachment_1_kind="",
        attachment_1_title="",
        attachment_1_url="",
        **said,
    )


FULL = Content(
    code="C1",
    title="Rens data",
    phase="1",
    theme="Jura",
    priority=2,
    kind="task",
    goal="Rene **data**",
    description="Hvorfor",
    method="1. Find\n2. Ret",
    result="Ingen fejl",
    quality_criteria="- Alle felter",
    source="Håndbogen 5.2",
    recommended_responsible="leder",
    recommended_executor="driver",
    involved=("driver", "ejer"),
    start=DateRule("fixed", fixed_on=dt.date(2026, 5, 1)),
    due=DateRule("go_live", -2, "month"),
    prerequisites=("A1",),
    related=("B1",),
    attachments=(Attachment("guide", "Vejledning", "https://kombit.example/v"),),
)


class TestANewOne:
    def test_every_field_of_the_sheet_is_saved_as_a_draft(self, programme, editor):
        response = editor.post(new_page(programme), full(programme))

        made = task(programme, "C1")
        assert (response.status_code, response.url) == (302, page_of(made))
        assert (sheet_of("C1"), made.is_draft, made.revision) == (FULL, True, 1)
        assert "Kladden (C1) Rens data er gemt." in text_of(editor.get(response.url))

    def test_it_is_offered_the_phase_it_comes_from_with_its_next_code(self, programme, editor):
        page = editor.get(new_page(programme), {"fase": phase(programme, "2")})

        shown = {name: page.context["form"][name].value() for name in ("phase", "code")}
        assert shown == {"phase": phase(programme, "2"), "code": "B3"}

    @pytest.mark.parametrize("odd", ["", "x", "999999", "\x00"])
    def test_an_odd_phase_in_the_address_is_the_first(self, programme, editor, odd):
        page = editor.get(new_page(programme), {"fase": odd, "tema": odd})

        shown = {name: page.context["form"][name].value() for name in ("phase", "theme", "code")}
        assert shown == {"phase": phase(programme, "1"), "theme": "", "code": "A3"}

    def test_without_a_code_it_takes_the_next_of_its_phase(self, programme, editor):
        editor.post(new_page(programme), typed(programme, code="", phase=phase(programme, "2")))

        assert task(programme, "B3").title == "Rens data"

    def test_the_first_of_a_phase_is_numbered_after_it(self, programme, editor):
        PhaseFactory(programme=programme, number="2.1", position=3)

        editor.post(new_page(programme), typed(programme, code="", phase=phase(programme, "2.1")))

        assert task(programme, "2.1-01").title == "Rens data"

    def test_a_programme_without_phases_says_what_is_missing(self, programme, editor):
        SharedTask.objects.all().delete()
        programme.phases.all().delete()

        assert "Programmet mangler faser eller temaer" in text_of(editor.get(new_page(programme)))


class TestAnOldOne:
    def test_sent_as_it_was_shown_it_stays_as_it_is(self, programme, editor):
        editor.post(new_page(programme), full(programme))
        page = page_of(task(programme, "C1"))

        response = editor.post(page, sent_from(editor, page))

        assert response.status_code == 302
        assert (sheet_of("C1"), task(programme, "C1").revision) == (FULL, 1)

    def test_what_was_changed_is_saved(self, programme, editor, draft):
        page = page_of(draft)

        editor.post(page, sent_from(editor, page) | {"title": "Nyt navn", "due_anchor": ""})

        assert task(programme, "A1").title == "Nyt navn"

    def test_it_says_that_nobody_sees_it_yet(self, editor, draft):
        assert "Kladde</span> Kun redaktører kan se den." in text_of(editor.get(page_of(draft)))

    def test_lines_come_back_as_they_were_whatever_the_browser_sends(self, editor, draft):
        page = page_of(draft)

        editor.post(page, sent_from(editor, page) | {"goal": "\r\nEt\r\n\r\nto\rtre  "})

        assert sheet_of("A1").goal == "Et\n\nto\ntre"

    def test_a_broken_form_is_refused(self, editor, draft):
        page = page_of(draft)
        for bad in ("", "x", "0", "-1", "9" * 31, "\x00"):
            response = editor.post(page, sent_from(editor, page) | {"revision": bad})

            assert response.status_code == 422
            assert errors(response) == {
                "revision": ["Formularen er ikke hel. Genindlæs siden, og prøv igen."]
            }


class TestButtonsThatSaveNothing:
    def press(self, editor, page, **said):
        before = SharedTask.objects.count()
        response = editor.post(page, sent_from(editor, page) | {"goal": "Nyt mål"} | said)
        assert (response.status_code, SharedTask.objects.count()) == (200, before)
        assert (response.context["form"]["goal"].value(), errors(response)) == ("Nyt mål", {})
        return response

    def test_a_row_for_an_attachment_comes_and_goes(self, editor, draft):
        page = page_of(draft)
        rows = {
            "attachments": "2",
            "attachment_0_title": "Første",
            "attachment_1_title": "Anden",
            "title": "",
        }

        more = self.press(editor, page, add="attachment", **rows)
        less = self.press(editor, page, remove="0", **rows)

        titles = [
            [row["title"].value() for row in one.context["form"].attachments]
            for one in (more, less)
        ]
        assert titles == [["Første", "Anden", None], ["Anden"]]

    @pytest.mark.parametrize(
        "said", ["B1", "b1", "B1 – Gør B1", "(B1) Gør B1", "gør  b1", "B1; B1"]
    )
    def test_a_task_is_added_by_code_or_title(self, programme, editor, draft, said):
        response = self.press(editor, page_of(draft), add="prerequisites", prerequisites_more=said)

        form = response.context["form"]
        assert form.fields["prerequisites"].widget.choices == [
            (str(task(programme, "B1").pk), "(B1) Gør B1")
        ]
        assert form["prerequisites_more"].value() == ""

    def test_what_is_no_task_stays_where_it_was_typed(self, editor, draft):
        page = page_of(draft)
        data = sent_from(editor, page) | {"add": "related", "related_more": "Z9", "title": ""}

        response = editor.post(page, data)

        assert (response.status_code, errors(response)) == (
            200,
            {"related_more": ["Programmet har ingen opgave »Z9«. Vælg en på listen."]},
        )
        assert response.context["form"]["related_more"].value() == "Z9"

    def test_two_of_one_title_are_told_apart_by_code(self, programme, editor, draft):
        SharedTaskFactory(programme=programme, phase=draft.phase, theme=draft.theme, title="Gør B1")

        response = editor.post(
            page_of(draft), typed(programme, add="related", related_more="Gør B1")
        )

        assert errors(response) == {
            "related_more": ["Flere opgaver hedder »Gør B1«. Skriv koden i stedet."]
        }

    def test_a_text_is_shown_as_municipalities_read_it(self, editor, draft):
        response = self.press(editor, page_of(draft), show="goal", method="**fed** <b>x</b>")

        assert "<p><strong>fed</strong> &lt;b&gt;x&lt;/b&gt;</p>" in text_of(response)


class TestWhen:
    def test_the_dates_are_said_in_words_and_for_each_wave(self, programme, editor, draft):
        WaveFactory(programme=programme, number=1, go_live_on=dt.date(2026, 9, 1))
        WaveFactory(programme=programme, number=2)
        page = page_of(draft)
        due = {"due_anchor": "go_live", "due_amount": "2", "due_unit": "month"}

        editor.post(page, sent_from(editor, page) | due | {"due_side": "before"})

        when = editor.get(page).context["when"]
        assert (when.start, when.due) == ("ingen dato", "2 måneder før idriftsættelsen")
        assert [(one.wave.number, one.due_on) for one in when.waves] == [
            (1, dt.date(2026, 7, 1)),
            (2, None),
        ]
        assert when.warnings == ["Bølge 2 har ingen dato for idriftsættelsen."]

    def test_an_anchor_without_a_date_warns(self, programme, editor, draft):
        draft.phase.starts_amount, draft.phase.starts_unit = None, ""
        draft.phase.save()
        WaveFactory(programme=programme, number=1, go_live_on=dt.date(2026, 9, 1))
        page = page_of(draft)
        rules = {"start_anchor": "phase_start", "start_amount": "0", "start_unit": "day"}
        rules |= {"due_anchor": "wave_start", "due_amount": "1", "due_unit": "day"}

        response = editor.post(page, sent_from(editor, page) | rules | {"show": "dates"})

        assert response.context["when"].warnings == [
            "Fasen 1 Opstart har ingen start, så datoen bliver tom, til fasen får en.",
            "Bølge 1 har ingen startdato.",
        ]

    def test_a_start_after_the_due_date_warns(self, programme, editor, draft):
        WaveFactory(programme=programme, number=1, go_live_on=dt.date(2026, 9, 1))
        page = page_of(draft)
        rules = {"start_anchor": "go_live", "start_amount": "5", "start_unit": "day"}
        rules |= {"start_side": "after", "due_anchor": "go_live", "due_amount": "0"}

        response = editor.post(
            page, sent_from(editor, page) | rules | {"due_unit": "day", "show": "dates"}
        )

        assert response.context["when"].warnings == [
            "Starten ligger efter slutdatoen i Bølge 1. Så får opgaven ingen startdato."
        ]

    def test_what_another_anchor_asked_for_is_left_aside(self, editor, draft):
        page = page_of(draft)
        rules = {"due_anchor": "fixed", "due_amount": "5", "due_fixed_on": "2026-09-01"}

        editor.post(page, sent_from(editor, page) | rules)

        assert sheet_of("A1").due == DateRule("fixed", fixed_on=dt.date(2026, 9, 1))


class TestWhoMayCome:
    @pytest.mark.parametrize("route", ["new_shared_task", "shared_task", "delete_shared_task"])
    def test_those_who_do_not_write_it_are_refused(self, programme, draft, signed_in, route):
        args = [programme.slug] if route == "new_shared_task" else [programme.slug, draft.pk]
        page = reverse(f"authoring:{route}", args=args)

        for who, (user, status) in those_who_may_not(programme).items():
            client = signed_in(user)
            assert (who, client.get(page).status_code) == (who, status)
            assert (who, client.post(page, {}).status_code) == (who, status)

    def test_another_programmes_task_is_not_there(self, editor, programme):
        other = SharedTaskFactory()

        page = reverse("authoring:shared_task", args=[programme.slug, other.pk])

        assert editor.get(page).status_code == 404

    @pytest.mark.parametrize("method", ["put", "patch", "delete"])
    def test_other_methods_are_refused(self, editor, programme, draft, method):
        for page in (page_of(draft), new_page(programme)):
            assert getattr(editor, method)(page).status_code == 405


@pytest.mark.parametrize("route", ["new_shared_task", "shared_task"])
def test_as_many_queries_for_hundreds_of_tasks(
    programme, editor, draft, route, django_assert_num_queries
):
    args = [programme.slug] if route == "new_shared_task" else [programme.slug, draft.pk]
    page = reverse(f"authoring:{route}", args=args)
    editor.get(page)
    for number in (3, 40):
        SharedTaskFactory.create_batch(
            number, programme=programme, phase=draft.phase, theme=draft.theme
        )
        WaveFactory.create_batch(number, programme=programme)
        for other in SharedTask.objects.exclude(pk=draft.pk).exclude(links__shared_task=draft)[
            :number
        ]:
            SharedTaskLink.objects.get_or_create(
                programme=programme, shared_task=draft, other=other, kind="prerequisite"
            )

        with django_assert_num_queries({"new_shared_task": 10, "shared_task": 14}[route]):
            editor.get(page)


def test_theme_is_found_by_its_name(programme, editor):
    editor.post(new_page(programme), typed(programme, theme=theme(programme, "Teknik")))

    assert task(programme, "C1").theme.name == "Teknik"
