import os
import signal
import sys
from pathlib import Path

import pytest

from stack import install
from stack.say import Failure
from tests.stack.test_supervise import alive, wait_until


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout whose installations are only noted; returns the notes."""
    notes = []

    def note(command, *, what, environment=None):
        notes.append(what)
        if what == "The virtual environment":
            (tmp_path / ".venv" / "bin").mkdir(parents=True, exist_ok=True)
            (tmp_path / ".venv" / "bin" / "python").touch()
            (tmp_path / ".venv" / "pyvenv.cfg").write_text(f"version = {sys.version.split()[0]}\n")
        if what == "The front-end packages":
            (tmp_path / "node_modules").mkdir(exist_ok=True)

    monkeypatch.setattr(install, "run", note)
    for name, path in {"CHECKOUT": "", "DATA": ".data", "VENV": ".venv"}.items():
        monkeypatch.setattr(install, name, tmp_path / path)
    monkeypatch.setattr(install, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    (tmp_path / "requirements").mkdir()
    for lock in install.LOCKS:
        (tmp_path / "requirements" / f"{lock}.txt").write_text(f"{lock}==1")
    (tmp_path / "package-lock.json").write_text("{}")
    monkeypatch.setattr(install.shutil, "which", lambda program: f"/usr/bin/{program}")
    return notes


EVERYTHING = ["The virtual environment", "The Python packages", "The front-end packages"]


def test_the_first_start_installs_and_the_second_nothing(checkout):
    install.prepare("local", front_end=True)
    assert checkout == EVERYTHING
    install.prepare("local", front_end=True)
    assert checkout == EVERYTHING


def test_the_tests_packages_include_those_of_the_run(checkout):
    install.prepare("dev", front_end=True)
    install.prepare("local", front_end=True)
    assert checkout == EVERYTHING


def test_a_changed_lock_is_installed_again(checkout, tmp_path):
    install.prepare("local", front_end=True)
    (tmp_path / "requirements" / "local.txt").write_text("local==2")
    install.prepare("local", front_end=True)
    assert checkout == [*EVERYTHING, *EVERYTHING[:2]]


def test_a_changed_package_lock_is_installed_again(checkout, tmp_path):
    install.prepare("local", front_end=True)
    (tmp_path / "package-lock.json").write_text('{"name": "other"}')
    install.prepare("local", front_end=True)
    assert checkout == [*EVERYTHING, EVERYTHING[2]]


def test_an_interrupted_installation_is_done_again(checkout, monkeypatch):
    whole = install.run

    def interrupted(command, *, what, environment=None):
        if what == "The Python packages":
            raise KeyboardInterrupt
        whole(command, what=what, environment=environment)

    with monkeypatch.context() as context:
        context.setattr(install, "run", interrupted)
        with pytest.raises(KeyboardInterrupt):
            install.prepare("local", front_end=True)
    install.prepare("local", front_end=True)
    assert checkout == [EVERYTHING[0], *EVERYTHING]


def test_without_npm_it_comes_from_a_python_package(checkout, monkeypatch):
    monkeypatch.setattr(install.shutil, "which", lambda _: None)
    install.prepare("local", front_end=True)
    assert checkout == [*EVERYTHING[:2], "The Python packages", EVERYTHING[2]]


def configuration(folder, *, version, command=None):
    file = folder / "pyvenv.cfg"
    lines = [f"version = {version}", *([f"command = python -m venv {command}"] if command else [])]
    file.write_text("\n".join(lines))
    return file


def test_an_environment_of_another_python_or_another_place_is_of_no_use(tmp_path):
    here, now = str(install.VENV), sys.version.split()[0]
    assert not install.is_of_use(tmp_path / "absent")
    assert install.is_of_use(configuration(tmp_path, version=now, command=here))
    assert not install.is_of_use(configuration(tmp_path, version="3.9.2", command=here))
    assert not install.is_of_use(configuration(tmp_path, version=now, command="/elsewhere/.venv"))


@pytest.mark.parametrize(
    ("output", "told"),
    [
        (
            "WARNING: Retrying ... NewConnectionError(...)\nERROR: No matching distribution",
            "this machine has no connection to the package index. Connect it, or name a mirror "
            "in pip's and npm's settings, and run the command again.",
        ),
        (
            "npm error code EAI_AGAIN\nnpm error network",
            "this machine has no connection to the package index. Connect it, or name a mirror "
            "in pip's and npm's settings, and run the command again.",
        ),
        ("first\nERROR: the last words\n\n", "ERROR: the last words (all of it is in /log)"),
        ("", "it said nothing (all of it is in /log)"),
    ],
)
def test_what_went_wrong_is_told_in_one_line(output, told, monkeypatch):
    monkeypatch.setattr(install, "LOG", Path("/log"))
    assert install.reason(output) == told


def test_a_full_disk_is_told_with_what_is_free(monkeypatch):
    usage = type("Usage", (), {"free": 12 * 2**20})
    monkeypatch.setattr(install.shutil, "disk_usage", lambda _: usage)
    assert install.reason("OSError: [Errno 28] No space left on device") == (
        "the disk is full (12 MB free, about 1500 MB needed). Make room and try again."
    )


def test_a_command_that_fails_is_a_failure_with_its_last_words(tmp_path, monkeypatch):
    monkeypatch.setattr(install, "LOG", tmp_path / "log")
    with pytest.raises(Failure) as failure:
        install.run(["sh", "-c", "echo why >&2; exit 1"], what="It")
    log = tmp_path / "log"
    assert str(failure.value) == f"It could not be installed: why (all of it is in {log})"


def test_told_to_stop_while_installing_it_ends_what_it_started(tmp_path, monkeypatch):
    monkeypatch.setattr(install, "LOG", tmp_path / "log")
    signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    with pytest.raises(KeyboardInterrupt):
        install.run(["sh", "-c", "echo $$; sleep 600 & sleep 600"], what="It")
    leader = int((tmp_path / "log").read_text())
    assert wait_until(lambda: alive([leader]) == [])


def test_a_folder_of_somebody_else_is_told_with_its_owner(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(Failure) as failure:
        install.require_writable(tmp_path)
    assert str(failure.value) == (
        f"No permission to write to {tmp_path}: run as its owner ({tmp_path.owner()}), "
        "or clone Fremdrift to a folder of your own."
    )


def test_debian_without_venv_says_what_to_install(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(Failure) as failure:
        install.install_venv_support()
    package = f"python3.{sys.version_info.minor}-venv"
    assert str(failure.value) == (
        f"Python's venv is incomplete here: run  sudo apt-get install {package}  "
        "and then the same command again."
    )
