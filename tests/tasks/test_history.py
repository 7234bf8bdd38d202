"""What has happened to a task, in sentences."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from history.tracking import Through, acting
from tasks import services
from tasks.models import Status, Task
from tests.factories import (
    NOON,
    TODAY,
    ConsultantFactory,
    PhaseFactory,
    TaskFactory,
    ThemeFactory,
    UserFactory,
)
from workplace.task_page.history import changes_since, read_history

pytestmark = pytest.mark.django_db


@pytest.fixture
def task():
    return TaskFactory(due_on=dt.date(TODAY.year, 3, 10))


@pytest.fixture
def anna(task):
    return UserFactory(municipality=task.municipality, name="Anna Prøve")


def by(user):
    return acting(by=user.pk, through=Through.PAGE)


def told(task, *, shows_internal=True, limit=20):
    sentences = read_history(task, shows_internal=shows_internal, limit=limit).sentences
    return [(sentence.text, sentence.detail) for sentence in sentences]


def newest(task):
    return told(task)[0]


def plan(task, due_on, reason=""):
    services.plan_dates(
        task=task,
        starts_on=task.starts_on,
        due_on=due_on,
        due_reason=reason,
        at=NOON,
        revision=Task.objects.get(pk=task.pk).revision,
    )


def test_a_moved_date_is_told_from_when_to_when_and_why(task, anna):
    year = f" {TODAY.year}" if task.events.get().pgh_created_at.year != TODAY.year else ""
    with by(anna):
        plan(task, dt.date(TODAY.year, 3, 17), "KMD er forsinket")

    assert newest(task) == (
        f"Anna Prøve ændrede slutdato fra 10. til 17. marts{year}",
        "KMD er forsinket",
    )


def test_a_date_comes_and_goes(task, anna):
    with by(anna):
        Task.objects.update(starts_on=dt.date(2020, 3, 1))
        Task.objects.update(starts_on=None)

    assert told(task)[:2] == [
        ("Anna Prøve fjernede startdatoen", ""),
        ("Anna Prøve satte startdatoen til 1. marts 2020", ""),
    ]


def test_a_reason_rewritten_alone_is_told_without_the_date(task, anna):
    with by(anna):
        plan(task, dt.date(TODAY.year, 3, 17), "KMD er forsinket")
        plan(task, dt.date(TODAY.year, 3, 17), "KMD er meget forsinket")

    assert newest(task) == ("Anna Prøve rettede begrundelsen for den lokale slutdato", "")


def test_a_status_is_told_with_its_reason(task, anna):
    with by(anna):
        services.change_status(
            task=task,
            status=Status.NOT_RELEVANT,
            reason="Løst i KSD",
            by=anna,
            at=NOON,
            revision=1,
        )

    assert newest(task) == (
        "Anna Prøve ændrede status fra »Ikke påbegyndt« til »Ikke relevant«",
        "Løst i KSD",
    )


def test_people_come_change_and_go(task, anna):
    bo = UserFactory(municipality=task.municipality, name="Bo Eksempel")
    with by(anna):
        for executor in (anna, bo, None):
            Task.objects.update(executor=executor)

    assert told(task)[:3] == [
        ("Anna Prøve fjernede Bo Eksempel som udfører", ""),
        ("Anna Prøve ændrede udfører fra Anna Prøve til Bo Eksempel", ""),
        ("Anna Prøve valgte Anna Prøve som udfører", ""),
    ]


def test_what_changes_together_is_told_apart(task, anna):
    with by(anna):
        services.assign_people(task=task, responsible=anna, executor=anna, at=NOON, revision=1)

    assert told(task)[:2] == [
        ("Anna Prøve valgte Anna Prøve som ansvarlig", ""),
        ("Anna Prøve valgte Anna Prøve som udfører", ""),
    ]


def test_a_change_from_the_centre_is_told(task):
    editor = ConsultantFactory(name="Rita Redaktør")
    phase = PhaseFactory(programme=task.programme)
    theme = ThemeFactory(programme=task.programme)
    with by(editor):
        Task.objects.update(priority=1)
        Task.objects.update(phase=phase)
        Task.objects.update(theme=theme)
        Task.objects.update(kind="milestone")

    assert [text for text, _ in told(task)[:4]] == [
        "Rita Redaktør ændrede type fra »opgave« til »milepæl«",
        "Rita Redaktør gav opgaven et andet tema",
        "Rita Redaktør flyttede opgaven til en anden fase",
        "Rita Redaktør ændrede prioritet fra »Obligatorisk« til »Obligatorisk på kritisk vej«",
    ]


def test_what_the_portal_does_itself_is_told_as_its_own(task):
    with acting(by=None, through=Through.JOB):
        Task.objects.update(status=Status.IN_PROGRESS)
    Task.objects.update(status=Status.NOT_STARTED)

    assert [text.split(" ændrede ")[0] for text, _ in told(task)[:2]] == ["Fremdrift"] * 2


def test_the_first_sentence_is_that_the_task_came():
    editor = ConsultantFactory(name="Rita Redaktør")
    with by(editor):
        task = TaskFactory()

    assert told(task) == [("Rita Redaktør udgav opgaven i projektet", "")]


def test_someone_who_is_gone_is_not_named(task):
    with acting(by=999_999, through=Through.PAGE):
        Task.objects.update(status=Status.IN_PROGRESS)

    assert newest(task)[0].startswith("En tidligere bruger ændrede status")


def test_internal_notes_leave_no_trace_to_others(task, anna):
    with by(anna):
        services.write_internal_notes(task=task, internal_notes="Hemmeligt", at=NOON, revision=1)
        services.change_status(task=task, status=Status.IN_PROGRESS, by=anna, at=NOON, revision=2)

    assert ("Anna Prøve rettede de interne noter", "") in told(task, shows_internal=True)
    assert [text for text, _ in told(task, shows_internal=False)] == [
        "Anna Prøve ændrede status fra »Ikke påbegyndt« til »I gang«",
        "Fremdrift udgav opgaven i projektet",
    ]


def test_a_change_of_light_is_no_history(task):
    Task.objects.update(light=3, light_since=TODAY, warns_on=None, revision=9)

    assert len(told(task)) == 1


def test_only_what_is_asked_for_is_read(task):
    for status in (Status.IN_PROGRESS, Status.NOT_STARTED, Status.IN_PROGRESS):
        Task.objects.update(status=status)

    history = read_history(task, shows_internal=True, limit=2)

    assert (len(history.sentences), history.has_more) == (2, True)


def test_names_are_looked_up_at_once(task, django_assert_num_queries):
    for _ in range(3):
        with by(UserFactory(municipality=task.municipality)):
            Task.objects.update(executor=UserFactory(municipality=task.municipality))

    with django_assert_num_queries(3):
        changes_since(task, 0, shows_internal=True)


def test_changes_since_a_revision_are_those_of_others_after_it(task, anna):
    with by(anna):
        plan(task, dt.date(TODAY.year, 3, 17), "KMD er forsinket")
        seen = Task.objects.get().revision
        plan(task, dt.date(TODAY.year, 3, 24), "KMD er forsinket")

    [change] = changes_since(Task.objects.get(), seen, shows_internal=True)

    assert "fra 17. til 24. marts" in change.text


@pytest.mark.parametrize("shows_internal", [True, False])
def test_changes_of_notes_among_them_are_counted_and_told_to_those_who_read_notes(
    shows_internal, task, anna
):
    with by(anna):
        plan(task, dt.date(TODAY.year, 3, 17), "Set allerede")
        services.write_internal_notes(task=task, internal_notes="Ny", at=NOON, revision=2)
        plan(task, dt.date(TODAY.year, 3, 24), "KMD er forsinket")
        services.write_internal_notes(task=task, internal_notes="", at=NOON, revision=4)

    changes = changes_since(Task.objects.get(), 2, shows_internal=shows_internal)

    notes = ["Anna Prøve rettede de interne noter"] * 2 if shows_internal else []
    assert sorted(change.text for change in changes) == sorted(
        [*notes, "Anna Prøve ændrede slutdato fra 17. til 24. marts"]
    )


def test_its_files_are_found_without_reading_everyone_elses(task):
    with connection.cursor() as cursor:
        # With a handful of rows PostgreSQL would read them all, whatever indexes there are.
        cursor.execute("SET LOCAL enable_seqscan = off")

    with CaptureQueriesContext(connection) as queries:
        read_history(task, shows_internal=True, limit=20)

    [of_files] = [q["sql"] for q in queries if "tasks_taskfileevent" in q["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {of_files}")
        plan = " ".join(row[0] for row in cursor.fetchall())
    assert set(re.findall(r"Seq Scan|task_file_event_task", plan)) == {"task_file_event_task"}
