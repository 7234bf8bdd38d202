"""A file that one command holds, so that two of the same never share servers and data."""

import asyncio
import fcntl
import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO

from stack.say import Failure

ENDING = 12.0  # seconds that a command waits for one that is just ending


@asynccontextmanager
async def held(file: Path, command: str) -> AsyncIterator[Callable[[], None]]:
    """Hold the file for ourselves; the system lets go of it when we end, however we end.

    Yields what to call when ending begins: whoever comes then waits for us. Before that, they
    get Failure.
    """
    deadline = time.monotonic() + ENDING
    with file.open("a+") as lock:
        while not taken(lock):
            if time.monotonic() > deadline:
                raise Failure(f"{command} is still ending here: wait a little and try again.")
            require_not_running(file, command)
            await asyncio.sleep(0.2)
        note(lock, f"{os.getpid()}")
        yield lambda: note(lock, f"{os.getpid()} ending")


def require_not_running(file: Path, command: str) -> None:
    """Raise Failure when another one holds the file and is not about to let go."""
    if not file.exists():
        return
    with file.open() as lock:
        if taken(lock):
            return
        holder, _, ending = lock.read().partition(" ")
    if not ending:
        raise Failure(f"{command} is already running in this checkout (process {holder}).")


def is_held(file: Path) -> bool:
    with file.open() as lock:
        return not taken(lock)


def taken(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def note(lock: IO[str], text: str) -> None:
    lock.truncate(0)
    lock.write(text)
    lock.flush()
