"""Who reads which page in the browser: one of a municipality and one of a partner, if they may."""

from collections.abc import Iterator

from django.http import HttpResponseBase

from tests.matrix.people import Person
from tests.matrix.route import ANYTHING, expected
from tests.matrix.routes import route_of
from tests.matrix.walk import Visitor, path_of, routes
from tests.matrix.window import Reading, body_of, fetch
from tests.matrix.world import World

# Whoever of each side may see most, first.
READERS = [
    ("leader", "home"),
    ("klik administrator", "home"),
    ("editor", "one"),
    ("administrator", "operator"),
]
# Django's own pages for the operator's technicians are Django's to look after.
NAMES = [
    name
    for name in routes()
    if (route := route_of(name))
    and not name.startswith("admin:")
    and {200, 409, 422, ANYTHING}
    & {s if isinstance(s, int) else 200 for s in route.answers.values()}
]
SHOWN = {200, 403, 404, 409, 422}


def readings(name: str, world: World) -> Iterator[Reading]:
    """Yield the page, and as it comes back when nothing was filled in; none of a file."""
    route = route_of(name)
    assert route is not None
    sides: set[bool] = set()
    for person in (world.person(*reader) for reader in READERS):
        if person.is_partner in sides or (sides and route.is_personal):
            continue
        visitor = Visitor(person)
        for method, path, data in addresses(name, world, person):
            response = fetch(visitor, method, path, data)
            if response.status_code in SHOWN and is_whole_page(response):
                sides.add(person.is_partner)
                yield Reading(f"{method} {path} as {person}", visitor, path, response)


def is_whole_page(response: HttpResponseBase) -> bool:
    """Not a file, and no part that a script puts into a page."""
    return body_of(response).lstrip()[:15].lower() == b"<!doctype html>"


def addresses(
    name: str, world: World, person: Person
) -> Iterator[tuple[str, str, dict[str, str] | None]]:
    """Yield where the person may read, and may send a form to: of each the first thing."""
    route = route_of(name)
    assert route is not None
    for method in ("GET", "POST"):
        for thing in world.things[route.of]:
            due = expected(person, route, method, thing)
            if thing.concerns(person) and due in {ANYTHING, 200, 409, 422}:
                yield method, path_of(name, thing), dict(route.posts) if method == "POST" else None
                break
