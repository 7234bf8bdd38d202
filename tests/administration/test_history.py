"""GET /administration/historik/: the search in everything that has happened."""

import datetime as dt
import html
import re

import pytest
from django.test import Client
from django.utils.timezone import localdate

from administration.history_search import PAGE_SIZE, HistoryCursor
from administration.sources import SOURCES
from history.tracking import Through, acting
from projects.models import Project, ProjectMember
from tasks.models import InternalNotes, Status, Task
from tests.accounts.factories import AuditEntryFactory
from tests.factories import (
    ConsultantFactory,
    MunicipalityFactory,
    PartnerFactory,
    ProjectFactory,
    ProjectMemberFactory,
    TaskFactory,
    UserFactory,
)
from tests.house.test_history import tracked_models
from tests.projects.factories import VisitFactory

pytestmark = pytest.mark.django_db

URL = "/administration/historik/"
ADDRESS = "192.0.2.44"


@pytest.fixture
def klik():
    return UserFactory(is_klik_administrator=True, name="Klara Prøve")


@pytest.fixture
def operator():
    partner = PartnerFactory(is_operator=True, name="Driften")
    return ConsultantFactory(partner=partner, is_administrator=True, name="Dorte Drift")


@pytest.fixture
def project(klik):
    return ProjectFactory(municipality=klik.municipality, programme__name="DUBU 3.0")


def page(user, **query):
    client = Client()
    client.force_login(user)
    response = client.get(URL, query)
    assert response.status_code == 200
    return response


def rows(response):
    return response.context["results"].rows


def said(user, **query):
    return [sentence.text for row in rows(page(user, **query)) for sentence in row.sentences]


def text_of(response):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


# --- who may, and what they see ---------------------------------------------------------------


@pytest.mark.parametrize(
    "facts", [{}, {"reads_all_projects": True}], ids=["colleague", "programme manager"]
)
def test_a_colleague_without_the_right_gets_403(client, facts):
    client.force_login(UserFactory(**facts))

    assert client.get(URL).status_code == 403


@pytest.mark.parametrize("facts", [{}, {"is_editor": True}, {"is_administrator": True}])
def test_nobody_at_a_supplier_searches(client, facts):
    client.force_login(ConsultantFactory(**facts))

    assert client.get(URL).status_code == 403


def test_it_is_only_read(client, klik):
    client.force_login(klik)

    assert client.post(URL).status_code == 405


def test_an_administrator_finds_what_happened_at_home_and_nowhere_else(klik, project):
    bo = UserFactory(municipality=klik.municipality, name="Bo Eksempel")
    with acting(by=klik.pk, through=Through.PAGE, address=ADDRESS):
        ProjectMemberFactory(project=project, user=bo, role=ProjectMember.Role.LEADER)
    with acting(by=UserFactory(name="Fremmed Kollega").pk, through=Through.PAGE):
        ProjectMemberFactory(project=ProjectFactory(programme=project.programme))
    VisitFactory()
    AuditEntryFactory()

    response = page(klik)

    assert "Klara Prøve gav Bo Eksempel en plads i projektet som Projektleder" in said(klik)
    assert {row.municipality for row in rows(response)} == {""}
    assert "Fremmed" not in text_of(response)
    assert said(klik, om="besoeg") == []
    assert set(said(klik, om="log")) == {"Klara Prøve loggede ind"}


def test_the_operators_administrator_finds_everything_and_may_choose_a_municipality(operator):
    visit = VisitFactory(by__name="Karl Konsulent")
    other = VisitFactory()

    assert len(said(operator, om="besoeg")) == 2
    [row] = rows(page(operator, om="besoeg", kommune=visit.municipality_id))
    assert row.sentences[0].text == f"Karl Konsulent fra {visit.partner} så på projektet"
    assert [row.municipality for row in rows(page(operator, om="besoeg"))] == [
        str(other.municipality),
        str(visit.municipality),
    ]


