"""The catalogue's files hold the same facts as the tables in tests/facts, counted and compared."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from catalogue.read import FIXTURES, read_catalogue, share_out

FACTS = Path(__file__).parent.parent / "facts"

# What the KSD handbook calls a role, where the gallery has another name for the same.
SAME_ROLE = {
    "Jobfunktionsrolleadministrator": "Rolleadministrator",
    "Lokal administrator for sikkerhed": "Rolleadministrator",
    "Administrator for Støttesystemet Organisation": "Organisationsadministrator",
    "Administrator for Støttesystemet Klassifikation": "Klassifikationsadministrator",
    "Lokal administrator KSD": "Systemadministrator",
    "Øvrig bruger": "Slutbruger",
}


def facts(name):
    with (FACTS / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def catalogue():
    return read_catalogue(FIXTURES)


@pytest.fixture(scope="module")
def programmes(catalogue):
    return {programme.place.file.parent.name: programme for programme in catalogue.programmes}


@pytest.fixture(scope="module")
def role_names(catalogue):
    return {role.code: role.name.split(" (")[0].casefold() for role in catalogue.roles}


def role_name(fact):
    """Return the gallery's name for a role as the handbook of one system names it."""
    spoken = fact.strip().removeprefix("DUBU-").removeprefix("KSD-")
    return SAME_ROLE.get(spoken, spoken).casefold()


def test_there_are_98_municipalities_each_with_its_code_cvr_and_regions(catalogue):
    wanted = [tuple(row.values()) for row in facts("municipalities.csv")]

    assert len(wanted) == 98
    assert [
        (row.code, row.name, row.cvr, row.region_until_2026, row.region_from_2027)
        for row in catalogue.municipalities
    ] == wanted


def test_the_municipalities_are_of_every_size(catalogue):
    """Nine small ones, islands most of them, and the seven largest towns."""
    sizes = Counter(row.population_class for row in catalogue.municipalities)
    names = {row.name for row in catalogue.municipalities if row.population_class == "largest"}

    assert sizes == {"small": 9, "middle": 48, "large": 34, "largest": 7}
    assert names == {
        *("Københavns Kommune", "Frederiksberg Kommune", "Odense Kommune", "Esbjerg Kommune"),
        *("Vejle Kommune", "Aarhus Kommune", "Aalborg Kommune"),
    }


def test_every_role_of_the_gallery_is_there_with_its_numbers_and_its_heir(catalogue):
    rows = {
        row.code: {
            "code": row.code,
            "name": row.name,
            "scope": row.scope,
            "stage": row.stage,
            "appointed_in_phase": row.appointed_in_phase,
            "min": str(row.min_holders),
            "max": "" if row.max_holders is None else str(row.max_holders),
            "exactly_one_primary": str(int(row.exactly_one_primary)),
            "hands_over_to": row.hands_over_to,
        }
        for row in catalogue.roles
    }

    assert [rows[fact["code"]] for fact in facts("roles.csv")] == facts("roles.csv")


def test_the_roles_of_the_ksd_handbook_come_after_the_gallery(catalogue):
    gallery = [fact["code"] for fact in facts("roles.csv")]

    assert [row.code for row in catalogue.roles[len(gallery) :]] == [
        "it-miljoeansvarlig",
        "sagsbehandler-ydelsescenter",
        "sagsbehandler-uden-for-ydelsescenter",
    ]


def test_kombit_is_the_operator_and_the_suppliers_have_their_systems(catalogue):
    assert [(row.name, row.is_operator) for row in catalogue.partners] == [
        ("KOMBIT", True),
        ("Netcompany", False),
        ("KMD", False),
    ]
    assert [(row.name, row.supplier) for row in catalogue.systems] == [
        ("DUBU", "netcompany"),
        ("KSD", "kmd"),
    ]


@pytest.mark.parametrize(("folder", "number"), [("dubu-3.0", 4), ("ksd", 6)])
def test_the_phases_are_the_handbooks(programmes, folder, number):
    wanted = facts(f"{folder}.phases.csv")

    assert len(wanted) == number
    assert [(row.number, row.name, row.parent) for row in programmes[folder].phases] == [
        (fact["number"], fact["name"], fact.get("parent", "")) for fact in wanted
    ]


@pytest.mark.parametrize("folder", ["dubu-3.0", "ksd"])
def test_the_seven_themes_are_the_handbooks(programmes, folder):
    wanted = [fact["name"] for fact in facts(f"{folder}.themes.csv")]

    assert len(wanted) == 7
    assert [row.name for row in programmes[folder].themes] == wanted


