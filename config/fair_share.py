"""Fair queueing of requests, so that one municipality's load does not delay the others.

A process handles few requests at once; the others wait, holding only a thread. They take turns by
crowd: a municipality, a partner, or a share of the sessions that the process does not know yet.
It controls waiting only, never rights (docs/adr/0095).
"""

import threading
from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import User

Crowd = Hashable
# For unknown sessions: few, so that forged sessions gain little, and several, so that returning
# people do not block each other.
STRANGERS: tuple[Crowd, ...] = tuple(f"strangers {number}" for number in range(8))
PATIENCE = 8  # turns of others before a crowd gets one beside them
MOST_KNOWN = 20_000  # sessions, of which each takes about 100 bytes
SERVICE_UNAVAILABLE = 503
RETRY_AFTER = 5  # seconds


class TooManyWaiting(Exception):
    """The crowd has as many requests waiting as there are places left."""


class Turns:
    """The running and waiting requests of one process.

    ``at_once``: the number of turns; ``places``: the number that may wait. A crowd holds at most
    half of the turns, and one while others hold any. A crowd with more than one waiting holds
    one, and lets others pass PATIENCE times before it begins beside them.
    """

    def __init__(self, *, at_once: int, places: int) -> None:
        self.free = at_once
        self.most = max(1, at_once // 2)
        self.places = places
        self.working: Counter[Crowd] = Counter()
        self.waiting: dict[Crowd, deque[threading.Event]] = {}  # the next crowd first
        self.passed: Counter[Crowd] = Counter()  # by others, since the waiting crowd's last turn
        self.lock = threading.Lock()

    @contextmanager
    def turn(self, crowd: Crowd) -> Iterator[None]:
        """Wait for a turn and hold it. Raises TooManyWaiting."""
        self.line_up(crowd).wait()
        try:
            yield
        finally:
            self.end(crowd)

    def line_up(self, crowd: Crowd) -> threading.Event:
        """Return an event that is set when the turn begins, often at once.

        Two crowds with unlimited demand get a third of the places each, and leave a third.
        """
        begins = threading.Event()
        with self.lock:
            if not self.may_begin(crowd) and len(self.waiting.get(crowd, ())) >= self.places:
                raise TooManyWaiting
            self.waiting.setdefault(crowd, deque()).append(begins)
            self.places -= 1
            self.begin_next()
        return begins

    def end(self, crowd: Crowd) -> None:
        with self.lock:
            self.free += 1
            self.working -= Counter([crowd])
            self.begin_next()

    def may_begin(self, crowd: Crowd) -> bool:
        held = self.working[crowd]
        beside_others = self.working.total() > held
        if not self.free:
            return False
        if len(self.waiting.get(crowd, ())) > 1:
            return held == 0 and (not beside_others or self.passed[crowd] >= PATIENCE)
        return held == 0 or (held < self.most and not beside_others)

    def begin_next(self) -> None:
        """Begin all turns that may begin, one crowd after the other."""
        while (crowd := next(filter(self.may_begin, self.waiting), None)) is not None:
            queue = self.waiting.pop(crowd)
            queue.popleft().set()
            del self.passed[crowd]
            self.passed.update(self.waiting.keys())
            if queue:
                self.waiting[crowd] = queue
            self.places += 1
            self.free -= 1
            self.working[crowd] += 1


class FairShareMiddleware:
    """Placed before everything that asks the database, and after what adds headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.turns = Turns(at_once=settings.PAGES_AT_ONCE, places=settings.PAGES_WAITING)
        # By the session's cookie: reading its user from the database would need a turn.
        self.known: dict[int, Crowd] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        crowd = self.crowd_of(request)
        try:
            with self.turns.turn(crowd):
                return self.get_response(request)
        except TooManyWaiting:
            return busy(crowd)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Remember the session's crowd, now that the user is known."""
        if isinstance(request.user, User):
            session = session_of(request)
            self.known.pop(session, None)
            self.known[session] = (request.user.municipality_id, request.user.partner_id)
            if len(self.known) > MOST_KNOWN:
                self.known.pop(next(iter([*self.known])), None)

    def crowd_of(self, request: HttpRequest) -> Crowd:
        # Health checks have a queue of their own.
        if request.path == reverse("health"):
            return request.path
        session = session_of(request)
        return self.known.get(session, STRANGERS[session % len(STRANGERS)])


def session_of(request: HttpRequest) -> int:
    """Return a number for the session, which nobody can sign in with."""
    return hash(request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))


def busy(crowd: Crowd) -> HttpResponse:
    """Return a cheap page that asks to try again in a moment."""
    page = render_to_string("503_busy.html", {"is_known": crowd not in STRANGERS})
    return HttpResponse(page, status=SERVICE_UNAVAILABLE, headers={"Retry-After": f"{RETRY_AFTER}"})
