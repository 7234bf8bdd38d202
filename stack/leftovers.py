"""What runs now, written down, so that a start after `kill -9` can end what was left behind.

A process is known by its number and the moment it began: numbers are used again, that pair is not.
"""

import json
import os
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import TypedDict

import psutil

PATIENCE = 5.0  # seconds from the polite signal to the final one


class Entry(TypedDict):
    name: str
    pid: int
    began: float
    stop_signal: int


class Record:
    def __init__(self, file: Path) -> None:
        self.file = file
        self.entries: dict[int, Entry] = {}

    def add(self, name: str, pid: int, stop_signal: signal.Signals = signal.SIGTERM) -> None:
        with suppress(psutil.NoSuchProcess):
            began = psutil.Process(pid).create_time()
            entry = Entry(name=name, pid=pid, began=began, stop_signal=int(stop_signal))
            self.entries[pid] = entry
            self.save()

    def remove(self, pid: int) -> None:
        if self.entries.pop(pid, None):
            self.save()

    def close(self) -> None:
        """No file: an orderly end, and nothing to look for."""
        if not self.entries:
            self.file.unlink(missing_ok=True)

    def save(self) -> None:
        draft = self.file.with_suffix(".draft")
        draft.write_text(json.dumps(list(self.entries.values())))
        draft.replace(self.file)


def end_leftovers(file: Path, patience: float = PATIENCE) -> list[str]:
    """End what an earlier run left, and what that started; return the names of what was found."""
    entries = read(file)
    left = [entry for entry in entries if members(entry)]
    for entry in left:
        with suppress(ProcessLookupError):
            os.kill(entry["pid"], entry["stop_signal"])
    deadline = time.monotonic() + patience
    while any(members(entry) for entry in left) and time.monotonic() < deadline:
        time.sleep(0.1)
    for process in [process for entry in left for process in members(entry)]:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    file.unlink(missing_ok=True)
    return [entry["name"] for entry in left]


def read(file: Path) -> list[Entry]:
    try:
        entries: list[Entry] = json.loads(file.read_text())
    except (FileNotFoundError, ValueError):
        return []
    return entries


def members(entry: Entry) -> list[psutil.Process]:
    """The process itself and what it started, which is in its session and no older than it."""
    leader = entry["pid"]
    with suppress(psutil.NoSuchProcess):
        if psutil.Process(leader).create_time() != entry["began"]:
            return []
    return [process for process in psutil.process_iter() if belongs(process, entry)]


def belongs(process: psutil.Process, entry: Entry) -> bool:
    try:
        alive = process.status() != psutil.STATUS_ZOMBIE
        return alive and os.getsid(process.pid) == entry["pid"]
    except (psutil.NoSuchProcess, ProcessLookupError, PermissionError):
        return False
