"""»Ændret siden sidst«: what each person has not seen yet, on the task and in lists."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tasks.lights import ONE_DAY, Light
from tasks.models import SeenVersion, Task
from tests.factories import NOON, TODAY, SharedTaskFactory, TaskFactory, UserFactory
from tests.publishing.live_changes import change, restore, withdraw
from tests.tasks.people import Role, colleague, consultant, member
from workplace.task_page.seen import mark_seen, with_news

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

HOME = reverse("home")


@pytest.fixture
def task():
    """One that has nothing to warn of, so that only what changed is told."""
    return TaskFactory(due_on=None, shared_task__goal="Alle ved, hvem der gør hvad.")


@pytest.fixture
def leader(task):
    return member(task, Role.LEADER)


def news(client, task):
    return client.get(task.get_absolute_url()).context["news"]


def text_of(response):
    return " ".join(response.content.decode().split())


def listed(client, task, **address):
    """The tasks of the project's list, with whether each is shown as changed."""
    page = client.get(task.project.get_absolute_url(), address).context["page"]
    return {one.pk: one.is_changed for one in page}


def test_the_page_says_what_changed_who_changed_it_and_the_difference(signed_in, task, leader):
    change(
        task.shared_task, note="Ledelsen skal med", goal="Alle i ledelsen ved, hvem der gør hvad."
    )

    page = text_of(signed_in(leader).get(task.get_absolute_url()))

    assert "Ændret siden sidst" in page
    assert "Ledelsen skal med" in page
    assert (
        'Ændret <time datetime="2026-03-02">2. marts 2026</time> af Eva Redaktør, Leverandøren'
        in page
    )
    assert '<ins><span class="sr-only">[tilføjet: </span> i ledelsen<span' in page


def test_it_is_said_once_to_each_person(signed_in, task, leader):
    other = member(task, Role.OWNER)
    change(task.shared_task)

    assert news(signed_in(leader), task).seen == 1
    assert news(signed_in(leader), task) is None
    assert news(signed_in(other), task).seen == 1


def test_what_came_after_the_last_reading_is_said_and_no_more(signed_in, task, leader):
    change(task.shared_task, note="Første")
    signed_in(leader).get(task.get_absolute_url())
    change(task.shared_task, note="Anden")
    change(task.shared_task, note="Tredje")

    found = news(signed_in(leader), task)

    assert (found.seen, [version.note for version in found.versions]) == (
        2,
        ["Tredje", "Anden"],
    )


def test_a_correction_is_no_news(signed_in, task, leader):
    change(task.shared_task, note="", correction=True)

    assert news(signed_in(leader), task) is None
    assert listed(signed_in(leader), task) == {task.pk: False}


def test_the_difference_counts_from_what_was_seen_with_corrections(signed_in, task, leader):
    change(task.shared_task, correction=True, goal="Alle ved hvem der gør hvad.")
    change(task.shared_task, title="Nyt navn")

    found = news(signed_in(leader), task)

    assert [one.label for one in found.differences] == ["Titel", "Mål"]
    assert len(found.versions) == 1


def test_what_a_task_came_as_is_no_news(signed_in, leader, task):
    change(task.shared_task)
    Task.objects.update(arrived_version=2)

    assert news(signed_in(leader), task) is None
    assert not SeenVersion.objects.exists()


def test_reading_is_noted_once_and_moved_on(task, leader):
    for _ in range(2):
        change(task.shared_task)
        task = Task.objects.select_related("shared_task").get()
        mark_seen(task=task, by=leader, at=NOON)

    reading = SeenVersion.objects.get()
    assert (reading.task, reading.user, reading.version) == (task, leader, 3)
    assert (reading.municipality, reading.read_at) == (task.municipality, NOON)


def test_asking_for_the_head_alone_is_not_reading(signed_in, task, leader):
    change(task.shared_task)

    signed_in(leader).head(task.get_absolute_url())

    assert not SeenVersion.objects.exists()


