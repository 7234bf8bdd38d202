"""Danish phrases for the change of a field, after the name of the person."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.formats import date_format

# Old value, new value and day; people and choices are given as names.
Phrase = Callable[[Any, Any, dt.date], str]
LONGEST_QUOTE = 60


def day_in_words(date: dt.date, *, on: dt.date) -> str:
    """Return »10. marts«, with the year unless it is that of ``on``."""
    return date_format(date, "j. F" if date.year == on.year else "j. F Y")


def span_in_words(before: dt.date, after: dt.date, *, on: dt.date) -> str:
    """Return »10. til 17. marts«: month and year once if they are the same."""
    if (before.year, before.month) == (after.year, after.month):
        return f"{before.day}. til {day_in_words(after, on=on)}"
    if before.year == after.year:
        return f"{date_format(before, 'j. F')} til {day_in_words(after, on=on)}"
    return f"{date_format(before, 'j. F Y')} til {date_format(after, 'j. F Y')}"


@dataclass(frozen=True)
class DateChanged:
    """The change of a date; ``definite`` is its name with the article."""

    noun: str
    definite: str

    def __call__(self, old: dt.date | None, new: dt.date | None, on: dt.date) -> str:
        if new is None:
            return f"fjernede {self.definite}"
        if old is None:
            return f"satte {self.definite} til {day_in_words(new, on=on)}"
        return f"ændrede {self.noun} fra {span_in_words(old, new, on=on)}"


@dataclass(frozen=True)
class PersonChanged:
    """The change of a person; ``part`` is their role."""

    part: str

    def __call__(self, old: str | None, new: str | None, _on: dt.date) -> str:
        if old is None:
            return f"valgte {new} som {self.part}"
        if new is None:
            return f"fjernede {old} som {self.part}"
        return f"ændrede {self.part} fra {old} til {new}"


@dataclass(frozen=True)
class ValueChanged:
    """The old and new value in quotes; for long texts only that they changed."""

    noun: str

    def __call__(self, old: Any, new: Any, _on: dt.date) -> str:
        before, after = ("" if value is None else str(value) for value in (old, new))
        if max(len(before), len(after)) > LONGEST_QUOTE:
            return f"rettede {self.noun}"
        if not before:
            return f"satte {self.noun} til »{after}«"
        if not after:
            return f"fjernede {self.noun} »{before}«"
        return f"ændrede {self.noun} fra »{before}« til »{after}«"


@dataclass(frozen=True)
class Toggled:
    on: str
    off: str

    def __call__(self, _old: Any, new: Any, _on: dt.date) -> str:
        return self.on if new else self.off


@dataclass(frozen=True)
class FixedPhrase:
    text: str

    def __call__(self, _old: Any, _new: Any, _on: dt.date) -> str:
        return self.text


def phrase_for(field: Any) -> Phrase:
    """Return the phrase for a field without one of its own."""
    name = str(field.verbose_name)
    if isinstance(field, models.BooleanField):
        return Toggled(f"slog »{name}« til", f"slog »{name}« fra")
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return DateChanged(f"»{name}«", f"»{name}«")
    if isinstance(field, models.DateTimeField | models.TextField):
        return FixedPhrase(f"rettede »{name}«")
    return ValueChanged(f"»{name}«")
