"""Real mail servers on this machine, which behave as badly as they are asked to."""

import asyncio
import contextlib
import email
import email.policy
import os
import signal
import socket
import threading

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from django.core.mail import get_connection


class Postman:
    """Accepts mails and keeps them, apart from what a test says of addresses."""

    def __init__(self):
        self.mails = []
        self.refused = {}  # the reply to RCPT by address
        self.unwanted = {}  # the reply to DATA by address
        self.dropped = set()  # addresses whose connection is dropped after DATA
        self.slow = set()  # addresses whose DATA is never answered
        self.kills = None  # the process that is killed when a mail was accepted
        self.sessions = set()

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802  # aiosmtpd's name
        self.sessions.add(session.peer)
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  # aiosmtpd's name
        to = envelope.rcpt_tos[0]
        if to in self.unwanted:
            return self.unwanted[to]
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        if to in self.dropped:
            server.transport.abort()
            return "451 gone"
        if to in self.slow:
            await asyncio.sleep(5)
        if self.kills:
            os.kill(self.kills(), signal.SIGKILL)
        return "250 Accepted"

    @property
    def addresses(self):
        return [mail["To"] for mail in self.mails]


class Server(Controller):
    def factory(self):
        return SMTP(self.handler, enable_SMTPUTF8=True, hostname="post.example")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def serving(postman):
    """Run the postman's server; yields its port."""
    server = Server(postman, hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        yield server.port
    finally:
        server.stop(no_assert=True)


def backend(port, timeout=10):
    return get_connection(
        "django.core.mail.backends.smtp.EmailBackend",
        host="127.0.0.1",
        port=port,
        timeout=timeout,
        use_tls=False,
        username="",
        password="",
    )


class Silent:
    """A server that takes calls and never says a word."""

    def __enter__(self):
        self.calls = 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.lines = []
        threading.Thread(target=self.listen, daemon=True).start()
        return self

    def listen(self):
        with contextlib.suppress(OSError):
            while True:
                self.lines.append(self.socket.accept())
                self.calls += 1

    def __exit__(self, *args):
        self.socket.close()
        for line, _ in self.lines:
            line.close()
