"""The mail a project leader gets when a go-live is moved, in both its forms."""

import datetime as dt

import pytest

from notifications.rendering import render_mail
from projects.models import Project
from publishing.go_live import mails as go_live_letters
from publishing.go_live.rescheduling import change_wave, move_go_live, move_wave
from publishing.publications import Receivers
from tasks.models import Status, Task
from tests.factories import NOON, UserFactory
from tests.publishing.waves import (
    DAY_BEFORE,
    GO_LIVE,
    LATER_LIVE,
    LIVE,
    SOON,
    STARTS,
    WAVE_START,
    editor_at,
    following,
    go_live_mails,
    programme_of,
    published,
    wave_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def wave():
    return wave_of(programme_of("KOMBIT", name="DUBU & co."))


@pytest.fixture
def project(wave):
    return following(wave)


def sent():
    """The one mail: its subject, its text and its HTML, each on one line."""
    [mail] = go_live_mails()
    message = render_mail(mail)
    [(html, _)] = message.alternatives
    return message.subject, " ".join(message.body.split()), " ".join(html.split())


def move(project, go_live_on):
    by = editor_at(project.programme)
    move_go_live(project=project, go_live_on=go_live_on, by=by, at=NOON)


def test_it_says_from_when_to_when_and_who_moved_it(project):
    move(project, LATER_LIVE)

    subject, text, html = sent()
    assert subject == "Idriftsættelsen er flyttet til 1. december 2026: DUBU & co."
    assert "KOMBIT har flyttet jeres idriftsættelse fra 1. september 2026 til 1. december" in text
    assert "fra 1. september 2026 til <strong>1. december 2026</strong>." in html
    assert "Ingen af jeres opgaver har fået nye datoer." in text
    assert "DUBU &amp; co." in html


def test_it_names_what_became_red_and_yellow(project):
    yellow, red = published(project.programme, GO_LIVE, DAY_BEFORE)
    move(project, dt.date(2026, 3, 2))

    _, text, html = sent()
    for words in (text, html):
        assert "2 opgaver har fået nye datoer." in words
        assert f"{yellow.code}: {yellow.title}" in words
    assert f"1 OPGAVE ER BLEVET RØD {red.code}: {red.title} Slutdato 27. februar 2026" in text
    assert "1 opgave er blevet gul" in html
    number = Task.objects.get(shared_task=red).pk
    assert f"/opgaver/{number}/" in text
    assert f"/opgaver/{number}/" in html


def test_it_says_what_stayed_and_why(project):
    local, done = published(project.programme, GO_LIVE, GO_LIVE)
    Task.objects.filter(shared_task=local).update(due_on=dt.date(2026, 10, 1), due_reason="Ferie")
    user = UserFactory(municipality=project.municipality)
    Task.objects.filter(shared_task=done).update(
        status=Status.COMPLETED, completed_at=NOON, completed_by=user
    )
    move(project, LATER_LIVE)

    _, text, html = sent()
    assert "1 opgave, I er færdige med, beholder sine datoer." in text
    assert "1 OPGAVE BEHOLDER JERES EGEN SLUTDATO Se efter, om den stadig passer." in text
    assert "Jeres slutdato 1. oktober 2026, den fælles 1. december 2026" in text
    assert "Jeres slutdato 1. oktober 2026, den fælles 1. december 2026" in html


def test_it_says_what_is_no_longer_late(project):
    move_later = published(project.programme, GO_LIVE)
    Project.objects.update(go_live_on=SOON)
    Task.objects.filter(shared_task__in=move_later).update(due_on=SOON, shared_due_on=SOON, light=3)
    move(project, LATER_LIVE)

    assert "1 opgave er ikke længere gul eller rød." in sent()[1]


def test_it_tells_of_another_wave_and_what_came_with_it(project, wave):
    second = wave_of(wave.programme, 2, starts_on=dt.date(2026, 5, 1), go_live_on=LATER_LIVE)
    [new] = published(wave.programme, GO_LIVE, receivers=Receivers.waves([second.pk]))
    change_wave(projects=[project], wave=second, by=editor_at(wave.programme), at=NOON)

    _, text, html = sent()
    for words in (text, html):
        assert "Jeres bølge begynder 1. maj 2026; før var det 2. februar 2026." in words
        assert f"{new.code}: {new.title}" in words
        assert f"/opgaver/{new.tasks.get().pk}/" in words
    assert "Jeres kommune er flyttet fra Bølge 1 til Bølge 2." in text
    assert "1 NY OPGAVE FRA JERES NYE BØLGE" in text


@pytest.mark.parametrize(
    ("before", "after", "subject", "words"),
    [
        (
            None,
            LIVE,
            "Idriftsættelsen er sat til 1. september 2026: DUBU & co.",
            "KOMBIT har sat jeres idriftsættelse til 1. september 2026.",
        ),
        (
            LIVE,
            None,
            "Idriftsættelsen har ikke længere en dato: DUBU & co.",
            "har fjernet datoen for jeres idriftsættelse. Den var 1. september 2026.",
        ),
    ],
)
def test_a_date_that_comes_or_goes_is_told_as_such(project, wave, before, after, subject, words):
    type(wave).objects.update(go_live_on=before)

    move_wave(wave=wave, starts_on=STARTS, go_live_on=after, by=editor_at(wave.programme), at=NOON)

    assert sent()[0] == subject
    assert words in sent()[1]


@pytest.mark.parametrize(
    ("starts_on", "subject", "words"),
    [
        (
            dt.date(2026, 2, 16),
            "Bølgen begynder 16. februar 2026: DUBU & co.",
            "Jeres bølge begynder 16. februar 2026; før var det 2. februar 2026.",
        ),
        (
            None,
            "Bølgens start har ikke længere en dato: DUBU & co.",
            "Det er ikke fastsat, hvornår jeres bølge begynder; før var det 2. februar 2026.",
        ),
    ],
)
def test_a_start_that_moves_is_told_where_it_moves_tasks(project, wave, starts_on, subject, words):
    published(wave.programme, WAVE_START)

    move_wave(
        wave=wave, starts_on=starts_on, go_live_on=LIVE, by=editor_at(wave.programme), at=NOON
    )

    assert sent()[0] == subject
    assert words in sent()[1]


def test_a_start_that_moves_nothing_is_not_told(project, wave):
    move_wave(wave=wave, starts_on=None, go_live_on=LIVE, by=editor_at(wave.programme), at=NOON)

    assert go_live_mails().count() == 0


def test_many_tasks_are_counted_and_some_named(project, monkeypatch):
    monkeypatch.setattr(go_live_letters, "TASKS_SHOWN", 2)
    published(project.programme, *[GO_LIVE] * 3)
    move(project, SOON)

    _, text, html = sent()
    assert "3 OPGAVER ER BLEVET GULE" in text
    assert "og 1 anden" in text
    assert "og 1 anden" in html


def test_a_long_name_is_cut_in_the_subject(wave):
    type(wave.programme).objects.filter(pk=wave.programme.pk).update(name="D" * 100)
    second = wave_of(wave.programme, 2)
    type(wave).objects.filter(pk=second.pk).update(name=f"{'B' * 70}\n{'C' * 29}")
    project = following(wave)

    change_wave(projects=[project], wave=second, by=editor_at(wave.programme), at=NOON)

    subject = go_live_mails().get().subject
    assert subject == f"Jeres kommune er flyttet til {'B' * 70} {'C' * 29}:…"
