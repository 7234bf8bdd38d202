"""A list of tasks as CSV in the form that a Danish Excel opens without an import dialog."""

import csv
import datetime as dt
import io

from tasks.lights import Light
from workplace.exports.table import ExportTable

# What a spreadsheet reads as the start of a formula, or skips before one.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def list_csv(table: ExportTable) -> bytes:
    """Return the list as UTF-8 with a byte order mark, semicolons, and the tasks' addresses last."""
    file = io.StringIO()
    file.write(BOM)
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([*table.headings, "Adresse"])
    for row in table.rows:
        writer.writerow(map(_cell, [*table.cells(row), table.address(row)]))
    return file.getvalue().encode()


def _cell(value: str | int | dt.date | None) -> str:
    """Return the cell as text that no spreadsheet runs as a formula."""
    match value:
        case None:
            return ""
        case Light():
            return str(value.label)
        case dt.date():
            return f"{value:%d-%m-%Y}"
        case int():
            return str(value)
        case _:
            return f"'{value}" if value.lstrip(" ").startswith(RISKY) else value
