import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.rights import Permission
from shared_tasks.models import SharedTaskAttachment, SharedTaskLink
from tasks import services
from tasks.models import Status, Task
from tests.factories import (
    NOON,
    TODAY,
    ProjectFactory,
    RoleAssignmentFactory,
    RoleFactory,
    SharedTaskFactory,
    TaskFactory,
    UserFactory,
)
from tests.tasks.people import colleague, consultant, member, people_of_every_kind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

BRIEF = {
    "goal": "Et mål",
    "description": "En beskrivelse",
    "method": "1. En fremgangsmåde",
    "result": "Et resultat",
    "quality_criteria": "- Et kriterium",
    "source": "DUBU-håndbogen 8",
}


def text_of(response):
    return " ".join(response.content.decode().split())


def link(task, other, kind, *, published=True):
    """Another task of the same project, tied to this one."""
    shared_task = SharedTaskFactory(
        programme=task.programme,
        title=other,
        published_at=NOON if published else None,
        published_by=UserFactory() if published else None,
    )
    SharedTaskLink.objects.create(
        programme=task.programme, shared_task=task.shared_task, other=shared_task, kind=kind
    )
    return TaskFactory(project=task.project, shared_task=shared_task)


def publish_shared_task_of(task):
    type(task.shared_task).objects.filter(pk=task.shared_task_id).update(
        published_at=NOON, published_by=UserFactory()
    )


def test_the_page_has_every_field_of_the_sheet(signed_in):
    task = TaskFactory(starts_on=TODAY, internal_notes="Spørg Bo")
    type(task.shared_task).objects.update(**BRIEF)
    SharedTaskAttachment.objects.create(
        shared_task=task.shared_task, kind="guide", title="Vejledning", url="https://a.example/v"
    )
    anna, bo = UserFactory.create_batch(2, municipality=task.municipality)
    Task.objects.update(responsible=anna, executor=bo)

    page = text_of(signed_in(member(task)).get(task.get_absolute_url()))

    for part in (
        f"({task.shared_task.code}) {task.shared_task.title}",
        f"#{task.pk}",
        "Slutdato 1. april, ikke påbegyndt. Bliver gul 25. marts.",
        "Obligatorisk",
        "Ikke påbegyndt",
        anna.name,
        bo.name,
        "2. marts 2026",
        "1. april 2026",
        "<p>Et mål</p>",
        "<p>En beskrivelse</p>",
        "<li>En fremgangsmåde</li>",
        "<p>Et resultat</p>",
        "<li>Et kriterium</li>",
        "Ingen anbefalede roller",
        "Historik",
        "Spørg Bo",
        "Forudsætninger",
        "Venter på denne opgave",
        "Tæt relateret",
        task.programme.name,
        str(task.phase),
        task.theme.name,
        task.municipality.name,
        'href="https://a.example/v"',
        "DUBU-håndbogen 8",
    ):
        assert part in page, part


def test_a_recommended_role_is_named_for_the_system_and_by_who_holds_it(signed_in):
    task, role = TaskFactory(), RoleFactory(name="Projektleder")
    type(task.shared_task).objects.update(recommended_executor=role)
    task.shared_task.involved_roles.add(role)
    held = {"municipality": task.municipality, "role": role, "system": task.programme.system}
    bo = RoleAssignmentFactory(**held).user
    anna = RoleAssignmentFactory(**held, is_primary=True).user
    RoleAssignmentFactory(**held | {"municipality": UserFactory().municipality})
    RoleAssignmentFactory(**held, user__is_active=False)

    sheet = signed_in(member(task)).get(task.get_absolute_url()).context["sheet"]

    assert sheet.executor_role.name == f"{task.programme.system.name}-projektleder"
    assert sheet.executor_role.holders == [anna, bo]
    assert sheet.involved_roles == [sheet.executor_role]
    assert sheet.responsible_role is None


def test_partners_are_not_told_who_holds_a_role(signed_in):
    task, role = TaskFactory(), RoleFactory()
    type(task.shared_task).objects.update(recommended_executor=role)
    holder = RoleAssignmentFactory(
        municipality=task.municipality, role=role, system=task.programme.system
    ).user

    page = text_of(signed_in(consultant(task)).get(task.get_absolute_url()))

    assert role.name_in(task.programme.system) in page
    assert holder.name not in page


