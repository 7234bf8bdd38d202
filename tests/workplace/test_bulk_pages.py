"""The pages that change several tasks of a list at once."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from projects.models import ProjectMember
from shared_tasks.models import SharedTaskLink
from tasks import services
from tasks.models import Status, Task
from tests.factories import (
    NOON,
    TODAY,
    ProjectFactory,
    ProjectMemberFactory,
    TaskFactory,
    UserFactory,
)
from tests.tasks.people import consultant, people_of_every_kind
from workplace.bulk.changing import MOST_AT_ONCE
from workplace.models import BulkChange

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


def waiting(project):
    """A task, and one that it waits for."""
    task, first = TaskFactory.create_batch(2, project=project)
    SharedTaskLink.objects.create(
        programme=project.programme,
        shared_task=task.shared_task,
        other=first.shared_task,
        kind=SharedTaskLink.Kind.PREREQUISITE,
    )
    return task, first


def test_who_starts_what_waits_for_something_is_warned_and_may(project, leader, signed_in):
    task, _ = waiting(project)
    client = signed_in(leader)

    warned = save(client, "change_statuses", [task])
    assert (warned.status_code, list(errors(warned))) == (422, ["starts_anyway"])
    assert f"»{task.title}«" in errors(warned)["starts_anyway"][0]
    assert Task.objects.get(pk=task.pk).status == Status.NOT_STARTED

    save(client, "change_statuses", [task], starts_anyway="on")
    assert Task.objects.get(pk=task.pk).status == Status.IN_PROGRESS


@pytest.mark.parametrize(("wished", "answer"), [("completed", 302), ("in_progress", 422)])
def test_what_is_completed_in_the_same_go_is_not_waited_for(
    wished, answer, project, leader, signed_in
):
    response = save(signed_in(leader), "change_statuses", waiting(project), status=wished)

    assert response.status_code == answer


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
    # And what they wait for, those of the change, and the session that remembers it.
    with django_assert_num_queries(17):
        save(client, "change_statuses", tasks)
