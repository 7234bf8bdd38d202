"""Downloads that stop when the reader loses access.

A download runs after its page's transaction has ended, for minutes on a slow line. It therefore
checks the reader's access again, in a scope of its own.
"""

import errno
import logging
import time
from collections.abc import Callable
from typing import IO

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404

from accounts.models import User
from accounts.scope import scope_of
from tenancy.scope import Scope, scoped

logger = logging.getLogger(__name__)

BLOCK_BYTES = 64 * 1024
LOOK_AGAIN_BYTES = 1024 * 1024
LOOK_AGAIN_SECONDS = 2.0


class NoLongerAllowed(ConnectionResetError):
    """The reader has lost access to the file: the server drops the connection.

    A normal end would leave the browser waiting for the rest of the bytes.
    """

    def __init__(self) -> None:
        super().__init__(errno.ECONNRESET, "The reader may no longer have the file")


class WatchedFile:
    """A file that checks access again, each MiB and every two seconds at the latest.

    ``door`` takes the reader as they are now and raises Http404 or PermissionDenied when they
    may not. Bytes that are already sent cannot be recalled.
    """

    def __init__(self, content: IO[bytes], *, reader: int, door: Callable[[User], object]) -> None:
        self.content, self.reader, self.door = content, reader, door
        self._looked()

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes. Raises NoLongerAllowed."""
        if self.unwatched >= LOOK_AGAIN_BYTES or time.monotonic() >= self.look_again_at:
            self._look()
        chunk = self.content.read(size)
        self.unwatched += len(chunk)
        return chunk

    def close(self) -> None:
        self.content.close()

    def _look(self) -> None:
        try:
            check_access(self.reader, self.door)
        except (Http404, PermissionDenied) as refusal:
            logger.warning("Download cut: user %s may no longer have the file", self.reader)
            raise NoLongerAllowed from refusal
        self._looked()

    def _looked(self) -> None:
        self.unwatched = 0
        self.look_again_at = time.monotonic() + LOOK_AGAIN_SECONDS


def check_access(reader: int, door: Callable[[User], object]) -> None:
    """Check the person's present access. Raises Http404, PermissionDenied."""
    with scoped(Scope.signing_in()):
        user = User.objects.active().select_related("partner").filter(pk=reader).first()
        scope = scope_of(user) if user else None
    if user is None or scope is None:
        raise PermissionDenied
    with scoped(scope):
        door(user)


def watched_download(
    content: IO[bytes], *, name: str, size: int, content_type: str, reader: User,
    door: Callable[[User], object],
) -> FileResponse:  # fmt: skip
    """Return the file as an attachment, never as a page; ``size`` is in bytes."""
    response = FileResponse(
        WatchedFile(content, reader=reader.pk, door=door),
        as_attachment=True,
        filename=name,
        content_type=content_type,
    )
    response.block_size = BLOCK_BYTES
    response["Content-Length"] = size
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
