"""The checklist on a task's page."""

import pytest
from django.urls import reverse

from tasks.checklist import add_item, read_checklist, tick_item
from tasks.models import ChecklistItem, Task
from tests.factories import NOON, TaskFactory
from tests.tasks.people import colleague, consultant, member, people_of_every_kind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

HTMX = {"HX-Request": "true"}
DEEDS = {
    "checklist_item": {"text": "B", "seen": "A"},
    "tick_checklist_item": {"gjort": "ja"},
    "move_checklist_item": {"til": "ned"},
    "remove_checklist_item": {},
}
BROKEN = "Formularen er ikke hel. Genindlæs siden, og prøv igen."


@pytest.fixture
def task():
    return TaskFactory()


@pytest.fixture
def item(task):
    return add_item(task=task, text="A")


def address(task, item=None, deed="checklist"):
    return reverse(f"tasks:{deed}", args=[task.pk, item.pk] if item else [task.pk])


def send(client, task, item=None, deed="checklist", *, htmx=False, **typed):
    data = DEEDS.get(deed, {}) | typed
    return client.post(address(task, item, deed), data, headers=HTMX if htmx else {})


def texts(task):
    return [(one.text, one.is_done) for one in read_checklist(task).items]


def text_of(response):
    return " ".join(response.content.decode().split())


# --- seeing it ------------------------------------------------------------------------------


def test_the_page_says_how_many_are_done_and_by_whom(task, item, signed_in):
    anna = colleague(task, name="Anna Prøve")
    tick_item(item=item, is_done=True, by=anna, at=NOON)
    add_item(task=task, text="Bestil <b>lokale</b>")

    page = text_of(signed_in(member(task)).get(task.get_absolute_url()))

    assert "1 af 2 er gjort" in page
    assert '<time datetime="2026-03-02">2. marts 2026</time>, Anna Prøve' in page
    assert "Bestil &lt;b&gt;lokale&lt;/b&gt;" in page
    assert page.count('role="checkbox" aria-checked="true"') == 1
    assert page.count('role="checkbox" aria-checked="false"') == 1


@pytest.mark.parametrize("who", ["reader", "consultant"])
def test_those_who_only_look_see_what_is_done_without_a_way_to_change_it(
    who, task, item, signed_in
):
    page = text_of(signed_in(people_of_every_kind(task)[who]).get(task.get_absolute_url()))

    assert "Ikke gjort: </span><span>A</span>" in page
    assert ('role="checkbox"' in page, address(task) in page) == (False, False)


# --- changing it ------------------------------------------------------------------------------


def test_an_item_is_added_and_the_page_shown_at_the_list(task, signed_in):
    response = send(signed_in(member(task)), task, text="  Bestil   lokale ")

    assert (response.status_code, response.url) == (302, f"{task.get_absolute_url()}#tjekliste")
    assert texts(task) == [("Bestil lokale", False)]


@pytest.mark.parametrize(
    ("deed", "after"),
    [
        ("checklist_item", [("B", False), ("Næste", False)]),
        ("tick_checklist_item", [("A", True), ("Næste", False)]),
        ("move_checklist_item", [("Næste", False), ("A", False)]),
        ("remove_checklist_item", [("Næste", False)]),
    ],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_each_deed_does_what_it_says(deed, after, htmx, task, item, signed_in):
    add_item(task=task, text="Næste")

    response = send(signed_in(member(task)), task, item, deed, htmx=htmx)

    assert response.status_code == (200 if htmx else 302)
    assert texts(task) == after
    if htmx:
        page = text_of(response)
        assert page.startswith('<p id="tjekliste-sagt" hx-swap-oob="innerHTML">')
        assert "<html" not in page


def test_a_tick_is_taken_away(task, item, signed_in):
    client = signed_in(member(task))
    send(client, task, item, "tick_checklist_item")

    send(client, task, item, "tick_checklist_item", gjort="nej")

    assert texts(task) == [("A", False)]


def test_an_item_has_a_page_on_which_it_is_open(task, item, signed_in):
    client = signed_in(member(task))

    page = text_of(client.get(address(task, item, "checklist_item")))
    part = text_of(client.get(address(task, item, "checklist_item"), headers=HTMX))

    for html in (page, part):
        assert f'id="punkt-{item.pk}-text"' in html
        assert html.count("Flyt op") == 1
    assert ("<h1>" in page, "<h1>" in part) == (True, False)


def test_the_list_alone_closes_what_was_open(task, item, signed_in):
    page = text_of(signed_in(member(task)).get(address(task), headers=HTMX))

    assert (page.count('role="checkbox"'), "Flyt op" in page) == (1, False)


def test_completing_a_task_with_something_left_says_so_and_is_not_refused(task, item, signed_in):
    client = signed_in(member(task))

    response = client.post(
        reverse("tasks:status", args=[task.pk]),
        {"revision": task.revision, "status": "completed"},
        headers=HTMX,
    )

    assert Task.objects.get().status == "completed"
    assert "Status er gemt. 1 punkt på tjeklisten er ikke gjort." in text_of(response)


# --- what is wrong ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Skriv, hvad der skal gøres."),
        ("  \n", "Skriv, hvad der skal gøres."),
        ("å" * 201, "Teksten er 201 tegn lang, og der er plads til 200. Kort den af."),
        (
            "a\x07b",
            "Teksten indeholder usynlige styretegn, som ikke kan gemmes. "
            "Skriv den igen, eller sæt den ind som ren tekst.",
        ),
    ],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_a_text_that_cannot_be_saved_stays_as_typed(text, message, htmx, task, item, signed_in):
    client = signed_in(member(task))

    for response, name in (
        (send(client, task, text=text, htmx=htmx), "new_item"),
        (send(client, task, item, "checklist_item", text=text, htmx=htmx), "open_item"),
    ):
        assert response.status_code == 422
        assert response.context[name].errors == {"text": [message]}
        assert ("<html" in text_of(response)) is not htmx
    assert texts(task) == [("A", False)]


