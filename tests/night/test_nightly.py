"""The whole night: by hand, by the beat, on the nights the clocks change, and again."""

import datetime as dt
import os
import subprocess
import sys
import zoneinfo

import pytest
import time_machine
from celery.exceptions import OperationalError
from celery.schedules import crontab
from django.conf import settings as portal
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from config.celery import app
from night.jobs import run_night
from notifications.jobs import ask_for_delivery, deliver_due
from notifications.models import JobRun, Notification
from projects.models import Priority, ProjectMember
from tasks.figures import refresh_figures
from tasks.lights import Light
from tasks.models import Task
from tests.factories import (
    ConsultantFactory,
    ProjectFactory,
    ProjectMemberFactory,
    TaskFactory,
    UserFactory,
)

COPENHAGEN = zoneinfo.ZoneInfo("Europe/Copenhagen")
DAY = dt.timedelta(days=1)
DUE = dt.date(2026, 3, 11)


@pytest.fixture
def project(db):
    project = ProjectFactory()
    ProjectMemberFactory(
        project=project, role=ProjectMember.Role.LEADER, user__email="leder@proeve.example"
    )
    ConsultantFactory(partner=project.programme.system.supplier, email="konsulent@part.example")
    return project


def task_due(project, due_on=DUE, **fields):
    task = TaskFactory(project=project, due_on=due_on, **fields)
    refresh_figures([project.pk])
    return task


def nightly(capsys, *arguments):
    call_command("nightly", *arguments)
    return capsys.readouterr().out.splitlines()


def addresses():
    return sorted(message.to[0] for message in mail.outbox)


def test_the_night_by_hand_says_what_it_did(project, capsys):
    task_due(project, shared_task__priority=Priority.CRITICAL)

    lines = nightly(capsys, "--on", "2026-03-12")

    assert lines[:5] == [
        "Natten til 12. marts 2026",
        "Opgaver, der skiftede lys: 1 blev røde.",
        "Mails til kommunerne: 1 skrevet.",
        "Opfølgningslister: 1 skrevet.",
        "Levering: 2 sendt, 0 prøves igen, 0 opgivet.",
    ]
    assert lines[5].startswith("Tid: ")
    assert addresses() == ["konsulent@part.example", "leder@proeve.example"]


def test_the_night_by_hand_can_be_run_again(project, capsys):
    task_due(project)
    nightly(capsys, "--on", "2026-03-12")

    assert nightly(capsys, "--on", "2026-03-12")[1:5] == [
        "Opgaver, der skiftede lys: ingen.",
        "Mails til kommunerne: var skrevet i forvejen.",
        "Opfølgningslister: var skrevet i forvejen.",
        "Levering: 0 sendt, 0 prøves igen, 0 opgivet.",
    ]
    assert len(mail.outbox) == 2


def test_without_a_day_the_night_is_the_one_in_copenhagen(db, capsys):
    with time_machine.travel(dt.datetime(2026, 7, 1, 22, 30, tzinfo=dt.UTC), tick=True):
        assert nightly(capsys)[0] == "Natten til 2. juli 2026"


def test_a_day_that_is_none_is_refused(db):
    with pytest.raises(CommandError, match="--on"):
        call_command("nightly", "--on", "i går")


@pytest.mark.parametrize(("is_demo", "light"), [(True, Light.RED), (False, Light.GREEN)])
def test_only_a_demo_may_run_a_night_that_has_not_come(project, settings, capsys, is_demo, light):
    settings.DEMO = is_demo
    tomorrow = timezone.localdate() + DAY
    task = task_due(project, due_on=tomorrow - DAY, light=Light.GREEN, light_changes_on=tomorrow)

    if is_demo:
        nightly(capsys, "--on", tomorrow.isoformat())
    else:
        with pytest.raises(CommandError, match="ikke kommet endnu"):
            nightly(capsys, "--on", tomorrow.isoformat())

    task.refresh_from_db()
    assert task.light == light


def test_missed_nights_are_made_up_in_one(project, capsys):
    yellow = task_due(project, DUE + 20 * DAY)
    red = task_due(project)

    lines = nightly(capsys, "--on", "2026-03-26")

    assert lines[1] == "Opgaver, der skiftede lys: 1 blev gule, 1 blev røde."
    yellow.refresh_from_db()
    red.refresh_from_db()
    assert (yellow.light_since, red.light_since) == (yellow.warns_on, DUE + DAY)
    assert mail.outbox[0].subject == "1 opgave er blevet rød, 1 gul"


def test_the_night_changes_no_more_than_lights_in_the_history(project, capsys):
    task = task_due(project)
    before = task.events.count()

    nightly(capsys, "--on", "2026-03-12")

    assert task.events.count() == before


