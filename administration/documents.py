"""Everything about one person as a zip file: an overview to read, and the rows as JSON."""

import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.template.defaultfilters import date as format_date
from django.template.loader import render_to_string
from django.utils.timezone import localtime

from accounts.models import User
from administration.export import ExportedTable, setting_in_words

# In the overview; the rest of a long table is in its JSON file.
ROWS_SHOWN = 200


class TableOverview(NamedTuple):
    """One table in the overview: its newest rows as texts, and why its columns are kept."""

    part: ExportedTable
    columns: list[str]
    rows: list[list[str]]
    reasons: list[dict[str, str]]
    left_out: int


def personal_data_zip(person: User, parts: Iterable[ExportedTable], *, at: dt.datetime) -> bytes:
    parts = list(parts)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        context = {"person": person, "at": at, "parts": [overview_of(part) for part in parts]}
        overview = render_to_string("administration/personal_data_overview.html", context)
        archive.writestr("overblik.html", overview)
        for part in parts:
            text = json.dumps(part.rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
            archive.writestr(f"data/{part.name}.json", text)
    return file.getvalue()


def overview_of(part: ExportedTable) -> TableOverview:
    names = part.columns
    newest = part.rows[::-1][:ROWS_SHOWN]
    reasons = [
        {
            "fields": ", ".join(part.label(name) for name in one.fields),
            "why": one.why,
            "kept": setting_in_words(one.kept),
            "after": one.after.value,
        }
        for one in part.table.personal
        if one.fields and not one.secret
    ]
    return TableOverview(
        part,
        columns=[part.label(name) for name in names],
        rows=[[as_text(row.get(name), part) for name in names] for row in newest],
        reasons=reasons,
        left_out=len(part.rows) - len(newest),
    )


def as_text(value: Any, part: ExportedTable) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, dt.datetime):
        return format_date(localtime(value), "j. F Y H.i")
    if isinstance(value, dt.date):
        return format_date(value, "j. F Y")
    if isinstance(value, dict):
        texts = (f"{part.label(name)}: {as_text(one, part)}" for name, one in value.items())
        return "; ".join(texts) or "–"
    return str(value)