def test_tied_tasks_stand_with_their_light_under_what_they_are_to_this_one(signed_in):
    task = TaskFactory()
    publish_shared_task_of(task)
    first = link(task, "Først", "prerequisite")
    near = link(task, "Nær", "related")
    link(task, "Udkast", "prerequisite", published=False)
    leader = signed_in(member(task))

    sheet = leader.get(task.get_absolute_url()).context["sheet"]
    other_side = leader.get(first.get_absolute_url()).context["sheet"]

    assert [linked.task for linked in sheet.prerequisites] == [first]
    assert [linked.task for linked in sheet.related] == [near]
    assert (sheet.waiting, other_side.prerequisites) == ([], [])
    assert [linked.task for linked in other_side.waiting] == [task]


def test_another_project_s_task_is_never_tied_in(signed_in):
    task = TaskFactory()
    publish_shared_task_of(task)
    first = link(task, "Først", "prerequisite")
    elsewhere = TaskFactory(
        project__programme=task.programme, shared_task=first.shared_task, status=Status.IN_PROGRESS
    )

    sheet = signed_in(consultant(task)).get(task.get_absolute_url()).context["sheet"]

    assert [linked.task for linked in sheet.prerequisites] == [first]
    assert elsewhere.pk != first.pk


def test_someone_named_on_one_task_reads_what_comes_first_without_a_way_to_it(signed_in):
    task = TaskFactory()
    publish_shared_task_of(task)
    first = link(task, "Først", "prerequisite")
    executor = colleague(task)
    Task.objects.filter(pk=task.pk).update(executor=executor)

    page = text_of(signed_in(executor).get(task.get_absolute_url()))

    assert first.shared_task.title in page
    assert first.get_absolute_url() not in page
    assert task.project.get_absolute_url() not in page


def test_an_open_prerequisite_warns(signed_in):
    task = TaskFactory()
    publish_shared_task_of(task)
    link(task, "Først", "prerequisite")

    page = text_of(signed_in(member(task)).get(task.get_absolute_url()))

    assert "1 forudsætning</a> er ikke afsluttet endnu" in page


def test_a_local_due_date_stands_beside_the_shared_one_with_its_reason(signed_in):
    task = TaskFactory(
        due_on=TODAY + dt.timedelta(days=9), shared_due_on=TODAY, due_reason="Aftalt med KMD"
    )

    page = text_of(signed_in(member(task)).get(task.get_absolute_url()))

    assert 'aftalt lokalt; fælles: <time datetime="2026-03-02">2. marts 2026</time>' in page
    assert "Aftalt med KMD" in page


def test_a_completed_task_says_by_whom_and_when(signed_in):
    project = ProjectFactory()
    user = UserFactory(municipality=project.municipality)
    task = TaskFactory(
        project=project, status=Status.COMPLETED, completed_at=NOON, completed_by=user
    )

    page = text_of(signed_in(member(task)).get(task.get_absolute_url()))

    assert f'Fuldført <time datetime="2026-03-02">2. marts 2026</time> af {user.name}.' in page


@pytest.mark.parametrize(
    ("kind", "forms"),
    [
        ("leader", {"status", "notes", "people", "dates"}),
        ("owner", {"status", "notes", "people", "dates"}),
        ("contributor", {"status", "notes"}),
        ("named", {"status", "notes"}),
        ("reader", set()),
        ("programme manager", set()),
        ("klik administrator", set()),
        ("consultant", set()),
        ("editor", set()),
    ],
)
def test_each_person_gets_the_forms_they_may_use(kind, forms, signed_in):
    task = TaskFactory()
    user = people_of_every_kind(task)[kind]

    response = signed_in(user).get(task.get_absolute_url())

    assert set(response.context["forms"]) == forms


