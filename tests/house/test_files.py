"""Files are named after what they hold, and stay short enough to read."""

import ast

from tests.house.code import name_of, nodes_of, source_files

NAMELESS = {"utils", "helpers", "core", "common", "misc"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 50


def test_no_file_has_a_name_that_says_nothing():
    nameless = [name_of(p) for p in source_files() if {p.stem, p.parent.name} & NAMELESS]

    assert not nameless, "\n".join(nameless)


def test_files_are_short():
    lengths = {path: path.read_text().count("\n") for path in source_files()}
    too_long = [f"{name_of(path)}: {n} lines" for path, n in lengths.items() if n > LONGEST_FILE]

    assert not too_long, "\n".join(too_long)


def test_functions_are_short():
    too_long = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in source_files()
        for node in nodes_of(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno > LONGEST_FUNCTION
    ]

    assert not too_long, "\n".join(too_long)
