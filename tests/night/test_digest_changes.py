"""What the centre changed is told in the coming night, once, and to those it concerns."""

import dataclasses
import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from night.digests.changes import CHANGES_SHOWN
from night.digests.compose import subject_of, write_digests
from notifications.models import JobRun, Notification
from notifications.rendering import render_mail
from projects.models import ProjectMember
from publishing.changes.versions import (
    Change,
    change_shared_task,
    impact_of_change,
    impact_of_restoration,
    impact_of_withdrawal,
    restore_shared_task,
    withdraw_shared_task,
)
from shared_tasks.content import content_of
from shared_tasks.models import SharedTask, SharedTaskVersion
from tasks.models import Status, Task
from tests.factories import (
    NOON,
    ConsultantFactory,
    ProjectFactory,
    ProjectMemberFactory,
    SharedTaskFactory,
    TaskFactory,
    UserFactory,
)
from tests.shared_tasks.factories import SharedTaskReceiverFactory

pytestmark = pytest.mark.django_db

NIGHT = dt.date(2026, 3, 3)
DAY = dt.timedelta(days=1)


@pytest.fixture
def project():
    return ProjectFactory(programme__name="DUBU 3.0")


@pytest.fixture
def leader(project):
    return ProjectMemberFactory(project=project, role=ProjectMember.Role.LEADER).user


@pytest.fixture
def editor():
    return ConsultantFactory(is_editor=True, partner__name="Leverandøren")


@pytest.fixture
def shared_task(project):
    return SharedTaskFactory(
        programme=project.programme, published=True, code="Opgave 7", title="Aftal vilkår"
    )


def task_in(project, shared_task, **facts):
    """The task, so far from due that no light has anything to tell."""
    return TaskFactory(project=project, shared_task=shared_task, **{"due_on": None} | facts)


def now(shared_task):
    return SharedTask.objects.get(pk=shared_task.pk)


def change(shared_task, editor, note="Målet er nyt", *, correction=False, **fields):
    fields = fields or {"goal": f"{now(shared_task).goal}!"}
    said = dataclasses.replace(content_of(now(shared_task)), **fields)
    change_shared_task(
        shared_task=shared_task,
        change=Change(said, note, correction),
        by=editor,
        at=NOON,
        revision=now(shared_task).revision,
    )


def withdraw(shared_task, editor):
    withdraw_shared_task(
        shared_task=shared_task,
        reason="Væk",
        by=editor,
        at=NOON,
        revision=now(shared_task).revision,
    )


def restore(shared_task, editor):
    restore_shared_task(
        shared_task=shared_task, reason="", by=editor, at=NOON, revision=now(shared_task).revision
    )


def preview_of_change(shared_task):
    goal = f"{now(shared_task).goal}!"
    said = Change(dataclasses.replace(content_of(now(shared_task)), goal=goal))
    return impact_of_change(shared_task=shared_task, change=said, on=NIGHT)


def preview_of_withdrawal(shared_task):
    return impact_of_withdrawal(shared_task=shared_task, on=NIGHT)


def preview_of_restoration(shared_task):
    return impact_of_restoration(shared_task=shared_task, on=NIGHT)


def write(on=NIGHT):
    return write_digests(on=on, at=NOON)


def mail_to(user):
    return Notification.objects.get(recipient=user)


def told(user):
    return [
        (part["partner"], task["number"], task["what"], task["notes"])
        for part in mail_to(user).content["changed"]
        for task in part["tasks"]
    ]


def test_the_leader_and_those_named_are_told_what_and_why(project, leader, shared_task, editor):
    executor, responsible = UserFactory.create_batch(2, municipality=project.municipality)
    task = task_in(project, shared_task, executor=executor, responsible=responsible)
    ProjectMemberFactory(project=project, role=ProjectMember.Role.READER)
    change(shared_task, editor)

    assert write() == 3

    for person in (leader, executor, responsible):
        assert told(person) == [("Leverandøren", task.pk, "Ændret", ["Målet er nyt"])]
        assert mail_to(person).subject == "1 opgave er ændret"


def test_the_night_twice_tells_once(project, leader, shared_task, editor):
    task_in(project, shared_task)
    change(shared_task, editor)

    assert write() == 1
    assert write() is None
    assert write(NIGHT + DAY) == 0
    assert SharedTaskVersion.objects.get(number=2).told_on == NIGHT


