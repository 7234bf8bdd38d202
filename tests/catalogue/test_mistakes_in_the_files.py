"""A mistake in the catalogue's files stops the load, is told in a line, and changes nothing."""

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from catalogue.files import FileLocation, MalformedCatalogue
from catalogue.load import load_catalogue
from catalogue.read import FIXTURES, blackouts_in
from organisations.models import Municipality
from tests.catalogue.stopping import refused, row_counts

pytestmark = pytest.mark.django_db


DUBU = "programmes/dubu-3.0"


KSD = "programmes/ksd"


BAD_CELLS = [
    ("municipalities.csv", ",64942212,", ",64942213,", "not a CVR number: 64942213"),
    ("municipalities.csv", ",64942212,", ",6494221,", "not a CVR number: 6494221"),
    ("municipalities.csv", ",64942212,", ",,", "not a CVR number: "),
    (
        "municipalities.csv",
        "0101,",
        "10101,",
        "code: Ensure this value has at most 4 characters (it has 5).",
    ),
    ("municipalities.csv", "Københavns Kommune", "", "name is empty"),
    (
        "municipalities.csv",
        "64942212,Region Hovedstaden,Region Østdanmark,largest",
        "64942212,Region Hovedstaden,Region Østdanmark,kæmpe",
        "unknown population class: kæmpe",
    ),
    ("partners.csv", "kmd,KMD,,0", "kmd,KMD,12345678,0", "not a CVR number: 12345678"),
    ("partners.csv", "kmd,KMD,,0", "kmd,KMD,,nej", "is_operator is neither 0 nor 1: nej"),
    ("systems.csv", "ksd,KSD,kmd", "ksd,KSD,dmk", "unknown supplier: dmk"),
    (
        "roles.csv",
        "projektejer,Projektejer,system",
        "projektejer,Projektejer,x",
        "unknown scope: x",
    ),
    (
        "roles.csv",
        "projektejer,Projektejer,system,implementation",
        "projektejer,Projektejer,system,altid",
        "unknown stage: altid",
    ),
    (
        "roles.csv",
        "implementation,1,1,1,0,systemejer",
        "implementation,1,1,1,0,x",
        "unknown role: x",
    ),
    (
        "roles.csv",
        "implementation,1,1,1,0,systemejer",
        "implementation,1,en,1,0,systemejer",
        "min is not a number: en",
    ),
    (f"{KSD}/phases.csv", "2.1,Planlægning,2,", "2.1,Planlægning,9,", "unknown phase above: 9"),
    (
        f"{KSD}/phases.csv",
        "Planlægning,2,-12m",
        "Planlægning,2,-12uger",
        "not an offset such as -9m, +10d or -3wd: -12uger",
    ),
    (f"{KSD}/waves.csv", "2027-02-22", "22-02-2027", "not a date: 22-02-2027"),
    (f"{KSD}/waves.csv", "2027-02-22", "2027-02-30", "not a date: 2027-02-30"),
    (f"{KSD}/waves.csv", "2027-02-22", "2025-02-22", "the wave goes live before it starts"),
    (f"{KSD}/waves.csv", "0420;0217", "0420;0999", "unknown municipality: 0999"),
    (f"{KSD}/tasks.csv", "3-03,3,", "3-03,5,", "unknown phase: 5"),
    (f"{KSD}/tasks.csv", "3-03,3,Drift og support", "3-03,3,Drift", "unknown theme: Drift"),
    (
        f"{KSD}/tasks.csv",
        "3-03,3,Drift og support,2",
        "3-03,3,Drift og support,4",
        "unknown priority: 4",
    ),
    (
        f"{KSD}/tasks.csv",
        "3-03,3,Drift og support,2,task",
        "3-03,3,Drift og support,2,møde",
        "unknown kind: møde",
    ),
    (
        f"{KSD}/tasks.csv",
        "Udfør hypercare,projektleder",
        "Udfør hypercare,leder",
        "unknown role: leder",
    ),
    (
        f"{KSD}/tasks.csv",
        "go_live +0d,go_live +10wd,",
        "go_live +0d,snart +10wd,",
        "not a date rule such as »go_live -3m« or »fixed 2026-03-01«: snart +10wd",
    ),
    (
        f"{KSD}/tasks.csv",
        "go_live +0d,go_live +10wd,",
        "go_live +0d,go_live 10wd,",
        "not an offset such as -9m, +10d or -3wd: 10wd",
    ),
    (
        f"{KSD}/tasks.csv",
        "go_live +0d,go_live +10wd,",
        "go_live +0d,fixed 2027-13-01,",
        "not a date: 2027-13-01",
    ),
    (f"{KSD}/tasks.csv", "+10wd,2.2-23,", "+10wd,2.2-99,", "unknown task: 2.2-99"),
    (f"{KSD}/tasks.csv", "+10wd,2.2-23,", "+10wd,3-03,", "unknown task: 3-03"),
    (f"{KSD}/tasks.csv", "Udfør hypercare,", "Udfør\thypercare,", "title has a control character"),
    (f"{KSD}/tasks.csv", "Udfør hypercare,", ",", "title is empty"),
    (f"{KSD}/tasks.csv", "Udfør hypercare,", "Udfør hypercare,,", "has 15 columns instead of 14"),
    (f"{KSD}/programme.toml", 'system = "ksd"', 'system = "sapa"', "unknown system: sapa"),
]


