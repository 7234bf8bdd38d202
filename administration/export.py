"""The export of everything about one person, from the apps' declarations of personal data.

Every table declared in a ``personal_data.py`` is included; a test finds tables without a
declaration. Rows are limited to the scope of the transaction.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, models
from django.db.models import Count, Max, Min, OuterRef, Q, Subquery

from accounts.models import User
from privacy.declarations import HISTORY, DeclaredTable, Personal, relations_to_people, tables

ONESELF, ANOTHER, PORTAL = "personen selv", "en anden", "portalen"
LEFT_OUT = "udeladt: kun personen selv får teksten"
AT_ONCE = 100
DONE = {"insert": "tilføjet", "update": "ændret", "delete": "slettet"}

CONTEXT = {"through": "gennem", "address": "IP-adresse", "path": "side", "name": "navn"}

Values = dict[str, Any]


@dataclass(frozen=True)
class ExportedTable:
    table: DeclaredTable
    rows: list[Values]

    @property
    def name(self) -> str:
        return self.table.model._meta.db_table

    @property
    def columns(self) -> list[str]:
        return list(dict.fromkeys(name for row in self.rows for name in row))

    def label(self, name: str) -> str:
        return "nummer" if name == "pk" else label_of(self.table.model, name)


def everything_about(person: User, *, reader: User | None) -> list[ExportedTable]:
    """Return each table's rows about the person, for ``reader``, or for a command (None).

    Without secrets and the names of others; what is declared as ``own_eyes`` is for the person
    only.
    """
    own, readable = reader is not None and reader.pk == person.pk, readable_tables()
    parts = (
        export_table(table, person, own=own)
        for table in tables().values()
        if table.personal and table.model._meta.db_table in readable
    )
    return sorted((part for part in parts if part.rows), key=lambda part: part.table.called)


def readable_tables() -> set[str]:
    """Return the tables that the scope can read: not the history of shared tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p')"
            " AND relnamespace = 'public'::regnamespace AND has_table_privilege(oid, 'SELECT')"
        )
        return {name for (name,) in cursor.fetchall()}


@dataclass(frozen=True)
class DataKind:
    called: str
    why: str
    kept: str


def kinds_held() -> list[DataKind]:
    kinds = [
        DataKind(
            table.called,
            " ".join(dict.fromkeys(one.why for one in listed_declarations(table))),
            "; ".join(
                dict.fromkeys(setting_in_words(one.kept) for one in listed_declarations(table))
            ),
        )
        for table in tables().values()
        if table.personal and not table.is_history
    ]
    history = DataKind("historik", HISTORY.why, setting_in_words(HISTORY.kept))
    return [*sorted(kinds, key=lambda kind: kind.called), history]


def listed_declarations(table: DeclaredTable) -> list[Personal]:
    """Return the declarations to list: secrets only where there is nothing else."""
    return [one for one in table.personal if not one.secret] or list(table.personal)


def setting_in_words(kept: str) -> str:
    """Return the period with the names of settings replaced by their values."""
    return re.sub(r"[A-Z_]{5,}", lambda name: str(getattr(settings, name[0])), kept)


def export_table(table: DeclaredTable, person: User, *, own: bool) -> ExportedTable:
    rows = history_rows(table, person, own=own) if table.is_history else rows_of(table, person)
    return ExportedTable(table, list(rows))


def label_of(model: type[models.Model], lookup: str) -> str:
    """Return the Danish name of a field; of a related one, with what it belongs to."""
    name, _, further = lookup.partition("__")
    fields: dict[str, Any] = {one.name: one for one in model._meta.concrete_fields}
    if name not in fields:
        return CONTEXT.get(name, name)
    if not further:
        return str(fields[name].verbose_name)
    label = label_of(fields[name].related_model, further)
    return label if "__" in further else f"{fields[name].verbose_name}, {label}"


def rows_of(table: DeclaredTable, person: User) -> Iterator[Values]:
    """Yield the table's rows about the person, each with what identifies it to a reader."""
    exported = exported_fields(table)
    if not exported or not table.person:
        return
    rows = table.model._base_manager.filter(table.about(person.pk)).order_by("pk")
    names = dict.fromkeys(["pk", *exported, *filter(None, [table.actor])])
    beside = identifying_values(rows, table.beside)
    for row in rows.values(*names):
        if table.actor and row[table.actor] != person.pk:
            row.pop("address", None)
        yield {
            name: in_words(table.model, name, value, person)
            for name, value in (row | beside.get(row["pk"], {})).items()
        }


def identifying_values(rows: Any, lookups: tuple[str, ...]) -> dict[Any, Values]:
    """Return what identifies each row to a reader, by its key.

    A query of its own: a join with rows outside the scope would lose the row itself.
    """
    return {row["pk"]: row for row in rows.values("pk", *lookups)} if lookups else {}


def exported_fields(table: DeclaredTable) -> list[str]:
    """Return the fields about the row's person, without secrets and free text."""
    exported = (one for one in table.personal if not one.secret and not one.is_free_text)
    return [name for one in exported for name in one.fields]


