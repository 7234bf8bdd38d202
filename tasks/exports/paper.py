"""A list of tasks on paper."""

import datetime as dt

from tasks.documents import pdf_of
from tasks.exports.table import Table


def list_pdf(table: Table, *, on: dt.date) -> bytes:
    """Return the list as PDF/UA-1, landscape, as it is ``on``. Raises PdfUnavailable."""
    return pdf_of("tasks/list_pdf.html", "tasks/list_pdf.css", {"table": table, "today": on})
