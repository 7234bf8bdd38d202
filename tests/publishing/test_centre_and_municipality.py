"""Municipalities and the centre change the same tasks in any order, and both keep what is theirs.

Each change from the centre is foreseen, done, checked, and done once more.
"""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from itertools import count, takewhile
from threading import Barrier, Event

import pytest
from django.apps import apps
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notifications.models import Notification
from projects.models import Priority, Programme, Project
from shared_tasks.deadlines import anchors_of
from shared_tasks.models import Publication, SharedTask, SharedTaskReceiver, SharedTaskVersion
from tasks.lights import CLOSED, Light, light_changes_on, light_on, warning_starts_on
from tasks.models import ProjectFigures, Task
from tasks.propagation import shared_dates
from tests.publishing.deeds import (
    CENTRE,
    MUNICIPALITY,
    REFUSALS,
    World,
    next_night,
    publish,
    snapshot,
)

OWN = (
    *("status", "not_relevant_reason", "completed_at", "completed_by_id", "completed_version"),
    *("responsible_id", "executor_id", "due_reason", "arrived_on", "arrived_version"),
)
# What each editor does when all are at it at once.
DEEDS = 12
DATES = ("starts_on", "due_on", "shared_starts_on", "shared_due_on")


def written():
    """All that a change from the centre may write, to see that nothing of it was."""
    events = Counter(
        {
            model.__name__: model.objects.count()
            for model in apps.get_models()
            if model.__name__.endswith("Event") and model._meta.app_label != "accounts"
        }
    )
    counted = (Notification, Publication, SharedTaskReceiver, SharedTaskVersion)
    rows = {model.__name__: model.objects.count() for model in counted}
    shared_tasks = list(SharedTask.objects.order_by("pk").values())
    return (
        snapshot(),
        events,
        rows,
        shared_tasks,
        list(ProjectFigures.objects.order_by("pk").values()),
    )


def municipalities_keep_theirs(before):
    now = snapshot()
    for pk, was in before.items():
        kept = (*OWN, *DATES) if was["status"] in CLOSED else OWN
        if was["due_reason"]:
            kept = (*kept, "due_on")
        assert {name: now[pk][name] for name in kept} == {name: was[name] for name in kept}


def tasks_are_as_the_rules_say(world):
    programme = Programme.objects.get(pk=world.programme.pk)
    for task in Task.objects.select_related("shared_task__phase", "project__wave"):
        shared_task = task.shared_task
        for name in ("phase_id", "theme_id", "priority", "kind", "is_withdrawn"):
            assert getattr(task, name) == getattr(shared_task, name)
        shared = shared_dates(shared_task, anchors_of(task.project, task.arrived_on))
        if not task.is_closed:
            assert (task.shared_starts_on, task.shared_due_on) == shared
        if not task.is_closed and not task.due_reason:
            assert task.due_on == task.shared_due_on
        warns_on = warning_starts_on(
            programme=programme,
            priority=task.priority,
            status=task.status,
            due_on=task.due_on,
        )
        assert (task.warns_on, task.light, task.light_changes_on) == (
            warns_on,
            light_on(task, world.on).value,
            light_changes_on(task, world.on),
        )


def figures_are_as_counted():
    for figures in ProjectFigures.objects.all():
        tasks = list(Task.objects.live().filter(project=figures.project_id))
        lights = Counter(task.light for task in tasks)
        critical = [task.light for task in tasks if task.priority == Priority.CRITICAL]
        assert (
            *(figures.total, figures.grey, figures.green, figures.yellow, figures.red),
            *(figures.closed, figures.light, figures.critical_light, figures.overdue_mandatory),
        ) == (
            *(len(tasks), *(lights[light] for light in Light.values)),
            sum(task.is_closed for task in tasks),
            max((task.light for task in tasks), default=Light.GREY),
            max(critical, default=Light.GREY),
            sum(task.light == Light.RED and task.priority <= 2 for task in tasks),
        )


def projects_have_what_is_published_to_them():
    live = SharedTask.objects.live()
    for project in Project.objects.all():
        given = SharedTaskReceiver.objects.of(project).filter(shared_task__in=live)
        there = set(project.tasks.values_list("shared_task_id", flat=True))
        assert set(given.values_list("shared_task_id", flat=True)) <= there


def check(world):
    tasks_are_as_the_rules_say(world)
    figures_are_as_counted()
    projects_have_what_is_published_to_them()


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    steps=st.lists(st.sampled_from([*CENTRE, *MUNICIPALITY, next_night]), min_size=3, max_size=14),
    chance=st.randoms(),
)
def test_whatever_happens_in_whatever_order_both_keep_what_is_theirs(steps, chance):
    with transaction.atomic():
        world = World(chance)
        for step in [publish, *steps]:
            deed = step(world)
            if deed:
                take(step, deed)
            check(world)
        transaction.set_rollback(True)


def take(step, deed):
    before, mails = snapshot(), Notification.objects.count()
    deed.press()
    deed.is_as_foreseen(before, mails)
    if step in CENTRE:
        municipalities_keep_theirs(before)
        now = written()
        deed.press()
        assert written() == now


@pytest.mark.django_db(transaction=True)
def test_all_at_once_nothing_is_lost_and_nobody_waits_in_a_ring():
    world = World(random.Random(4), is_crowded=True)  # noqa: S311  # chance, not a secret
    publish(world).press()
    ready, centre_is_done = Barrier(4), Event()

    with ThreadPoolExecutor(4) as pool:
        centre = [pool.submit(at_work, world, CENTRE, ready, range(DEEDS)) for _ in "ab"]
        until_then = [takewhile(lambda _: not centre_is_done.is_set(), count()) for _ in "cd"]
        others = [pool.submit(at_work, world, MUNICIPALITY, ready, turns) for turns in until_then]
        wait(centre)
        centre_is_done.set()

    assert min(one.result() for one in (*centre, *others)) > 0
    check(world)


def at_work(world, steps, ready, turns):
    """Do one thing after another; return how many were not refused."""
    done = 0
    ready.wait()
    try:
        for _ in turns:
            with suppress(*REFUSALS):
                deed = world.chance.choice(steps)(world)
                if deed:
                    deed.press()
                    done += 1
    finally:
        connection.close()
    return done
