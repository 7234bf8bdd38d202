"""The pages that change several tasks of a list at once."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from projects.models import ProjectMember
from tasks import services
from tasks.bulk.changing import MOST_AT_ONCE
from tasks.models import BulkChange, Status, Task
from tests.factories import (
    NOON,
    TODAY,
    ProjectFactory,
    ProjectMemberFactory,
    TaskFactory,
    UserFactory,
)
from tests.tasks.people import consultant, people_of_every_kind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

HTMX = {"HX-Request": "true"}
ASKED = {
    "change_statuses": "Skift status",
    "change_everybody": "Vælg ansvarlig og udfører",
    "move_due_dates": "Flyt slutdatoen",
}
PAGES = {
    "change_statuses": {"status": "in_progress"},
    "change_everybody": {"new_executor": "ingen"},
    "move_due_dates": {"due_on": "01.05.2026", "due_reason": "Aftalt"},
}
REASON = "Løst et andet sted"


@pytest.fixture
def project():
    return ProjectFactory()


@pytest.fixture
def leader(project):
    return ProjectMemberFactory(project=project, role=ProjectMember.Role.LEADER).user


def address(page):
    return reverse(f"tasks:{page}")


def ask(client, page, tasks, *, htmx=False, **more):
    data = {"valgt": [str(task.pk) for task in tasks]} | more
    return client.post(address(page), data, headers=HTMX if htmx else {})


def save(client, page, tasks, *, htmx=False, **typed):
    data = {"valgt": [f"{task.pk}:{task.revision}" for task in tasks], "gem": "1"}
    return client.post(address(page), data | PAGES[page] | typed, headers=HTMX if htmx else {})


def errors(response):
    return {name: list(said) for name, said in response.context["form"].errors.items()}


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("page", PAGES)
def test_a_list_is_asked_what_the_chosen_tasks_are_to_become(page, project, leader, signed_in):
    tasks = TaskFactory.create_batch(2, project=project)

    response = ask(signed_in(leader), page, tasks)

    assert response.status_code == 200
    assert response.context["chosen"] == [f"{task.pk}:1" for task in tasks]
    assert "2 opgaver bliver ændret" in text_of(response)


@pytest.mark.parametrize("page", PAGES)
def test_htmx_gets_the_question_alone(page, project, leader, signed_in):
    response = ask(signed_in(leader), page, [TaskFactory(project=project)], htmx=True)

    heading = f'<h2 id="dialog-overskrift" class="h3">{ASKED[page]}</h2>'
    assert text_of(response).startswith(heading)


@pytest.mark.parametrize("page", PAGES)
def test_a_saved_change_leads_back_to_the_list_and_tells_of_it_once(
    page, project, leader, signed_in
):
    tasks = TaskFactory.create_batch(2, project=project, executor=leader)
    client = signed_in(leader)
    back = f"{project.get_absolute_url()}?lys=1"

    response = save(client, page, tasks, tilbage=back)

    assert (response.status_code, response.url) == (302, back)
    assert set(Task.objects.values_list("revision", flat=True)) == {2}
    assert "2 opgaver er ændret" in text_of(client.get(back))
    assert "2 opgaver er ændret" not in text_of(client.get(back))


def test_htmx_is_led_back_to_the_list(project, leader, signed_in):
    response = save(
        signed_in(leader),
        "change_statuses",
        [TaskFactory(project=project)],
        tilbage=project.get_absolute_url(),
        htmx=True,
    )

    assert response["HX-Redirect"] == project.get_absolute_url()


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/konto/log-ud/", "/findes/ikke/", "x", ""],
)
def test_nobody_is_led_anywhere_but_to_a_list(elsewhere, project, leader, signed_in):
    client = signed_in(leader)
    response = save(client, "change_statuses", [TaskFactory(project=project)], tilbage=elsewhere)

    assert response.url == reverse("tasks:list")


def test_fifty_of_which_one_may_not_be_changed_are_changed_but_for_that_one(
    project, leader, signed_in
):
    tasks = TaskFactory.create_batch(4, project=project)
    other = tasks[-1]
    services.change_status(
        task=other, status=Status.COMPLETED, by=leader, at=NOON, revision=other.revision
    )
    client = signed_in(leader)

    save(client, "change_statuses", tasks, tilbage=project.get_absolute_url())
    page = text_of(client.get(project.get_absolute_url()))

    assert Task.objects.filter(status=Status.IN_PROGRESS).count() == 3
    assert "3 opgaver er ændret" in page
    assert f"{other.title}</a>: En kollega har ændret opgaven imens." in page


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ([], "Vælg mindst én opgave på listen."),
        (["999999999"], "Vælg mindst én opgave på listen."),
        (["x"], "Listen er ikke hel. Gå tilbage til den, og vælg opgaverne igen."),
        (["1:x"], "Listen er ikke hel. Gå tilbage til den, og vælg opgaverne igen."),
        (["-1"], "Listen er ikke hel. Gå tilbage til den, og vælg opgaverne igen."),
        (["9" * 30], "Listen er ikke hel. Gå tilbage til den, og vælg opgaverne igen."),
        (
            ["\N{FULLWIDTH DIGIT ONE}"],
            "Listen er ikke hel. Gå tilbage til den, og vælg opgaverne igen.",
        ),
        (["\x00"], "Listen er ikke hel. Gå tilbage til den, og vælg opgaverne igen."),
        (
            [str(number) for number in range(1, MOST_AT_ONCE + 2)],
            "Du kan ændre højst 500 opgaver på én gang. Vælg færre.",
        ),
    ],
)
@pytest.mark.parametrize("page", PAGES)
def test_a_choice_that_cannot_be_understood_is_refused(page, chosen, said, leader, signed_in):
    response = signed_in(leader).post(address(page), {"valgt": chosen, "gem": "1"} | PAGES[page])

    assert (response.status_code, response.context["trouble"]) == (422, said)
    assert BulkChange.objects.count() == 0


BAD = {
    "no status": ("change_statuses", {"status": ""}, {"status": ["Vælg en status."]}),
    "forged status": (
        "change_statuses",
        {"status": "done"},
        {"status": ["Vælg en af mulighederne på listen."]},
    ),
    "no reason": (
        "change_statuses",
        {"status": "not_relevant", "reason": " "},
        {"reason": ["Skriv, hvorfor opgaverne ikke er relevante for jer."]},
    ),
    "nobody chosen": (
        "change_everybody",
        {"new_executor": ""},
        {"new_responsible": ["Vælg en ny ansvarlig, en ny udfører eller begge."]},
    ),
    "somebody unknown": (
        "change_everybody",
        {"new_executor": "999999999"},
        {"new_executor": ["Vælg en kollega fra jeres egen kommune."]},
    ),
    "no date": ("move_due_dates", {"due_on": ""}, {"due_on": ["Skriv en dato, fx 10.03.2027."]}),
    "no such date": (
        "move_due_dates",
        {"due_on": "31.02.2026"},
        {"due_on": ["»31.02.2026« er ikke en dato. Skriv den som 10.03.2027."]},
    ),
    "no reason for a date": (
        "move_due_dates",
        {"due_reason": ""},
        {"due_reason": ["Skriv, hvorfor I har aftalt en anden slutdato."]},
    ),
}


@pytest.mark.parametrize(("page", "typed", "said"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_said_beside_its_field(page, typed, said, project, leader, signed_in):
    task = TaskFactory(project=project)

    response = save(signed_in(leader), page, [task], **typed)

    assert (response.status_code, errors(response)) == (422, said)
    assert response.context["chosen"] == [f"{task.pk}:1"]
    assert Task.objects.get().revision == 1


def test_the_shared_date_needs_no_reason(project, leader, signed_in):
    facts = {"due_on": TODAY, "shared_due_on": dt.date(2026, 5, 1), "due_reason": "Aftalt"}
    task = TaskFactory(project=project, **facts)

    save(signed_in(leader), "move_due_dates", [task], due_reason="")

    assert Task.objects.values_list("due_on", "due_reason").get() == (dt.date(2026, 5, 1), "")


@pytest.mark.parametrize("who", ["a stranger", "one who left"])
def test_a_person_from_elsewhere_is_not_on_the_list(who, project, leader, signed_in):
    people = {
        "a stranger": UserFactory(),
        "one who left": UserFactory(municipality=project.municipality, is_active=False),
    }

    response = save(
        signed_in(leader),
        "change_everybody",
        [TaskFactory(project=project)],
        new_executor=people[who].pk,
    )

    assert errors(response) == {"new_executor": ["Vælg en kollega fra jeres egen kommune."]}


def test_tasks_of_others_are_as_if_they_were_not_there(project, leader, signed_in):
    mine, theirs = TaskFactory(project=project), TaskFactory()
    client = signed_in(leader)

    asked = ask(client, "change_statuses", [mine, theirs])
    save(client, "change_statuses", [mine, theirs])

    assert "1 af de valgte opgaver findes ikke længere og er ikke med." in text_of(asked)
    assert theirs.title not in text_of(asked)
    theirs.refresh_from_db()
    assert (theirs.status, theirs.revision) == (Status.NOT_STARTED, 1)
    assert [entry["task"] for entry in BulkChange.objects.get().entries] == [mine.pk]


WORK = {"leader", "owner", "contributor", "named"}
PLAN = {"leader", "owner"}


@pytest.mark.parametrize("page", PAGES)
def test_each_person_changes_what_they_may(page, signed_in):
    task = TaskFactory()
    people, changed = people_of_every_kind(task), set()
    for kind, user in people.items():
        Task.objects.update(status=Status.NOT_STARTED, executor=people["named"], revision=1)
        Task.objects.update(due_on=TODAY, shared_due_on=TODAY, due_reason="")
        task.refresh_from_db()
        save(signed_in(user), page, [task])
        if Task.objects.get().revision == 2:
            changed.add(kind)

    assert changed == (WORK if page == "change_statuses" else PLAN)


@pytest.mark.parametrize("page", PAGES)
def test_partners_people_may_not(page, signed_in):
    task = TaskFactory()

    assert save(signed_in(consultant(task)), page, [task]).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_who_signs_in_on_the_way_comes_to_their_list(page, leader, client):
    response = client.post(address(page))
    assert response.url == f"{reverse('account_login')}?next={address(page)}"

    client.force_login(leader)
    assert client.get(address(page)).url == reverse("tasks:list")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_not_known(page, method, leader, signed_in):
    assert getattr(signed_in(leader), method)(address(page)).status_code == 405


def test_a_form_from_another_site_is_refused(leader):
    client = Client(enforce_csrf_checks=True)
    client.force_login(leader)

    assert client.post(address("change_statuses")).status_code == 403


# --- undoing ----------------------------------------------------------------------------


def made(client, tasks):
    save(client, "change_statuses", tasks)
    return BulkChange.objects.latest("pk")


def test_a_change_is_undone_with_one_press(project, leader, signed_in):
    tasks = TaskFactory.create_batch(2, project=project)
    client = signed_in(leader)
    change = made(client, tasks)
    back = project.get_absolute_url()

    response = client.post(reverse("tasks:undo_bulk_change", args=[change.pk]), {"tilbage": back})

    assert response.url == back
    assert set(Task.objects.values_list("status", flat=True)) == {Status.NOT_STARTED}
    assert "Ændringen af 2 opgaver er fortrudt" in text_of(client.get(back))


def test_what_could_not_be_undone_is_named(project, leader, signed_in):
    mine, theirs = TaskFactory.create_batch(2, project=project)
    client = signed_in(leader)
    change = made(client, [mine, theirs])
    services.change_status(task=theirs, status=Status.COMPLETED, by=leader, at=NOON, revision=2)

    response = client.post(reverse("tasks:undo_bulk_change", args=[change.pk]), follow=True)

    page = text_of(response)
    assert "Ændringen af 1 opgave er fortrudt" in page
    assert f"{theirs.title}</a>: En kollega har ændret opgaven imens." in page


def test_undoing_twice_says_the_same_and_changes_nothing(project, leader, signed_in):
    client = signed_in(leader)
    undo = reverse("tasks:undo_bulk_change", args=[made(client, [TaskFactory(project=project)]).pk])

    first, second = client.post(undo, follow=True), client.post(undo, follow=True)

    assert "Ændringen af 1 opgave er fortrudt" in text_of(first)
    assert "Ændringen af 1 opgave er fortrudt" in text_of(second)
    assert Task.objects.get().revision == 3


def test_after_a_day_it_is_too_late(project, leader, signed_in):
    client = signed_in(leader)
    change = made(client, [TaskFactory(project=project)])
    BulkChange.objects.update(made_at=NOON - dt.timedelta(hours=25))

    response = client.post(reverse("tasks:undo_bulk_change", args=[change.pk]))

    assert response.status_code == 409
    assert "Ændringen kan ikke fortrydes længere" in text_of(response)
    assert ">Fortryd<" not in text_of(response)
    assert Task.objects.get().status == Status.IN_PROGRESS


def test_a_change_is_there_for_its_maker_alone(project, leader, signed_in):
    change = made(signed_in(leader), [TaskFactory(project=project)])
    owner = ProjectMemberFactory(project=project, role=ProjectMember.Role.OWNER).user
    pages = [
        reverse(f"tasks:{name}", args=[change.pk]) for name in ("bulk_change", "undo_bulk_change")
    ]

    for user in (owner, UserFactory()):
        client = signed_in(user)
        assert [client.get(page).status_code for page in pages] == [404, 404]
        assert client.post(pages[1]).status_code == 404
    client = signed_in(leader)
    assert client.get(pages[0]).status_code == 200
    assert client.get(pages[1]).url == pages[0]
    assert (client.post(pages[0]).status_code, client.put(pages[1]).status_code) == (405, 405)


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_cost_the_same_for_one_and_for_many(
    number, project, leader, signed_in, django_assert_num_queries
):
    tasks = TaskFactory.create_batch(number, project=project)
    client = signed_in(leader)
    ask(client, "move_due_dates", tasks)

    # Session, person, the tasks.
    with django_assert_num_queries(4):
        ask(client, "move_due_dates", tasks)
    # And those of the change, and the session that remembers it.
    with django_assert_num_queries(15):
        save(client, "change_statuses", tasks)
