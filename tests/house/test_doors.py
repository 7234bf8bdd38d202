"""Views reach rows through a door, and only the edges read the clock."""

import ast

import pytest

from tests.house.code import root, source_files

CLOCKS = {"timezone.now", "timezone.localdate", "timezone.localtime", "dt.date.today"}
EDGES = {"views", "jobs", "commands", "middleware"}
VIEWS = [p for p in source_files() if "views" in {p.stem, p.parent.name}]
INNER = [p for p in source_files() if not EDGES & {p.stem, *p.parent.parts}]


def name_of(path):
    return str(path.relative_to(root()))


def opened_elsewhere(tree):
    chains = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    for node in chains:
        starts_query = isinstance(node.value, ast.Attribute) and node.value.attr == "objects"
        if starts_query and node.attr != "visible_to":
            yield node.lineno, ast.unparse(node)


def reads_the_clock(tree):
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    for call in calls:
        # localdate(at) turns a given moment into a date; localdate() reads the clock.
        if ast.unparse(call.func) in CLOCKS and not call.args:
            yield call.lineno, ast.unparse(call.func)


@pytest.mark.parametrize("path", VIEWS, ids=name_of)
def test_a_view_starts_a_query_only_at_a_door(path):
    assert list(opened_elsewhere(ast.parse(path.read_text()))) == []


@pytest.mark.parametrize("path", INNER, ids=name_of)
def test_only_views_jobs_and_commands_read_the_clock(path):
    assert list(reads_the_clock(ast.parse(path.read_text()))) == []
