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
from administration.export import Part, setting_in_words

# The overview stays readable; the rest of a long table is in its JSON file.
ROWS_SHOWN = 200


class Told(NamedTuple):
    """Some columns of a table, and why they are kept, in words."""

    fields: str
    why: str
    kept: str
    after: str


class Shown(NamedTuple):
    """One part as the overview shows it: the newest rows, as texts under Danish names."""

    part: Part
    columns: list[str]
    rows: list[list[str]]
    told: list[Told]
    left_out: int


def personal_data_zip(person: User, parts: Iterable[Part], *, at: dt.datetime) -> bytes:
    parts = list(parts)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        context = {"person": person, "at": at, "parts": [shown(part) for part in parts]}
        overview = render_to_string("administration/personal_data_overview.html", context)
        archive.writestr("overblik.html", overview)
        for part in parts:
            text = json.dumps(part.rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
            archive.writestr(f"data/{part.name}.json", text)
    return file.getvalue()


def shown(part: Part) -> Shown:
    names = part.columns
    newest = part.rows[::-1][:ROWS_SHOWN]
    rows = [[as_text(row.get(name), part) for name in names] for row in newest]
    told = [
        Told(
            ", ".join(part.label(name) for name in one.fields),
            one.why,
            setting_in_words(one.kept),
            one.after.value,
        )
        for one in part.holdings
        if one.fields and not one.secret
    ]
    return Shown(
        part, [part.label(name) for name in names], rows, told, len(part.rows) - len(newest)
    )


def as_text(value: Any, part: Part) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, dt.datetime):
        return format_date(localtime(value), "j. F Y H.i")
    if isinstance(value, dt.date):
        return format_date(value, "j. F Y")
    if isinstance(value, dict):
        told = (f"{part.label(name)}: {as_text(one, part)}" for name, one in value.items())
        return "; ".join(told) or "–"
    return str(value)