def test_a_missed_night_is_made_up(project, leader, shared_task, editor):
    task_in(project, shared_task)
    change(shared_task, editor, "Første")
    change(shared_task, editor, "Anden")

    assert write(NIGHT + 5 * DAY) == 1

    assert [notes for *_, notes in told(leader)] == [["Anden", "Første"]]


def test_a_night_cut_short_is_made_up(project, leader, shared_task, editor, monkeypatch):
    task_in(project, shared_task)
    change(shared_task, editor)

    def broken(**kwargs):
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("night.digests.compose.write_notifications", broken)
        with pytest.raises(ZeroDivisionError):
            write()

    assert SharedTaskVersion.objects.untold().count() == 1
    assert JobRun.objects.count() == 0
    assert write() == 1


def test_nobody_is_told_of_a_correction(project, leader, shared_task, editor):
    task_in(project, shared_task)
    change(shared_task, editor, "", correction=True)

    assert write() == 0


def test_what_is_withdrawn_and_restored_is_told(project, leader, shared_task, editor):
    task = task_in(project, shared_task)
    withdraw(shared_task, editor)
    write()
    assert told(leader) == [("Leverandøren", task.pk, "Trukket tilbage", ["Væk"])]
    Notification.objects.all().delete()

    restore(shared_task, editor)
    write(NIGHT + DAY)

    assert told(leader) == [("Leverandøren", task.pk, "Genudgivet", [])]


def test_who_is_given_it_for_the_first_time_by_a_restoration_is_told(
    project, leader, shared_task, editor
):
    SharedTaskReceiverFactory(shared_task=shared_task)
    withdraw(shared_task, editor)
    restore(shared_task, editor)

    write()

    [task] = project.tasks.all()
    assert told(leader) == [("Leverandøren", task.pk, "Genudgivet", [])]


def test_of_what_is_closed_the_leader_alone_is_told(project, leader, shared_task, editor):
    executor = UserFactory(municipality=project.municipality)
    task_in(
        project,
        shared_task,
        executor=executor,
        status=Status.COMPLETED,
        completed_at=NOON,
        completed_by=executor,
    )
    change(shared_task, editor)

    assert write() == 1

    [part] = mail_to(leader).content["changed"]
    assert [task["done"] for task in part["tasks"]] == ["I har løst den efter version 1."]


def test_those_who_have_left_are_not_told(project, shared_task, editor):
    gone = UserFactory(municipality=project.municipality, is_active=False)
    task_in(project, shared_task, executor=gone)
    ProjectMemberFactory(project=project, role=ProjectMember.Role.LEADER, user=gone)
    change(shared_task, editor)

    assert write() == 0
    assert not SharedTaskVersion.objects.untold().exists()


@pytest.mark.parametrize(
    ("preview", "act"),
    [
        (preview_of_change, change),
        (preview_of_withdrawal, withdraw),
        (preview_of_restoration, restore),
    ],
    ids=["change", "withdraw", "restore"],
)
def test_as_many_get_a_mail_as_the_editor_is_shown(project, shared_task, editor, preview, act):
    """Of those who have the task three, and two leaders more whose projects get it at last."""
    role = ProjectMember.Role
    leader = ProjectMemberFactory(project=project, role=role.LEADER).user
    executor = UserFactory(municipality=project.municipality)
    for other in (role.OWNER, role.CONTRIBUTOR, role.READER):
        ProjectMemberFactory(project=project, role=other)
    task_in(project, shared_task, executor=executor, responsible=leader)
    led_by_nobody, closed, *new = ProjectFactory.create_batch(4, programme=project.programme)
    for one in (led_by_nobody, closed):
        gone = UserFactory(municipality=one.municipality, is_active=False)
        ProjectMemberFactory(project=one, role=role.LEADER, user=gone)
    gone = UserFactory(municipality=led_by_nobody.municipality, is_active=False)
    active = UserFactory(municipality=led_by_nobody.municipality)
    task_in(led_by_nobody, shared_task, executor=gone, responsible=active)
    done_by = UserFactory(municipality=closed.municipality)
    done = {"status": Status.COMPLETED, "completed_at": NOON, "completed_by": done_by}
    task_in(closed, shared_task, executor=done_by, **done)
    for one in new:
        ProjectMemberFactory(project=one, role=role.LEADER)
    SharedTaskReceiverFactory(shared_task=shared_task)
    if act is restore:
        withdraw(shared_task, editor)
        write(NIGHT - DAY)
        Notification.objects.all().delete()

    shown = preview(shared_task).told
    act(shared_task, editor)

    assert write() == shown == (5 if act is restore else 3)


