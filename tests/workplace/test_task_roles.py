"""»Hvem har rollen hos os?«: who holds the roles of the sheet, and one press that gives them the task."""

import pytest
from django.urls import reverse

from tasks.models import Task
from tests.factories import RoleAssignmentFactory, RoleFactory, TaskFactory, UserFactory
from tests.tasks.people import colleague, member, people_of_every_kind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

HTMX = {"HX-Request": "true"}


@pytest.fixture
def task():
    """A task recommended for two roles, with one more involved."""
    task = TaskFactory()
    responsible, executor, involved = (
        RoleFactory(name=name) for name in ("Systemejer", "Superbruger", "Vagtplanlægger")
    )
    type(task.shared_task).objects.update(
        recommended_responsible=responsible, recommended_executor=executor
    )
    task.shared_task.involved_roles.add(involved)
    return task


def holder(task, role_name, name):
    role = RoleFactory._meta.model.objects.get(name=role_name)
    return RoleAssignmentFactory(
        municipality=task.municipality,
        role=role,
        system=task.programme.system,
        user=colleague(task, name=name),
    ).user


def text_of(response):
    return " ".join(response.content.decode().split())


def rows_of(response):
    return [
        (
            row.heading,
            [
                (candidate.person.name, [(part.name, part.is_theirs) for part in candidate.parts])
                for candidate in row.candidates
            ],
        )
        for row in response.context["roles"]
    ]


def press(client, task, part, person, *, htmx=False):
    """What a browser sends: the form's hidden fields, and the button that was pressed."""
    data = {
        "revision": task.revision,
        "responsible": task.responsible_id or "",
        "executor": task.executor_id or "",
    } | {part: person.pk}
    headers = HTMX if htmx else {}
    return client.post(reverse("tasks:people", args=[task.pk]), data, headers=headers)


def test_each_role_says_what_its_holders_are_or_could_be(task, signed_in):
    anna, bo = holder(task, "Systemejer", "Anna Prøve"), holder(task, "Superbruger", "Bo Eksempel")
    holder(task, "Vagtplanlægger", "Cia Dame")
    Task.objects.update(executor=bo)

    response = signed_in(member(task)).get(task.get_absolute_url())

    assert rows_of(response) == [
        ("Anbefalet ansvarlig", [("Anna Prøve", [("responsible", False)])]),
        ("Anbefalet udfører", [("Bo Eksempel", [("executor", True)])]),
        ("Involverede roller", [("Cia Dame", [("executor", False), ("responsible", False)])]),
    ]
    page = text_of(response)
    assert f'name="responsible" value="{anna.pk}"' in page
    assert f'name="executor" value="{bo.pk}" id="giv-a' not in page
    assert "er udfører" in page


@pytest.mark.parametrize("part", ["responsible", "executor"])
@pytest.mark.parametrize("htmx", [False, True])
def test_one_press_gives_the_task_to_a_holder_and_leaves_the_rest(part, htmx, task, signed_in):
    other = {"responsible": "executor", "executor": "responsible"}[part]
    anna, bo = holder(task, "Systemejer", "Anna Prøve"), colleague(task)
    Task.objects.update(**{other: bo})
    task.refresh_from_db()

    response = press(signed_in(member(task)), task, part, anna, htmx=htmx)

    task.refresh_from_db()
    assert (getattr(task, part), getattr(task, other)) == (anna, bo)
    assert response.status_code == (200 if htmx else 302)
    if htmx:
        assert text_of(response).startswith('<section id="panel-people"')


def test_a_press_on_an_old_page_tells_who_came_between(task, signed_in):
    anna = holder(task, "Systemejer", "Anna Prøve")
    client = signed_in(member(task))
    Task.objects.update(revision=2)

    response = press(client, task, "responsible", anna, htmx=True)

    assert response.status_code == 409
    assert "Opgaven er ændret, mens du skrev" in text_of(response)
    assert Task.objects.get().responsible is None


def test_other_forms_keep_the_holders_form_fresh(task, signed_in):
    client = signed_in(member(task))

    page = text_of(
        client.post(
            reverse("tasks:status", args=[task.pk]),
            {"revision": task.revision, "status": "in_progress"},
            headers=HTMX,
        )
    )

    assert page.count('value="2" id="revision-roles" hx-swap-oob="true"') == 1


def test_a_vacant_role_leads_to_the_gallery_and_to_who_fills_it(task, signed_in):
    colleague(task, name="Kim Klik", email="kim@kommune.example", is_klik_administrator=True)
    colleague(task, is_klik_administrator=True, is_active=False)
    UserFactory(is_klik_administrator=True)

    page = text_of(signed_in(member(task)).get(task.get_absolute_url()))

    role = task.programme.system.code
    assert page.count("Ingen har rollen hos jer.") == 3
    assert f'href="{reverse("roles:gallery")}#{role}--' in page
    assert (
        "besættes af jeres KLIK-administrator: "
        '<a href="mailto:kim@kommune.example">Kim Klik</a>.' in page
    )


def test_nobody_is_pointed_out_when_no_role_is_vacant(task, signed_in):
    for name in ("Systemejer", "Superbruger", "Vagtplanlægger"):
        holder(task, name, f"Holder af {name}")
    colleague(task, name="Kim Klik", is_klik_administrator=True)

    response = signed_in(member(task)).get(task.get_absolute_url())

    assert response.context["sheet"].administrators == []


@pytest.mark.parametrize(
    ("kind", "sees", "presses"),
    [
        ("owner", True, True),
        ("contributor", True, False),
        ("reader", True, False),
        ("consultant", False, False),
    ],
)
def test_only_those_who_plan_can_give_and_partners_are_told_no_names(
    kind, sees, presses, task, signed_in
):
    holder(task, "Superbruger", "Rolf Rolleindehaver")
    user = people_of_every_kind(task)[kind]

    page = text_of(signed_in(user).get(task.get_absolute_url()))

    assert ("Rolf Rolleindehaver" in page, "Gør til" in page) == (sees, presses)
    assert ("Hvem har rollen hos os?" in page, "Anbefalede roller" in page) == (sees, not sees)


@pytest.mark.parametrize("number", [1, 3])
def test_many_holders_ask_no_more_than_one(number, task, signed_in, django_assert_num_queries):
    for name in ("Systemejer", "Superbruger"):
        for one in range(number):
            holder(task, name, f"{name} {one}")
    client = signed_in(member(task))

    with django_assert_num_queries(27):
        client.get(task.get_absolute_url())
