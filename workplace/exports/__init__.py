"""A list of tasks as a file: exactly what is shown, on all its pages (docs/adr/0137)."""

from workplace.exports.csv_file import list_csv
from workplace.exports.excel import list_workbook
from workplace.exports.paper import list_pdf
from workplace.exports.table import Table, read_table

__all__ = ["Table", "list_csv", "list_pdf", "list_workbook", "read_table"]
