"""One person with a browser: signed in, keeps the connection, asks for compressed pages."""

import gzip
import http.client
import re
import time
from dataclasses import dataclass
from http.cookies import SimpleCookie

from bench.stopwatch import CAPTURE

TIMING = re.compile(r"app;dur=([\d.]+), cpu;dur=([\d.]+)")


class PageFailed(Exception):
    """A page that is to be measured did not answer with 200."""


@dataclass(frozen=True)
class Answer:
    total: float  # milliseconds, from the first byte asked to the last one read
    inside: float  # milliseconds in Django, waiting for the database included
    computed: float  # milliseconds of the processor in Django, the database's not included
    sent: int  # bytes of the body as they were sent
    size: int  # bytes of the body as they would be without compression, by what was received
    encoding: str


class Browser:
    def __init__(self, port: int, session: tuple[str, str] | None = None) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Accept": "text/html", "Accept-Encoding": "gzip", "Accept-Language": "da"}
        if session:
            cookie: SimpleCookie = SimpleCookie()
            cookie[session[0]] = session[1]
            self.headers["Cookie"] = cookie.output(header="", sep=";").strip()

    def get(
        self, path: str, *, capture: bool = False, headers: dict[str, str] | None = None
    ) -> Answer:
        headers = self.headers | (headers or {}) | ({CAPTURE: "1"} if capture else {})
        started = time.perf_counter()
        self.connection.request("GET", path, headers=headers)
        response = self.connection.getresponse()
        body = response.read()
        total = (time.perf_counter() - started) * 1000
        if response.status != 200:
            where = response.headers.get("Location", "")
            raise PageFailed(f"{path} answered {response.status} {where}".strip())
        encoding = response.headers.get("Content-Encoding", "")
        inside, computed = map(float, TIMING.findall(response.headers["Server-Timing"])[0])
        return Answer(
            total=total,
            inside=inside,
            computed=computed,
            sent=len(body),
            size=len(gzip.decompress(body)) if encoding == "gzip" else len(body),
            encoding=encoding,
        )

    def close(self) -> None:
        self.connection.close()