@pytest.mark.parametrize(("name", "old", "new", "reason"), BAD_CELLS)
def test_a_bad_cell_stops_the_load(files, name, old, new, reason):
    line = files.replace(name, old, new)
    if name.endswith(".toml"):
        line = 1

    refused(files, name, line, reason)


@pytest.mark.parametrize(
    ("name", "line", "reason"),
    [
        (
            "municipalities.csv",
            "0101,Ny Kommune,29188327,Region Sjælland,Region Sjælland,small",
            "code 0101 already stands in line 2",
        ),
        (
            "municipalities.csv",
            "0102,Ny Kommune,64942212,Region Sjælland,Region Sjælland,small",
            "cvr 64942212 already stands in line 2",
        ),
        (
            "roles.csv",
            "projektejer,Ejer,system,both,,0,,0,,Noget,egen",
            "code projektejer already stands in line 14",
        ),
        (f"{KSD}/themes.csv", "Uddannelse,", "name Uddannelse already stands in line 5"),
        (f"{KSD}/waves.csv", "8,Ny,,,,egen", "number 8 already stands in line 9"),
        (f"{KSD}/waves.csv", "9,Ny,,,0420,egen", "municipality in two waves: 0420"),
        (
            f"{KSD}/tasks.csv",
            "3-03,3,Uddannelse,3,task,Noget,,,,,,,,egen",
            "code 3-03 already stands in line 75",
        ),
    ],
)
def test_something_told_twice_stops_the_load(files, name, line, reason):
    number = files.append(name, line)

    refused(files, name, number, reason)


def test_tasks_that_wait_for_each_other_are_named(files):
    files.replace(f"{KSD}/tasks.csv", "+5m,go_live +6m,,3-01,", "+5m,go_live +6m,4-02,3-01,")

    refused(
        files,
        f"{KSD}/tasks.csv",
        76,
        "tasks are prerequisites of each other: 4-01 → 4-02 → 4-01",
    )


def test_a_task_without_a_brief_stops_the_load(files):
    brief = files.directory / KSD / "briefs" / "2.1-03.md"
    brief.unlink()

    refused(files, f"{KSD}/tasks.csv", 4, f"missing brief: {brief}")


def test_a_brief_without_a_task_stops_the_load(files):
    (files.directory / KSD / "briefs" / "2.1-77.md").write_text("## Mål\nNoget\n")

    refused(files, f"{KSD}/briefs/2.1-77.md", 1, "belongs to no task")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("## Mål\nNoget\n\n## Formål\nMere\n", 4, "unknown heading: Formål"),
        ("## Mål\nNoget\n\n## Mål\nMere\n", 4, "heading is empty or stands twice: Mål"),
        ("## Mål\n\n## Resultat\nNoget\n", 1, "heading is empty or stands twice: Mål"),
        (
            "Noget uden overskrift\n",
            1,
            "does not begin with one of the headings Mål, Beskrivelse, "
            "Metode og fremgangsmåde, Resultat, Kvalitetskriterier, Kilde",
        ),
    ],
)
def test_a_brief_that_is_no_task_sheet_stops_the_load(files, text, line, reason):
    name = f"{KSD}/briefs/2.1-03.md"
    (files.directory / name).write_text(text, encoding="utf-8")

    refused(files, name, line, reason)


