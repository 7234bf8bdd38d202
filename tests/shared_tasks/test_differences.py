"""What is different between two sheets, in words people read."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared_tasks.content import Attachment, Content
from shared_tasks.deadlines import DateRule
from shared_tasks.differences import (
    ADDED,
    KEPT_AROUND,
    LABELS,
    LEFT_OUT,
    MOST_COMPARED,
    REMOVED,
    SAME,
    Piece,
    Terms,
    changed_fields,
    compare,
    differences,
)

SHEET = Content("Opgave 1", "Etabler organisation", "1", "Ledelse", 2, "task")
TERMS = Terms(
    phases={"1": "Opstart", "2": "Forberedelse"},
    roles={"ejer": "Projektejer"},
    tasks={"Opgave 2": "Informer"},
)
HIDING = dataclasses.replace(TERMS, hides_unknown=True)


def read(terms=TERMS, **fields):
    after = dataclasses.replace(SHEET, **fields)
    return [(one.label, one.before, one.after) for one in differences(SHEET, after, terms)]


def test_every_field_of_the_sheet_has_a_label():
    assert set(LABELS) == {field.name for field in dataclasses.fields(Content)}


def test_what_is_the_same_is_no_difference():
    assert differences(SHEET, SHEET, TERMS) == []
    assert changed_fields(SHEET, SHEET) == frozenset()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "Nyt navn", ("Titel", "Etabler organisation", "Nyt navn")),
        ("phase", "2", ("Fase", "1 Opstart", "2 Forberedelse")),
        ("phase", "9.9", ("Fase", "1 Opstart", "9.9")),
        ("priority", 1, ("Prioritet", "Obligatorisk", "Obligatorisk på kritisk vej")),
        ("kind", "milestone", ("Type", "Opgave", "Milepæl")),
        ("recommended_executor", "ejer", ("Anbefalet udfører", "Ingen", "Projektejer")),
        ("recommended_executor", "væk", ("Anbefalet udfører", "Ingen", "væk")),
        ("involved", ("ejer", "væk"), ("Involverede roller", "Ingen", "Projektejer\nvæk")),
        ("due", DateRule("go_live", -2, "month"),
         ("Slutdato", "Ingen dato", "2 måneder før idriftsættelsen")),
        ("start", DateRule("fixed", None, "", dt.date(2027, 3, 1)),
         ("Start", "Ingen dato", "1. marts 2027")),
        ("prerequisites", ("Opgave 2", "Kladde"),
         ("Forudsætninger", "Ingen", "(Opgave 2) Informer\nKladde")),
        ("attachments", (Attachment("guide", "Vejledning", "https://a.example/"),),
         ("Eksterne bilag", "Ingen", "Vejledning: Vejledning (https://a.example/)")),
    ],
)  # fmt: skip
def test_each_field_is_said_as_people_read_it(field, value, said):
    assert read(**{field: value}) == [said]


def test_what_readers_may_not_know_of_is_no_difference_to_them():
    assert read(HIDING, prerequisites=("Kladde",)) == []
    assert read(HIDING, related=("Kladde", "Opgave 2")) == [
        ("Tæt relateret", "Ingen", "(Opgave 2) Informer")
    ]


def test_texts_are_compared_word_by_word():
    assert compare("Alle ved det.", "Alle ved alt.") == [
        Piece(SAME, "Alle ved "),
        Piece(REMOVED, "det"),
        Piece(ADDED, "alt"),
        Piece(SAME, "."),
    ]


def test_lines_that_came_and_went_stand_in_their_place():
    assert compare("1. Find\n2. Skriv\n", "1. Find\n2. Læs\n2. Skriv\n") == [
        Piece(SAME, "1. Find\n"),
        Piece(ADDED, "2. Læs\n"),
        Piece(SAME, "2. Skriv\n"),
    ]


def test_long_stretches_of_the_same_are_left_out():
    same = "samme ord " * 100
    pieces = compare(f"{same}før {same}", f"{same}nu {same}")

    assert [piece.kind for piece in pieces] == [LEFT_OUT, SAME, REMOVED, ADDED, SAME, LEFT_OUT]
    assert all(len(piece.text) <= KEPT_AROUND for piece in pieces)


def test_passages_too_long_to_compare_are_shown_as_replaced():
    before, after = "før " * MOST_COMPARED, "nu " * 10

    assert [piece.kind for piece in compare(before, after)] == [REMOVED, ADDED]


@given(st.text(alphabet="ab \n.", max_size=60), st.text(alphabet="ab \n.", max_size=60))
def test_taking_away_what_was_added_gives_the_old_text_and_the_other_way_round(before, after):
    pieces = compare(before, after)

    def without(kind):
        return "".join(piece.text for piece in pieces if piece.kind != kind)

    assert (without(ADDED), without(REMOVED)) == (before, after)
