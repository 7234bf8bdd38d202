"""No two files import each other, directly or by way of others."""

from graphlib import TopologicalSorter

import grimp  # what import-linter reads imports with

from tests.house.code import root


def test_imports_make_no_circle():
    """Imports for type checkers count: a circle of those is a circle to whoever reads."""
    packages = [path.parent.name for path in root().glob("*/__init__.py")]
    graph = grimp.build_graph(*sorted({*packages} - {"tests"}), cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}

    TopologicalSorter(imports).prepare()

    assert len(imports) > 400
