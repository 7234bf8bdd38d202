"""GET /overblik/: the programmes a consultant follows."""

import datetime as dt

import pytest

from tasks.figures import refresh_figures
from tasks.lights import Light
from tests.factories import (
    ConsultantFactory,
    PartnerFactory,
    ProgrammeFactory,
    ProjectFactory,
    TaskFactory,
    UserFactory,
    WaveFactory,
)
from tests.oversight.country import project_in, supplier_with

pytestmark = pytest.mark.django_db

URL = "/overblik/"
TODAY = dt.date(2026, 3, 2)
NONSENSE = [
    "1e3",
    "\N{FULLWIDTH DIGIT ZERO}\N{FULLWIDTH DIGIT ONE}",
    "\x00",
    f"{10**30}",
    "-1",
    "roede; drop table",
    "--roede",
    "9" * 5000,
]


def shown(client, user, address=URL):
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200
    return [row.programme.name for row in response.context["page"]]


def row_of(client, user):
    client.force_login(user)
    (row,) = client.get(URL).context["page"]
    return row


def test_a_programme_sums_its_municipalities(client):
    user, programme = supplier_with("DUBU")
    project_in(programme, "Esbjerg", red=2, green=3, closed=1, overdue=1, critical=Light.RED)
    project_in(programme, "Odense", yellow=4, closed=2, critical=Light.YELLOW)
    project_in(programme, "Vejle", green=5, closed=5, critical=Light.GREEN)
    ProjectFactory(programme=programme)

    row = row_of(client, user)

    assert row.municipalities == 4
    assert (row.red_municipalities, row.yellow_municipalities) == (1, 1)
    assert (row.green_municipalities, row.grey_municipalities) == (1, 1)
    assert (row.worst_light, row.worst_critical_light) == (Light.RED, Light.RED)
    assert (row.tasks, row.red_tasks, row.closed_tasks, row.overdue_tasks) == (14, 2, 8, 1)
    assert row.percent_closed == 57


def test_the_sums_are_those_of_the_tasks(client):
    user, programme = supplier_with("DUBU")
    project = ProjectFactory(programme=programme)
    TaskFactory(project=project, due_on=dt.date(2026, 3, 1))
    TaskFactory(project=project, due_on=dt.date(2026, 3, 3))
    TaskFactory(project=project, due_on=dt.date(2026, 9, 1))
    refresh_figures([project.pk])

    row = row_of(client, user)

    assert (row.tasks, row.red_tasks, row.overdue_tasks, row.worst_light) == (3, 1, 1, Light.RED)


def test_a_programme_without_municipalities_is_there_and_empty(client):
    user, _ = supplier_with("DUBU")

    row = row_of(client, user)

    assert (row.municipalities, row.grey_municipalities, row.tasks, row.percent_closed) == (
        0,
        0,
        0,
        0,
    )
    assert (row.worst_light, row.next_go_live_on) == (Light.GREY, None)


@pytest.mark.parametrize(
    ("days", "expected"),
    [([-1], None), ([-1, 0, 9], TODAY), ([30, 9], TODAY + dt.timedelta(days=9)), ([None], None)],
)
def test_the_next_go_live_is_the_first_from_today_on(client, days, expected):
    user, programme = supplier_with("DUBU")
    for day in days:
        go_live_on = None if day is None else TODAY + dt.timedelta(days=day)
        ProjectFactory(programme=programme, go_live_on=go_live_on)

    assert row_of(client, user).next_go_live_on == expected


def test_a_municipality_without_its_own_date_goes_live_with_its_wave(client):
    user, programme = supplier_with("DUBU")
    wave = WaveFactory(programme=programme, go_live_on=dt.date(2026, 5, 4))
    ProjectFactory(programme=programme, wave=wave, go_live_on=None)

    assert row_of(client, user).next_go_live_on == dt.date(2026, 5, 4)


