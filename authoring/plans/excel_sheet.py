"""A sheet of a workbook from outside, read row by row under its headings."""

from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl.utils import get_column_letter, range_boundaries

from authoring.plans.excel_cells import ExcelRow
from authoring.plans.problems import FileRefused, Problem, SourceLocation
from authoring.plans.words import folded
from authoring.plans.workbook import MOST_ROWS

# After so many empty rows nothing more is looked for.
MOST_EMPTY = 2_000
MOST_COLUMNS = 60
TOO_MANY = f"Filen har mere end {MOST_ROWS:,} opgaver. Del den i flere filer.".replace(",", ".")
MERGED = "Cellerne {} er flettet. Ophæv fletningen, og skriv værdien i hver celle."


class Sheet:
    """A sheet of a workbook that is read row by row."""

    def __init__(self, sheet: Any, merges: list[str]) -> None:
        self.sheet, self.name = sheet, sheet.title
        # Of the rectangle A1:B2, as numbers: left, top, right, bottom.
        self.merges = [[side or 0 for side in range_boundaries(merge)] for merge in merges]
        sheet.reset_dimensions()  # what it says of its size need not be true

    def rows(self, *, width: int = MOST_COLUMNS) -> Iterator[tuple[int, list[Any]]]:
        """Give each row that has something in it: its number, and its cells."""
        empty = 0
        for number, cells in enumerate(self.sheet.iter_rows(max_col=width), 1):
            listed = [cell for cell in cells if cell.value not in (None, "")]
            empty = 0 if listed else empty + 1
            if listed:
                yield number, listed
            if empty > MOST_EMPTY:
                return

    def merged_from(self, row: int) -> list[tuple[int, str]]:
        """Return the merged cells that reach into rows after this one: their row, their name."""
        return sorted(
            (top, f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}")
            for left, top, right, bottom in self.merges
            if bottom > row
        )

    def table(
        self, headings: Mapping[int, str], heading_row: int, problems: list[Problem]
    ) -> Iterator[ExcelRow]:
        """Give the rows below the heading row, by heading; ``headings`` are by column.

        Raises FileRefused when there are more than anybody imports at once.
        """
        for top, merged in self.merged_from(heading_row):
            problems.append(Problem(MERGED.format(merged), SourceLocation(self.name, top)))
        count = 0
        for number, cells in self.rows(width=max(headings, default=1)):
            if number <= heading_row:
                continue
            found = {
                headings[column]: cell for cell in cells if (column := cell.column) in headings
            }
            if found:
                count += 1
                if count > MOST_ROWS:
                    raise FileRefused(TOO_MANY)
                yield ExcelRow(SourceLocation(self.name, number), found, problems)


def headings_of(cells: list[Any]) -> dict[int, str]:
    """Return the row's texts, folded, by their column."""
    return {cell.column: folded(cell.value) for cell in cells if isinstance(cell.value, str)}