def test_the_33_dubu_tasks_are_the_handbooks(programmes, role_names):
    dubu = programmes["dubu-3.0"]
    phases = {row.number: row.name for row in dubu.phases}
    wanted = facts("dubu-3.0.tasks.csv")

    assert len(wanted) == 33
    assert [
        (
            row.code,
            phases[row.phase],
            row.theme,
            str(row.priority),
            row.title,
            role_names[row.executor],
            [role_names[code] for code in row.involved],
        )
        for row in dubu.tasks
    ] == [
        (
            *(fact[column] for column in ("code", "phase", "theme", "priority", "title")),
            role_name(fact["executor"]),
            [role_name(name) for name in fact["involved"].split(";")],
        )
        for fact in wanted
    ]


def test_the_59_ksd_tasks_are_the_handbooks(programmes):
    wanted = facts("ksd.tasks.csv")
    tasks = [row for row in programmes["ksd"].tasks if row.kind == "task"]

    assert len(wanted) == 59
    assert [(row.phase, row.theme, row.title) for row in tasks] == [
        (fact["phase"], fact["theme"], fact["title"]) for fact in wanted
    ]


def test_a_ksd_task_without_a_priority_in_the_source_is_recommended_and_says_so(programmes):
    tasks = [row for row in programmes["ksd"].tasks if row.kind == "task"]
    pairs = list(zip(tasks, facts("ksd.tasks.csv"), strict=True))

    assert [row.priority for row, _ in pairs] == [int(fact["priority"] or 3) for _, fact in pairs]
    assert ["prioritet står ikke i kilden" in row.source for row, _ in pairs] == [
        not fact["priority"] for _, fact in pairs
    ]


def test_a_ksd_task_is_done_by_the_role_the_source_names(programmes, role_names):
    tasks = [row for row in programmes["ksd"].tasks if row.kind == "task"]
    named = [
        (row, fact)
        for row, fact in zip(tasks, facts("ksd.tasks.csv"), strict=True)
        if fact["executor"]
    ]

    assert len(named) == 57
    assert [role_names[row.executor] for row, _ in named] == [
        role_name(fact["executor"]) for _, fact in named
    ]


def test_the_21_ksd_checkpoints_are_the_handbooks(programmes):
    wanted = [tuple(fact.values()) for fact in facts("ksd.checkpoints.csv")]
    points = [row for row in programmes["ksd"].tasks if row.kind != "task"]

    assert len(wanted) == 21
    assert [(row.phase, row.kind, row.title) for row in points] == wanted
    assert Counter(row.kind for row in points) == {
        "checkpoint": 15,
        "control_point": 4,
        "milestone": 2,
    }


@pytest.mark.parametrize("folder", ["dubu-3.0", "ksd"])
def test_every_task_has_dates_people_and_a_source(programmes, folder):
    lacking = [
        row.code
        for row in programmes[folder].tasks
        if not (
            row.starts.anchor and row.due.anchor and row.executor and row.responsible and row.source
        )
    ]

    assert lacking == []


def test_every_brief_says_what_to_do_and_when_it_is_done(programmes):
    short = [
        (programme.slug, task.code)
        for programme in programmes.values()
        for task in programme.tasks
        if task.kind == "task"
        for brief in [programme.briefs[task.code]]
        if not (brief.goal and brief.description and brief.result)
    ]

    assert short == []


@pytest.mark.parametrize("folder", ["dubu-3.0", "ksd"])
def test_every_municipality_has_a_wave(catalogue, programmes, folder):
    codes = [row.code for row in catalogue.municipalities]
    shares = share_out(programmes[folder].waves, codes)

    assert sorted(code for share in shares.values() for code in share) == codes


def test_the_ksd_waves_are_the_handbooks(catalogue, programmes):
    names = {row.code: row.name.removesuffix(" Kommune") for row in catalogue.municipalities}
    shares = share_out(programmes["ksd"].waves, list(names))

    assert sorted(names[code] for code in (*shares[1], *shares[2])) == [
        *("Aarhus", "Assens", "Helsingør", "Ishøj", "Randers", "Vallensbæk", "Vejen"),
    ]
    assert [len(shares[number]) for number in range(1, 9)] == [3, 4, 19, 18, 18, 18, 18, 0]


def test_only_the_ksd_programme_warns_about_tasks_not_started_alone(programmes):
    assert {
        folder: programme.policy.yellow_requires_not_started
        for folder, programme in programmes.items()
    } == {"dubu-3.0": False, "ksd": True}
