"""Fills an empty, migrated database with as much as the size says, the same every time.

Set-based, with triggers and foreign keys asleep: how the rows came is not what is measured.
History rows are written beside, so that a task's page has some to show. The lights are set by
the rule of tasks/lights.py written in SQL; bench/measure.py checks them against the rule itself.

Ids are counted out, so that municipality 1 in programme 3 holds the same at every size:
project (p - 1) * municipalities + m, shared task (p - 1) * tasks + t, and so on.
"""

import csv
import datetime as dt
from pathlib import Path

import psycopg
from psycopg import sql

from bench.sizes import Size
from organisations.alphabet import danish_key
from projects.workdays import add_workdays

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
SQL = Path(__file__).resolve().parent / "sql"

FIRST = ["Alma", "Bertil", "Clara", "Ditlev", "Ellen", "Frode", "Gry", "Holger", "Ida", "Jens"]
LAST = ["Afprøve", "Bænkby", "Cirkelsø", "Datamark", "Eksempel", "Fremby", "Gennemgang", "Høvding"]
SUPPLIERS = 6
SYSTEMS = 40  # about as many as the municipalities share; more programmes are new versions
EXECUTORS = 6  # of each pair of programmes in a municipality
OPERATOR = 1  # the partner's id
CONSULTANTS = 5  # at each partner
# Loaded faster without indexes than row by row into them.
BARE = ("tasks_task", "tasks_taskevent", "conversation_comment", "tasks_taskfile")


def load(connection: psycopg.Connection, size: Size, today: dt.date) -> None:
    """Fill the database; commits, then lets the planner look at what came."""
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SET LOCAL client_min_messages = warning")
        copy_facts(cursor, size)
        copy_names(cursor)
        copy_calendar(cursor, today)
        for step in ("programmes", "projects", "people", "shared_tasks"):
            run(cursor, step, size, today)
        indexes = drop_indexes(cursor)
        for step in ("tasks", "said", "history"):
            run(cursor, step, size, today)
        for definition in indexes:
            cursor.execute(definition)
        set_sequences(cursor)
    connection.autocommit = True
    connection.execute("VACUUM (ANALYZE)")
    connection.autocommit = False


def add_drafts(connection: psycopg.Connection, size: Size, today: dt.date, count: int) -> list[int]:
    """Add programmes with a project in each municipality and shared tasks not yet published."""
    first = size.programmes + 1
    numbers = list(range(first, first + count))
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for step in ("programmes", "projects", "leaders", "shared_tasks"):
            run(cursor, step, size, today, drafts=count)
        set_sequences(cursor)
    return numbers


def run(cursor: psycopg.Cursor, step: str, size: Size, today: dt.date, *, drafts: int = 0) -> None:
    """Run sql/<step>.sql for all published programmes, or for so many drafts after them."""
    first = size.programmes + 1 if drafts else 1
    values = {
        "first": first,
        "last": first + drafts - 1 if drafts else size.programmes,
        "programmes": size.programmes,
        "municipalities": size.municipalities,
        "tasks": size.tasks,
        "today": today,
        "drafts": drafts > 0,
        "suppliers": SUPPLIERS,
        "systems": SYSTEMS,
        "executors": EXECUTORS,
        "consultants": CONSULTANTS,
        "names": len(FIRST) * len(LAST),
        "pairs": -(-size.programmes // 2),
        "owners": -(-size.programmes // 4),
    }
    text = (SQL / f"{step}.sql").read_text()
    names = [name for name in values if f"{{{name}}}" in text]
    cursor.execute(sql.SQL(text).format(**{name: sql.Literal(values[name]) for name in names}))


def copy_facts(cursor: psycopg.Cursor, size: Size) -> None:
    """The real municipalities and roles; partners are made up."""
    municipalities = read("municipalities.csv")[: size.municipalities]
    names = [row[key] for row in municipalities for key in row if key.startswith("region")]
    regions = {name: number for number, name in enumerate(dict.fromkeys(names), 1)}
    copy(cursor, "organisations_region", "id name", [(n, name) for name, n in regions.items()])
    copy(
        cursor,
        "organisations_municipality",
        "id code cvr name sort_key population_class",
        [
            (
                *(number, row["code"], row["cvr"], row["name"], danish_key(row["name"])),
                row["population_class"],
            )
            for number, row in enumerate(municipalities, 1)
        ],
    )
    copy(
        cursor,
        "organisations_municipalityregion",
        "id municipality_id region_id from_on",
        [
            (number, number, regions[row["region_until_2026"]], dt.date(2007, 1, 1))
            for number, row in enumerate(municipalities, 1)
        ],
    )
    copy_roles(cursor)


def copy_roles(cursor: psycopg.Cursor) -> None:
    columns = (
        "id code name scope stage appointed_in_phase min_holders max_holders "
        "exactly_one_primary effect position"
    )
    rows = [
        (
            number,
            *(row[key] for key in ("code", "name", "scope", "stage", "appointed_in_phase")),
            row["min"] or 0,
            row["max"] or None,
            row["exactly_one_primary"] == "1",
            row["effect"],
            number,
        )
        for number, row in enumerate(read("roles.csv"), 1)
    ]
    copy(cursor, "roles_role", columns, rows)


def copy_names(cursor: psycopg.Cursor) -> None:
    """Names of nobody, with the key they are sorted by."""
    cursor.execute("CREATE TEMP TABLE bench_name (n int, name text, sort_key text) ON COMMIT DROP")
    names = [f"{first} {last}" for last in LAST for first in FIRST]
    copy(
        cursor,
        "bench_name",
        "n name sort_key",
        [(n, name, danish_key(name)) for n, name in enumerate(names)],
    )


def copy_calendar(cursor: psycopg.Cursor, today: dt.date) -> None:
    """The first day of warning for each due date, by the portal's own working days."""
    cursor.execute(
        "CREATE TEMP TABLE bench_warning (due_on date, priority int, warns_on date,"
        " PRIMARY KEY (due_on, priority)) ON COMMIT DROP"
    )
    days = [today + dt.timedelta(days=offset) for offset in range(-1500, 1500)]
    warned = [
        (due_on, priority, add_workdays(due_on, -warning))
        for due_on in days
        for priority, warning in ((1, 5), (2, 5), (3, 2))
    ]
    copy(cursor, "bench_warning", "due_on priority warns_on", warned)


def read(name: str) -> list[dict[str, str]]:
    with (FIXTURES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def copy(cursor: psycopg.Cursor, table: str, columns: str, rows: list[tuple[object, ...]]) -> None:
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns.split()))
    )
    with cursor.copy(statement) as target:
        for row in rows:
            target.write_row(row)


def drop_indexes(cursor: psycopg.Cursor) -> list[str]:
    """Drop the large tables' indexes that no constraint stands on; return how to make them."""
    cursor.execute(
        "SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i"
        " JOIN pg_class c ON c.oid = i.indexrelid"
        " WHERE i.indrelid = ANY(%s::regclass[])"
        " AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)",
        [list(BARE)],
    )
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    return [definition for _, definition in found]


def set_sequences(cursor: psycopg.Cursor) -> None:
    """Let every counted table go on counting where the loaded ids end."""
    cursor.execute(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND is_identity = 'YES'"
    )
    for table, column in cursor.fetchall():
        cursor.execute(
            sql.SQL(
                "SELECT setval(pg_get_serial_sequence({}, {}), coalesce(max({}), 0) + 1, false)"
                " FROM {}"
            ).format(
                sql.Literal(table),
                sql.Literal(column),
                sql.Identifier(column),
                sql.Identifier(table),
            )
        )
