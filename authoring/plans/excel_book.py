"""An Excel workbook being written: sheets with a heading row, and cells that check themselves."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from authoring.plans.words import YEARS
from authoring.plans.workbook import FIXED_LISTS, MOST_ROWS, PHASE_COLUMNS, THEME_COLUMNS, Column

# As text, and as Excel would else count and calculate it: every program shows it, none runs it.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
RISKY = ("=", "+", "-", "@")
ROW_HEIGHT = 48
Cells = Sequence[str | int | dt.date | None]


class Book:
    """A workbook being written, with its few formats."""

    def __init__(self, workbook: Any) -> None:
        self.workbook = workbook
        self.sheets: dict[str, Any] = {}
        top = {"valign": "top", "text_wrap": True}
        heading = {"bold": True, "valign": "top", "text_wrap": True, "bottom": 1}
        self.plain = workbook.add_format({**top, "num_format": "@"})
        # Excel shows it as typed after an apostrophe: stays text also when somebody edits it.
        self.quoted = workbook.add_format({**top, "num_format": "@", "quote_prefix": True})
        self.date = workbook.add_format({"valign": "top", "num_format": "dd-mm-yyyy"})
        self.number = workbook.add_format({"valign": "top", "num_format": "0"})
        self.heading = workbook.add_format({**heading, "bg_color": "#DCE6F1"})
        self.told = workbook.add_format({**heading, "bg_color": "#E7E6E6"})

    def sheet(self, name: str) -> Any:
        sheet: Any = self.workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        self.sheets[name] = sheet
        return sheet

    def table(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[Cells],
        sources: Mapping[str, str],
    ) -> None:
        """Write a sheet with a heading row that stays, columns that check, and these rows."""
        sheet = self.sheet(name)
        for place, column in enumerate(columns):
            style = self.date if column.is_date else self.number if column.is_number else self.plain
            sheet.set_column(place, place, column.width, style)
            sheet.write_string(
                0, place, column.heading, self.told if column.is_told else self.heading
            )
            self._validate(sheet, place, column, sources)
        sheet.set_row(0, 32)
        last = 0
        for last, row in enumerate(rows, 1):
            if len(columns) > len(THEME_COLUMNS):
                sheet.set_row(last, ROW_HEIGHT)
            for place, value in enumerate(row):
                self.write(sheet, last, place, value)
        sheet.freeze_panes(1, 2 if len(columns) > len(PHASE_COLUMNS) else 1)
        sheet.repeat_rows(0)
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)

    def write(self, sheet: Any, row: int, place: int, value: str | int | dt.date | None) -> None:
        if value is None or value == "":
            return
        if isinstance(value, dt.date):
            if value.year in YEARS:
                sheet.write_datetime(row, place, value, self.date)
            else:
                sheet.write_string(row, place, value.isoformat(), self.plain)
        elif isinstance(value, int):
            sheet.write_number(row, place, value, self.number)
        else:
            style = self.quoted if value.startswith(RISKY) else self.plain
            sheet.write_string(row, place, value, style)

    def _validate(self, sheet: Any, place: int, column: Column, sources: Mapping[str, str]) -> None:
        rule: dict[str, Any] = {"ignore_blank": True}
        if column.choices:
            # Phases and themes may be written here before they stand in their own sheet.
            is_fixed = column.choices in FIXED_LISTS
            rule |= {"validate": "list", "source": sources[column.choices]}
            rule |= {"error_type": "stop" if is_fixed else "warning"}
            rule |= {"error_title": column.heading, "error_message": "Vælg fra listen."}
        elif column.is_number:
            rule |= {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 9999}
            rule |= {"error_title": column.heading, "error_message": "Skriv et helt tal fra 0."}
        elif column.is_date and not column.is_told:
            first, last = dt.date(YEARS.start, 1, 1), dt.date(YEARS.stop - 1, 12, 31)
            rule |= {"validate": "date", "criteria": "between", "minimum": first, "maximum": last}
            rule |= {"error_title": column.heading, "error_message": "Skriv en dato."}
        else:
            return
        sheet.data_validation(1, place, MOST_ROWS, place, rule)
