"""Scan a file for viruses with ClamAV, where one is configured.

A file is sent to clamd over its socket (the command INSTREAM: chunks with their length before
them, then an empty chunk; the response is one line). A file is stored only after a clear »OK«: not
without a response, after half a response, or when clamd finds the file too long (docs/adr/0139).
"""

import logging
import re
import socket
from typing import IO, Final

from django.conf import settings

logger = logging.getLogger(__name__)

CHUNK_BYTES = 64 * 1024
# Of each send and receive; clamd needs some seconds for 50 MB.
TIMEOUT_SECONDS = 30
LONGEST_RESPONSE = 4096
FOUND: Final = re.compile(r"^stream: (?P<what>[^\0]+) FOUND$")
CLEAN: Final = "stream: OK"


class FileIsInfected(Exception):
    """The scanner found malware in the file; ``what`` is its name."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class ScannerIsAway(Exception):
    """No scanner responds, or not clearly."""


def files_are_scanned() -> bool:
    """Whether a scanner is configured."""
    return bool(settings.CLAMAV)


def scan(content: IO[bytes]) -> None:
    """Scan the content from its start; does nothing without a scanner.

    Raises FileIsInfected, ScannerIsAway.
    """
    if not files_are_scanned():
        return
    try:
        response = _response_to(content)
    except OSError as error:
        logger.exception("The virus scanner at %s is away", settings.CLAMAV)
        raise ScannerIsAway from error
    if found := FOUND.match(response):
        raise FileIsInfected(found["what"])
    if response != CLEAN:
        logger.error("The virus scanner at %s answered %r", settings.CLAMAV, response)
        raise ScannerIsAway(response)


def _response_to(content: IO[bytes]) -> str:
    content.seek(0)
    with _connect() as scanner:
        scanner.sendall(b"zINSTREAM\0")
        while chunk := content.read(CHUNK_BYTES):
            scanner.sendall(len(chunk).to_bytes(4, "big") + chunk)
        scanner.sendall(bytes(4))
        with scanner.makefile("rb") as responses:
            response = responses.read(LONGEST_RESPONSE)
    content.seek(0)
    return response.rstrip(b"\0\n").decode(errors="replace")


def _connect() -> socket.socket:
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