@pytest.mark.parametrize(
    ("deed", "field"), [("tick_checklist_item", "gjort"), ("move_checklist_item", "til")]
)
@pytest.mark.parametrize("bad", ["", "1", "JA", "\x00", "\N{FULLWIDTH DIGIT ONE}"])
def test_what_no_button_sends_is_refused(deed, field, bad, task, item, signed_in):
    response = send(signed_in(member(task)), task, item, deed, **{field: bad})

    assert response.status_code == 422
    assert response.context["problem"] == BROKEN
    assert texts(task) == [("A", False)]


def test_a_full_list_says_so_and_keeps_what_was_typed(task, item, signed_in):
    for number in range(49):
        add_item(task=task, text=str(number))

    response = send(signed_in(member(task)), task, text="En til")

    assert response.status_code == 422
    assert response.context["new_item"].errors == {
        "text": ["Der er ikke plads til flere punkter. Fjern et, eller saml nogle."]
    }
    assert 'value="En til"' in text_of(response)


def test_a_text_that_others_changed_is_shown_and_can_be_saved_over(task, item, signed_in):
    client = signed_in(member(task))
    ChecklistItem.objects.update(text="Deres")

    response = send(client, task, item, "checklist_item")

    form = response.context["open_item"]
    assert response.status_code == 409
    assert form.errors == {"text": ["Punktet er rettet, mens du skrev. Nu står der »Deres«."]}
    send(client, task, item, "checklist_item", text=form["text"].value(), seen=form["seen"].value())
    assert texts(task) == [("B", False)]


@pytest.mark.parametrize("deed", ["checklist", *DEEDS])
@pytest.mark.parametrize("htmx", [False, True])
def test_a_withdrawn_tasks_list_is_not_changed(deed, htmx, task, item, signed_in):
    Task.objects.update(is_withdrawn=True)
    of = None if deed == "checklist" else item

    response = send(signed_in(member(task)), task, of, deed, htmx=htmx, text="B")

    assert response.status_code == 409
    assert "Opgaven er trukket tilbage, og tjeklisten er ikke ændret." in text_of(response)
    assert texts(task) == [("A", False)]


def test_a_withdrawn_tasks_list_cannot_be_opened(task, item, signed_in):
    Task.objects.update(is_withdrawn=True)

    response = signed_in(member(task)).get(address(task, item, "checklist_item"))

    assert (response.status_code, response.url) == (302, task.get_absolute_url())


# --- who -----------------------------------------------------------------------------------------


MAY = {"leader": 302, "owner": 302, "contributor": 302, "named": 302}
NOT_FOUND = {"stranger": 404, "colleague": 404, "consultant elsewhere": 404}


@pytest.mark.parametrize("deed", ["checklist", *DEEDS])
def test_only_those_who_work_on_the_task_change_its_list(deed, task, signed_in):
    met, people = {}, people_of_every_kind(task)
    for kind, user in people.items():
        item = None if deed == "checklist" else add_item(task=task, text="A")
        met[kind] = send(signed_in(user), task, item, deed, text="B").status_code

    assert met == {kind: (NOT_FOUND | MAY).get(kind, 403) for kind in people}


@pytest.mark.parametrize("deed", DEEDS)
def test_an_item_is_its_own_tasks_alone(deed, task, item, signed_in):
    other = TaskFactory(project=task.project)

    assert send(signed_in(member(task)), other, item, deed).status_code == 404


@pytest.mark.parametrize("deed", ["checklist", *DEEDS])
@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_a_list_is_changed_by_post(deed, method, task, item, signed_in):
    url = address(task, None if deed == "checklist" else item, deed)

    assert getattr(signed_in(member(task)), method)(url).status_code == 405


@pytest.mark.parametrize("deed", sorted({"checklist", *DEEDS} - {"checklist_item"}))
def test_opened_without_a_form_it_leads_back_to_the_task(deed, task, item, signed_in):
    url = address(task, None if deed == "checklist" else item, deed)

    assert signed_in(member(task)).get(url).url == task.get_absolute_url()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_much_for_three_items_as_for_one(
    number, task, signed_in, django_assert_num_queries
):
    for _ in range(number):
        item = add_item(task=task, text="A")
        tick_item(item=item, is_done=True, by=colleague(task), at=NOON)
    client = signed_in(member(task))

    with django_assert_num_queries(14):
        send(client, task, item, "tick_checklist_item", htmx=True)


def test_a_partner_sees_the_list_of_a_task_it_sees(task, item, signed_in):
    assert "<span>A</span>" in text_of(signed_in(consultant(task)).get(task.get_absolute_url()))
