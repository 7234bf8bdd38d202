"""Looking through a file for viruses, with ClamAV where the portal is told of one.

A file is sent to clamd over its socket (the command INSTREAM: pieces with their length before
them, then one of no length; one line comes back). Anything but a clear »OK« is no leave to store
a file: no answer, half an answer, a file that clamd finds too long (docs/adr/0139).
"""

import logging
import re
import socket
from typing import IO, Final

from django.conf import settings

logger = logging.getLogger(__name__)

PIECE_BYTES = 64 * 1024
# Of each send and each answer; looking through 50 MB takes clamd some seconds.
TIMEOUT_SECONDS = 30
LONGEST_ANSWER = 4096
FOUND: Final = re.compile(r"^stream: (?P<what>[^\0]+) FOUND$")
CLEAN: Final = "stream: OK"


class FileIsInfected(Exception):
    """The scanner knows something harmful in the file; ``what`` is its name for it."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class ScannerIsAway(Exception):
    """No scanner answers, or not clearly: nobody knows whether the file is harmful."""


def files_are_scanned() -> bool:
    """Whether the portal has been given a scanner."""
    return bool(settings.CLAMAV)


def scan(content: IO[bytes]) -> None:
    """Have the content looked through, from its start; nothing happens where there is no scanner.

    Raises FileIsInfected, ScannerIsAway.
    """
    if not files_are_scanned():
        return
    try:
        answer = _answer_to(content)
    except OSError as error:
        logger.exception("The virus scanner at %s is away", settings.CLAMAV)
        raise ScannerIsAway from error
    if found := FOUND.match(answer):
        raise FileIsInfected(found["what"])
    if answer != CLEAN:
        logger.error("The virus scanner at %s answered %r", settings.CLAMAV, answer)
        raise ScannerIsAway(answer)


def _answer_to(content: IO[bytes]) -> str:
    content.seek(0)
    with _connected() as scanner:
        scanner.sendall(b"zINSTREAM\0")
        while piece := content.read(PIECE_BYTES):
            scanner.sendall(len(piece).to_bytes(4, "big") + piece)
        scanner.sendall(bytes(4))
        with scanner.makefile("rb") as answers:
            said = answers.read(LONGEST_ANSWER)
    content.seek(0)
    return said.rstrip(b"\0\n").decode(errors="replace")


def _connected() -> socket.socket:
    """Return a connection to ``CLAMAV``: the path of a socket, or host and port."""
    where: str = settings.CLAMAV
    if where.startswith("/"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(TIMEOUT_SECONDS)
        try:
            connection.connect(where)
        except OSError:
            connection.close()
            raise
        return connection
    host, _, port = where.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=TIMEOUT_SECONDS)
