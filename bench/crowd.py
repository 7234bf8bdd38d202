"""Many people with browsers at once: signed in, each keeping a connection, asking when it suits them.

Requests are due at moments of their own, whether or not earlier ones have been answered, and each
is timed from the moment it was due: who waits for a slow portal is still counted as waiting.
"""

import asyncio
import random
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

HOST = "127.0.0.1"
GIVEN_UP = 60.0  # seconds after which nobody waits any more


@dataclass(frozen=True)
class Visitor:
    """A person with a session, and the addresses they choose among, the usual ones repeated."""

    cookie: str
    paths: tuple[str, ...]


@dataclass(frozen=True)
class Visit:
    due: float  # seconds after the start
    path: str
    cookie: str


@dataclass
class Heard:
    """What came of a crowd's requests."""

    answered: list[float] = field(default_factory=list)  # milliseconds, from due to the last byte
    refused: list[float] = field(default_factory=list)  # the same, of those told to come again
    failed: int = 0

    @property
    def asked(self) -> int:
        return len(self.answered) + len(self.refused) + self.failed

    def add(self, other: "Heard") -> None:
        self.answered += other.answered
        self.refused += other.refused
        self.failed += other.failed


def visits(visitors: Sequence[Visitor], *, rate: float, seconds: float, seed: int) -> list[Visit]:
    """Return requests at random moments, so many a second on average; the same for a seed."""
    chance = random.Random(seed)  # noqa: S311  # who asks for what next
    moment, coming = chance.expovariate(rate), []
    while moment < seconds:
        visitor = chance.choice(visitors)
        coming.append(Visit(moment, chance.choice(visitor.paths), visitor.cookie))
        moment += chance.expovariate(rate)
    return coming


async def arrive(port: int, *crowds: Sequence[Visit]) -> list[Heard]:
    """Let the crowds come at the same time; return what each heard, in their order."""
    return list(await asyncio.gather(*(come(port, crowd) for crowd in crowds)))


async def come(port: int, crowd: Sequence[Visit]) -> Heard:
    """Send each request when it is due, on a connection nobody uses just then."""
    heard, idle, started = Heard(), deque[Line](), time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for visit in crowd:
            await asyncio.sleep(max(0.0, started + visit.due - time.perf_counter()))
            line = idle.pop() if idle else Line(port)
            group.create_task(ask(visit, line, idle, heard, started + visit.due))
    for line in idle:
        line.close()
    return heard


async def capacity(port: int, visitors: Sequence[Visitor], *, clients: int) -> float:
    """Let everyone ask for a page, so many at once; return how many were answered a second."""
    chance = random.Random(0)  # noqa: S311  # who asks for what
    crowd = deque(Visit(0.0, chance.choice(one.paths), one.cookie) for one in visitors)
    heard, started = Heard(), time.perf_counter()

    async def client() -> None:
        line, idle = Line(port), deque[Line]()
        while crowd:
            await ask(crowd.popleft(), line, idle, heard, time.perf_counter())
        line.close()

    await asyncio.gather(*(client() for _ in range(clients)))
    return len(heard.answered) / (time.perf_counter() - started)


async def ask(visit: Visit, line: "Line", idle: "deque[Line]", heard: Heard, due: float) -> None:
    try:
        async with asyncio.timeout(GIVEN_UP):
            status = await line.get(visit.path, visit.cookie)
    except (OSError, TimeoutError, asyncio.IncompleteReadError):
        heard.failed += 1
        line.close()
        return
    took = (time.perf_counter() - due) * 1000
    if status == 200:
        heard.answered.append(took)
    elif status == 503:
        heard.refused.append(took)
    else:
        heard.failed += 1
    idle.append(line)


class Line:
    """A connection that is kept, with as much HTTP as the portal's pages need."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def get(self, path: str, cookie: str) -> int:
        """Return the answer's status when all of it has come."""
        if self.reader is None or self.writer is None:
            self.reader, self.writer = await asyncio.open_connection(HOST, self.port)
        self.writer.write(
            f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept: text/html\r\n"
            f"Accept-Encoding: gzip\r\nCookie: {cookie}\r\n\r\n".encode()
        )
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
        await self.reader.readexactly(int(headers["content-length"]))
        if headers.get("connection") == "close":
            self.close()
        return int(head[0].split(" ")[1])

    def close(self) -> None:
        if self.writer is not None:
            with suppress(OSError):
                self.writer.close()
        self.reader = self.writer = None
