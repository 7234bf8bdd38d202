import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from stack.say import Failure
from stack.supervise import PATIENCE, Service
from tests.stack.loops import supervised

CHECKOUT = Path(__file__).resolve().parents[2]


@contextmanager
def portal(folder):
    """The program in portal.py, ready; whatever happens, nothing of it outlives the test."""
    process = subprocess.Popen(  # noqa: S603  # our own
        [sys.executable, "-m", "tests.stack.portal", str(folder)], cwd=CHECKOUT, text=True,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    sessions = []
    try:
        lines = []
        for line in process.stdout:
            lines.append(line.strip())
            if {"ready", "talks | started"} <= set(lines):
                break
        sessions = recorded(folder)
        yield process, sessions
    finally:
        process.kill()
        process.stdout.close()
        process.wait()
        for process in alive(sessions):
            process.kill()


def recorded(folder):
    return [entry["pid"] for entry in json.loads((folder / "processes.json").read_text())]


def alive(sessions):
    """Every process that those leaders started, in whatever generation."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error, ProcessLookupError):
            if os.getsid(process.pid) in sessions and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found


def wait_until(condition, seconds=30.0):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_told_to_stop_it_ends_everything_in_time(tmp_path, number):
    with portal(tmp_path) as (process, sessions):
        assert len(alive(sessions)) >= 4
        started = time.monotonic()
        process.send_signal(number)
        process.send_signal(number)
        assert process.wait(timeout=10) == 0
        assert time.monotonic() - started < 10
        assert alive(sessions) == []
    assert not (tmp_path / "processes.json").exists()


def test_in_earnest_that_time_is_under_the_ten_seconds_promised():
    assert sum(PATIENCE) + 1 < 10


def test_after_kill_9_the_next_start_ends_what_was_left(tmp_path):
    with portal(tmp_path) as (first, left):
        first.kill()
        first.wait()
        assert alive(left) != [], "the stubborn one is still there"
        with portal(tmp_path) as (_, sessions):
            assert alive(left) == []
            assert len(alive(sessions)) >= 4


def test_after_kill_9_the_obedient_end_by_themselves(tmp_path):
    with portal(tmp_path) as (process, sessions):
        process.kill()
        obedient = sessions[0]
        assert wait_until(lambda: alive([obedient]) == [])


def test_the_second_start_of_the_same_says_so_in_one_line(tmp_path):
    with portal(tmp_path) as (process, _):
        second = subprocess.run(  # noqa: S603  # our own
            [sys.executable, "-m", "tests.stack.portal", str(tmp_path)], cwd=CHECKOUT, text=True,
            capture_output=True, check=False, timeout=60,
        )  # fmt: skip
        told = f"\nthe portal is already running in this checkout (process {process.pid}).\n"
        assert (second.returncode, second.stdout) == (1, told)


def test_a_start_waits_for_one_that_is_just_ending(tmp_path):
    with portal(tmp_path) as (first, _):
        first.terminate()
        assert wait_until(lambda: "ending" in (tmp_path / "lock").read_text())
        with portal(tmp_path) as (_, sessions):
            assert first.wait(timeout=10) == 0
            assert len(alive(sessions)) >= 4


def test_a_service_that_is_killed_starts_again(tmp_path, capsys):
    def pids():
        return (tmp_path / "pids").read_text().split() if (tmp_path / "pids").exists() else []

    async def work(supervisor):
        command = ("sh", "-c", f"echo $$ >> {tmp_path}/pids; exec sleep 600")
        await supervisor.start(Service("web", command, is_ready=lambda: len(pids()) == 1))
        os.kill(int(pids()[0]), signal.SIGKILL)
        return await asyncio.to_thread(wait_until, lambda: len(pids()) == 2)

    assert supervised(tmp_path, work)
    assert capsys.readouterr().out == "     web | ended with -9; starts again in 1 s\n"


def test_what_a_killed_service_had_started_is_ended_before_it_starts_again(tmp_path):
    def pids():
        return (tmp_path / "pids").read_text().split() if (tmp_path / "pids").exists() else []

    async def work(supervisor):
        command = ("sh", "-c", f"echo $$ >> {tmp_path}/pids; sleep 600; :")
        await supervisor.start(Service("web", command, is_ready=lambda: len(pids()) == 1))
        first = int(pids()[0])
        os.kill(first, signal.SIGKILL)
        await asyncio.to_thread(wait_until, lambda: len(pids()) == 2)
        return alive([first])

    assert supervised(tmp_path, work) == []


def test_a_service_that_never_stays_up_is_given_up(tmp_path):
    async def work(supervisor):
        await supervisor.start(Service("web", ("false",), is_ready=lambda: False))

    with pytest.raises(Failure) as failure:
        supervised(tmp_path, work)
    assert str(failure.value) == "web did not start: see above."


def test_a_service_that_does_not_exist_is_an_error_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr("stack.supervise.shutil.which", lambda _: None)

    async def work(supervisor):
        await supervisor.start(Service("web", (str(tmp_path / "absent"),)))

    with pytest.raises(FileNotFoundError):
        supervised(tmp_path, work)


def test_every_line_carries_the_name_of_who_said_it(tmp_path, capsys):
    async def work(supervisor):
        command = ("sh", "-c", f"printf 'one\\ntwo'; touch {tmp_path}/said; exec sleep 600")
        await supervisor.start(Service("web", command, is_ready=(tmp_path / "said").exists))

    supervised(tmp_path, work)
    assert capsys.readouterr().out == "     web | one\n     web | two\n"


def test_a_step_that_fails_shows_what_it_said(tmp_path, capsys):
    async def work(supervisor):
        await supervisor.step("Migrating", ("sh", "-c", "echo the reason; exit 3"))

    with pytest.raises(Failure) as failure:
        supervised(tmp_path, work)
    assert str(failure.value) == "Migrating failed; the reason stands above."
    assert capsys.readouterr().out.splitlines()[-2:] == ["the reason", ""]


def test_a_step_runs_its_commands_side_by_side(tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    until = "touch {}; while [ ! -e {} ]; do sleep 0.01; done"

    async def work(supervisor):
        one, other = until.format(here, there), until.format(there, here)
        step = supervisor.step("Meeting", ("sh", "-c", one), ("sh", "-c", other))
        await asyncio.wait_for(step, 30)

    supervised(tmp_path, work)


def test_a_step_that_works_is_one_line(tmp_path, capsys):
    async def work(supervisor):
        await supervisor.step("Migrating", ("echo", "of no interest"))

    supervised(tmp_path, work)
    words = capsys.readouterr().out.split()
    assert (words[:2], words[-1]) == (["Migrating", "..."], "s")


def test_the_exit_code_of_a_command_is_handed_on(tmp_path):
    async def work(supervisor):
        return await supervisor.run("sh", "-c", "exit 5")

    assert supervised(tmp_path, work) == 5
