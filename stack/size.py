"""`make size`: how much code there is, by app, so that growth is seen. Writes docs/size.md.

Lines are those of Python files as they stand; code is those that are neither empty, comment nor
docstring. Tests, migrations and the tools of one machine are counted apart.
"""

import ast
import io
import sys
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from stack.install import CHECKOUT
from stack.say import say

DOCUMENT = CHECKOUT / "docs" / "size.md"
APART = ("tests", "stack", "bench")
NOT_CODE = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT,
            tokenize.ENCODING, tokenize.ENDMARKER}  # fmt: skip
HEADING = """# Size

Written by `make size`; run it before a release, so that growth is seen. Lines are those of Python files; code is what is
neither empty, comment nor docstring. Migrations are counted apart. At the first release of the municipal half, before
`tasks/` was divided, the apps and `config` held 41,226 lines.

| folder | files | lines | code | functions | median lines of a function |
| --- | ---: | ---: | ---: | ---: | ---: |
"""


@dataclass(frozen=True)
class Size:
    files: int
    lines: int
    code: int
    functions: list[int]

    def row(self, name: str) -> str:
        typical = f"{median(self.functions):.0f}" if self.functions else "–"
        numbers = (self.files, self.lines, self.code, len(self.functions))
        return f"| {name} | {' | '.join(f'{number:,}' for number in numbers)} | {typical} |"


def main() -> int:
    sizes = {folder: size_of(files) for folder, files in folders().items()}
    ours = [size for folder, size in sizes.items() if not folder.startswith(APART)]
    rows = [size.row(folder) for folder, size in sorted(sizes.items()) if size in ours]
    rows.append(total(ours).row("**apps and config**"))
    rows += [sizes[folder].row(folder) for folder in sizes if folder.startswith(APART)]
    rows.append(size_of(migrations()).row("migrations"))
    DOCUMENT.write_text(HEADING + "\n".join(rows) + "\n")
    say(DOCUMENT.read_text().partition("| folder")[2])
    return 0


def folders() -> dict[str, list[Path]]:
    """Return the Python files of each package of the checkout, without migrations."""
    packages = sorted(path.parent for path in CHECKOUT.glob("*/__init__.py"))
    return {
        package.name: sorted(path for path in package.rglob("*.py") if path not in migrations())
        for package in packages
    }


def migrations() -> list[Path]:
    return sorted(CHECKOUT.glob("*/migrations/*.py"))


def size_of(files: list[Path]) -> Size:
    texts = [file.read_text() for file in files]
    return Size(
        len(files),
        sum(text.count("\n") for text in texts),
        sum(len(code_lines(text)) for text in texts),
        [length for text in texts for length in lengths_of_functions(text)],
    )


def total(sizes: list[Size]) -> Size:
    return Size(
        sum(size.files for size in sizes),
        sum(size.lines for size in sizes),
        sum(size.code for size in sizes),
        [length for size in sizes for length in size.functions],
    )


def code_lines(text: str) -> set[int]:
    """Return the numbers of the lines that hold code."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    lines = {
        line
        for token in tokens
        if token.type not in NOT_CODE
        for line in range(token.start[0], token.end[0] + 1)
    }
    return lines - {line for node in docstrings(ast.parse(text)) for line in span(node)}


def docstrings(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                yield first.value


def span(node: ast.expr) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def lengths_of_functions(text: str) -> Iterator[int]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (node.end_lineno or node.lineno) - node.lineno + 1


if __name__ == "__main__":
    sys.exit(main())
