"""Opening a workbook from outside: small, whole, and without anything that runs."""

import io
import re
import zipfile
import zlib

from authoring.plans.problems import FileRefused

MEGABYTE = 1024 * 1024
MOST_INFLATED = 64 * MEGABYTE
MOST_ENTRIES = 500
MOST_STRINGS = 400_000
BLOCK = 256 * 1024
# The container of Excel before 2007, and of every workbook with a password.
OLD_CONTAINER = b"\xd0\xcf\x11\xe0"
MACROS = re.compile(r"vbaproject|macrosheets/|activex/", re.IGNORECASE)
MACRO_TYPE = b"macroenabled"
DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)

NOT_EXCEL = "Filen er ikke en Excel-projektmappe (.xlsx). Gem den som .xlsx, og prøv igen."
LOCKED = (
    "Filen er beskyttet med adgangskode eller gemt i det gamle format .xls. Fjern adgangskoden,"
    " gem den som .xlsx, og prøv igen."
)
HAS_MACROS = "Filen indeholder makroer. Gem den som .xlsx uden makroer, og prøv igen."
TOO_LARGE_INSIDE = (
    "Filen fylder for meget, når den er pakket ud. Slet ark, billeder og formatering, som planen"
    " ikke bruger, og prøv igen."
)
BROKEN = "Filen er i stykker og kan ikke læses. Åbn den i Excel, gem den igen, og prøv igen."
ENTITIES = "Filen indeholder XML, som en Excel-projektmappe ikke har. Gem den på ny i Excel."

UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # what zipfile raises for a way of compressing that it does not know
    ValueError,
)


def check_workbook(content: bytes) -> None:
    """See that the file is a workbook that can be opened without harm. Raises FileRefused."""
    if not content:
        raise FileRefused("Filen er tom.")
    if content.startswith(OLD_CONTAINER):
        raise FileRefused(LOCKED)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_directory(archive.infolist())
            _check_entries(archive)
    except UNREADABLE as error:
        raise FileRefused(BROKEN if content.startswith(b"PK") else NOT_EXCEL) from error


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    """Judge the file by its list of contents, before anything is unpacked."""
    names = {entry.filename for entry in entries}
    if any(MACROS.search(name) for name in names):
        raise FileRefused(HAS_MACROS)
    if len(names) != len(entries) or any(entry.flag_bits & 1 for entry in entries):
        raise FileRefused(BROKEN)
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        raise FileRefused(NOT_EXCEL)
    if len(entries) > MOST_ENTRIES or sum(e.file_size for e in entries) > MOST_INFLATED:
        raise FileRefused(TOO_LARGE_INSIDE)


def _check_entries(archive: zipfile.ZipFile) -> None:
    """Unpack everything once, and count: what the list of contents says need not be true."""
    inflated = 0
    for name in archive.namelist():
        before, strings = b"", 0
        with archive.open(name) as entry:
            while block := entry.read(BLOCK):
                inflated += len(block)
                if inflated > MOST_INFLATED:
                    raise FileRefused(TOO_LARGE_INSIDE)
                seam = before[-16:] + block
                _check_block(name, seam)
                strings += block.count(b"<si>") if "sharedStrings" in name else 0
                before = block
        if strings > MOST_STRINGS:
            raise FileRefused(TOO_LARGE_INSIDE)


def _check_block(name: str, block: bytes) -> None:
    if not name.endswith((".xml", ".rels")):
        return
    if DOCTYPE.search(block):
        raise FileRefused(ENTITIES)
    if name == "[Content_Types].xml" and MACRO_TYPE in block.lower():
        raise FileRefused(HAS_MACROS)