@pytest.mark.parametrize("night", [dt.date(2026, 3, 29), dt.date(2026, 10, 25)])
def test_a_night_when_the_clocks_change_is_one_night(project, night):
    due_before = task_due(project, night - DAY)
    due_today = task_due(project, night)
    five_past = dt.datetime(night.year, night.month, night.day, 0, 5, tzinfo=COPENHAGEN)

    with time_machine.travel(five_past, tick=False):
        run_night.delay()
    with time_machine.travel(five_past + dt.timedelta(hours=4), tick=False):
        run_night.delay()

    assert set(JobRun.objects.values_list("local_date", flat=True)) == {night}
    assert Notification.objects.filter(kind="digest").count() == 1
    due_before.refresh_from_db()
    due_today.refresh_from_db()
    assert (due_before.light, due_before.light_since) == (3, night)
    assert due_today.light == 2


@pytest.mark.parametrize("night", [dt.date(2026, 3, 29), dt.date(2026, 10, 25)])
def test_the_beat_strikes_once_a_night_also_when_the_clocks_change(night):
    beat: crontab = app.conf.beat_schedule["night"]["schedule"]
    evening = dt.datetime(night.year, night.month, night.day, tzinfo=COPENHAGEN) - DAY / 4
    minute, end, last, strikes = evening.astimezone(dt.UTC), evening + 1.5 * DAY, evening, []
    schedule = crontab(hour=beat.hour, minute=beat.minute, app=app)

    while minute < end:
        schedule.nowfun = lambda now=minute: now.astimezone(COPENHAGEN)
        if schedule.is_due(last).is_due:
            last = minute.astimezone(COPENHAGEN)
            strikes.append(last)
        minute += dt.timedelta(minutes=1)

    assert [f"{strike:%Y-%m-%d %H:%M}" for strike in strikes] == [
        f"{night} 00:05",
        f"{night + DAY} 00:05",
    ]


def test_the_beat_knows_the_jobs_and_the_time_zone():
    app.loader.import_default_modules()

    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(app.tasks)
    assert app.conf.timezone == portal.TIME_ZONE == "Europe/Copenhagen"


def test_the_job_writes_and_delivers(project):
    task_due(project, timezone.localdate() - DAY)
    Task.objects.update(light=2, light_changes_on=timezone.localdate())
    refresh_figures([project.pk])

    run_night.delay()

    assert addresses() == ["konsulent@part.example", "leder@proeve.example"]


def test_a_lost_broker_does_not_fail_the_night(project, monkeypatch, caplog):
    def lost(**options):
        raise OperationalError("connection refused")

    monkeypatch.setattr(deliver_due, "apply_async", lost)
    task_due(project, timezone.localdate() - 40 * DAY)
    Task.objects.update(light_told_on=None)

    run_night.delay()

    assert mail.outbox == []
    assert Notification.objects.undelivered().count() == 2
    assert [r.getMessage() for r in caplog.records if r.name == "notifications.jobs"] == [
        "The broker is away, mails wait for the next beat: connection refused"
    ]
    monkeypatch.undo()
    deliver_due.delay()
    assert len(mail.outbox) == 2


def test_asking_a_broker_that_is_really_away_is_quick_and_harmless(settings):
    script = (
        "import django; django.setup()\n"
        "from notifications.jobs import ask_for_delivery\n"
        "ask_for_delivery()\n"
        "print('went on')\n"
    )
    broker = {"DJANGO_SETTINGS_MODULE": "config.settings", "REDIS_URL": "redis://127.0.0.1:1/0"}
    ran = subprocess.run(  # noqa: S603  # our own script
        [sys.executable, "-c", script],
        env={**os.environ, **broker},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )

    assert ran.stdout == "went on\n"
    assert "The broker is away" in ran.stderr


def test_the_round_that_was_cut_short_asks_for_another(db, monkeypatch):
    asked = []
    monkeypatch.setattr("notifications.jobs.ask_for_delivery", lambda: asked.append(1))
    monkeypatch.setattr("notifications.delivery.ROUND", dt.timedelta(seconds=-1))

    deliver_due.delay()

    assert asked == [1]
    assert callable(ask_for_delivery)


def test_people_of_one_municipality_read_nothing_of_another(project, capsys):
    other = ProjectFactory(programme=project.programme)
    UserFactory(municipality=other.municipality)
    task_due(project, shared_task__title="KANARIEFUGL")
    ProjectMemberFactory(
        project=other, role=ProjectMember.Role.LEADER, user__email="anden@proeve.example"
    )
    task_due(other)

    nightly(capsys, "--on", "2026-03-12")

    read = {
        message.to[0]: "KANARIEFUGL" in message.body + message.alternatives[0][0]
        for message in mail.outbox
    }
    assert read == {
        "konsulent@part.example": True,
        "leder@proeve.example": True,
        "anden@proeve.example": False,
    }
