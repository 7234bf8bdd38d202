"""The forms of a task's page."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tasks.models import InternalNotes, ProjectFigures, Status, Task
from tests.factories import NOON, TODAY, TaskFactory, UserFactory
from tests.tasks.people import colleague, consultant, member, people_of_every_kind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

HTMX = {"HX-Request": "true"}
FORMS = {
    "status": {"status": "in_progress"},
    "people": {"responsible": "", "executor": ""},
    "dates": {"starts_on": "2026-03-05", "due_on": "2026-04-01"},
    "notes": {"internal_notes": "Spørg Bo"},
}
CONTROL = "Teksten indeholder usynlige styretegn, som ikke kan gemmes."
LOCAL = {"due_reason": "Aftalt med KMD"}


def address(task, form):
    return reverse(f"tasks:{form}", args=[task.pk])


def send(client, task, form, *, htmx=False, **typed):
    data = {"revision": task.revision} | FORMS[form] | typed
    return client.post(address(task, form), data, headers=HTMX if htmx else {})


def errors(response):
    form = response.context["forms"][response.context["panel"]]
    return {name: list(messages) for name, messages in form.errors.items()}


def text_of(response):
    return " ".join(response.content.decode().split())


# --- what all four have in common -------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_the_task_is_read_once_besides_its_lock_and_the_persons_rights_once(form, signed_in):
    task = TaskFactory()
    client = signed_in(member(task))

    with CaptureQueriesContext(connection) as asked:
        response = send(client, task, form, htmx=True, due_reason="Aftalt med KMD")

    assert response.status_code == 200
    reads = [query["sql"] for query in asked if 'FROM "tasks_task"' in query["sql"]]
    assert [sql.endswith('FOR UPDATE OF "tasks_task"') for sql in reads] == [False, True]
    rights = 'SELECT "projects_projectmember"."role"'
    assert len([query for query in asked if query["sql"].startswith(rights)]) == 1


@pytest.mark.parametrize("form", FORMS)
def test_the_answer_shows_the_task_as_it_was_saved(form, signed_in):
    task = TaskFactory()
    anna, bo = colleague(task), colleague(task)
    Task.objects.update(executor=bo)
    typed = {
        "status": {"status": "completed"},
        "people": {"responsible": bo.pk, "executor": anna.pk},
        "dates": {"due_reason": "Aftalt med KMD"},
    }.get(form, {})

    response = send(signed_in(member(task)), task, form, htmx=True, **typed)

    def facts(one):
        return {field.name: getattr(one, field.name) for field in Task._meta.concrete_fields}

    assert facts(response.context["task"]) == facts(Task.objects.get())
    assert response.context["task"].revision == task.revision + 1


@pytest.mark.parametrize("form", FORMS)
def test_a_form_saves_and_leads_back_to_the_task_with_a_message(form, signed_in):
    task = TaskFactory()
    client = signed_in(member(task))

    response = send(client, task, form)

    assert (response.status_code, response.url) == (302, task.get_absolute_url())
    assert 'class="alert alert-success"' in text_of(client.get(response.url))


@pytest.mark.parametrize("form", FORMS)
def test_htmx_gets_the_panel_and_what_the_change_touches(form, signed_in):
    task = TaskFactory()

    response = send(signed_in(member(task)), task, form, htmx=True)

    page = text_of(response)
    assert response.status_code == 200
    assert page.startswith(f'<section id="panel-{form}"')
    assert "<html" not in page
    for other in set(FORMS) - {form}:
        assert f'id="revision-{other}" hx-swap-oob="true"' in page
    assert page.count("hx-swap-oob") == 5


@pytest.mark.parametrize("form", sorted(set(FORMS) - {"dates"}))
def test_the_way_back_to_the_shared_dates_stays_as_fresh_as_the_forms(form, signed_in):
    task = TaskFactory(shared_starts_on=TODAY)

    page = text_of(send(signed_in(member(task)), task, form, htmx=True))

    fresh = f'value="{Task.objects.get().revision}" id="revision-shared-dates" hx-swap-oob="true"'
    assert page.count(fresh) == 1


@pytest.mark.parametrize("form", FORMS)
def test_every_form_works_for_the_task_it_came_from_only_while_it_is_so(form, signed_in):
    task = TaskFactory()
    Task.objects.update(revision=2)

    response = send(signed_in(member(task)), task, form)

    assert response.status_code == 409
    assert "Opgaven er ændret, mens du skrev" in text_of(response)


@pytest.mark.parametrize("bad", ["", "x", "0", "-1", "1e3", "9" * 31, "\x00"])
@pytest.mark.parametrize("form", FORMS)
def test_a_broken_form_is_refused(form, bad, signed_in):
    task = TaskFactory()
    before = Task.objects.values().get()

    response = send(signed_in(member(task)), task, form, revision=bad)

    assert response.status_code == 422
    assert errors(response) == {
        "revision": ["Formularen er ikke hel. Genindlæs siden, og prøv igen."]
    }
    assert Task.objects.values().get() == before


@pytest.mark.parametrize("form", FORMS)
def test_someone_who_signs_in_on_the_way_comes_back_to_the_task(form, client):
    task, user = TaskFactory(), UserFactory()
    url = address(task, form)

    assert send(client, task, form).url == f"{reverse('account_login')}?next={url}"
    client.force_login(user)
    assert client.get(url).url == task.get_absolute_url()
    assert Task.objects.get().revision == 1


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_a_form_is_sent_by_post(form, method, signed_in):
    task = TaskFactory()

    assert getattr(signed_in(member(task)), method)(address(task, form)).status_code == 405


@pytest.mark.parametrize("form", FORMS)
def test_a_form_from_another_site_is_refused(form):
    task = TaskFactory()
    client = Client(enforce_csrf_checks=True)
    client.force_login(member(task))

    assert send(client, task, form).status_code == 403


WORK = {"leader": 302, "owner": 302, "contributor": 302, "named": 302}
PLAN = {"leader": 302, "owner": 302}
NOT_FOUND = {"stranger": 404, "colleague": 404, "consultant elsewhere": 404}


@pytest.mark.parametrize("form", FORMS)
def test_only_those_with_the_right_may_send_a_form(form, signed_in):
    task = TaskFactory()
    may = WORK if form in {"status", "notes"} else PLAN
    people, met = people_of_every_kind(task), {}
    for kind, user in people.items():
        Task.objects.update(status=Status.NOT_STARTED, executor=people["named"])
        task.refresh_from_db()
        met[kind] = send(signed_in(user), task, form).status_code

    assert met == {kind: (NOT_FOUND | may).get(kind, 403) for kind in met}


# --- status ------------------------------------------------------------------------


def test_completing_a_task_counts_it_at_once(signed_in):
    task = TaskFactory(due_on=TODAY - dt.timedelta(days=1))
    user = member(task)

    send(signed_in(user), task, "status", status="completed")

    task.refresh_from_db()
    assert (task.completed_by, task.completed_at) == (user, NOON)
    assert ProjectFigures.objects.get().closed == 1


def test_history_says_who_did_it_through_the_page(signed_in):
    task = TaskFactory()
    user = member(task)

    send(signed_in(user), task, "status")

    assert task.events.order_by("pgh_id").last().pgh_context == {
        "by": user.pk,
        "through": "page",
        "address": "127.0.0.1",
        "path": address(task, "status"),
    }


def test_only_what_can_be_reached_is_offered(signed_in):
    task = TaskFactory(status=Status.NOT_RELEVANT, not_relevant_reason="Løst")

    form = signed_in(member(task)).get(task.get_absolute_url()).context["forms"]["status"]

    assert [value for value, _ in form.fields["status"].widget.choices] == ["not_started"]


@pytest.mark.parametrize("wished", ["completed", "in_progress", "not_relevant"])
def test_a_status_that_cannot_follow_is_refused_in_words(wished, signed_in):
    task = TaskFactory(status=Status.NOT_RELEVANT, not_relevant_reason="Løst")

    response = send(signed_in(member(task)), task, "status", status=wished, reason="Løst")

    assert response.status_code == 422
    assert errors(response) == {
        "status": [f"»{Status(wished).label}« kan ikke vælges, når status er »Ikke relevant«."]
    }


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_not_relevant_needs_a_reason(reason, signed_in):
    task = TaskFactory()

    response = send(signed_in(member(task)), task, "status", status="not_relevant", reason=reason)

    assert response.status_code == 422
    assert errors(response) == {"reason": ["Skriv, hvorfor opgaven ikke er relevant for jer."]}
    assert Task.objects.get().status == Status.NOT_STARTED


@pytest.mark.parametrize("forged", ["", "done", "COMPLETED", "\x00", "\N{FULLWIDTH DIGIT ONE}"])
def test_a_forged_status_is_refused(forged, signed_in):
    task = TaskFactory()

    response = send(signed_in(member(task)), task, "status", status=forged)

    assert (response.status_code, list(errors(response))) == (422, ["status"])
    assert Task.objects.get().status == Status.NOT_STARTED


def test_fields_that_are_not_the_forms_are_ignored(signed_in):
    task = TaskFactory()

    send(
        signed_in(member(task, "contributor")),
        task,
        "status",
        due_on="2030-01-01",
        priority=3,
        municipality=UserFactory().municipality_id,
        completed_by=1,
        light=1,
    )

    after = Task.objects.get()
    assert (after.due_on, after.priority, after.municipality, after.completed_by) == (
        task.due_on,
        task.priority,
        task.municipality,
        None,
    )


# --- texts ----------------------------------------------------------------------------


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f"])
@pytest.mark.parametrize(
    ("form", "field", "more"),
    [
        ("status", "reason", {"status": "not_relevant"}),
        ("dates", "due_reason", {}),
        ("notes", "internal_notes", {}),
    ],
)
def test_control_characters_are_refused_beside_the_field(character, form, field, more, signed_in):
    task = TaskFactory()
    typed = {field: f"Spørg{character} Bo"} | more

    response = send(signed_in(member(task)), task, form, **typed)

    assert response.status_code == 422
    [message] = errors(response)[field]
    assert message.startswith(CONTROL)
    assert Task.objects.get().revision == 1


@pytest.mark.parametrize(
    ("form", "field", "most", "more"),
    [
        ("status", "reason", 1000, {"status": "not_relevant"}),
        ("dates", "due_reason", 1000, {"due_on": "2026-04-02"}),
        ("notes", "internal_notes", 20_000, {}),
    ],
)
def test_a_text_may_be_so_long_and_no_longer(form, field, most, more, signed_in):
    task = TaskFactory()
    client = signed_in(member(task))

    too_long = send(client, task, form, **more, **{field: "å" * (most + 1)})
    assert errors(too_long) == {field: [f"Skriv højst {most} tegn."]}
    # What was typed stands there to be shortened.
    assert "å" * (most + 1) in too_long.content.decode()

    assert send(client, task, form, **more, **{field: "å" * most}).status_code == 302


def test_notes_keep_their_lines(signed_in):
    task = TaskFactory()

    send(signed_in(member(task)), task, "notes", internal_notes="Først\r\nSå\tdet\n\nSidst")

    assert InternalNotes.objects.get().text == "Først\nSå\tdet\n\nSidst"


def test_notes_are_never_raw_html(signed_in):
    task = TaskFactory(internal_notes="<script>alert(1)</script>")

    page = signed_in(member(task)).get(task.get_absolute_url()).content.decode()

    assert "<script>alert" not in page


# --- people -----------------------------------------------------------------------------


def test_active_colleagues_are_offered_and_those_already_named(signed_in):
    task = TaskFactory()
    user = member(task)
    gone = colleague(task, name="Åse Gået", is_active=False)
    colleague(task, name="Ole Gået", is_active=False)
    UserFactory()
    Task.objects.update(executor=gone)

    form = signed_in(user).get(task.get_absolute_url()).context["forms"]["people"]

    assert form.fields["executor"].choices == [
        ("", "Ingen"),
        (str(user.pk), user.name),
        (str(gone.pk), gone.name),
    ]


def test_a_name_is_only_a_name(signed_in):
    task = TaskFactory()
    colleague(task, name='<b>Bo</b> "Prøve" & Co')

    page = signed_in(member(task)).get(task.get_absolute_url()).content.decode()

    assert ">&lt;b&gt;Bo&lt;/b&gt; &quot;Prøve&quot; &amp; Co</option>" in page


def test_those_named_are_the_ones_selected(signed_in):
    task = TaskFactory()
    user = member(task)
    Task.objects.update(executor=user)

    page = signed_in(user).get(task.get_absolute_url()).content.decode()

    assert page.count(f'<option value="{user.pk}" selected>') == 1
    assert page.count('<option value="" selected>Ingen</option>') == 1


def test_people_are_named(signed_in):
    task = TaskFactory()
    user, other = member(task), colleague(task)

    send(signed_in(user), task, "people", responsible=user.pk, executor=other.pk)

    task.refresh_from_db()
    assert (task.responsible, task.executor) == (user, other)


@pytest.mark.parametrize("field", ["responsible", "executor"])
def test_a_person_from_elsewhere_is_refused_beside_the_field(field, signed_in):
    task = TaskFactory()
    client = signed_in(member(task))
    inactive = colleague(task, is_active=False)
    forged = [UserFactory().pk, consultant(task).pk, inactive.pk]

    for pk in [*forged, "1e3", "\N{FULLWIDTH DIGIT ONE}", "9" * 31, "\x00", "-1", "x"]:
        response = send(client, task, "people", **{field: pk})

        assert response.status_code == 422
        assert errors(response) == {field: ["Vælg en kollega fra jeres egen kommune."]}
    assert Task.objects.get().revision == 1


# --- dates --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["2026-04-15", "15.04.2026", "15-04-2026", "15/04/2026", "15.4.2026", " 15.4.26 "]
)
def test_a_date_is_read_the_ways_danes_write_it(typed, signed_in):
    task = TaskFactory()

    send(signed_in(member(task)), task, "dates", due_on=typed, **LOCAL)

    task.refresh_from_db()
    assert (task.due_on, task.due_reason) == (dt.date(2026, 4, 15), "Aftalt med KMD")


@pytest.mark.parametrize("typed", ["31.02.2026", "i morgen", "04/15/2026", "2026", "\x00", "1e3"])
def test_a_date_that_is_none_says_what_was_typed_and_how_to_write_it(typed, signed_in):
    task = TaskFactory()

    response = send(signed_in(member(task)), task, "dates", due_on=typed, **LOCAL)

    assert errors(response) == {"due_on": [f"»{typed}« er ikke en dato. Skriv den som 10.03.2027."]}


@pytest.mark.parametrize("typed", ["0001-01-01", "9999-12-31", "1999-12-31", "2100-01-01"])
def test_a_date_out_of_all_proportion_is_refused(typed, signed_in):
    task = TaskFactory()

    response = send(signed_in(member(task)), task, "dates", due_on=typed, **LOCAL)

    assert errors(response) == {"due_on": ["Vælg en dato mellem år 2000 og 2099."]}


def test_a_due_date_before_the_start_is_refused(signed_in):
    task = TaskFactory()

    response = send(
        signed_in(member(task)), task, "dates", starts_on="02.04.2026", due_on="01.04.2026"
    )

    assert response.status_code == 422
    assert errors(response) == {"due_on": ["Slutdatoen kan ikke ligge før startdatoen."]}
    assert 'value="01.04.2026"' in response.content.decode()


@pytest.mark.parametrize("due_on", ["2026-05-01", ""])
def test_a_local_due_date_needs_a_reason(due_on, signed_in):
    task = TaskFactory()

    response = send(signed_in(member(task)), task, "dates", due_on=due_on, due_reason=" ")

    assert errors(response) == {"due_reason": ["Skriv, hvorfor I har aftalt en anden slutdato."]}


def test_one_press_brings_the_shared_dates_back(signed_in):
    task = TaskFactory(shared_due_on=dt.date(2026, 4, 20), due_reason="Aftalt")
    client = signed_in(member(task))
    page = client.get(task.get_absolute_url()).content.decode()
    assert "Brug de fælles datoer" in page

    send(client, task, "dates", starts_on="", due_on="2026-04-20")

    task.refresh_from_db()
    assert (task.due_on, task.due_reason) == (dt.date(2026, 4, 20), "")
    assert "Brug de fælles datoer" not in client.get(task.get_absolute_url()).content.decode()


# --- without and with JavaScript ------------------------------------------------------------


def test_a_refused_form_comes_back_with_the_whole_page(signed_in):
    task = TaskFactory()

    response = send(
        signed_in(member(task)), task, "status", status="not_relevant", reason="\x07typet"
    )

    page = text_of(response)
    assert "<h1>" in page
    assert '<details class="details" open>' in page
    assert 'aria-invalid="true"' in page


def test_a_refused_form_comes_back_to_htmx_as_its_panel(signed_in):
    task = TaskFactory()

    response = send(signed_in(member(task)), task, "status", htmx=True, status="")

    page = text_of(response)
    assert response.status_code == 422
    assert page.startswith('<section id="panel-status"')
    assert "hx-swap-oob" not in page
