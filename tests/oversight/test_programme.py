"""GET /overblik/<slug>/: one programme's municipalities."""

import datetime as dt

import pytest

from accounts.models import User
from tasks.lights import Light
from tests.factories import (
    ConsultantFactory,
    PhaseFactory,
    ProjectFactory,
    ProjectMemberFactory,
    UserFactory,
    WaveFactory,
    let_go,
)
from tests.oversight.country import place_in, project_in, supplier_with
from tests.oversight.test_programmes import NONSENSE

pytestmark = pytest.mark.django_db

URL = "/overblik/program-dubu/"
FILTERS = ["tekst", "boelge", "region", "fase", "lys"]


@pytest.fixture
def dubu(client):
    """The programme »DUBU«, with its consultant signed in."""
    user, programme = supplier_with("DUBU")
    client.force_login(user)
    return programme


def rows(client, address=URL):
    response = client.get(address)
    assert response.status_code == 200
    return response.context["rows"]


def names(client, query=""):
    return [row.name for row in rows(client, f"{URL}{query}")]


def sign_in_again(client):
    """A session does not last for as long as some tests travel."""
    client.force_login(User.objects.get(municipality=None))


def led_by(project, name):
    user = UserFactory(name=name, municipality=project.municipality)
    return ProjectMemberFactory(project=project, user=user, role="leader")


def test_municipalities_stand_in_danish_order(client, dubu):
    for name in ["Aabenraa", "Ærø", "Vejle", "Ølstykke", "Esbjerg", "Aarhus"]:
        project_in(dubu, name)

    assert names(client) == ["Esbjerg", "Vejle", "Ærø", "Ølstykke", "Aabenraa", "Aarhus"]


def test_a_row_says_how_far_the_municipality_is(client, dubu):
    wave = WaveFactory(programme=dubu, number=2, name="Bølge 2")
    project = project_in(
        dubu,
        "Esbjerg",
        wave=wave,
        red=1,
        yellow=2,
        green=3,
        grey=4,
        closed=3,
        overdue=1,
        critical=Light.YELLOW,
    )
    place_in(project, "Region Syddanmark")
    led_by(project, "Anna Prøve")

    (row,) = rows(client)

    figures = row.figures
    assert (row.name, row.region_name, row.wave_number) == ("Esbjerg", "Syddanmark", 2)
    assert (figures.light, figures.critical_light) == (Light.RED, Light.YELLOW)
    assert (figures.red, figures.yellow, figures.green, figures.grey) == (1, 2, 3, 4)
    assert (figures.closed, figures.total, row.percent_closed) == (3, 10, 30)
    assert (figures.overdue_mandatory, row.leader) == (1, "Anna Prøve")


def test_a_project_without_tasks_has_a_row_of_nothing(client, dubu):
    ProjectFactory(programme=dubu, municipality__name="Esbjerg", go_live_on=None)

    (row,) = rows(client)

    assert (row.figures.total, row.figures.light, row.percent_closed) == (0, Light.GREY, 0)
    assert (row.region, row.wave_number, row.leader, row.go_live_on) == ("", None, "", None)


def test_a_leader_who_has_left_is_not_the_leader(client, dubu):
    member = led_by(project_in(dubu, "Esbjerg"), "Anna Prøve")
    let_go(member.user)

    assert [row.leader for row in rows(client)] == [""]


@pytest.mark.parametrize(
    ("day", "region"), [("2026-12-31", "Sjælland"), ("2027-01-01", "Østdanmark")]
)
def test_the_region_is_the_one_of_today(client, dubu, day, region, time_machine_to):
    project = project_in(dubu, "Roskilde")
    place_in(project, "Region Sjælland")
    place_in(project, "Region Østdanmark", dt.date(2027, 1, 1))
    time_machine_to(day)
    sign_in_again(client)

    assert [row.region_name for row in rows(client)] == [region]


def test_the_day_turns_in_denmark(client, dubu, time_machine_to):
    project = project_in(dubu, "Roskilde")
    place_in(project, "Region Sjælland")
    place_in(project, "Region Østdanmark", dt.date(2027, 1, 1))
    time_machine_to("2026-12-31T23:30:00Z")
    sign_in_again(client)

    assert [row.region_name for row in rows(client)] == ["Østdanmark"]


# --- totals ---------------------------------------------------------------------------