def test_a_task_that_came_after_the_change_is_no_news(project, leader, shared_task, editor):
    change(shared_task, editor)
    task_in(project, shared_task, arrived_version=2)

    assert write() == 0


def test_each_municipality_is_told_of_its_own_task(project, leader, shared_task, editor):
    mine = task_in(project, shared_task)
    other = ProjectFactory(programme=project.programme)
    theirs = task_in(other, shared_task)
    stranger = ProjectMemberFactory(project=other, role=ProjectMember.Role.LEADER).user
    change(shared_task, editor)

    write()

    assert [number for _, number, *_ in told(leader)] == [mine.pk]
    assert [number for _, number, *_ in told(stranger)] == [theirs.pk]
    assert mail_to(stranger).municipality == other.municipality


def test_each_partner_has_a_part(project, leader, editor):
    operator = ConsultantFactory(is_editor=True, partner__name="Operatøren")
    first, second = (
        SharedTaskFactory(programme=project.programme, published=True) for _ in range(2)
    )
    for shared_task, by in ((first, operator), (second, editor)):
        task_in(project, shared_task)
        change(shared_task, by)

    write()

    assert [part["partner"] for part in mail_to(leader).content["changed"]] == [
        "Leverandøren",
        "Operatøren",
    ]


def test_lights_and_changes_come_in_one_mail(project, leader, shared_task, editor):
    late = dt.date(2026, 2, 1)
    SharedTask.objects.update(due_anchor="fixed", due_fixed_on=late)
    task_in(project, shared_task, due_on=late)
    change(shared_task, editor)

    assert write() == 1
    assert mail_to(leader).subject == "1 opgave er blevet rød, og 1 er ændret"


@pytest.mark.parametrize(
    ("counts", "subject"),
    [
        ((0, 0, 2), "2 opgaver er ændret"),
        ((0, 1, 1), "1 opgave er blevet gul, og 1 er ændret"),
        ((3, 2, 1), "3 opgaver er blevet røde, 2 gule, og 1 er ændret"),
    ],
)
def test_the_subject_counts(counts, subject):
    assert subject_of(*counts) == subject


def test_a_part_shows_so_many_and_counts_the_rest(project, leader, editor):
    for _ in range(CHANGES_SHOWN + 2):
        shared_task = SharedTaskFactory(programme=project.programme, published=True)
        task_in(project, shared_task)
        change(shared_task, editor)

    write()

    [part] = mail_to(leader).content["changed"]
    assert (len(part["tasks"]), part["more"]) == (CHANGES_SHOWN, 2)
    message = render_mail(mail_to(leader))
    assert "og 2 andre, der er ændret" in message.body
    assert "og 2 andre, der er ændret" in message.alternatives[0][0]


def test_the_mail_reads_well_as_text_and_escapes_in_html(
    project, leader, shared_task, editor, settings
):
    settings.SITE_URL = "https://fremdrift.example"
    task = task_in(project, shared_task)
    change(shared_task, editor, "Fristen <rykkes> & »vilkår«\nlæs igen")

    write()

    message = render_mail(mail_to(leader))
    assert message.body.splitlines()[:10] == [
        "1 opgave er ændret",
        "",
        "Det er sket, siden du sidst fik besked.",
        "",
        "ÆNDRET AF Leverandøren",
        "",
        "ÆNDRET  Opgave 7: Aftal vilkår",
        "     DUBU 3.0.",
        "     »Fristen <rykkes> & »vilkår«",
        "      læs igen«",
    ]
    assert f"     https://fremdrift.example/opgaver/{task.pk}/" in message.body.splitlines()
    [(html, _)] = message.alternatives
    assert "Fristen &lt;rykkes&gt; &amp; »vilkår«<br>læs igen" in html
    assert "Ændret af Leverandøren" in html


def test_asks_as_much_for_many_as_for_one(project, leader, shared_task, editor):
    task_in(project, shared_task)
    change(shared_task, editor)
    with CaptureQueriesContext(connection) as one:
        assert write() == 1
    for _ in range(3):
        another = ProjectFactory(programme=project.programme)
        ProjectMemberFactory(project=another, role=ProjectMember.Role.LEADER)
        more = SharedTaskFactory(programme=project.programme, published=True)
        for at in (project, another):
            task_in(at, more)
        task_in(another, shared_task)
        change(more, editor)
    change(shared_task, editor)
    with CaptureQueriesContext(connection) as three:
        assert write(NIGHT + DAY) == 4

    assert len(three) == len(one)
    assert Task.objects.count() == 10