def test_internal_notes_leave_no_trace_to_who_may_not_read_them(klik, project):
    task = TaskFactory(project=project)
    InternalNotes.objects.create(
        task=task,
        municipality=task.municipality,
        programme=task.programme,
        text="Hemmeligt",
        revision=2,
    )

    assert [line for line in said(klik) if "noter" in line] == []
    klik.reads_all_projects = True
    klik.save()
    assert said(klik, om="noter") == ["Fremdrift rettede de interne noter"]
    assert "Hemmeligt" not in text_of(page(klik, om="noter"))


# --- what a row says ---------------------------------------------------------------------------


def test_a_row_says_what_about_what_and_how(klik, project):
    task = TaskFactory(project=project, shared_task__title="Udpeg leder", shared_task__code="1.1")
    with acting(by=klik.pk, through=Through.PAGE, address=ADDRESS, path="/opgaver/"):
        Task.objects.update(status=Status.IN_PROGRESS)

    row = rows(page(klik, om="opgaver"))[0]

    assert [sentence.text for sentence in row.sentences] == [
        "Klara Prøve ændrede status fra »Ikke påbegyndt« til »I gang«"
    ]
    assert (row.subject.label, row.subject.url) == (
        f"Opgave {task.pk}: (1.1) Udpeg leder",
        task.get_absolute_url(),
    )
    assert (row.through, row.address) == ("Portalens sider", ADDRESS)


def test_a_command_says_its_name(klik, project):
    with acting(by=None, through=Through.COMMAND, name="publish"):
        TaskFactory(project=project)

    assert rows(page(klik, om="opgaver"))[0].through == "Kommandoen »publish«"


def test_what_came_past_the_portal_says_so(klik, project):
    assert rows(page(klik, om="projekter"))[0].through == "Uden om portalen"


def test_each_change_is_told_by_what_was_before_it(klik, project):
    one, two = TaskFactory.create_batch(2, project=project)
    for status in (Status.IN_PROGRESS, Status.NOT_STARTED):
        Task.objects.filter(pk=one.pk).update(status=status)
    Task.objects.filter(pk=two.pk).update(kind="milestone")

    assert said(klik, om="opgaver")[:3] == [
        "Fremdrift ændrede type fra »opgave« til »milepæl«",
        "Fremdrift ændrede status fra »I gang« til »Ikke påbegyndt«",
        "Fremdrift ændrede status fra »Ikke påbegyndt« til »I gang«",
    ]


def test_a_change_that_has_no_words_of_its_own_is_told_all_the_same(klik, project):
    Project.objects.filter(pk=project.pk).update(municipality=MunicipalityFactory())
    Project.objects.filter(pk=project.pk).update(municipality=klik.municipality)

    assert said(klik, om="projekter")[0] == "Fremdrift rettede projekt"


# --- the filters -------------------------------------------------------------------------------


def test_a_period_takes_in_its_last_day(klik):
    AuditEntryFactory(by=klik)
    today = localdate()
    day = dt.timedelta(days=1)

    assert len(said(klik, om="log", fra=str(today - day), til=str(today + day))) > 0
    assert said(klik, om="log", til=str(today - 2 * day)) == []
    assert said(klik, om="log", fra=str(today + 2 * day)) == []


def test_a_person_is_found_by_what_they_did_and_by_tries_at_their_account(klik):
    bo = UserFactory(municipality=klik.municipality, name="Bo Eksempel")
    AuditEntryFactory(by=bo)
    AuditEntryFactory(
        by=None, about=bo, municipality=bo.municipality, partner=None, kind="sign_in_failed"
    )
    with acting(by=bo.pk, through=Through.PAGE):
        ProjectFactory(municipality=klik.municipality)

    assert sorted(said(klik, hvem="bo eks")) == [
        "Bo Eksempel loggede ind",
        "Bo Eksempel startede projektet",
        "Et forsøg på at logge ind som Bo Eksempel mislykkedes",
    ]
    assert said(klik, hvem="ingen hedder sådan") == []


