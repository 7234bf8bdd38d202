"""What the guides point to is there."""

import re

from tests.house.code import root

# A file or folder of the portal; what is made up for the example is not there.
PATH = re.compile(r"`((?:[a-z_]+/)+(?:[\w.-]+)?)`")
MADE_UP = "risks"


def test_every_file_that_a_guide_names_exists():
    named = {
        path
        for guide in (root() / "docs/guide").glob("*.md")
        for path in PATH.findall(guide.read_text())
        if MADE_UP not in path
    }

    assert named
    assert {path for path in named if not (root() / path).exists()} == set()
