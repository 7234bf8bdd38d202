"""What a route asks for, what its arguments name, and what it answers.

``page`` is to be read (GET, HEAD), ``form`` takes POST as well, ``panel`` is a form of another
page. They take the permission that the route asks for, and the word for what its arguments name:
``things`` of some app's matrix.py gives the things of that word. ``shows`` are the kinds of
canaries (tests/matrix/canary.py) that the page must show to those who may read them, so that a
test that finds no leak had something to find. What is not said is answered 405.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from accounts.rights import Permission
from tests.matrix.people import Person
from tests.matrix.things import Thing

ANYTHING = 0
# The methods of a panel that asks for its permission also when it is opened.
ALL = "GET HEAD POST"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
Status = int | Callable[[Person], int]


@dataclass(frozen=True)
class Route:
    """``asks`` are the methods that ask for the action; ``outside`` is what strangers get.

    What is only about oneself is asked by a few kinds of people: ``is_personal``.
    """

    action: Permission | None = None
    of: str = ""
    answers: Mapping[str, Status] = field(default_factory=dict)
    asks: frozenset[str] = frozenset({"GET", "HEAD", "POST"})
    outside: Mapping[str, Status] | None = None
    shows: tuple[str, ...] = ()
    is_personal: bool = False
    is_library: bool = False
    posts: Mapping[str, str] = field(default_factory=dict)


def page(
    action: Permission | None = None, of: str = "", *, get: Status = 200, shows: str = ""
) -> Route:
    return Route(action, of, {"GET": get, "HEAD": get}, shows=tuple(shows.split()))


def form(
    action: Permission | None, of: str = "", *, get: Status = 200, post: Status = 422, **posts: str
) -> Route:
    """``post`` is what an empty form, or one that says ``posts``, is answered."""
    return Route(action, of, {"GET": get, "HEAD": get, "POST": post}, posts=posts)


def panel(action: Permission, of: str = "task", *, post: Status = 422, asks: str = "POST") -> Route:
    """Opened by GET it leads back to its page, and asks for nothing unless ``asks`` says so."""
    answers = {"GET": 302, "HEAD": 302, "POST": post}
    return Route(action, of, answers, asks=frozenset(asks.split()))


def public(of: str = "", **answers: int) -> Route:
    """A page that answers everyone the same; HEAD like GET unless it says otherwise."""
    said = with_head(answers)
    return Route(of=of, answers=said, outside=said, is_personal=True)


def library(of: str = "", *, is_open: bool = False, action: Permission | None = None) -> Route:
    """A page of a library's, which has its own tests: of those who may, only errors are wrong."""
    answers: dict[str, Status] = {"GET": ANYTHING, "POST": ANYTHING}
    return Route(
        action=action,
        of=of,
        answers=answers,
        outside=dict(answers) if is_open else None,
        is_personal=True,
        is_library=True,
    )


def with_head(said: Mapping[str, int]) -> dict[str, int]:
    answers = {method.upper(): status for method, status in said.items()}
    return {"HEAD": answers["GET"], **answers} if "GET" in answers else answers


# A page for municipalities' people, which others know of and may not use.
MUNICIPAL: dict[int, Callable[[Person], int]] = {
    status: lambda person, status=status: 403 if person.is_partner else status
    for status in (200, 422)
}


def expected(person: Person, route: Route, method: str, thing: Thing) -> int:
    """Return the status that the table of rights gives."""
    if person.is_out:
        return 302 if route.outside is None else route.outside.get(method, 405)
    answer = route.answers.get(method, 405)
    status = answer if isinstance(answer, int) else answer(person)
    if status == 405 or method not in route.asks:
        return status
    if not thing.is_known_to(person):
        return 404
    if route.action is not None and route.action not in thing.permissions_of(person):
        return 403
    return status if thing.is_there else 404
