"""A list of tasks on paper."""

import datetime as dt

from workplace.exports.table import Table
from workplace.task_page.documents import pdf_of


def list_pdf(table: Table, *, on: dt.date) -> bytes:
    """Return the list as PDF/UA-1, landscape, as it is ``on``. Raises PdfUnavailable."""
    return pdf_of(
        "workplace/list_pdf.html", "workplace/list_pdf.css", {"table": table, "today": on}
    )
