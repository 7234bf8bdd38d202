"""Saving the fields of a row that differ, and naming the unique constraint that it broke."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import IntegrityError, models, transaction


def set_changed(row: models.Model, values: Mapping[str, Any]) -> list[str]:
    """Set the values on the row, unsaved; return the names of the fields that differ."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return changed


def save_unique(
    row: models.Model,
    taken: Mapping[str, type[Exception]],
    update_fields: Collection[str] | None = None,
) -> None:
    """Save the row; raise the exception that ``taken`` gives for the constraint it breaks.

    An empty list of ``update_fields`` saves nothing.
    """
    if update_fields is not None and not update_fields:
        return
    try:
        with transaction.atomic():
            row.save(update_fields=update_fields)
    except IntegrityError as error:
        for constraint, exception in taken.items():
            if constraint in str(error):
                raise exception from error
        raise
