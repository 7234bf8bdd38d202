"""GET /overblik/<slug>/opgaver/: the tasks behind the sums of the national picture."""

import datetime as dt
import html
import re

import pytest

from projects.models import Priority
from shared_tasks.models import SharedTask
from tasks.figures import refresh_figures
from tasks.models import Status
from tests.factories import (
    NOON,
    TODAY,
    ConsultantFactory,
    MunicipalityFactory,
    ProjectFactory,
    SharedTaskFactory,
    TaskFactory,
    UserFactory,
    WaveFactory,
)
from tests.oversight.country import supplier_with
from tests.oversight.test_programmes import NONSENSE
from tests.publishing.live_changes import withdraw

pytestmark = pytest.mark.django_db

URL = "/overblik/program-dubu/opgaver/"
DAY = dt.timedelta(days=1)


@pytest.fixture
def dubu(client):
    user, programme = supplier_with("DUBU")
    client.force_login(user)
    return programme


@pytest.fixture
def country(dubu):
    """Two municipalities, each with as many tasks of each light as of no other light.

    Red 2, yellow 1 and green 3, of which one is closed; one of them has a grey one besides.
    """
    facts = [
        ("Etabler organisation", Priority.MANDATORY, TODAY - 2 * DAY),
        ("Informer brugere", Priority.RECOMMENDED, TODAY - DAY),
        ("Ryd op", Priority.CRITICAL, TODAY + DAY),
    ]
    shared_tasks = [
        SharedTaskFactory(programme=dubu, title=title, priority=priority)
        for title, priority, _ in facts
    ]
    for number, name in [(1, "Esbjerg"), (2, "Odense")]:
        project = ProjectFactory(
            programme=dubu,
            municipality=MunicipalityFactory(name=name),
            wave=WaveFactory(programme=dubu, number=number),
        )
        for shared_task, (_, _, due_on) in zip(shared_tasks, facts, strict=True):
            TaskFactory(project=project, shared_task=shared_task, due_on=due_on)
        closer = UserFactory(municipality=project.municipality)
        TaskFactory(
            project=project,
            shared_task__title="Udpeg leder",
            due_on=TODAY - 9 * DAY,
            status=Status.COMPLETED,
            completed_at=NOON,
            completed_by=closer,
        )
        for _ in range(2):
            TaskFactory(project=project, due_on=TODAY + 99 * DAY)
        if name == "Odense":
            TaskFactory(project=project, shared_task__title="Uden frist", due_on=None)
        refresh_figures([project.pk])
    return dubu


def titles(client, query=""):
    response = client.get(f"{URL}{query}")
    assert response.status_code == 200
    return [f"{t.municipality.name[0]} {t.shared_task.title}" for t in response.context["page"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            "?opgavelys=3",
            [
                "E Etabler organisation",
                "O Etabler organisation",
                "E Informer brugere",
                "O Informer brugere",
            ],
        ),
        (
            "?opgavelys=3&prioritet=obligatorisk",
            ["E Etabler organisation", "O Etabler organisation"],
        ),
        ("?opgavelys=0", ["O Uden frist"]),
        ("?status=closed", ["E Udpeg leder", "O Udpeg leder"]),
        ("?status=open&opgavelys=2", ["E Ryd op", "O Ryd op"]),
        ("?boelge=2&opgavelys=2", ["O Ryd op"]),
        ("?tekst=esb&opgavelys=2", ["E Ryd op"]),
        ("?lys=0", []),
    ],
)
def test_tasks_are_those_asked_for_worst_first(client, country, query, expected):
    assert titles(client, query) == expected


def test_without_filters_they_are_all_there(client, country):
    assert len(titles(client)) == 13


def numbers_on(page, of):
    """Every number on the page that leads to the tasks: its address, and what it says."""
    anchors = re.findall(r'<a[^>]*href="([^"]*)"[^>]*>(.*?)</a>', page, re.DOTALL)
    for address, inner in anchors:
        said = re.sub(r"<[^>]+>|Rød|Gul|Grøn|Grå", "", inner).strip()
        if said.isdigit() and of in address:
            yield html.unescape(address), int(said)


