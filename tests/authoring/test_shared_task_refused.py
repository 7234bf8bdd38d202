"""What an editor may not say of a shared task, told beside its field."""

import pytest

from shared_tasks.content import content_of
from shared_tasks.models import SharedTask, SharedTaskLink
from shared_tasks.prerequisites import PrerequisiteCycle, prerequisites_in
from shared_tasks.saving import CodeTaken, UnknownPhase, UnknownRole, UnknownTask, UnknownTheme
from tests.authoring.people import editor_of, written_programme
from tests.authoring.sheets import (
    errors,
    new_page,
    page_of,
    sent_from,
    task,
    text_of,
    typed,
)
from tests.factories import RoleFactory

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


CONTROL = (
    "Teksten indeholder usynlige styretegn, som ikke kan gemmes. "
    "Skriv den igen, eller sæt den ind som ren tekst."
)


WEB = "Skriv en adresse, der begynder med https:// eller http://."


WRONG = {
    "a text of 60,000 characters": (
        {"goal": "x" * 60_000},
        {
            "goal": "Teksten er 60.000 tegn lang, og der er plads til 20.000. "
            "Kort den af, eller læg noget af den i et bilag."
        },
    ),
    "no title": ({"title": " "}, {"title": "Skriv en titel."}),
    "a long title": (
        {"title": "x" * 201},
        {"title": "Teksten er 201 tegn lang, og der er plads til 200. Kort den af."},
    ),
    "a code that is taken": (
        {"code": "B2"},
        {"code": "Koden »B2« bruges allerede af »Gør B2«. Vælg en anden."},
    ),
    "no code": ({"code": ""}, {"code": "Skriv en kode."}),
    "control characters in a text": ({"method": "a\x08b"}, {"method": CONTROL}),
    "control characters in a line": ({"title": "a\x1fb"}, {"title": CONTROL}),
    "no phase": ({"phase": ""}, {"phase": "Vælg en fase."}),
    "a phase that was removed": (
        {"phase": "999999"},
        {"phase": "Fasen findes ikke længere. Vælg en anden."},
    ),
    "a theme that was removed": (
        {"theme": "999999"},
        {"theme": "Temaet findes ikke længere. Vælg et andet."},
    ),
    "a role that was removed": (
        {"recommended_executor": "væk"},
        {
            "recommended_executor": "Rollen findes ikke længere i rollegalleriet. Vælg en anden.",
        },
    ),
    "an involved role that was removed": (
        {"involved": ["driver", "væk"]},
        {
            "involved": "En af rollerne findes ikke længere i rollegalleriet og er taget af listen.",
        },
    ),
    "no priority": ({"priority": "9"}, {"priority": "Vælg en prioritet."}),
    "no kind": ({"kind": ""}, {"kind": "Vælg en type."}),
    "a fixed date without its date": (
        {"due_anchor": "fixed"},
        {"due_fixed_on": "Skriv datoen, eller vælg noget andet at regne fra."},
    ),
    "a fixed date that is none": (
        {"due_anchor": "fixed", "due_fixed_on": "31. februar"},
        {"due_fixed_on": "»31. februar« er ikke en dato. Skriv den som 10.03.2027."},
    ),
    "an offset without how much": (
        {"due_anchor": "go_live", "due_unit": "day"},
        {"due_amount": "Skriv hvor mange. 0 er dagen selv."},
    ),
    "an offset without its unit": (
        {"start_anchor": "go_live", "start_amount": "2"},
        {"start_unit": "Vælg dage, arbejdsdage eller måneder."},
    ),
    "an offset that is no number": (
        {"start_anchor": "go_live", "start_amount": "to", "start_unit": "day"},
        {"start_amount": "Skriv et helt tal fra 0 til 1000."},
    ),
    "an anchor that is none": (
        {"start_anchor": "moon"},
        {"start_anchor": "Vælg en af mulighederne på listen."},
    ),
    "an unknown prerequisite": (
        {"prerequisites_more": "Z9"},
        {"prerequisites_more": "Programmet har ingen opgave »Z9«. Vælg en på listen."},
    ),
    "a prerequisite that was removed": (
        {"prerequisites": ["999999"]},
        {"prerequisites_more": "En af opgaverne er slettet i mellemtiden og er taget af listen."},
    ),
    "itself as prerequisite": (
        {"prerequisites_more": "A1"},
        {"prerequisites_more": "En opgave kan ikke forudsætte sig selv."},
    ),
    "itself as related": (
        {"related_more": "a1"},
        {"related_more": "En opgave kan ikke være relateret til sig selv."},
    ),
    "an attachment that is a script": (
        {
            "attachment_0_kind": "case",
            "attachment_0_title": "x",
            "attachment_0_url": "javascript:1",
        },
        {"attachment_0_url": WEB},
    ),
    "an attachment without all it needs": (
        {"attachment_0_url": "https://kombit.example/a"},
        {"attachment_0_kind": "Vælg en type.", "attachment_0_title": "Skriv en titel."},
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(editor, draft, what):
    said, wanted = WRONG[what]
    page, before = page_of(draft), sheet_of("A1")
    data = sent_from(editor, page) | {"attachments": "1", "result": "Skrevet med møje"} | said

    response = editor.post(page, data)

    assert response.status_code == 422
    assert errors(response) == {name: [message] for name, message in wanted.items()}
    assert sheet_of("A1") == before
    form = response.context["form"]
    assert form["result"].value() == "Skrevet med møje"
    for name in said:
        assert form[name].value() == data[name]
    for name in wanted:
        assert f'href="#{form[name].id_for_label or form[name].auto_id + "_0"}"' in text_of(
            response
        )


def test_an_address_is_given_once(editor, draft):
    page = page_of(draft)
    rows = {"attachments": "2"}
    for row in (0, 1):
        rows |= {f"attachment_{row}_kind": "case", f"attachment_{row}_title": f"Nr. {row}"}
        rows |= {f"attachment_{row}_url": "https://kombit.example/a"}

    response = editor.post(page, sent_from(editor, page) | rows)

    assert errors(response) == {"attachment_1_url": ["Adressen står der allerede, i bilag 1."]}


def test_a_circle_names_the_tasks_in_it(programme, editor, draft):
    for one, other in (("B1", "A1"), ("B2", "B1")):
        SharedTaskLink.objects.create(
            programme=programme,
            shared_task=task(programme, one),
            other=task(programme, other),
            kind="prerequisite",
        )
    before = prerequisites_in(programme)
    page = page_of(draft)

    response = editor.post(page, sent_from(editor, page) | {"prerequisites_more": "B2"})

    assert (response.status_code, errors(response)) == (
        422,
        {
            "prerequisites_more": [
                "Opgaverne venter på hinanden: »A1« forudsætter »B2«, som forudsætter »B1«, "
                "som forudsætter »A1«. Fjern en af dem, ellers kan ingen begynde."
            ]
        },
    )
    assert prerequisites_in(programme) == before


@pytest.mark.parametrize(
    ("refused", "wanted"),
    [
        (UnknownPhase("1"), {"phase": ["Fasen findes ikke længere. Vælg en anden."]}),
        (UnknownTheme("Jura"), {"theme": ["Temaet findes ikke længere. Vælg et andet."]}),
        (
            UnknownRole("leder"),
            {
                "involved": [
                    "En af rollerne findes ikke længere i rollegalleriet og er taget af listen."
                ]
            },
        ),
        (
            UnknownTask("B1"),
            {
                "prerequisites_more": [
                    "En af opgaverne er slettet i mellemtiden og er taget af listen."
                ]
            },
        ),
        (CodeTaken("B1"), {"code": ["Koden »B1« bruges allerede af »Gør B1«. Vælg en anden."]}),
        (
            PrerequisiteCycle(["A1", "B1"]),
            {
                "prerequisites_more": [
                    "Opgaverne venter på hinanden: »A1« forudsætter »B1«, som forudsætter »A1«. "
                    "Fjern en af dem, ellers kan ingen begynde."
                ]
            },
        ),
    ],
)
def test_what_went_while_it_was_saved_is_said_as_well(editor, draft, monkeypatch, refused, wanted):
    def refuse(**_):
        raise refused

    monkeypatch.setattr("authoring.views.shared_task.write_content", refuse)
    page = page_of(draft)

    response = editor.post(page, sent_from(editor, page) | {"goal": "Nyt mål"})

    assert (response.status_code, errors(response)) == (422, wanted)
    assert response.context["form"]["goal"].value() == "Nyt mål"


@pytest.mark.parametrize("rows", ["", "x", "-1", "1e3", "9" * 40, "²"])
def test_however_many_attachments_a_form_claims_to_have(programme, editor, rows):
    response = editor.post(new_page(programme), typed(programme, attachments=rows))

    assert response.status_code == 302
