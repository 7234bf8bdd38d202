"""The table of all routes: each app lists its own in ROUTES of tests/<app>/matrix.py."""

from fnmatch import fnmatch
from functools import cache

from tests.matrix.apps import MATRICES
from tests.matrix.route import Route

ROUTES: dict[str, Route] = {
    name: route for said in MATRICES for name, route in getattr(said, "ROUTES", {}).items()
}
ADVICE = (
    "No matrix.py knows these routes: add a line for each to ROUTES in tests/<app>/matrix.py, such"
    ' as "tasks:detail": page(Permission.TASK_VIEW, "task")'
)


@cache
def route_of(name: str) -> Route | None:
    """Return the route's line; a name in the table may end in ``*``."""
    if name in ROUTES:
        return ROUTES[name]
    return next((line for known, line in ROUTES.items() if fnmatch(name, known)), None)