def history_rows(table: DeclaredTable, person: User, *, own: bool) -> Iterator[Values]:
    """Yield the person's changes, and others' changes of the person's data."""
    at_once = added_at_once(table, person)
    yield from at_once
    found = events_about(table, person, but={row["hvornår"] for row in at_once})
    events = list(with_the_one_before(found))
    before = previous(table, events)
    beside = identifying_values(found, table.beside)
    for event in events:
        by = (event["pgh_context"] or {}).get("by")
        by_self = by == person.pk
        changed = changes(table, event, before.get(event["before"]), own=own)
        shown = changed if by_self else about_only(table, changed, person)
        if shown:
            yield {
                "pk": event["pgh_id"],
                "hvornår": event["pgh_created_at"],
                "hvad": DONE.get(event["pgh_label"], event["pgh_label"]),
                "af": who(by, person),
                "hvordan": how(event["pgh_context"]) if by_self else {},
                "række": event["pgh_obj_id"],
                **{
                    name: text
                    for name, text in beside.get(event["pgh_id"], {}).items()
                    if name != "pk"
                },
                "indhold": {
                    name: in_words(table.model, name, now, person)
                    for name, (_was, now) in shown.items()
                },
            }


def added_at_once(table: DeclaredTable, person: User) -> list[Values]:
    """Return one row for each statement in which the person added many rows.

    Publishing adds thousands of tasks; one line for each would be of no use.
    """
    added = events_of(table, person).filter(pgh_context__by=person.pk, pgh_label="insert")
    times = added.order_by("pgh_created_at").values("pgh_created_at")
    counted = times.annotate(number=Count("pk"), first=Min("pgh_obj_id"), last=Max("pgh_obj_id"))
    return [
        {
            "hvornår": row["pgh_created_at"],
            "hvad": f"tilføjet, {row['number']} rækker på én gang",
            "af": ONESELF,
            "række": f"{row['first']}–{row['last']}",
        }
        for row in counted.filter(number__gt=AT_ONCE)
    ]


def events_about(table: DeclaredTable, person: User, *, but: set[Any]) -> Any:
    """Return the events by the person, or about them.

    ``but`` are the times of the statements that added many rows.
    """
    by_self = Q(pgh_context__by=person.pk) & ~Q(pgh_label="insert", pgh_created_at__in=but)
    condition = by_self | table.about(person.pk) if table.person else by_self
    return events_of(table, person).filter(condition).order_by("pgh_id")


def events_of(table: DeclaredTable, person: User) -> Any:
    """Return the table's events, of the person's municipality if they have one.

    Redundant with the scope, but lets PostgreSQL use an index.
    """
    columns = {one.name for one in table.model._meta.concrete_fields}
    narrowed = person.municipality_id is not None and "municipality" in columns
    ours = {"municipality": person.municipality_id} if narrowed else {}
    return table.model._base_manager.filter(**ours)


def with_the_one_before(events: Any) -> Iterable[Values]:
    earlier = events.model._base_manager.filter(
        pgh_obj=OuterRef("pgh_obj"), pgh_id__lt=OuterRef("pgh_id")
    ).order_by("-pgh_id")
    rows: Iterable[Values] = events.annotate(before=Subquery(earlier.values("pgh_id")[:1])).values()
    return rows


def previous(table: DeclaredTable, events: Iterable[Values]) -> dict[int | None, Values]:
    """Return the events right before these, by id."""
    numbers = {event["before"] for event in events if event["pgh_label"] != "insert"}
    found = table.model._base_manager.filter(pgh_id__in=numbers - {None})
    return {row["pgh_id"]: row for row in found.values()}


def changes(
    table: DeclaredTable, event: Values, before: Values | None, *, own: bool
) -> dict[str, tuple[Any, Any]]:
    """Return the old and new values of the changed fields; of a new row, those with a value."""
    secret = {name for one in table.personal if one.secret for name in one.fields}
    own_eyes = {name for one in table.personal if one.own_eyes for name in one.fields}
    found = {}
    for one in table.model._meta.concrete_fields:
        was, now = before[one.attname] if before else None, event[one.attname]
        if one.name.startswith("pgh_") or one.name == "id" or one.name in secret or was == now:
            continue
        if before or now not in (None, ""):
            found[one.name] = was, LEFT_OUT if one.name in own_eyes and not own else now
    return found


def about_only(
    table: DeclaredTable, changed: dict[str, tuple[Any, Any]], person: User
) -> dict[str, tuple[Any, Any]]:
    """Return, of another's changes, those about the person."""
    people, exported = set(relations_to_people(table.model)), set(exported_fields(table))
    return {
        name: values
        for name, values in changed.items()
        if name in exported and (name not in people or person.pk in values)
    }


def in_words(model: type[models.Model], name: str, value: Any, person: User) -> Any:
    """Return the value for a reader: labels of codes, and of people only whether it is them."""
    field = next((one for one in model._meta.concrete_fields if one.name == name), None)
    if field is None or value is None:
        return value
    if name in relations_to_people(model):
        return who(value, person)
    return dict(field.flatchoices).get(value, value) if field.choices else value


def who(number: int | None, person: User) -> str:
    if number is None:
        return PORTAL
    return ONESELF if number == person.pk else ANOTHER


def how(context: Values | None) -> Values:
    return {name: value for name, value in (context or {}).items() if name != "by"}
