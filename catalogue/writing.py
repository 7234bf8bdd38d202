"""Bringing the database's rows in line with the files', and no other rows."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.utils import translation

from catalogue.files import FileLocation
from catalogue.rows import CatalogueLine

M = TypeVar("M", bound=models.Model)


@dataclass
class Loaded:
    """The result of a load: how many rows of each model it made and changed."""

    made: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)


def values_of(row: CatalogueLine, *names: str, **more: Any) -> tuple[FileLocation, dict[str, Any]]:
    """Return the row's location, and the wanted values: its own of these names, and ``more``."""
    return row.place, {name: getattr(row, name) for name in names} | more


def put(
    loaded: Loaded,
    model: type[M],
    keys: Sequence[str],
    wanted: Iterable[tuple[FileLocation, dict[str, Any]]],
    *,
    change: bool = True,
) -> list[M]:
    """Make the rows that are missing by ``keys``, ``change`` those that differ; return all.

    A row that is already as wanted is not written, so that it leaves no trace in history.
    """
    existing = {
        tuple(getattr(row, key) for key in keys): row for row in model._default_manager.all()
    }
    name = str(model._meta.verbose_name_plural)
    rows: list[M] = []
    for place, values in wanted:
        row = existing.get(tuple(values[key] for key in keys))
        changed = [k for k, v in values.items() if row is None or getattr(row, k) != v]
        if row is None or (changed and change):
            row = row or model()
            for key in changed:
                setattr(row, key, values[key])
            _check(row, changed, place)
            loaded.made[name] += row._state.adding
            loaded.changed[name] += not row._state.adding
            _save(row, changed, place)
        rows.append(row)
    return rows


def _check(row: models.Model, changed: Iterable[str], place: FileLocation) -> None:
    """Check that each value fits its column; foreign keys have been looked up already."""
    relations = {f.name for f in row._meta.fields if f.is_relation}
    names = {row._meta.get_field(name).name for name in changed} - relations
    with translation.override("en"):
        try:
            row.clean_fields(exclude={f.name for f in row._meta.fields} - names)
        except ValidationError as error:
            name, reasons = next(iter(error.message_dict.items()))
            place.fail(f"{name}: {reasons[0]}")


def _save(row: models.Model, changed: Collection[str], place: FileLocation) -> None:
    try:
        row.save(update_fields=None if row._state.adding else changed)
    except IntegrityError as error:
        place.fail(f"does not fit what is in the database: {str(error).splitlines()[0]}")


def set_related(relation: Any, ids: set[int]) -> None:
    """Make a many-to-many relation hold just these rows; write only when it differs."""
    if set(relation.values_list("pk", flat=True)) != ids:
        relation.set(ids)
