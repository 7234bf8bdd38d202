"""Two editors on one shared task: the second sees both sheets and chooses."""

import pytest

from shared_tasks.content import content_of
from shared_tasks.models import SharedTask, SharedTaskVersion
from tests.authoring.people import editor_of, written_programme
from tests.authoring.sheets import errors, new_page, page_of, sent_again, sent_from, task, text_of
from tests.factories import RoleFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def programme():
    RoleFactory(code="leder", name="Leder")
    programme = written_programme(slug="dubu")
    SharedTask.objects.update(goal="Før", method="Før", result="Før")
    return programme


@pytest.fixture
def anna(programme):
    return editor_of(programme, name="Anna Prøve")


@pytest.fixture
def bo(programme):
    return editor_of(programme, name="Bo Eksempel")


@pytest.fixture
def draft(programme):
    return task(programme, "A1")


def sheet_of(shared_task):
    return content_of(SharedTask.objects.select_related("phase", "theme").get(pk=shared_task.pk))


def after_anna(signed_in, anna, bo, shared_task, *, annas, bos):
    """Bo opens the page, Anna saves hers, and Bo sends his; what he sent, and the answer."""
    page = page_of(shared_task)
    his = sent_from(signed_in(bo), page) | bos
    hers = sent_from(signed_in(anna), page) | annas
    assert signed_in(anna).post(page, hers).status_code == 302
    return his, signed_in(bo).post(page, his)


def choices(response):
    return [
        (one.name, one.mine, one.theirs, one.chosen) for one in response.context["conflict"].choices
    ]


def chosen(response, **keep):
    """What the page of a conflict sends besides the form."""
    number = response.context["shared_task"].revision
    return {"chosen_at": number} | {f"keep_{name}": side for name, side in keep.items()}


class TestADraft:
    def test_the_second_sees_both_field_by_field(self, signed_in, anna, bo, draft):
        _, response = after_anna(
            signed_in,
            anna,
            bo,
            draft,
            annas={"goal": "Annas", "method": "Annas", "involved": ["leder"], "source": "Samme"},
            bos={"goal": "Bos", "result": "Bos", "source": "Samme"},
        )

        assert response.status_code == 409
        assert choices(response) == [
            ("goal", "Bos", "Annas", ""),
            ("method", "Før", "Annas", "theirs"),
            ("result", "Bos", "Før", "mine"),
            ("involved", "Ingen", "Leder", "theirs"),
        ]
        conflict = response.context["conflict"]
        assert (conflict.by, conflict.at is not None) == ("Anna Prøve", True)
        assert "Anna Prøve har gemt opgaven, mens du skrev" in text_of(response)
        assert sheet_of(draft).goal == "Annas"
        assert response.context["form"]["goal"].value() == "Bos"

    def test_what_was_chosen_is_saved(self, signed_in, anna, bo, draft):
        his, response = after_anna(
            signed_in,
            anna,
            bo,
            draft,
            annas={"goal": "Annas", "method": "Annas", "involved": ["leder"]},
            bos={"goal": "Bos", "result": "Bos"},
        )
        keep = chosen(response, goal="mine", method="theirs", result="mine", involved="theirs")

        assert signed_in(bo).post(page_of(draft), his | keep).status_code == 302

        saved = sheet_of(draft)
        assert (saved.goal, saved.method, saved.result, saved.involved) == (
            "Bos",
            "Annas",
            "Bos",
            ("leder",),
        )

    def test_nothing_is_saved_until_all_is_chosen(self, signed_in, anna, bo, draft):
        his, response = after_anna(
            signed_in, anna, bo, draft, annas={"goal": "Annas"}, bos={"goal": "Bos"}
        )

        again = signed_in(bo).post(page_of(draft), his | chosen(response))

        assert (again.status_code, choices(again)) == (409, [("goal", "Bos", "Annas", "")])
        said = "Vælg det ene eller det andet."
        assert [said in text_of(one) for one in (response, again)] == [False, True]
        assert sheet_of(draft).goal == "Annas"

    def test_whoever_is_overtaken_again_chooses_again(self, signed_in, anna, bo, draft):
        his, response = after_anna(
            signed_in, anna, bo, draft, annas={"goal": "Annas"}, bos={"goal": "Bos"}
        )
        page = page_of(draft)
        hers = sent_from(signed_in(anna), page) | {"goal": "Annas andet"}
        signed_in(anna).post(page, hers)

        again = signed_in(bo).post(page, his | chosen(response, goal="mine"))

        assert (again.status_code, choices(again)) == (
            409,
            [("goal", "Bos", "Annas andet", "mine")],
        )
        assert sheet_of(draft).goal == "Annas andet"

    def test_dates_attachments_and_ties_are_taken_over_whole(
        self, signed_in, anna, bo, programme, draft
    ):
        hers = {
            "due_anchor": "go_live",
            "due_amount": "2",
            "due_unit": "month",
            "attachments": "1",
            "attachment_0_kind": "case",
            "attachment_0_title": "Annas",
            "attachment_0_url": "https://kombit.example/a",
            "prerequisites_more": "B1",
        }
        his = {
            "due_anchor": "fixed",
            "due_fixed_on": "2026-09-01",
            "attachments": "2",
            "attachment_0_kind": "tool",
            "attachment_0_title": "Bos",
            "attachment_0_url": "https://kombit.example/b",
            "related_more": "B2",
        }
        sent, response = after_anna(signed_in, anna, bo, draft, annas=hers, bos=his)
        hers_whole = sheet_of(draft)
        assert [one[0] for one in choices(response)] == [
            "due",
            "prerequisites",
            "related",
            "attachments",
        ]
        keep = dict.fromkeys(("due", "prerequisites", "related", "attachments"), "theirs")

        signed_in(bo).post(page_of(draft), sent | chosen(response, **keep))

        assert sheet_of(draft) == hers_whole

    def test_two_who_wrote_the_same_have_nothing_to_choose(self, signed_in, anna, bo, draft):
        _, response = after_anna(
            signed_in, anna, bo, draft, annas={"goal": "Samme"}, bos={"goal": "Samme"}
        )

        assert response.status_code == 302
        assert sheet_of(draft).goal == "Samme"

    def test_what_is_wrong_is_said_before_there_is_anything_to_choose(
        self, signed_in, anna, bo, draft
    ):
        _, response = after_anna(
            signed_in, anna, bo, draft, annas={"goal": "Annas"}, bos={"title": "", "goal": "Bos"}
        )

        assert (response.status_code, errors(response)) == (422, {"title": ["Skriv en titel."]})
        assert response.context["form"]["goal"].value() == "Bos"

    @pytest.mark.parametrize("seen", ["", "goal", "goal=", "=x", "x=y goal=zzz \x00", "=" * 5000])
    def test_whatever_the_form_says_it_saw(self, signed_in, anna, bo, draft, seen):
        _, response = after_anna(
            signed_in, anna, bo, draft, annas={"goal": "Annas"}, bos={"goal": "Bos", "seen": seen}
        )

        assert (response.status_code, choices(response)) == (409, [("goal", "Bos", "Annas", "")])

    def test_a_tie_from_the_other_end_is_a_change_of_both(
        self, signed_in, anna, bo, programme, draft
    ):
        page = page_of(draft)
        his = sent_from(signed_in(bo), page)
        other = page_of(task(programme, "B1"))
        hers = sent_from(signed_in(anna), other) | {"related_more": "A1"}
        signed_in(anna).post(other, hers)

        response = signed_in(bo).post(page, his | {"goal": "Bos"})

        assert choices(response) == [
            ("goal", "Bos", "Før", "mine"),
            ("related", "Ingen", "(B1) Gør B1", "theirs"),
        ]


