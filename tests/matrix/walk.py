"""Going to one address as everyone, in every way, and keeping what matters of the answers."""

import hashlib
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from http.cookies import SimpleCookie
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.signals import got_request_exception
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test import RequestFactory, override_settings
from django.test.client import ClientHandler
from django.urls import URLPattern, get_resolver, reverse
from pypdf import PdfReader

from accounts.scope import scope_of
from tenancy.scope import scoped
from tests.matrix.canary import Canary, canaries_in
from tests.matrix.people import Person
from tests.matrix.route import METHODS, Route
from tests.matrix.things import Thing
from tests.matrix.world import World

# What differs from one answer to the next without telling anything.
CHANCE = re.compile(
    r'nonce[=-]["\']?[\w+/=-]+|name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+"'
)
# Routes without a name have an address that they take.
UNNAMED = {
    "admin:<path:object_id>/": "/administration/teknik/accounts/user/1/",
    "admin:(?P<url>.*)$": "/administration/teknik/findes-ikke/",
}
# Who goes to pages that are only about oneself, and tries what no page answers.
FEW = {"nobody", "deactivated home", "leader home", "consultant one", "administrator operator"}
# There is their like at home, and at supplier one.
MIRRORED = {
    *(f"{what} away" for what in ("reader", "contributor", "owner", "former", "deactivated")),
    *(f"{what} two" for what in ("editor",)),
}
QUIET_HEADERS = {"Content-Length", "Set-Cookie", "Date", "Server-Timing"}


# What stands between a request and its page once it is known who asks. The others give and
# take sessions, limits and headers: a few people go through all of them, the rest past them.
SHORT_WAY = [
    "tests.runtime.AsRuntimeRole",
    "csp.middleware.CSPMiddleware",
    "tests.matrix.walk.AlreadyKnown",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.HistoryMiddleware",
]


class AlreadyKnown:
    """Stands for signing in: the request says who asks, and gets their scope."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.user = request.META["matrix.user"]
        request.session = SessionStore()
        with scoped(scope_of(request.user)):
            return self.get_response(request)


class Visitor(RequestFactory):
    """A browser that keeps no pages, as Django's client does."""

    def __init__(self, person: Person) -> None:
        super().__init__()
        self.cookies = SimpleCookie(person.cookies)
        self.handler = ClientHandler(enforce_csrf_checks=False)
        self.user = person.user
        with override_settings(MIDDLEWARE=self.way_of(person)):
            self.handler.load_middleware()

    @staticmethod
    def way_of(person: Person) -> list[str]:
        is_whole = person.is_out or str(person) in FEW
        return list(settings.MIDDLEWARE) if is_whole else SHORT_WAY

    def request(self, **request: Any) -> HttpResponseBase:
        who = {"matrix.user": copy(self.user)}
        return self.handler(self._base_environ(**request) | who)


@dataclass(frozen=True)
class Answer:
    """``looks`` is the same for two answers that nobody could tell apart."""

    status: int
    canaries: frozenset[Canary]
    looks: str
    trouble: str = ""


class Country:
    """The world's people at their browsers."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.visitors = {str(person): Visitor(person) for person in people}

    def go(
        self,
        person: Person,
        method: str,
        path: str,
        data: Any = None,
        *,
        look: Callable[[], object] = bool,
        **headers: str,
    ) -> Answer:
        """Ask, ``look`` at the database, and take back whatever the answer changed."""
        troubles: list[str] = []

        def note(**_signal: object) -> None:
            troubles.append(" ".join(repr(sys.exception()).split()))

        got_request_exception.connect(note)
        visitor = self.visitors[str(person)]
        try:
            with transaction.atomic():
                more = {"data": data} if data else {}
                response = getattr(visitor, method.lower())(path, headers=headers, **more)
                answer = answer_of(response, path, *troubles[:1])
                look()
                transaction.set_rollback(True)
        finally:
            got_request_exception.disconnect(note)
        return answer


def answer_of(response: HttpResponseBase, path: str, trouble: str = "") -> Answer:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    text = content.decode(errors="replace")
    if content.startswith(b"%PDF"):
        pages = PdfReader(BytesIO(content)).pages
        text = "\n".join(page.extract_text() for page in pages)
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as files:
            text = "\n".join(files.read(one).decode(errors="replace") for one in files.namelist())
    head = "\n".join(
        f"{name}: {value}" for name, value in sorted(response.items()) if name not in QUIET_HEADERS
    )
    cookies = response.cookies.output()
    plain = CHANCE.sub("", f"{head}\n\n{text}").replace(path, "PATH")
    return Answer(
        status=response.status_code,
        canaries=canaries_in(f"{head}\n{cookies}\n{text}"),
        looks=hashlib.sha256(plain.encode()).hexdigest(),
        trouble=trouble,
    )


def routes() -> Iterator[str]:
    """Yield the name of every route of the portal, once."""
    yield from dict.fromkeys(_routes(get_resolver(), ""))


def _routes(resolver: Any, prefix: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name or entry.pattern}"
        else:
            inner = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from _routes(entry, inner)


def path_of(name: str, thing: Thing) -> str:
    return UNNAMED.get(name) or reverse(name, args=thing.args)


def steps(route: Route, world: World) -> Iterator[tuple[Person, str, Thing]]:
    """Yield who goes where in which way.

    What asks for an action is gone to by everyone, to everything that concerns them. Methods
    that ask for nothing, and HEAD, are answered alike wherever they lead: once for each of a
    few. Whom an own thing of the one municipality's is foreign to, a thing of the other's is
    to their like: of those who mirror someone, only some go.
    """
    for person in world.people:
        is_few = str(person) in FEW
        if str(person) in MIRRORED or (route.is_personal and not is_few):
            continue
        things = [thing for thing in world.things[route.of] if thing.concerns(person)]
        for method in route.answers if route.is_library else METHODS:
            asks = method in route.asks & set(route.answers) and method != "HEAD"
            for thing in things if asks else things[: int(is_few)]:
                yield person, method, thing