def test_partners_people_have_nothing_to_read(signed_in, task):
    change(task.shared_task)
    client = signed_in(consultant(task))

    assert news(client, task) is None
    assert listed(client, task) == {task.pk: False}
    assert not SeenVersion.objects.exists()
    assert "aendret" not in client.get(task.project.get_absolute_url()).context["filters"].fields


def test_what_is_not_published_is_not_named_in_the_difference(signed_in, task, leader):
    draft = SharedTaskFactory(programme=task.programme, code="HEMMELIG", title="Kladden")
    change(task.shared_task, prerequisites=(draft.code,), title="Nyt navn")

    page = text_of(signed_in(leader).get(task.get_absolute_url()))

    assert "Nyt navn" in page
    assert "HEMMELIG" not in page
    assert "Kladden" not in page


def test_what_was_written_is_escaped(signed_in, task, leader):
    change(task.shared_task, note="<script>alert(1)</script>", goal="<b>fed</b>")

    page = text_of(signed_in(leader).get(task.get_absolute_url()))

    assert "<script>alert" not in page
    assert "[tilføjet: </span>&lt;b&gt;fed&lt;/b&gt;<span" in page
    assert "<b>fed" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_list_tags_and_filters_what_changed(signed_in, task, leader):
    other = TaskFactory(project=task.project, due_on=None)
    change(task.shared_task)
    client = signed_in(leader)

    assert listed(client, task) == {task.pk: True, other.pk: False}
    assert listed(client, task, aendret="siden-sidst") == {task.pk: True}
    assert "Ændret siden sidst</span>" in text_of(client.get(task.project.get_absolute_url()))

    client.get(task.get_absolute_url())

    assert listed(client, task) == {task.pk: False, other.pk: False}
    assert listed(client, task, aendret="siden-sidst") == {}


def test_my_page_tags_what_changed(signed_in, task):
    mine = colleague(task)
    Task.objects.update(executor=mine, due_on=TODAY - ONE_DAY, due_reason="Aftalt", light=Light.RED)
    change(task.shared_task)
    client = signed_in(mine)

    def needing():
        return [row.task.is_changed for row in client.get(HOME).context["work"].needs.rows]

    assert needing() == [True]
    assert "Ændret siden sidst</span>" in text_of(client.get(HOME))
    client.get(task.get_absolute_url())
    assert needing() == [False]


def test_what_was_withdrawn_and_restored_is_news(signed_in, task, leader):
    withdraw(task.shared_task)
    assert news(signed_in(leader), task) is None
    restore(task.shared_task)
    SeenVersion.objects.all().delete()

    found = news(signed_in(leader), task)

    assert [version.kind for version in found.versions] == ["restored", "withdrawn"]
    assert found.differences == []


def test_one_person_s_reading_is_not_another_s(task, leader):
    change(task.shared_task)
    stranger = UserFactory(municipality=task.municipality)
    mark_seen(task=Task.objects.select_related("shared_task").get(), by=leader, at=NOON)

    assert with_news(Task.objects.all(), leader).get().is_changed is False
    assert with_news(Task.objects.all(), stranger).get().is_changed is True


def test_lists_ask_as_much_for_three_as_for_one(signed_in, task, leader):
    client = signed_in(leader)
    Task.objects.update(executor=leader)
    counted = []
    for number in (1, 3):
        for _ in range(number - 1):
            TaskFactory(project=task.project, executor=leader, due_on=None)
        change(task.shared_task)
        for page in (task.project.get_absolute_url(), HOME):
            client.get(page)
            with CaptureQueriesContext(connection) as asked:
                client.get(page)
            counted.append(len(asked))

    assert counted[:2] == counted[2:]


def test_a_task_never_changed_asks_nothing_more(signed_in, task, leader):
    client = signed_in(leader)
    client.get(task.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        client.get(task.get_absolute_url())

    tables = ("shared_tasks_sharedtaskversion", "tasks_seenversion")
    assert [one for one in asked.captured_queries if any(t in one["sql"] for t in tables)] == []
