"""Workbooks that are wrong in one way or another: said row by row, and harmless."""

import datetime as dt
import io
import re
import time
import zipfile

import openpyxl
import pytest

from authoring.plans import excel_guard
from authoring.plans.excel_guard import check_workbook
from authoring.plans.excel_out import plan_workbook
from authoring.plans.problems import FileRefused
from shared_tasks.deadlines import DateRule
from tests.authoring.plans.examples import WHOLE
from tests.authoring.plans.test_excel import GALLERY, read

COLUMNS = {
    name: place
    for place, name in enumerate(
        next(
            openpyxl.load_workbook(io.BytesIO(plan_workbook(WHOLE, GALLERY)))["Opgaver"].iter_rows(
                values_only=True
            )
        ),
        1,
    )
}


def opened():
    return openpyxl.load_workbook(io.BytesIO(plan_workbook(WHOLE, GALLERY)))


def saved(workbook):
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def with_cell(heading, value, row=2, sheet="Opgaver"):
    """The whole plan with one cell of the first task, in row 2, changed."""
    workbook = opened()
    cell = workbook[sheet].cell(row, COLUMNS[heading])
    cell.value = value
    if not isinstance(value, dt.date):
        cell.number_format = "General"
    return saved(workbook)


def told(content):
    return [(str(p.place), p.text) for p in read(content).problems]


@pytest.mark.parametrize(
    ("heading", "value", "text"),
    [
        ("Titel", "=1+1", "Titel: Cellen er en formel. Kopiér den, og indsæt den som værdi."),
        ("Titel", "#REF!", "Titel: Cellen viser fejlen #REF!. Skriv værdien i stedet."),
        ("Titel", True, "Titel: Cellen er sand eller falsk. Skriv en tekst."),
        ("Titel", None, "Titel mangler."),
        ("Titel", "  ", "Titel mangler."),
        (
            "Fase",
            dt.datetime(2026, 1, 2),  # noqa: DTZ001  # as Excel has dates
            "Fase: Excel har lavet teksten om til datoen 2. januar 2026. Formatér cellen som"
            " tekst, og skriv den igen.",
        ),
        (
            "Prioritet",
            "høj",
            "Prioritet: »høj« er ikke en prioritet. Vælg mellem »1 Obligatorisk på kritisk vej«,"
            " »2 Obligatorisk«, »3 Anbefalet«.",
        ),
        ("Prioritet", None, "Prioritet mangler."),
        (
            "Type",
            "port",
            "Type: »port« er ikke en type. Vælg mellem »opgave«, »tjekpunkt«, »kontrolpunkt«,"
            " »milepæl«.",
        ),
        (
            "Anbefalet udfører",
            "Trylleren",
            "Anbefalet udfører: rollen »Trylleren« findes ikke i rollegalleriet.",
        ),
        (
            "Involverede roller",
            "Projektleder; Trylleren",
            "Involverede roller: rollen »Trylleren« findes ikke i rollegalleriet.",
        ),
        ("Frist: antal", "ni", "Frist: antal: »ni« er ikke et helt tal fra 0 til 9999."),
        ("Frist: antal", 2.5, "Frist: antal: »2.5« er ikke et helt tal fra 0 til 9999."),
        ("Frist: antal", -3, "Frist: antal: »-3« er ikke et helt tal fra 0 til 9999."),
        ("Frist: antal", 99999, "Frist: 99999 er for langt væk. Skriv højst 9999."),
        ("Frist: antal", None, "Frist: antal mangler."),
        ("Frist: enhed", None, "Frist: enhed mangler."),
        ("Frist: før/efter", "omkring", "Frist: »omkring« er hverken »før« eller »efter«."),
        ("Frist: regnes fra", None, "Frist: skriv, hvad datoen regnes fra."),
        (
            "Frist: fast dato",
            "1. marts 2027",
            "Frist: en fast dato står for sig: enten en dato eller et antal.",
        ),
        (
            "Bilag",
            "noget uden adresse",
            "Bilag: »noget uden adresse« skal være slags, titel og adresse.",
        ),
    ],
)
def test_a_cell_that_is_wrong_is_told_with_its_row(heading, value, text):
    reading = read(with_cell(heading, value))

    assert [(str(p.place), p.text) for p in reading.problems] == [("Opgaver, række 2", text)]
    assert [task.code for task in reading.tasks] == [task.code for task in WHOLE.tasks[1:]]


