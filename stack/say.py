"""What the operator reads: one line for each step, and one line when something is wrong."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Failure(Exception):
    """Something the operator can put right; the text is one line that says how."""


def say(line: str = "", *, end: str = "\n") -> None:
    """Print at once; a reader that has gone away (`make run | head`) stops nothing."""
    try:
        print(line, end=end, flush=True)
    except BrokenPipeError:
        sys.stdout = sys.__stderr__


@contextmanager
def step(text: str) -> Iterator[None]:
    """One line for a step that takes time: what it is before, how long it took after."""
    say(f"{text} ... ", end="")
    started = time.monotonic()
    try:
        yield
    except BaseException:
        say("failed")
        raise
    say(f"{time.monotonic() - started:.1f} s")
