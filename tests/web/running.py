"""The portal served by gunicorn, for what a test client cannot see."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client

from stack import ports

HOST = "fremdrift.example"
GUNICORN = ("gunicorn", "--config", "python:config.gunicorn", "tests.web.wsgi")


@dataclass
class Portal:
    port: int
    log: Path
    opened: list = field(default_factory=list)

    def open(self, path, *, method="GET", user=None, headers=None, buffer=None):
        """Return the answer with its body unread; ``buffer`` bounds what the machine reads ahead."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=20)
        line.sock = self.connect(buffer)
        line.putrequest(method, path, skip_host=True)
        for name, value in ({"Host": HOST} | cookie_of(user) | (headers or {})).items():
            line.putheader(name, value)
        line.endheaders()
        answer = line.getresponse()
        self.opened += [answer, line]
        return answer

    def connect(self, buffer=None):
        to_portal = socket.socket()
        self.opened.append(to_portal)
        if buffer:
            to_portal.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        to_portal.settimeout(20)
        to_portal.connect(("127.0.0.1", self.port))
        return to_portal

    def send(self, sent):
        """Return the answer to these very bytes."""
        to_portal = self.connect()
        to_portal.sendall(sent)
        answer = HTTPResponse(to_portal)
        self.opened.append(answer)
        answer.begin()
        return answer

    def warnings(self):
        """What the log says that is more than information."""
        lines = self.log.read_text().splitlines()
        return [line for line in lines if line.startswith(("WARNING", "ERROR", "CRITICAL"))]


def cookie_of(user):
    if user is None:
        return {}
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {"Cookie": f"{name}={client.cookies[name].value}"}


@contextmanager
def running_portal(folder: Path, **environment: str) -> Iterator[Portal]:
    """Serve the test's database from one process until the block ends."""
    portal = Portal(ports.free(), folder / "web.log")
    with portal.log.open("wb") as log:
        process = subprocess.Popen(  # noqa: S603  # our own server
            [sys.executable, "-m", *GUNICORN],
            cwd=settings.BASE_DIR,
            stdout=log,
            stderr=log,
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "tests.web.server_settings",
                "TEST_DATABASE": connection.settings_dict["NAME"],
                "WEB_BIND": f"127.0.0.1:{portal.port}",
                "WEB_WORKERS": "1",
                **environment,
            },
        )
        try:
            wait_for(portal)
            yield portal
        finally:
            for end in portal.opened:
                end.close()
            process.terminate()
            process.wait(20)


def wait_for(portal):
    for _ in range(300):
        try:
            portal.open("/sundhed/").read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(portal.log.read_text())
