"""Browser tests wait for what is seen, and for nothing that the pages' policy forbids."""

from tests.house.code import name_of, root

# The first is evaluated as a string, which fails in a page without eval when it has to wait;
# the second is too short on a busy machine.
FORBIDDEN = ("wait_for_function", "wait_for_timeout")


def test_no_browser_test_waits_for_javascript_or_for_some_time():
    found = [
        f"{name_of(path)}: {call}"
        for path in sorted((root() / "tests").rglob("*.py"))
        for call in FORBIDDEN
        if f".{call}(" in path.read_text()
    ]

    assert not found, "\n".join(found)
