"""Filters in addresses, shared by the pages of lists."""

from collections.abc import Collection
from dataclasses import dataclass

from django import forms
from django.http import QueryDict

HISTORY_STEP, HISTORY_MOST = 20, 500
UNKNOWN_FILTER = "Filteret findes ikke, og er ikke brugt. Vælg et fra listen."


@dataclass(frozen=True)
class Chip:
    """An active filter, and the address of the list without it."""

    label: str
    url: str


def kept(given: QueryDict, *, without: Collection[str] = ()) -> QueryDict:
    """Return the parameters, less empty values and the names in ``without``."""
    rest = QueryDict(mutable=True)
    for name, values in given.lists():
        if name not in without and any(values):
            rest.setlist(name, values)
    return rest


def history_length(given: QueryDict) -> int:
    """Return the length of a history in the address (``historik``); by default one step."""
    field = forms.IntegerField(min_value=HISTORY_STEP, max_value=HISTORY_MOST)
    try:
        return int(field.clean(given.get("historik")) or HISTORY_STEP)
    except forms.ValidationError:
        return HISTORY_STEP
