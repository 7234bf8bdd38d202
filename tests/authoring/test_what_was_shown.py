"""What an editor does to live tasks is what the page showed, or nothing.

A municipality may commit between the page's dry run and the moment the projects are locked. Each
act is tried against that: another connection holds the lock, and changes something before it ends.
"""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from time import sleep
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse

from phases.models import Phase
from projects.locks import lock_projects
from projects.models import Programme, Project, ProjectMember, Wave
from shared_tasks.models import Publication, SharedTask, SharedTaskVersion
from tasks.models import Status, Task
from tests.authoring.people import editor_of
from tests.authoring.sheets import sent_from
from tests.factories import PhaseFactory, SharedTaskFactory
from tests.publishing.live_changes import withdraw
from tests.publishing.waves import (
    GO_LIVE,
    LATER_LIVE,
    SOON,
    STARTS,
    following,
    programme_of,
    published,
    rule,
    wave_of,
)

SHOWN = re.compile(r'name="shown" value="(\w+)"')


@dataclass(frozen=True)
class Act:
    """What is sent to which page, how its dry run is asked for, and what others do meanwhile."""

    route: str
    args: list[Any]
    sent: dict[str, Any]
    meanwhile: Callable[[], object]
    # Of the dry run alone; ``asks`` says how it is asked for.
    dry: dict[str, Any] = field(default_factory=dict)
    asks: str = "post"


class World:
    """A wave with one led project that has two shared tasks, and a draft that it has not."""

    def __init__(self):
        self.programme = programme_of(slug="dubu")
        self.wave = wave_of(self.programme)
        self.project = following(self.wave)
        self.phase = PhaseFactory(programme=self.programme, number="1", name="Opstart")
        from_phase = rule("phase_start", 10) | {"phase": self.phase}
        self.shared_task, _ = published(self.programme, GO_LIVE, from_phase)
        self.shared_task.refresh_from_db()
        self.editor = editor_of(self.programme)

    def a_date_is_agreed(self):
        Task.objects.update(due_on=SOON, due_reason="Ferie")

    def the_work_begins(self):
        Task.objects.update(status=Status.IN_PROGRESS)

    def the_leader_leaves(self):
        ProjectMember.objects.all().delete()

    def another_joins(self):
        following(self.wave)


def publish(world):
    draft = SharedTaskFactory(programme=world.programme, **GO_LIVE)
    chosen = {"what": "picked", "picked": str(draft.pk), "to": "everyone"}
    return Act("publish", [], chosen | {"step": "publish"}, world.the_leader_leaves, chosen)


def change(world, client):
    page = reverse("authoring:shared_task", args=["dubu", world.shared_task.pk])
    typed = sent_from(client, page) | {
        "priority": "1",
        "due_amount": "7",
        "note": "Fristen er rykket",
    }
    args = [world.shared_task.pk]
    return Act(
        "shared_task",
        args,
        typed | {"step": "publish"},
        world.a_date_is_agreed,
        typed | {"step": "preview"},
    )


def withdrawal(world):
    sent = {"reason": "Loven er ændret", "revision": world.shared_task.revision}
    return Act("withdraw", [world.shared_task.pk], sent, world.the_work_begins, asks="get")


def restoration(world):
    withdrawn = withdraw(world.shared_task, by=world.editor)
    sent = {"reason": "", "revision": withdrawn.revision}
    return Act("restore", [world.shared_task.pk], sent, world.another_joins, asks="get")


def policy(world):
    names = ("critical", "mandatory", "recommended")
    sent = {f"warning_days_{name}": "60" for name in names}
    Wave.objects.update(go_live_on="2026-04-01")
    Task.objects.update(due_on="2026-04-01", shared_due_on="2026-04-01", warns_on="2026-03-28")
    return Act("policy", [], sent, world.a_date_is_agreed, sent)


def window(world):
    sent = {
        "number": "1",
        "name": "Opstart",
        "parent": "",
        "description": "",
        "starts_amount": "2",
        "starts_unit": "month",
        "starts_side": "before",
        "ends_amount": "0",
        "ends_unit": "day",
        "ends_side": "before",
    }
    return Act("phase", [world.phase.pk], sent, world.a_date_is_agreed, sent)


def own_date(world):
    sent = {"go_live_on": LATER_LIVE.isoformat()}
    return Act("own_date", [world.project.pk], sent, world.a_date_is_agreed, sent, "get")


def wave_dates(world):
    sent = {"starts_on": STARTS.isoformat(), "go_live_on": LATER_LIVE.isoformat()}
    return Act("wave_dates", [world.wave.pk], sent, world.a_date_is_agreed, sent, "get")


def other_wave(world):
    second = wave_of(world.programme, 2, go_live_on=LATER_LIVE)
    sent = {"projects": [world.project.pk], "wave": second.pk}
    return Act("other_wave", [], sent, world.a_date_is_agreed, sent, "get")


ACTS = (
    *(publish, change, withdrawal, restoration, policy, window),
    *(own_date, wave_dates, other_wave),
)


class Pages:
    """The act's page as its editor has it open, after the dry run."""

    def __init__(self, make, signed_in):
        world = World()
        self.client = signed_in(world.editor)
        self.act = make(world, self.client) if make is change else make(world)
        self.url = reverse(f"authoring:{self.act.route}", args=["dubu", *self.act.args])
        dry_run = getattr(self.client, self.act.asks)(self.url, self.act.dry)
        [shown] = SHOWN.findall(dry_run.text)
        self.sent = self.act.sent | {"shown": shown}

    def press(self):
        try:
            return self.client.post(self.url, self.sent)
        finally:
            connection.close()


def written():
    """All that an act of the centre writes, but for what municipalities write as well."""
    models = (Programme, Phase, Wave, SharedTask, SharedTaskVersion, Publication)
    dates = Task.objects.values("pk", "shared_due_on", "is_withdrawn", "warns_on")
    projects = Project.objects.values("pk", "wave", "go_live_on")
    rows = [list(model.objects.order_by("pk").values()) for model in models]
    return rows, list(dates.order_by("pk")), list(projects.order_by("pk"))


def wait_for_one_who_waits_for_us():
    waiting = "SELECT count(*) FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))"
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
        sleep(0.02)
    pytest.fail("Nobody waited for the projects.")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize("make", ACTS)
def test_what_a_municipality_commits_meanwhile_is_shown_before_anything_is_done(make, signed_in):
    pages = Pages(make, signed_in)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            lock_projects(Project.objects.values("pk"))
            pressed = pool.submit(pages.press)
            wait_for_one_who_waits_for_us()
            pages.act.meanwhile()
            before = written()
        answer = pressed.result()

    assert answer.status_code == 409
    assert written() == before
    [shown_now] = SHOWN.findall(answer.text)
    assert shown_now != pages.sent["shown"]
    assert pages.client.post(pages.url, pages.sent | {"shown": shown_now}).status_code == 302
    assert written() != before


@pytest.mark.django_db
@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize("make", ACTS)
def test_what_was_shown_is_done_and_pressed_twice_it_is_done_once(make, signed_in):
    pages = Pages(make, signed_in)
    before = written()

    first = pages.client.post(pages.url, pages.sent)
    done = written()
    again = pages.client.post(pages.url, pages.sent)

    assert (first.status_code, again.status_code) == (302, 302)
    assert written() == done != before
