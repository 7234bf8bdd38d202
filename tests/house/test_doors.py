"""Views reach rows through a door, and only the edges read the clock."""

import ast

from tests.house.code import name_of, nodes_of, source_files

CLOCKS = {"timezone.now", "timezone.localdate", "timezone.localtime", "dt.date.today"}
EDGES = {"views", "jobs", "commands", "middleware"}


def opened_elsewhere(path):
    chains = (node for node in nodes_of(path) if isinstance(node, ast.Attribute))
    for node in chains:
        starts_query = isinstance(node.value, ast.Attribute) and node.value.attr == "objects"
        if starts_query and node.attr != "visible_to":
            yield node.lineno, ast.unparse(node)


def reads_the_clock(path):
    calls = (node for node in nodes_of(path) if isinstance(node, ast.Call))
    for call in calls:
        # localdate(at) turns a given moment into a date; localdate() reads the clock.
        if ast.unparse(call.func) in CLOCKS and not call.args:
            yield call.lineno, ast.unparse(call.func)


def offenders(rule, paths):
    return [f"{name_of(path)}:{line} {words}" for path in paths for line, words in rule(path)]


def test_a_view_starts_a_query_only_at_a_door():
    views = [p for p in source_files() if "views" in {p.stem, p.parent.name}]

    found = offenders(opened_elsewhere, views)
    assert not found, "\n".join(found)


def test_only_views_jobs_and_commands_read_the_clock():
    inner = [p for p in source_files() if not EDGES & {p.stem, *p.parent.parts}]

    found = offenders(reads_the_clock, inner)
    assert not found, "\n".join(found)
