import os

import pytest

from stack import test as make_test
from stack.say import Failure


@pytest.fixture
def bare(monkeypatch):
    """A machine with apt-get and Pango, and without a browser; returns what is installed."""
    installed = []
    monkeypatch.setattr(make_test.shutil, "which", lambda name: name == "apt-get" or None)
    monkeypatch.setattr(make_test, "find_library", lambda name: name != "harfbuzz-subset")
    monkeypatch.setattr(make_test, "install_debian_packages", installed.extend)
    return installed


def test_root_gets_what_is_missing(bare, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    make_test.install_programs()
    assert bare == ["chromium", "libharfbuzz-subset0"]


def test_others_are_told_the_command(bare, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(Failure) as failure:
        make_test.install_programs()
    assert (str(failure.value), bare) == (
        "The tests need chromium, libharfbuzz-subset0: run  sudo apt-get install "
        "chromium libharfbuzz-subset0  and then make test again.",
        [],
    )


def test_nothing_missing_is_nothing_done(bare, monkeypatch):
    monkeypatch.setattr(make_test.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(make_test, "find_library", lambda name: f"{name}.so")
    make_test.install_programs()
    assert bare == []