def test_a_project_and_a_text_narrow_it(klik, project):
    task = TaskFactory(project=project, shared_task__title="Udpeg leder")
    TaskFactory(project__municipality=klik.municipality, shared_task__title="Ryd op")

    assert len(rows(page(klik, om="opgaver"))) == 2
    for query in ({"projekt": project.pk}, {"tekst": "udpeg"}, {"tekst": f"#{task.pk}"}):
        [row] = rows(page(klik, om="opgaver", **query))
        assert row.subject.url == task.get_absolute_url()


@pytest.mark.parametrize(
    "query",
    [
        {"om": "planeter"},
        {"fra": "i går"},
        {"projekt": "999999"},
        {"projekt": "1;2"},
        {"kommune": "1"},
        {"tekst": "x" * 101},
        {"tekst": "#" + "9" * 30},
        {"tekst": "\x00"},
        {"hvem": "%_'"},
        {"foer": "nonsense"},
        {"foer": "2026-01-01~1~1"},
        {"foer": "2026-01-01T00:00:00+00:00~1~" + "9" * 30},
    ],
)
def test_nonsense_in_the_address_is_an_answer(klik, query):
    page(klik, **query)


def test_another_municipalitys_project_is_no_filter(klik, project):
    foreign = ProjectFactory(programme=project.programme)

    response = page(klik, projekt=foreign.pk)

    assert list(response.context["filters"].errors) == ["projekt"]
    assert {row.subject.url for row in rows(page(klik, projekt=foreign.pk, om="projekter"))} == {
        project.get_absolute_url()
    }


def test_a_filter_that_is_set_can_be_taken_away(klik, project):
    chips = page(klik, om="projekter", tekst="dubu").context["chips"]

    assert [(chip.label, chip.url) for chip in chips] == [
        ("Hvad handler det om: Projekter", "?tekst=dubu"),
        ("Navn, titel eller nummer: »dubu«", "?om=projekter"),
    ]


# --- page by page ------------------------------------------------------------------------------


def test_pages_follow_each_other_without_gap_or_repetition(klik, project):
    """Many rows of several kinds at one moment, as a publication makes them."""
    TaskFactory.create_batch(PAGE_SIZE, project=project)
    for _ in range(4):
        ProjectMemberFactory(project=project)
    AuditEntryFactory.create_batch(3, by=klik)
    query, read, pages = {}, [], 0
    while pages < 9:
        results = page(klik, fra="2020-01-01", **query).context["results"]
        read += [(row.at, row.kind, row.subject.label) for row in results.rows]
        pages += 1
        if results.older is None:
            break
        query = {"foer": str(results.older)}

    # Each page is a sign-in of its own, newer than the first; the rest comes once.
    events = [row for row in read if row[1] != "Log ind og det, der er hentet"]
    people = 1 + 4
    assert len(events) == PAGE_SIZE + 4 + people + 1
    assert [row[0] for row in events] == sorted((row[0] for row in events), reverse=True)


def test_a_mark_says_itself_again():
    mark = HistoryCursor(dt.datetime(2026, 3, 2, 11, tzinfo=dt.UTC), 4, 117)

    assert HistoryCursor.parsed(str(mark)) == mark


def test_the_queries_do_not_grow_with_what_is_found(klik, project, django_assert_max_num_queries):
    counts = []
    client = Client()
    client.force_login(klik)
    client.get(URL)
    for _ in range(2):
        for task in TaskFactory.create_batch(3, project=project):
            Task.objects.filter(pk=task.pk).update(status=Status.IN_PROGRESS)
        ProjectMemberFactory(project=project)
        VisitFactory(project=project)
        with django_assert_max_num_queries(25) as captured:
            client.get(URL)
        counts.append(len(captured))

    assert counts[0] == counts[1]


# --- the whole house ---------------------------------------------------------------------------


def test_every_table_of_history_is_searched():
    searched = {source.telling.model for source in SOURCES if source.telling}
    missing = {model.__name__ for model in tracked_models() - searched}

    assert missing == set(), "Add events(...) to SOURCES in the app's history.py"


def test_no_two_sources_share_a_code_or_a_position():
    assert len({source.code for source in SOURCES}) == len(SOURCES)
    assert len({source.position for source in SOURCES}) == len(SOURCES)