class TestAPublishedOne:
    def publish(self, client, page, **said):
        typed = said | {"note": "Ændret, fordi"}
        ahead = client.post(page, typed | {"step": "preview"}).context["impact"]
        return client.post(page, typed | {"step": "publish", "shown": ahead.fingerprint})

    def test_the_second_chooses_before_anything_is_changed(self, signed_in, anna, bo, programme):
        live = task(programme, "A2")
        page = page_of(live)
        his = sent_from(signed_in(bo), page) | {"goal": "Bos", "note": "Bos grund"}
        hers = sent_from(signed_in(anna), page) | {"goal": "Annas"}
        self.publish(signed_in(anna), page, **hers | {"note": "Annas grund"})

        for step in ("preview", "publish"):
            response = signed_in(bo).post(page, his | {"step": step})
            assert (response.status_code, choices(response)) == (
                409,
                [("goal", "Bos", "Annas", "")],
            )
            assert response.context["form"]["note"].value() == "Bos grund"

        keep = chosen(response, goal="mine")
        ahead = signed_in(bo).post(page, sent_again(response) | keep | {"step": "preview"})
        assert [one.name for one in ahead.context["impact"].differences] == ["goal"]
        assert self.publish(signed_in(bo), page, **sent_again(ahead)).status_code == 302
        assert sheet_of(live).goal == "Bos"
        assert list(
            SharedTaskVersion.objects.filter(shared_task=live)
            .order_by("number")
            .values_list("number")
        ) == [(1,), (2,), (3,)]


def test_a_conflict_asks_as_much_however_much_differs(
    signed_in, anna, bo, draft, django_assert_num_queries
):
    page = page_of(draft)
    for differing in (
        {"goal": "Annas"},
        {"goal": "A", "method": "A", "result": "A", "source": "A"},
    ):
        draft.refresh_from_db()
        his = sent_from(signed_in(bo), page) | {"goal": "Bos"}
        signed_in(anna).post(page, sent_from(signed_in(anna), page) | differing)
        client = signed_in(bo)
        client.get(page)

        with django_assert_num_queries(21):
            assert client.post(page, his).status_code == 409


def test_what_is_written_about_a_deleted_draft_becomes_a_new_one(
    signed_in, anna, bo, programme, draft
):
    page = page_of(draft)
    his = sent_from(signed_in(bo), page) | {"goal": "Bos mål"}
    draft.delete()

    answer = signed_in(bo).post(page, his)

    assert answer.status_code == 409
    assert "Kladden er slettet, mens du skrev" in text_of(answer)
    assert f'action="{new_page(programme)}"' in text_of(answer)
    assert answer.context["form"]["goal"].value() == "Bos mål"
    assert not programme.shared_tasks.filter(code="A1").exists()
    again = {name: value for name, value in his.items() if name not in {"revision", "seen"}}
    assert signed_in(bo).post(new_page(programme), again).status_code == 302
    assert programme.shared_tasks.get(code="A1").goal == "Bos mål"


def test_a_draft_that_never_was_is_not_found(signed_in, bo, draft):
    page = page_of(draft)
    draft.delete()

    assert signed_in(bo).get(page).status_code == 404
    assert signed_in(bo).post(page, {}).status_code == 404
