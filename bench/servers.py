"""The portal's web server and worker beside the measuring, and what memory they came to hold."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from stack import ports, services

MEGABYTE = 1024 * 1024
READY_WITHIN = 180.0  # seconds


class NotStarted(Exception):
    """A server ended, or did not answer in time; its log says why."""


@contextmanager
def running(name: str, command: tuple[str, ...], folder: Path) -> Iterator[psutil.Process]:
    """The program while the block lasts, its output in a log; ended with all it started."""
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(services.python(*command), stdout=log, stderr=log)  # noqa: S603  # the portal's own commands
    try:
        yield psutil.Process(process.pid)
    finally:
        children = (
            psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
        )
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
        for child in children:
            if child.is_running():
                child.kill()
        process.wait()


@contextmanager
def web_server(folder: Path) -> Iterator[tuple[int, psutil.Process]]:
    """The web server as `make run` starts it, on a free port: (port, process)."""
    port = ports.free()
    os.environ["WEB_BIND"] = f"{ports.HOST}:{port}"
    with running("web", services.WEB, folder) as process:
        deadline = time.monotonic() + READY_WITHIN
        while not services.answers(port):
            if time.monotonic() > deadline or process.status() == psutil.STATUS_ZOMBIE:
                raise NotStarted((folder / "web.log").read_text()[-2000:])
            time.sleep(0.1)
        yield port, process


def family(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children(recursive=True)]


def share(process: psutil.Process) -> float:
    """Megabytes the processes hold together, what they share counted once (PSS)."""
    full = [member.memory_full_info() for member in family(process)]
    return sum(getattr(info, "pss", info.rss) for info in full) / MEGABYTE


def peak(process: psutil.Process) -> float:
    """Megabytes that the largest of the processes has held at most (peak RSS)."""
    return max(high_water(member) for member in family(process))


def high_water(process: psutil.Process) -> float:
    status = Path(f"/proc/{process.pid}/status")
    if sys.platform != "linux":
        return float(process.memory_info().rss) / MEGABYTE
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
