"""A list of tasks as comma-separated values, as a Danish Excel opens them by itself."""

import csv
import datetime as dt
import io

from tasks.lights import Light
from workplace.exports.table import Table

# What a spreadsheet takes for the start of a formula, or leaves out before one.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def list_csv(table: Table) -> bytes:
    """Return the list as UTF-8 with its mark, semicolons between and the tasks' addresses last."""
    file = io.StringIO()
    file.write(BOM)
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([*table.headings, "Adresse"])
    for line in table.lines:
        cells = [*table.cells(line), table.address(line)]
        writer.writerow([in_words(value) for value in cells])
    return file.getvalue().encode()


def in_words(value: str | int | dt.date | None) -> str:
    """Return the cell as text that no spreadsheet calculates."""
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