def test_the_totals_are_those_of_what_is_shown(client, dubu):
    project_in(dubu, "Esbjerg", red=1, green=4, closed=2, overdue=1)
    project_in(dubu, "Odense", yellow=2, grey=1)
    project_in(dubu, "Vejle", red=3, yellow=1, closed=1)

    everyone = client.get(URL).context["totals"]
    red = client.get(f"{URL}?lys=3").context["totals"]

    assert (everyone["municipalities"], everyone["red"], everyone["yellow"]) == (3, 2, 1)
    assert (everyone["red_tasks"], everyone["yellow_tasks"], everyone["grey_tasks"]) == (4, 3, 1)
    assert (everyone["tasks"], everyone["closed_tasks"], everyone["percent_closed"]) == (12, 3, 25)
    assert (red["municipalities"], red["tasks"], red["overdue_tasks"]) == (2, 9, 1)


def test_a_total_keeps_the_other_filters(client, dubu):
    WaveFactory(programme=dubu, number=7)
    project_in(dubu, "Esbjerg", red=1, wave=dubu.waves.get())

    context = client.get(f"{URL}?boelge=7&lys=3&sorter=-roede&side=9&tekst=").context

    assert context["any_light_url"] == f"{URL}?boelge=7&sorter=-roede"
    assert context["tasks_url"] == f"{URL}opgaver/?boelge=7&lys=3"
    assert context["closed_url"] == f"{URL}opgaver/?boelge=7&lys=3&status=closed"


# --- filters --------------------------------------------------------------------------


@pytest.fixture
def country(dubu):
    """Three municipalities that differ in all that can be filtered on."""
    for number, name in [(1, "Opstart"), (2, "Ibrugtagning")]:
        PhaseFactory(
            programme=dubu,
            number=str(number),
            position=number,
            name=name,
            starts_amount={1: -6, 2: -1}[number],
            starts_unit="month",
            ends_amount={1: -1, 2: 1}[number],
            ends_unit="month",
        )
    facts = [
        ("Esbjerg", 1, "2026-03-09", "Region Syddanmark", {"red": 2}, "Anna Prøve"),
        ("Hjørring", 2, "2026-06-01", "Region Nordjylland", {"yellow": 1}, "Åge Test"),
        ("Odense", 3, "2027-06-01", "Region Syddanmark", {}, "Bo Eksempel"),
    ]
    for name, number, day, region, lights, leader in facts:
        wave = WaveFactory(programme=dubu, number=number)
        go_live_on = dt.date.fromisoformat(day)
        project = project_in(dubu, name, wave=wave, go_live_on=go_live_on, **lights)
        place_in(project, region)
        led_by(project, leader)
    return dubu


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("", ["Esbjerg", "Hjørring", "Odense"]),
        ("?boelge=2", ["Hjørring"]),
        ("?lys=0", ["Odense"]),
        ("?lys=3", ["Esbjerg"]),
        ("?lys=1", []),
        ("?region=Region+Syddanmark", ["Esbjerg", "Odense"]),
        ("?fase=foer", ["Odense"]),
        ("?fase=1", ["Hjørring"]),
        ("?fase=2", ["Esbjerg"]),
        ("?tekst=JØRR", ["Hjørring"]),
        ("?tekst=%C3%A5ge", ["Hjørring"]),
        ("?tekst=+odense+", ["Odense"]),
        ("?tekst=%25", []),
        ("?region=Region+Syddanmark&lys=3", ["Esbjerg"]),
        ("?boelge=2&lys=3", []),
    ],
)
def test_a_filter_leaves_those_it_names(client, country, query, left):
    assert names(client, query) == left


def test_the_choices_are_what_the_programme_has(client, country):
    fields = client.get(URL).context["form"].fields

    assert [code for code, _ in fields["boelge"].choices] == ["", 1, 2, 3]
    assert [code for code, _ in fields["region"].choices] == [
        "",
        "Region Nordjylland",
        "Region Syddanmark",
    ]
    assert [label for _, label in fields["fase"].choices] == [
        "Alle",
        "Ikke begyndt",
        "1 Opstart",
        "2 Ibrugtagning",
    ]


def test_a_filter_that_is_set_can_be_taken_away(client, country):
    chips = client.get(f"{URL}?lys=3&tekst=esb&sorter=-roede").context["chips"]

    assert [(chip.label, chip.url) for chip in chips] == [
        ("Kommune eller projektleder: »esb«", f"{URL}?lys=3&sorter=-roede"),
        ("Kommunens lys: Rød", f"{URL}?tekst=esb&sorter=-roede"),
    ]


