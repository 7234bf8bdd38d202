"""A list of tasks as an Excel workbook: text stays text, and a date is a date."""

import datetime as dt
import io
from typing import Any

import xlsxwriter

from tasks.lights import Light
from workplace.exports.table import Line, Table

# As text, and as Excel would else count and calculate it: every program shows it, none runs it.
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
# Behind the word, so that nobody must tell colours apart.
COLOURS = {
    Light.GREY: "#E7E6E6", Light.GREEN: "#C6E9B0", Light.YELLOW: "#FFE699", Light.RED: "#FFC7C7",
}  # fmt: skip
TOP = {"valign": "top", "text_wrap": True}


def list_workbook(table: Table) -> bytes:
    """Return the list as one sheet, whose heading row stays and filters."""
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, OPTIONS)
    workbook.set_properties({"title": table.title, "company": table.place})
    sheet = workbook.add_worksheet(SHEET)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    heading = workbook.add_format({**TOP, "bold": True, "bottom": 1, "bg_color": "#DCE6F1"})
    for place, word in enumerate(table.headings):
        sheet.set_column(place, place, WIDTHS[word])
        sheet.write_string(0, place, word, heading)
    writer = Writer(workbook, sheet, table)
    for row, line in enumerate(table.lines, 1):
        writer.write(row, line)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, max(table.count, 1), len(table.headings) - 1)
    workbook.close()
    return file.getvalue()


class Writer:
    """Writes the rows of one sheet, with its few formats."""

    def __init__(self, workbook: Any, sheet: Any, table: Table) -> None:
        self.sheet, self.table = sheet, table
        self.plain = workbook.add_format({**TOP, "num_format": "@"})
        # Excel shows it as typed after an apostrophe: stays text also when somebody edits it.
        self.quoted = workbook.add_format({**TOP, "num_format": "@", "quote_prefix": True})
        self.link = workbook.add_format({**TOP, "font_color": "#004D99", "underline": 1})
        self.date = workbook.add_format({"valign": "top", "num_format": "dd-mm-yyyy"})
        self.number = workbook.add_format({"valign": "top", "num_format": "0"})
        self.lights = {
            light: workbook.add_format({**TOP, "bg_color": colour})
            for light, colour in COLOURS.items()
        }

    def write(self, row: int, line: Line) -> None:
        for place, value in enumerate(self.table.cells(line)):
            match value:
                case None | "":
                    continue
                case Light():
                    self.sheet.write_string(row, place, value.label, self.lights[value])
                case dt.date():
                    self.sheet.write_datetime(row, place, value, self.date)
                case int():
                    self.sheet.write_number(row, place, value, self.number)
                case _ if value is line.title:
                    address = self.table.address(line)
                    self.sheet.write_url(row, place, address, self.link, string=value)
                case _:
                    style = self.quoted if value.startswith(RISKY) else self.plain
                    self.sheet.write_string(row, place, value, style)
