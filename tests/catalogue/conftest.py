import shutil

import pytest

from catalogue.load import load_catalogue
from catalogue.read import FIXTURES


class Files:
    """A copy of the catalogue's files that a test may spoil."""

    def __init__(self, directory):
        self.directory = directory

    def replace(self, name, old, new):
        """Replace the one place where ``old`` stands; return the number of its line."""
        path = self.directory / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def append(self, name, line):
        """Add a line at the end; return its number."""
        path = self.directory / name
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}{line}\n", encoding="utf-8")
        return text.count("\n") + 1


@pytest.fixture
def files(tmp_path):
    shutil.copytree(FIXTURES, tmp_path / "catalogue")
    return Files(tmp_path / "catalogue")


@pytest.fixture
def loaded():
    load_catalogue(directory=FIXTURES)