FIXED_ROW = 4  # »K;1«, whose due date is a fixed one


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1. marts 2027", dt.date(2027, 3, 1)),
        ("1 Mar. 2027", dt.date(2027, 3, 1)),
        ("01-03-2027", dt.date(2027, 3, 1)),
        ("1.3.2027", dt.date(2027, 3, 1)),
        ("1/3-2027", dt.date(2027, 3, 1)),
        ("2027-03-01", dt.date(2027, 3, 1)),
        ("31/12/2027", dt.date(2027, 12, 31)),
        ("3/3/2027", dt.date(2027, 3, 3)),
    ],
)
def test_a_date_as_text_is_read_when_it_can_only_be_one(written, meant):
    reading = read(with_cell("Frist: fast dato", written, row=FIXED_ROW))

    assert reading.problems == []
    assert reading.tasks[2].due == DateRule("fixed", fixed_on=meant)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("03/04/2027", "»03/04/2027« kan læses på to måder. Skriv datoen ud"),
        ("1-3-27", "»1-3-27« er ikke en dato"),
        ("31. februar 2027", "»31. februar 2027« findes ikke i kalenderen"),
        ("1. ma 2027", "»1. ma 2027« er ikke en dato"),
        ("snart", "»snart« er ikke en dato"),
        ("1. marts 1927", "1. marts 1927 ligger uden for årene 2000–2099"),
        (46000, "»46000« er ikke en dato"),
    ],
)
def test_a_date_that_could_be_another_is_told(written, reason):
    ((place, text),) = told(with_cell("Frist: fast dato", written, row=FIXED_ROW))

    assert place == "Opgaver, række 4"
    assert text.startswith(f"Frist: fast dato: {reason}")


def test_two_tasks_with_one_code_are_told_with_both_rows():
    assert told(with_cell("Kode", "Organisation 1", row=3))[0] == (
        "Opgaver, række 3",
        "Koden »Organisation 1« står også i Opgaver, række 2. Giv en af dem en anden.",
    )


def test_merged_cells_are_told():
    workbook = opened()
    workbook["Opgaver"].merge_cells("D2:D4")

    assert told(saved(workbook))[0] == (
        "Opgaver, række 2",
        "Cellerne D2:D4 er flettet. Ophæv fletningen, og skriv værdien i hver celle.",
    )


def test_a_heading_nobody_knows_is_told_and_its_column_left():
    workbook = opened()
    workbook["Opgaver"].cell(1, 40).value = "Budget"
    workbook["Opgaver"].cell(2, 40).value = "1.000 kr."
    reading = read(saved(workbook))

    assert [(p.text, p.stops) for p in reading.problems] == [
        ("Kolonnen »budget« kendes ikke og bliver ikke læst.", False)
    ]
    assert reading.plan(WHOLE.name) == WHOLE


def test_numbers_in_cells_of_text_are_texts():
    reading = read(with_cell("Kode", 17, row=5))

    assert reading.tasks[3].code == "17"
    assert read(with_cell("Fase", 2.1, row=3)).tasks[1].phase == "2.1"


def test_five_thousand_and_one_tasks_are_too_many(monkeypatch):
    monkeypatch.setattr("authoring.plans.excel_sheet.MOST_ROWS", 3)

    with pytest.raises(FileRefused, match=r"mere end 5\.000 opgaver"):
        read(plan_workbook(WHOLE, GALLERY))


