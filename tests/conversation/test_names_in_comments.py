"""What counts as a name in a comment, and that a comment can do no harm."""

import pytest

from conversation.mentions import NameIsAmbiguous, find_mentions, render_comment
from tests.factories import UserFactory


def person(name, email="x@proeve.example"):
    return UserFactory.build(pk=abs(hash((name, email))), name=name, email=email)


ANNA = person("Anna Prøve", "anna@korsbaek.example")
ANNA_BERG = person("Anna Prøve Berg", "anna.berg@korsbaek.example")
BO = person("Bo", "bo_under_streg@korsbaek.example")
PEOPLE = [ANNA, ANNA_BERG, BO]


# --- what a name is -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@Anna Prøve, kig lige", {ANNA}),
        ("@anna prøve og @BO", {ANNA, BO}),
        ("Hej @Anna  Prøve", {ANNA}),
        ("@Anna Prøve Berg", {ANNA_BERG}),
        ("@Anna Prøve Bergmann", {ANNA}),
        ("@Anna Prøvesen", set()),
        ("@Anna", set()),
        ("@Boel og @Bo-Erik", set()),
        ("(@Bo)", {BO}),
        ("@Bo.", {BO}),
        ("@Bo. Og så", {BO}),
        ("**@Bo**", {BO}),
        ("- @Bo\n- @Anna Prøve", {BO, ANNA}),
        ("# @Bo", {BO}),
        ("| @Bo |\n|---|\n| @Anna Prøve |", {BO, ANNA}),
        ("[@Bo](https://a.example)", {BO}),
        ("@anna@korsbaek.example: se her", {ANNA}),
        ("@anna@korsbaek.example.", {ANNA}),
        ("@anna@korsbaek.example.dk", set()),
        ("@bo_under_streg@korsbaek.example", {BO}),
        ("skriv til post@Bo", set()),
        ("bo@bo@Bo", set()),
        ("`@Bo`", set()),
        ("    @Bo", set()),
        ("@Bo@Bo", set()),
        ("@Ingen Af Os", set()),
        ("@", set()),
        ("ingen", set()),
        ("@<script>alert(1)</script>", set()),
    ],
)
def test_whom_a_text_names(text, named):
    assert {one.name for one in find_mentions(text, PEOPLE)} == {one.name for one in named}


def test_two_of_the_same_name_are_told_apart_by_their_addresses():
    other = person("anna prøve", "a.proeve@korsbaek.example")

    with pytest.raises(NameIsAmbiguous) as refused:
        find_mentions("@Anna Prøve", [*PEOPLE, other])

    assert refused.value.people == [ANNA, other]
    assert find_mentions("@a.proeve@korsbaek.example", [*PEOPLE, other]) == {other}
    assert find_mentions("Anna Prøve", [*PEOPLE, other]) == set()


def test_a_name_can_hold_what_patterns_are_made_of():
    odd = person("O'Hara (IT) [x]*.+?", "odd@korsbaek.example")

    assert find_mentions("@O'Hara (IT) \\[x\\]\\*.+? kig", [odd]) == {odd}


def test_nobody_to_name_is_nobody_named():
    assert find_mentions("@Bo", []) == set()


# --- what a comment looks like ------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Hej @Bo!", "<p>Hej <mark>@Bo</mark>!</p>\n"),
        ("Hej @Anna Prøve", "<p>Hej @Anna Prøve</p>\n"),
        ("`@Bo`", "<p><code>@Bo</code></p>\n"),
        (
            "[@Bo](https://a.example)",
            '<p><a href="https://a.example" rel="noopener noreferrer"><mark>@Bo</mark></a></p>\n',
        ),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("@<script>alert(1)</script>", "<p>@&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("<mark>@Bo</mark>", "<p>&lt;mark&gt;<mark>@Bo</mark>&lt;/mark&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](data:text/html;base64,AA)", "<p>[x](data:text/html;base64,AA)</p>\n"),
        ("[x](vbscript:x)", "<p>[x](vbscript:x)</p>\n"),
        ("[x](//ond.example)", '<p><a rel="noopener noreferrer">x</a></p>\n'),
        ("![x](https://ond.example/x.png)", None),
        ("![x](data:image/png;base64,AA)", None),
        ('<img src=x onerror="alert(1)">', None),
        ("<svg/onload=alert(1)>", None),
    ],
)
def test_a_comment_can_do_no_harm(text, html):
    shown = render_comment(text, ("bo",))

    assert shown == html if html else ("<img" not in shown and "<svg" not in shown)


def test_a_name_that_is_markup_is_shown_as_it_is():
    name = "<script>alert(1)</script>"

    shown = render_comment(f"@{name}", (name,))

    assert shown == "<p><mark>@&lt;script&gt;alert(1)&lt;/script&gt;</mark></p>\n"
