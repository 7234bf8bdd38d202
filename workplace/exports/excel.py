"""A list of tasks as an Excel workbook: text stays text, and a date is a date."""

import datetime as dt
import io
from typing import Any

import xlsxwriter

from tasks.lights import Light
from workplace.exports.table import ExportRow, ExportTable

# Text stays text: no program turns it into a formula, a link or a number.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
RISKY = ("=", "+", "-", "@", "\t", "\r")
SHEET = "Opgaver"
WIDTHS = {
    "Projekt": 24, "Opgave": 50, "Nr.": 8, "Fase": 24, "Tema": 24, "Farve": 9, "Prioritet": 30,
    "Status": 16, "Ansvarlig": 24, "Udfører": 24, "Slutdato": 12,
}  # fmt: skip
# Behind the word, so that colour is never the only sign.
COLOURS = {
    Light.GREY: "#E7E6E6", Light.GREEN: "#C6E9B0", Light.YELLOW: "#FFE699", Light.RED: "#FFC7C7",
}  # fmt: skip
TOP = {"valign": "top", "text_wrap": True}


def list_workbook(table: ExportTable) -> bytes:
    """Return the list as one sheet with a frozen heading row and filters."""
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, OPTIONS)
    workbook.set_properties({"title": table.title, "company": table.place})
    sheet = workbook.add_worksheet(SHEET)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    heading = workbook.add_format({**TOP, "bold": True, "bottom": 1, "bg_color": "#DCE6F1"})
    for column, word in enumerate(table.headings):
        sheet.set_column(column, column, WIDTHS[word])
        sheet.write_string(0, column, word, heading)
    writer = RowsWriter(workbook, sheet, table)
    for number, row in enumerate(table.rows, 1):
        writer.write(number, row)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, max(table.count, 1), len(table.headings) - 1)
    workbook.close()
    return file.getvalue()


class RowsWriter:
    """Writes the rows of one sheet, with its few formats."""

    def __init__(self, workbook: Any, sheet: Any, table: ExportTable) -> None:
        self.sheet, self.table = sheet, table
        self.plain = workbook.add_format({**TOP, "num_format": "@"})
        # As if typed after an apostrophe: it stays text when somebody edits the cell.
        self.quoted = workbook.add_format({**TOP, "num_format": "@", "quote_prefix": True})
        self.link = workbook.add_format({**TOP, "font_color": "#004D99", "underline": 1})
        self.date = workbook.add_format({"valign": "top", "num_format": "dd-mm-yyyy"})
        self.number = workbook.add_format({"valign": "top", "num_format": "0"})
        self.lights = {
            light: workbook.add_format({**TOP, "bg_color": colour})
            for light, colour in COLOURS.items()
        }

    def write(self, number: int, row: ExportRow) -> None:
        for column, value in enumerate(self.table.cells(row)):
            match value:
                case None | "":
                    continue
                case Light():
                    self.sheet.write_string(number, column, value.label, self.lights[value])
                case dt.date():
                    self.sheet.write_datetime(number, column, value, self.date)
                case int():
                    self.sheet.write_number(number, column, value, self.number)
                case _ if value is row.title:
                    address = self.table.address(row)
                    self.sheet.write_url(number, column, address, self.link, string=value)
                case _:
                    style = self.quoted if value.startswith(RISKY) else self.plain
                    self.sheet.write_string(number, column, value, style)