def test_a_consultant_sees_only_their_own_partners_programmes(client):
    user, _, _ = supplier_with("DUBU", "SAPA")
    _, foreign = supplier_with("KSD")
    project_in(foreign, "Esbjerg", red=2)

    assert shown(client, user) == ["DUBU", "SAPA"]


def test_the_operator_sees_them_all(client):
    supplier_with("KSD")
    supplier_with("DUBU")

    assert shown(client, ConsultantFactory(partner__is_operator=True)) == ["DUBU", "KSD"]


def test_a_partner_without_programmes_is_told_so(client):
    client.force_login(ConsultantFactory())

    assert "Ingen programmer" in client.get(URL).content.decode()


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("navn", ["DUBU", "KSD", "Ældre", "Åben"]),
        ("-navn", ["Åben", "Ældre", "KSD", "DUBU"]),
        ("-roede", ["KSD", "Åben", "DUBU", "Ældre"]),
        ("roede", ["DUBU", "Ældre", "Åben", "KSD"]),
        ("-over-tid", ["Åben", "DUBU", "KSD", "Ældre"]),
        ("findes-ikke", ["DUBU", "KSD", "Ældre", "Åben"]),
    ],
)
def test_programmes_sort_by_name_red_and_overdue(client, sort, names):
    partner = PartnerFactory()
    for name, red, overdue in [("Åben", 3, 2), ("Ældre", 0, 0), ("KSD", 7, 0), ("DUBU", 0, 0)]:
        programme = ProgrammeFactory(system__supplier=partner, name=name)
        project_in(programme, "Esbjerg", red=red, overdue=overdue)

    assert shown(client, ConsultantFactory(partner=partner), f"{URL}?sorter={sort}") == names


def test_there_are_fifteen_to_a_page(client):
    partner = PartnerFactory()
    for number in range(16):
        ProgrammeFactory(system__supplier=partner, name=f"Program {number:02}")
    user = ConsultantFactory(partner=partner)

    assert len(shown(client, user)) == 15
    assert shown(client, user, f"{URL}?side=2") == ["Program 15"]
    assert shown(client, user, f"{URL}?side=3") == ["Program 15"]


@pytest.mark.parametrize("parameter", ["side", "sorter"])
@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_in_the_address_is_left_out(client, parameter, nonsense):
    user, _ = supplier_with("DUBU")
    client.force_login(user)

    response = client.get(URL, {parameter: nonsense})

    assert [row.programme.name for row in response.context["page"]] == ["DUBU"]


def test_the_page_costs_the_same_with_one_programme_as_with_three(
    client, django_assert_num_queries
):
    user, programme = supplier_with("DUBU")
    project_in(programme, "Esbjerg", red=2)
    client.force_login(user)
    client.get(URL)  # now and then the session's own times are written, too
    # Session, person, partner; what names one; the order of all; those of the page, their figures,
    # their projects.
    with django_assert_num_queries(8):
        client.get(URL)
    with django_assert_num_queries(9):
        client.get(f"{URL}?sorter=-roede")
    for number in range(2):
        more = ProgrammeFactory(system=programme.system)
        for place in range(2):
            project_in(more, f"Kommune {number}{place}", yellow=1)
    with django_assert_num_queries(8):
        client.get(URL)
    with django_assert_num_queries(9):
        client.get(f"{URL}?sorter=-roede")


def test_a_municipality_does_not_follow_programmes(client):
    client.force_login(UserFactory(is_klik_administrator=True, reads_all_projects=True))

    assert client.get(URL).status_code == 403


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_page_is_only_for_reading(client, method):
    client.force_login(ConsultantFactory())

    assert getattr(client, method)(URL).status_code == 405


def test_the_signed_out_sign_in_first(client):
    response = client.get(f"{URL}?sorter=-roede")

    assert response.status_code == 302
    assert response.url == "/konto/log-ind/?next=/overblik/%3Fsorter%3D-roede"
