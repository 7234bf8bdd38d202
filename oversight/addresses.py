"""Addresses of lists: the same filters carried on, and ways to take one of them away."""

from dataclasses import dataclass

from django.http import QueryDict


@dataclass(frozen=True)
class Chip:
    """A filter that is set, and the list without it."""

    label: str
    url: str


def address(path: str, given: QueryDict, *, without: tuple[str, ...] = (), **more: str) -> str:
    """Return the path with what was given, less empty values, the page and ``without``."""
    kept = QueryDict(mutable=True)
    for name, values in given.lists():
        if name not in {*without, "side"} and any(values):
            kept.setlist(name, values)
    kept.update(more)
    return f"{path}?{kept.urlencode()}" if kept else path