@pytest.mark.parametrize("parameter", [*FILTERS[1:], "sorter", "side"])
@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_in_the_address_is_left_out(client, country, parameter, nonsense):
    response = client.get(URL, {parameter: nonsense})

    assert [row.name for row in response.context["rows"]] == ["Esbjerg", "Hjørring", "Odense"]
    assert set(response.context["form"].errors) == {parameter} & {*FILTERS}


@pytest.mark.parametrize("text", ["\x00", "x" * 101])
def test_a_text_that_can_not_be_looked_for_is_said_so(client, country, text):
    response = client.get(URL, {"tekst": text})

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["tekst"]


def test_nothing_found_is_said_so(client, country):
    page = client.get(f"{URL}?tekst=findes-ikke").content.decode()

    assert page.count("Ingen kommuner passer til det, du har valgt") == 1


# --- order ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("kommune", "EHO"),
        ("-kommune", "OHE"),
        ("region", "HEO"),
        ("-region", "EOH"),
        ("boelge", "EHO"),
        ("-boelge", "OHE"),
        ("fase", "OHE"),
        ("-fase", "EHO"),
        ("idrift", "EHO"),
        ("-idrift", "OHE"),
        ("lys", "OHE"),
        ("-lys", "EHO"),
        ("kritisk-vej", "EHO"),
        ("-kritisk-vej", "EHO"),
        ("-roede", "EHO"),
        ("-gule", "HEO"),
        ("graa", "EHO"),
        ("groenne", "EHO"),
        ("afsluttet", "EHO"),
        ("over-tid", "EHO"),
        ("projektleder", "EOH"),
        ("-projektleder", "HOE"),
    ],
)
def test_every_column_sorts_both_ways_and_equals_stay_alphabetical(client, country, sort, order):
    assert "".join(name[0] for name in names(client, f"?sorter={sort}")) == order


@pytest.mark.parametrize("sort", ["boelge", "-boelge", "idrift", "-idrift", "fase", "-fase"])
@pytest.mark.parametrize("more", ["region", "-region", "projektleder", "-projektleder"])
def test_what_is_unknown_comes_last_both_ways(client, country, sort, more):
    ProjectFactory(programme=country, municipality__name="Aarup", go_live_on=None)

    assert names(client, f"?sorter={sort}")[-1] == "Aarup"
    assert names(client, f"?sorter={more}")[-1] == "Aarup"


def test_every_column_head_sorts(client, country):
    page = client.get(URL).content.decode()

    assert page.count('<th scope="col"') == page.count('class="fd-sort"') == 14


# --- who, how and at what cost --------------------------------------------------------


def test_the_page_costs_the_same_with_one_municipality_as_with_three(
    client, dubu, django_assert_num_queries
):
    PhaseFactory(programme=dubu)

    def add(name, number):
        wave = WaveFactory(programme=dubu, number=number)
        project = project_in(dubu, name, wave=wave, red=1)
        place_in(project, "Region Syddanmark")
        led_by(project, "Anna Prøve")

    add("Esbjerg", 1)
    client.get(URL)  # now and then the session's own times are written, too
    # Session, person, partner; programme, phases, projects, municipalities.
    with django_assert_num_queries(7):
        client.get(URL)
    add("Odense", 2)
    add("Vejle", 3)
    with django_assert_num_queries(7):
        client.get(URL)


def test_htmx_gets_the_list_alone(client, dubu):
    project_in(dubu, "Esbjerg")

    response = client.get(URL, headers={"HX-Request": "true"})
    page = response.content.decode()

    assert (page.count("<html"), page.count("<h1"), page.count("Esbjerg")) == (0, 0, 1)
    assert "HX-Request" in response.headers["Vary"].split(", ")


def test_other_programmes_municipalities_stay_out(client, dubu):
    _, other = supplier_with("KSD")
    project_in(dubu, "Esbjerg")
    project_in(other, "Odense")

    assert names(client) == ["Esbjerg"]


def test_another_partners_programme_is_not_found(client, dubu):
    client.force_login(ConsultantFactory())

    assert client.get(URL).status_code == 404


def test_an_unknown_programme_is_not_found(client, dubu):
    assert client.get("/overblik/findes-ikke/").status_code == 404


def test_the_operator_follows_every_programme(client, dubu):
    project_in(dubu, "Esbjerg")
    client.force_login(ConsultantFactory(partner__is_operator=True))

    assert names(client) == ["Esbjerg"]


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
