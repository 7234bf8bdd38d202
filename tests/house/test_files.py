"""Files are named after what they hold, and stay short enough to read."""

import ast

import pytest

from tests.house.code import root, source_files

NAMELESS = {"utils", "helpers", "core", "common", "misc"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 50


def test_no_file_has_a_name_that_says_nothing():
    assert [p for p in source_files() if {p.stem, p.parent.name} & NAMELESS] == []


@pytest.mark.parametrize("path", source_files(), ids=lambda p: str(p.relative_to(root())))
def test_files_and_functions_are_short(path):
    source = path.read_text()
    functions = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    too_long = [f.name for f in functions if f.end_lineno - f.lineno > LONGEST_FUNCTION]

    assert source.count("\n") <= LONGEST_FILE
    assert too_long == []
