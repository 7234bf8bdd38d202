"""Row-level security: who reaches which rows of a table, as PostgreSQL's policies.

Each app's ``row_access.py`` says it, config/row_security.py collects it (the setting ROW_SECURITY
names that), and ``migrate`` puts it into force.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string
from pghistory.models import Event

from tenancy.database_roles import SCOPED, DatabaseRole

WRITING = ("INSERT", "UPDATE", "DELETE")
# Sub-selects, which PostgreSQL evaluates once per query and not once per row.
MUNICIPALITY = "(SELECT nullif(current_setting('fremdrift.municipality', true), '')::bigint)"
PARTNER = "(SELECT nullif(current_setting('fremdrift.partner', true), '')::bigint)"
USER = "(SELECT nullif(current_setting('fremdrift.user', true), '')::bigint)"
ALL = "true"


@dataclass(frozen=True)
class Reach:
    """The rows one role reads and writes, as SQL conditions; "" is none.

    ``verbs`` are the operations on those it writes; ``columns`` the only ones it may update.
    ``only`` has the verbs with another condition than ``write``.
    """

    read: str = ""
    write: str = ""
    verbs: tuple[str, ...] = WRITING
    columns: tuple[str, ...] = ()
    only: Mapping[str, str] = field(default_factory=dict)


NOTHING = Reach()
READS_ALL = Reach(ALL)
WRITES_ALL = Reach(ALL, ALL)


@dataclass(frozen=True)
class Rows:
    """The rows of a table for each role; by default none."""

    municipal: Reach = NOTHING
    central: Reach = NOTHING
    national: Reach = NOTHING
    sign_in: Reach = NOTHING
    is_shared: bool = False  # rights to the table, without policies on rows

    def reaches(self) -> dict[DatabaseRole, Reach]:
        found = (self.municipal, self.central, self.national, self.sign_in)
        return dict(zip(SCOPED, found, strict=True))

    def history(self) -> "Rows":
        """Readers of a row read its history; only triggers write it."""
        return Rows(Reach(self.municipal.read), Reach(self.central.read), Reach(self.national.read))


CLOSED = Rows()


@dataclass(frozen=True)
class RowSecurity:
    """Every table's rows, and the functions that their conditions call."""

    tables: Mapping[str, Rows]
    functions: str = ""
    callers: Mapping[str, str] = field(default_factory=dict)  # roles by the function they may call


@cache
def row_security() -> RowSecurity:
    """Return the rules of the setting ROW_SECURITY, and those of every table's history."""
    rules: RowSecurity = import_string(settings.ROW_SECURITY)
    models: list[Any] = [model for model in apps.get_models() if issubclass(model, Event)]
    events = {
        model._meta.db_table: history_of(
            rules.tables.get(model.pgh_tracked_model._meta.db_table, CLOSED)
        )
        for model in models
    }
    return RowSecurity({**events, **rules.tables}, rules.functions, rules.callers)


def history_of(rows: Rows) -> Rows:
    """Return the rules for the rows' history; that of a shared table is the operator's."""
    return Rows(national=READS_ALL) if rows.is_shared else rows.history()


def tables_in_database() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p')"
            " AND relnamespace = 'public'::regnamespace ORDER BY relname"
        )
        return [name for (name,) in cursor.fetchall()]


def statements_for(table: str, rows: Rows) -> Iterator[str]:
    """Yield the SQL that gives a table these rights and policies, and no others."""
    quoted = connection.ops.quote_name(table)
    everyone = ", ".join(SCOPED)
    yield f"REVOKE ALL ON {quoted} FROM PUBLIC, {everyone}"
    yield f"GRANT SELECT ON {quoted} TO {DatabaseRole.BACKUP}"
    if rows.is_shared:
        yield f"ALTER TABLE {quoted} DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY"
    else:
        yield f"ALTER TABLE {quoted} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY"
        yield _policy(quoted, "ALL", DatabaseRole.OWNER, ALL)
    for role, reach in rows.reaches().items():
        yield from _grants(quoted, role, reach)
        if not rows.is_shared:
            yield from _policies(quoted, role, reach)


def _grants(quoted: str, role: DatabaseRole, reach: Reach) -> Iterator[str]:
    if reach.read:
        yield f"GRANT SELECT ON {quoted} TO {role}"
    for verb in reach.verbs if reach.write else ():
        columns = f" ({', '.join(reach.columns)})" if reach.columns and verb == "UPDATE" else ""
        yield f"GRANT {verb}{columns} ON {quoted} TO {role}"


def _policies(quoted: str, role: DatabaseRole, reach: Reach) -> Iterator[str]:
    if reach.read and reach.read == reach.write and not reach.only:
        yield _policy(quoted, "ALL", role, reach.read)
        return
    if reach.read:
        yield _policy(quoted, "SELECT", role, reach.read)
    for verb in reach.verbs if reach.write else ():
        yield _policy(quoted, verb, role, reach.only.get(verb, reach.write))


def _policy(quoted: str, verb: str, role: DatabaseRole, condition: str) -> str:
    using = "" if verb == "INSERT" else f" USING ({condition})"
    check = "" if verb in {"SELECT", "DELETE"} else f" WITH CHECK ({condition})"
    name = f"{role.removeprefix('fremdrift_')}_{verb.lower()}"
    return f"CREATE POLICY {name} ON {quoted} FOR {verb} TO {role}{using}{check}"
