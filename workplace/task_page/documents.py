"""PDF documents: tagged, titled, Danish PDF/UA."""

import datetime as dt
import logging
from typing import Any

from django.template.loader import render_to_string

from workplace.task_page.sheet import TaskSheet

# It logs every step of every document.
logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)


class PdfUnavailable(Exception):
    """WeasyPrint's system libraries (Pango) are not installed on the server."""


def task_sheet_pdf(sheet: TaskSheet, *, on: dt.date) -> bytes:
    """Return the sheet of that day as PDF/UA-1. Raises PdfUnavailable."""
    context = {
        "sheet": sheet,
        "task": sheet.task,
        "shared_task": sheet.task.shared_task,
        "today": on,
    }
    return pdf_of("workplace/sheet_pdf.html", "workplace/sheet.css", context)


def pdf_of(page: str, style: str, context: dict[str, Any]) -> bytes:
    """Return the rendered template with its style sheet as PDF/UA-1. Raises PdfUnavailable."""
    try:
        # Imported here because it needs Pango, and the portal runs without it.
        import weasyprint  # noqa: PLC0415
        from weasyprint.urls import URLFetcher  # noqa: PLC0415
    except OSError as error:
        raise PdfUnavailable from error

    class NoFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        """Fetches nothing, whatever addresses a brief contains."""

        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002  # its signature
            raise PermissionError(url)

    document = weasyprint.HTML(string=render_to_string(page, context), url_fetcher=NoFetcher())
    css = weasyprint.CSS(string=render_to_string(style), url_fetcher=NoFetcher())
    pdf: bytes = document.write_pdf(stylesheets=[css], pdf_variant="pdf/ua-1")
    return pdf
