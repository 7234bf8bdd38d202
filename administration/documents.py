"""Everything about one person as a zip file: an overview to read, and the rows as JSON."""

import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.timezone import localtime

from accounts.models import User
from administration.export import Part
from tenancy.personal_data import Personal

# The overview stays readable; the rest of a long table is in its JSON file.
ROWS_SHOWN = 200


class Shown(NamedTuple):
    """One part as the overview shows it: the newest rows, as texts."""

    part: Part
    columns: list[str]
    rows: list[list[str]]
    holdings: list[Personal]
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
    columns = part.columns
    newest = part.rows[::-1][:ROWS_SHOWN]
    rows = [[as_text(row.get(name)) for name in columns] for row in newest]
    holdings = [one for one in part.holdings if one.fields]
    return Shown(part, columns, rows, holdings, len(part.rows) - len(newest))


def as_text(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, dt.datetime):
        return f"{localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, dict):
        return "; ".join(f"{name}: {as_text(one)}" for name, one in value.items()) or "–"
    return str(value)