def zipped(**entries):
    """A workbook with these entries more, or others."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(plan_workbook(WHOLE, GALLERY))) as source,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        said = {name.replace("__", "/").replace("_", "."): text for name, text in entries.items()}
        for name in source.namelist():
            if name not in said:
                target.writestr(name, source.read(name))
        for name, text in said.items():
            target.writestr(name, text)
    return file.getvalue()


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>
<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&a;</t></si></sst>"""


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Filen er tom"),
        (b"Kode;Titel\n", "ikke en Excel-projektmappe"),
        (b"PK\x03\x04 and no more", "i stykker"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "adgangskode"),
        (zipped(xl__vbaProject_bin=b"x"), "makroer"),
        (zipped(xl__macrosheets__sheet1_xml=b"<x/>"), "makroer"),
        (zipped(xl__sharedStrings_xml=BOMB), "Excel-projektmappe ikke har"),
        (zipped(xl__workbook_xml=b"<not xml"), "i stykker"),
        (zipped(xl__worksheets__sheet4_xml=b"<x"), "i stykker"),
    ],
)
def test_what_is_no_workbook_of_ours_is_refused(content, reason):
    with pytest.raises(FileRefused, match=reason):
        read(content)


def test_a_macro_file_by_another_name_is_known_by_its_content_type():
    with zipfile.ZipFile(io.BytesIO(plan_workbook(WHOLE, GALLERY))) as archive:
        types = archive.read("[Content_Types].xml")
    types = types.replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as target:
        target.writestr("[Content_Types].xml", types)
        target.writestr("xl/workbook.xml", b"<x/>")

    with pytest.raises(FileRefused, match="makroer"):
        check_workbook(file.getvalue())


def test_a_zip_bomb_is_refused_by_its_list_of_contents():
    content = zipped(xl__media__image1_png=b"\0" * (65 * 1024 * 1024))
    assert len(content) < 200_000

    with pytest.raises(FileRefused, match="pakket ud"):
        check_workbook(content)


def test_one_that_lies_of_its_size_is_refused_while_it_is_unpacked(monkeypatch):
    content = zipped(xl__media__image1_png=b"\0" * 3_000_000)
    monkeypatch.setattr(excel_guard, "_check_directory", lambda entries: None)
    monkeypatch.setattr(excel_guard, "MOST_INFLATED", 2_000_000)

    with pytest.raises(FileRefused, match="pakket ud"):
        check_workbook(content)


def test_a_size_in_the_directory_that_is_not_true_breaks_the_file():
    content = bytearray(zipped(xl__media__image1_png=b"\0" * 3_000_000))
    place = content.rindex((3_000_000).to_bytes(4, "little"))
    content[place : place + 4] = (10).to_bytes(4, "little")

    with pytest.raises(FileRefused, match="i stykker"):
        check_workbook(bytes(content))


def test_strings_in_great_numbers_are_refused():
    strings = b"<sst>" + b"<si><t/></si>" * 402_000 + b"</sst>"

    with pytest.raises(FileRefused, match="pakket ud"):
        check_workbook(zipped(xl__sharedStrings_xml=strings))


def test_rows_far_below_do_not_keep_anybody_waiting():
    workbook = opened()
    workbook["Opgaver"].cell(1_048_576, 1).value = "X"
    started = time.monotonic()

    reading = read(saved(workbook))

    assert reading.plan(WHOLE.name) == WHOLE
    assert time.monotonic() - started < 20


def test_a_sheet_that_lies_of_its_size_is_read_whole():
    with zipfile.ZipFile(io.BytesIO(plan_workbook(WHOLE, GALLERY))) as archive:
        sheet = archive.read("xl/worksheets/sheet4.xml")
    lying = re.sub(rb'<dimension ref="[^"]+"', b'<dimension ref="A1:B2"', sheet)

    assert read(zipped(xl__worksheets__sheet4_xml=lying)).plan(WHOLE.name) == WHOLE