@pytest.mark.parametrize("start", ["/overblik/", "/overblik/program-dubu/"])
def test_every_number_leads_to_as_many_tasks_as_it_says(client, country, start):
    page = client.get(start).content.decode()
    found = list(numbers_on(page, of="/opgaver/"))

    counted = {url: client.get(url).context["page"].paginator.count for url, _ in found}

    assert len(found) >= 4
    assert [(url, counted[url]) for url, _ in found] == found


@pytest.mark.parametrize("start", ["/overblik/", "/overblik/program-dubu/"])
def test_every_number_of_municipalities_leads_to_as_many(client, country, start):
    page = client.get(start).content.decode()
    found = [
        (url, said)
        for url, said in numbers_on(page, of="/overblik/program-dubu/")
        if "/opgaver/" not in url
    ]

    counted = {url: len(client.get(url).context["rows"]) for url, _ in found}

    assert len(found) >= 1
    assert [(url, counted[url]) for url, _ in found] == found


def test_every_number_of_one_municipality_leads_to_its_project(client, country):
    page = client.get("/overblik/program-dubu/").content.decode()
    found = list(numbers_on(page, of="/projekter/"))

    counted = {url: client.get(url).context["page"].paginator.count for url, _ in found}

    assert len(found) >= 8
    assert [(url, counted[url]) for url, _ in found] == found


def test_there_are_fifty_to_a_page(client, dubu):
    project = ProjectFactory(programme=dubu)
    for _ in range(51):
        TaskFactory(project=project)

    assert len(titles(client)) == 50
    assert len(titles(client, "?side=2")) == 1


def test_the_page_costs_the_same_with_one_task_as_with_three(
    client, dubu, django_assert_num_queries
):
    TaskFactory(project=ProjectFactory(programme=dubu))
    client.get(URL)  # now and then the session's own times are written, too
    # Session, person, partner; programme, phases, projects, municipalities; count and tasks.
    with django_assert_num_queries(9):
        client.get(URL)
    for _ in range(2):
        TaskFactory(project=ProjectFactory(programme=dubu))
    with django_assert_num_queries(9):
        client.get(URL)


@pytest.mark.parametrize("parameter", ["opgavelys", "status", "prioritet", "boelge", "side"])
@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_in_the_address_is_left_out(client, country, parameter, nonsense):
    response = client.get(URL, {parameter: nonsense})

    assert response.context["page"].paginator.count == 13


def test_internal_notes_are_not_among_what_a_consultant_reads(client, dubu):
    TaskFactory(project=ProjectFactory(programme=dubu), internal_notes="Kun for kommunen")

    assert "Kun for kommunen" not in client.get(URL).content.decode()


def test_other_programmes_tasks_stay_out(client, dubu):
    TaskFactory()
    mine = TaskFactory(project=ProjectFactory(programme=dubu))

    assert [task.pk for task in client.get(URL).context["page"]] == [mine.pk]


def test_another_partners_programme_is_not_found(client, dubu):
    client.force_login(ConsultantFactory())

    assert client.get(URL).status_code == 404


@pytest.mark.parametrize(("takes_part", "status"), [(True, 403), (False, 404)])
def test_a_municipality_does_not_see_the_others(client, dubu, takes_part, status):
    user = UserFactory(reads_all_projects=True)
    if takes_part:
        ProjectFactory(programme=dubu, municipality=user.municipality)
    client.force_login(user)

    assert client.get(URL).status_code == status


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_page_is_only_for_reading(client, dubu, method):
    assert getattr(client, method)(URL).status_code == 405


def test_the_signed_out_sign_in_first(client, dubu):
    client.logout()

    assert client.get(URL).url == f"/konto/log-ind/?next={URL}"


def test_what_is_withdrawn_is_left_out_of_the_list_and_of_the_numbers(client, country):
    SharedTask.objects.update(published_at=NOON, published_by=ConsultantFactory())
    withdraw(SharedTask.objects.get(title="Etabler organisation"))

    assert titles(client, "?opgavelys=3") == ["E Informer brugere", "O Informer brugere"]
    assert len(titles(client)) == 11
    page = client.get("/overblik/program-dubu/").content.decode()
    assert dict(numbers_on(page, of="/opgaver/?opgavelys=3&prioritet=obligatorisk")) == {}
