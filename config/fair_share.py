"""Turns at making pages, so that one municipality's rush is not everyone's wait.

A process makes few pages at once; who comes when all are taken waits without holding anything
but a thread. Turns go round by crowd: a municipality, a partner, or some of those whom the process
has not met yet. It decides about waiting only, never about rights (docs/adr/0095).
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
# Whoever the process has not met yet is in one of them: few, so that making up sessions gains
# little, and several, so that people coming back are not in each other's way.
STRANGERS: tuple[Crowd, ...] = tuple(f"strangers {number}" for number in range(8))
PATIENCE = 8  # turns of others that a crowd lets pass
MOST_KNOWN = 20_000  # sessions, of which each takes about 100 bytes
SERVICE_UNAVAILABLE = 503
RETRY_AFTER = 5  # seconds


class TooManyWaiting(Exception):
    """The crowd has as many waiting as there are places left."""


class Turns:
    """Who works and who waits, in one process.

    ``at_once``: turns that may be held at the same time; ``places``: for those who wait. A crowd
    holds half of the turns at most, and one while others hold any. One that rushes, with more
    than one waiting, holds one, and lets others pass for a while before it begins beside them.
    """

    def __init__(self, *, at_once: int, places: int) -> None:
        self.free = at_once
        self.most = max(1, at_once // 2)
        self.places = places
        self.working: Counter[Crowd] = Counter()
        self.waiting: dict[Crowd, deque[threading.Event]] = {}  # whose turn is next stands first
        self.passed: Counter[Crowd] = Counter()  # so often since the waiting crowd began one
        self.lock = threading.Lock()

    @contextmanager
    def turn(self, crowd: Crowd) -> Iterator[None]:
        """Wait for a turn and hold it; raises TooManyWaiting instead of waiting in vain."""
        self.line_up(crowd).wait()
        try:
            yield
        finally:
            self.end(crowd)

    def line_up(self, crowd: Crowd) -> threading.Event:
        """Return what is set when the turn begins, often at once.

        Two crowds that want everything get a third of the places each, and leave a third.
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
        """Let those begin who may, one of a crowd and then of the next."""
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
    """Stands before everything that asks the database, and behind what every answer carries."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.turns = Turns(at_once=settings.PAGES_AT_ONCE, places=settings.PAGES_WAITING)
        # By the session's cookie: asking the database whose it is would take a turn itself.
        self.known: dict[int, Crowd] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        crowd = self.crowd_of(request)
        try:
            with self.turns.turn(crowd):
                return self.get_response(request)
        except TooManyWaiting:
            return busy(crowd)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Remember whose session it is, now that the layers inside have found out."""
        if isinstance(request.user, User):
            session = session_of(request)
            self.known.pop(session, None)
            self.known[session] = (request.user.municipality_id, request.user.partner_id)
            if len(self.known) > MOST_KNOWN:
                self.known.pop(next(iter([*self.known])), None)

    def crowd_of(self, request: HttpRequest) -> Crowd:
        # Whoever watches over the portal does not stand in anyone's queue.
        if request.path == reverse("health"):
            return request.path
        session = session_of(request)
        return self.known.get(session, STRANGERS[session % len(STRANGERS)])


def session_of(request: HttpRequest) -> int:
    """Return a number for the session, of no use to anyone who would sign in with it."""
    return hash(request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))


def busy(crowd: Crowd) -> HttpResponse:
    """Ask to come again in a moment; costs next to nothing, so that many can be told."""
    page = render_to_string("503_busy.html", {"is_known": crowd not in STRANGERS})
    return HttpResponse(page, status=SERVICE_UNAVAILABLE, headers={"Retry-After": f"{RETRY_AFTER}"})
