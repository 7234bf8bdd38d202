"""A task's history, one part of it at a time."""

import pytest

from history.tracking import Through, acting
from tasks import services
from tasks.models import ChecklistItem, Status, Task, TaskFile
from tests.factories import NOON, ConsultantFactory, TaskFactory, UserFactory
from tests.tasks.people import member
from workplace.task_page.history import HistoryPart, read_history

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true", "HX-Target": "historik"}


def by(user):
    return acting(by=user.pk, through=Through.PAGE)


@pytest.fixture
def task():
    """A task to which everything has happened once."""
    with by(ConsultantFactory(name="Rita Redaktør")):
        task = TaskFactory()
    anna = UserFactory(municipality=task.municipality, name="Anna Prøve")
    with by(anna):
        services.change_status(
            task=task, status=Status.IN_PROGRESS, by=anna, at=NOON, revision=task.revision
        )
        Task.objects.update(executor=anna)
        Task.objects.update(due_on="2026-04-02", due_reason="Ferie")
        of_task = {
            "task": task,
            "municipality": task.municipality,
            "programme": task.programme,
        }
        TaskFile.objects.create(
            **of_task, name="plan.pdf", size=1, stored="x", uploaded_by=anna, uploaded_at=NOON
        )
        item = ChecklistItem.objects.create(**of_task, text="Bestil lokale")
        ChecklistItem.objects.filter(pk=item.pk).update(done_at=NOON, done_by=anna)
        ChecklistItem.objects.filter(pk=item.pk).update(position=7)
        item.delete()
    with by(ConsultantFactory(name="Rita Redaktør")):
        Task.objects.update(priority=1)
    return task


TOLD = {
    HistoryPart.STATUS: ["Anna Prøve ændrede status fra »Ikke påbegyndt« til »I gang«"],
    HistoryPart.PEOPLE: ["Anna Prøve valgte Anna Prøve som udfører"],
    HistoryPart.DATES: ["Anna Prøve ændrede slutdato fra 1. til 2. april"],
    HistoryPart.FILES: ["Anna Prøve tilføjede filen »plan.pdf«"],
    HistoryPart.CHECKLIST: [
        "Anna Prøve fjernede »Bestil lokale« fra tjeklisten",
        "Anna Prøve satte hak ved »Bestil lokale« på tjeklisten",
        "Anna Prøve føjede »Bestil lokale« til tjeklisten",
    ],
    HistoryPart.CENTRE: [
        "Rita Redaktør ændrede prioritet fra »Obligatorisk« til »Obligatorisk på kritisk vej«",
        "Rita Redaktør udgav opgaven i projektet",
    ],
}


@pytest.mark.parametrize("view", TOLD)
@pytest.mark.usefixtures("noon")
def test_each_view_tells_its_own_part(view, task):
    history = read_history(task, shows_internal=True, limit=20, part=view)

    year = " 2026" if TaskFactory().events.get().pgh_created_at.year != 2026 else ""
    told = [text + year if view == HistoryPart.DATES else text for text in TOLD[view]]
    assert [sentence.text for sentence in history.sentences] == told
    assert history.has_more is False


def test_all_is_all_of_them(task):
    history = read_history(task, shows_internal=True, limit=20)

    assert len(history.sentences) == sum(map(len, TOLD.values()))


@pytest.mark.parametrize("view", [HistoryPart.STATUS, HistoryPart.CENTRE])
def test_a_view_looks_past_what_it_does_not_tell(view, task):
    for number in range(30):
        Task.objects.update(
            executor=None if number % 2 else UserFactory(municipality=task.municipality)
        )

    history = read_history(task, shows_internal=True, limit=1, part=view)

    assert len(history.sentences) == 1


def test_the_address_says_what_is_shown_and_how_much(task, signed_in):
    client = signed_in(member(task))

    shown = client.get(task.get_absolute_url(), {"vis": "datoer", "historik": "40"}).context[
        "shown"
    ]

    url = task.get_absolute_url()
    assert [sentence.text[:26] for sentence in shown.history.sentences] == [
        "Anna Prøve ændrede slutdato"[:26]
    ]
    assert shown.more_url == f"{url}?vis=datoer&historik=60#historik"
    assert [one.url for one in shown.parts][:2] == [f"{url}#historik", f"{url}?vis=status#historik"]
    assert [one.label for one in shown.parts if one.is_current] == ["Datoer"]


@pytest.mark.parametrize("bad", ["", "x", "STATUS", "\x00", "alt"])
def test_what_is_no_view_shows_all(bad, task, signed_in):
    shown = signed_in(member(task)).get(task.get_absolute_url(), {"vis": bad}).context["shown"]

    assert [one.label for one in shown.parts if one.is_current] == ["Alt"]


def test_htmx_gets_the_history_alone(task, signed_in):
    client = signed_in(member(task))

    response = client.get(task.get_absolute_url(), {"vis": "filer"}, headers=HTMX)

    page = response.content.decode()
    assert page.lstrip().startswith('<section id="historik"')
    assert ("plan.pdf" in page, "valgte" in page) == (True, False)


def test_a_reader_without_the_notes_gets_none_of_them_by_any_view(task, signed_in):
    services.write_internal_notes(
        task=task,
        internal_notes="Hemmeligt",
        at=NOON,
        revision=Task.objects.get(pk=task.pk).revision,
    )
    client = signed_in(ConsultantFactory(partner=task.programme.system.supplier))

    for view in HistoryPart:
        for headers in (None, HTMX):
            page = client.get(task.get_absolute_url(), {"vis": view.value}, headers=headers)
            assert "interne noter" not in page.content.decode()
