"""Addresses of lists: the same filters carried on, and ways to take one of them away."""

from django.http import QueryDict

from design.chips import kept


def address(path: str, given: QueryDict, *, without: tuple[str, ...] = (), **more: str) -> str:
    """Return the path with what was given, less empty values, the page and ``without``."""
    carried = kept(given, without={*without, "side"})
    carried.update(more)
    return f"{path}?{carried.urlencode()}" if carried else path
