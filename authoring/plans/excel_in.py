"""A plan out of an Excel workbook: our own layout, or tables as the handbooks have them."""

import io
import logging
import re
import warnings
import zipfile

import openpyxl
from defusedxml import ElementTree
from openpyxl.packaging.relationship import get_dependents

from authoring.plans.excel_guard import BROKEN, check_workbook
from authoring.plans.excel_own import is_own, read_own
from authoring.plans.excel_sheet import Sheet
from authoring.plans.handbook import read_tables
from authoring.plans.problems import FileRefused
from authoring.plans.reading import Context, Progress, Reading

logger = logging.getLogger(__name__)

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
NO_TASKS = (
    "Filen har ingen opgaver, portalen kan finde. Der skal være en række med overskrifter, hvor"
    " en af dem er »Titel«, »Opgavetitel« eller »Opgave«."
)


def read_workbook(content: bytes, context: Context, progress: Progress) -> Reading:
    """Return what the workbook says. Raises FileRefused when it is no plan at all."""
    check_workbook(content)
    try:
        with warnings.catch_warnings():
            # Of drawings and extensions that openpyxl leaves out, and nobody here needs.
            warnings.simplefilter("ignore")
            return _read(content, context, progress)
    except FileRefused:
        raise
    except Exception as error:  # openpyxl raises whatever a broken file leads to
        logger.info("A workbook could not be read: %r", error)
        raise FileRefused(BROKEN) from error


def _read(content: bytes, context: Context, progress: Progress) -> Reading:
    workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    merges = _merges(content)
    sheets = [Sheet(sheet, merges.get(sheet.title, [])) for sheet in workbook.worksheets]
    own = {sheet.name: sheet for sheet in sheets}
    reading = (
        read_own(own, context, progress) if is_own(own) else read_tables(sheets, context, progress)
    )
    if not reading.tasks and not reading.problems:
        raise FileRefused(NO_TASKS)
    return reading


def _merges(content: bytes) -> dict[str, list[str]]:
    """Return the merged cells of each sheet by its name, which openpyxl skips when it streams."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        targets = {
            relation.id: relation.target
            for relation in get_dependents(archive, "xl/_rels/workbook.xml.rels")
        }
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        names = {
            str(element.get("name")): targets.get(element.get(RELATION))
            for element in book.iter()
            if element.tag.endswith("}sheet")
        }
        return {
            name: [merge.decode() for merge in MERGE.findall(archive.read(target))]
            for name, target in names.items()
            if target in archive.namelist()
        }
