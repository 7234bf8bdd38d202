"""How a change of one field is said in Danish, after the name of who made it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.formats import date_format

# From what, to what, and on which day; people and choices are given by their names.
Phrase = Callable[[Any, Any, dt.date], str]
LONGEST_QUOTE = 60


def day_in_words(date: dt.date, *, on: dt.date) -> str:
    """Return »10. marts«, with the year when it is another than that of ``on``."""
    return date_format(date, "j. F" if date.year == on.year else "j. F Y")


def span_in_words(before: dt.date, after: dt.date, *, on: dt.date) -> str:
    """Return »10. til 17. marts«: the month and year once when they are the same."""
    if (before.year, before.month) == (after.year, after.month):
        return f"{before.day}. til {day_in_words(after, on=on)}"
    if before.year == after.year:
        return f"{date_format(before, 'j. F')} til {day_in_words(after, on=on)}"
    return f"{date_format(before, 'j. F Y')} til {date_format(after, 'j. F Y')}"


@dataclass(frozen=True)
class DateChanged:
    """Says how a date changed; ``definite`` is its name with the article."""

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
    """Says how a person came or went; ``part`` is what they are."""

    part: str

    def __call__(self, old: str | None, new: str | None, _on: dt.date) -> str:
        if old is None:
            return f"valgte {new} som {self.part}"
        if new is None:
            return f"fjernede {old} som {self.part}"
        return f"ændrede {self.part} fra {old} til {new}"


@dataclass(frozen=True)
class ValueChanged:
    """Says from what to what, in quotes; texts too long for that only that they changed."""

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
    """Says that something that is either so or not became so, or no longer is."""

    on: str
    off: str

    def __call__(self, _old: Any, new: Any, _on: dt.date) -> str:
        return self.on if new else self.off


@dataclass(frozen=True)
class Said:
    """Says the same whatever the values."""

    text: str

    def __call__(self, _old: Any, _new: Any, _on: dt.date) -> str:
        return self.text


def phrase_for(field: Any) -> Phrase:
    """Return how the change of a field is said that nobody has found better words for."""
    name = str(field.verbose_name)
    if isinstance(field, models.BooleanField):
        return Toggled(f"slog »{name}« til", f"slog »{name}« fra")
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return DateChanged(f"»{name}«", f"»{name}«")
    if isinstance(field, models.DateTimeField | models.TextField):
        return Said(f"rettede »{name}«")
    return ValueChanged(f"»{name}«")