@pytest.mark.parametrize(
    ("kind", "sees"),
    [
        ("reader", True),
        ("programme manager", True),
        ("klik administrator", False),
        ("consultant", False),
        ("editor", False),
    ],
)
def test_internal_notes_and_their_history_stay_inside(kind, sees, signed_in):
    task = TaskFactory()
    services.write_internal_notes(
        task=task, internal_notes="Vi tror ikke på planen", at=NOON, revision=1
    )
    user = people_of_every_kind(task)[kind]

    page = text_of(signed_in(user).get(task.get_absolute_url()))

    assert ("Vi tror ikke på planen" in page) is sees
    assert ("Interne noter" in page) is sees
    assert ("interne noter" in page) is sees


@pytest.mark.parametrize(
    ("kind", "asks"), [("reader", 2), ("klik administrator", 0), ("consultant", 0), ("editor", 0)]
)
def test_whoever_may_not_read_internal_notes_does_not_ask_for_them(kind, asks, signed_in):
    task = TaskFactory(internal_notes="Spørg Bo")
    client = signed_in(people_of_every_kind(task)[kind])

    with CaptureQueriesContext(connection) as queries:
        client.get(task.get_absolute_url())

    assert sum("internalnotes" in query["sql"] for query in queries) == asks


@pytest.mark.parametrize(
    ("kind", "status"), [("stranger", 404), ("colleague", 404), ("consultant elsewhere", 404)]
)
def test_strangers_do_not_find_the_task(kind, status, signed_in):
    task = TaskFactory()
    user = people_of_every_kind(task)[kind]

    for name in ("tasks:detail", "tasks:pdf"):
        assert signed_in(user).get(reverse(name, args=[task.pk])).status_code == status


def test_a_number_beyond_all_numbers_is_not_found(signed_in):
    client = signed_in(member(TaskFactory()))

    assert client.get(f"/opgaver/{10**30}/").status_code == 404


@pytest.mark.parametrize(
    "bad", ["1e3", "\N{FULLWIDTH DIGIT ONE}", "9" * 31, "\x00", "-20", "0", "19"]
)
def test_a_bad_length_of_history_is_left_out(bad, signed_in):
    task = TaskFactory()

    response = signed_in(member(task)).get(task.get_absolute_url(), {"historik": bad})

    assert response.context["shown"].more_url == f"{task.get_absolute_url()}?historik=40#historik"


def test_a_long_history_is_shown_twenty_at_a_time(signed_in):
    task = TaskFactory()
    for number in range(25):
        Task.objects.update(due_reason=f"Grund {number}")
    client = signed_in(member(task))

    first = client.get(task.get_absolute_url()).context["shown"].history
    longer = client.get(task.get_absolute_url(), {"historik": 40}).context["shown"].history

    assert (len(first.sentences), first.has_more) == (20, True)
    assert (len(longer.sentences), longer.has_more) == (26, False)


def test_the_page_is_only_read(signed_in):
    task = TaskFactory()

    assert signed_in(member(task)).post(task.get_absolute_url()).status_code == 405


def test_the_signed_out_sign_in_first(client):
    url = TaskFactory().get_absolute_url()

    assert client.get(url).url == f"{reverse('account_login')}?next={url}"


def test_the_actions_come_from_the_table_of_rights(signed_in):
    task = TaskFactory()

    sheet = signed_in(member(task, "reader")).get(task.get_absolute_url()).context["sheet"]

    assert {Permission.TASK_VIEW, Permission.NOTES_VIEW} <= sheet.permissions
    assert Permission.TASK_WORK not in sheet.permissions


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_much_for_three_of_everything_as_for_one(
    number, signed_in, django_assert_num_queries
):
    task = TaskFactory()
    publish_shared_task_of(task)
    for at in range(number):
        link(task, f"Først {at}", "prerequisite")
        role = RoleFactory()
        task.shared_task.involved_roles.add(role)
        RoleAssignmentFactory(
            municipality=task.municipality, role=role, system=task.programme.system
        )
        SharedTaskAttachment.objects.create(
            shared_task=task.shared_task, kind="guide", title="V", url=f"https://a.example/{at}"
        )
        Task.objects.filter(pk=task.pk).update(executor=colleague(task))
    client = signed_in(member(task))

    with django_assert_num_queries(28):
        client.get(task.get_absolute_url())
