"""What the pages of lists share: filters, and the addresses that say them."""

from collections.abc import Collection
from dataclasses import dataclass

from django.http import QueryDict

UNKNOWN_FILTER = "Filteret findes ikke, og er ikke brugt. Vælg et fra listen."


@dataclass(frozen=True)
class Chip:
    """A filter that is set, and the list without it."""

    label: str
    url: str


def kept(given: QueryDict, *, without: Collection[str] = ()) -> QueryDict:
    """Return what an address says, less empty values and the names in ``without``."""
    rest = QueryDict(mutable=True)
    for name, values in given.lists():
        if name not in without and any(values):
            rest.setlist(name, values)
    return rest