def test_a_file_in_another_encoding_stops_the_load(files):
    path = files.directory / "municipalities.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_bytes("".join(lines[:1]).encode() + "".join(lines[1:]).encode("latin-1"))

    refused(files, "municipalities.csv", 2, "is not UTF-8")


def test_a_file_that_is_not_there_stops_the_load(files):
    (files.directory / "roles.csv").unlink()

    refused(files, "roles.csv", 1, "cannot be read: No such file or directory")


def test_a_table_with_other_columns_stops_the_load(files):
    files.replace(f"{KSD}/themes.csv", "name,purpose", "navn,formaal")

    refused(files, f"{KSD}/themes.csv", 1, "columns are not name,purpose")


def test_a_quote_that_never_ends_stops_the_load(files):
    line = files.append(f"{KSD}/themes.csv", 'Noget,"uden slutning')

    refused(files, f"{KSD}/themes.csv", line, "unexpected end of data")


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ('name = "KSD"', "name = KSD", 1, "is not TOML: Invalid value (at line 1, column 8)"),
        ('name = "KSD"', 'name = ""', 1, "name is missing"),
        ("1 = 5, ", "", 1, "lights.warning_working_days must give 0 to 60 days for 1, 2 and 3"),
        (
            "started = true",
            "started = 1",
            1,
            "lights.yellow_requires_not_started must be true or false",
        ),
        ('name = "Jul og nytår"', 'name = ""', 1, "a blackout has no name"),
        ('name = "Jul og nytår"', 'name = "Sommerferie"', 1, "two blackouts have one name"),
        (
            'source = "KSD-håndbog 5.6"',
            'source = ""',
            1,
            "blackout Jul og nytår has no source",
        ),
        (
            "from_week = 52",
            "from_week = 54",
            1,
            "blackout Jul og nytår: from_week and to_week must be weeks from 1 to 53",
        ),
        (
            "to_week = 7",
            'to_week = "7"',
            1,
            "blackout Jul og nytår: from_week and to_week must be weeks from 1 to 53",
        ),
    ],
)
def test_a_programme_that_says_too_little_stops_the_load(files, old, new, line, reason):
    files.replace(f"{KSD}/programme.toml", old, new)

    refused(files, f"{KSD}/programme.toml", line, reason)


@pytest.mark.parametrize("said", [3, ["Sommer"], {"name": "Sommer"}])
def test_pauses_are_written_as_a_list_of_tables(said):
    place = FileLocation(FIXTURES / "programme.toml")

    with pytest.raises(MalformedCatalogue, match="blackouts must be written as"):
        blackouts_in({"blackouts": said}, place)


def test_a_text_that_is_too_long_stops_the_load(files):
    line = files.replace(f"{KSD}/tasks.csv", "Udfør hypercare,", f"{'Udfør ' * 40},")

    refused(
        files,
        f"{KSD}/tasks.csv",
        line,
        "title: Ensure this value has at most 200 characters (it has 239).",
    )


def test_a_municipality_under_another_code_stops_the_load(loaded, files):
    line = files.replace("municipalities.csv", "0101,", "0102,")
    before = row_counts()

    with pytest.raises(MalformedCatalogue, match=f":{line}: does not fit"), transaction.atomic():
        load_catalogue(directory=files.directory)

    assert row_counts() == before


def test_the_command_tells_the_mistake_in_one_line_and_changes_nothing(files):
    line = files.replace("municipalities.csv", ",64942212,", ",64942213,")

    with pytest.raises(CommandError) as stopped:
        call_command("load_catalogue", files.directory)

    assert str(stopped.value) == (
        f"Nothing was loaded. {files.directory}/municipalities.csv:{line}: "
        "not a CVR number: 64942213"
    )
    assert Municipality.objects.count() == 0
