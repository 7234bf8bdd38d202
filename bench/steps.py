"""What is going on, for whoever waits for it."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def step(text: str) -> Iterator[None]:
    sys.stderr.write(f"{text} ... ")
    sys.stderr.flush()
    started = time.monotonic()
    yield
    sys.stderr.write(f"{time.monotonic() - started:.1f} s\n")
