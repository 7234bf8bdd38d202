"""The filters of the search in history."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from administration.history_search import HistoryQuery, people_called
from design.chips import UNKNOWN_FILTER, Chip, kept
from history.sources import Source

ANY = ("", "Alle")
MESSAGES = {
    "invalid_choice": UNKNOWN_FILTER,
    "max_length": "Skriv højst 100 tegn.",
    "invalid": "Skriv en dato, fx 10.03.2027.",
}
Choices = list[tuple[str, str]]


class HistoryFilters(forms.Form):
    """The filters in the address; invalid values get an error and are ignored.

    ``home`` is the municipality of a municipality's person; others choose one.
    """

    marks_optional = False

    kommune = forms.ChoiceField(label="Kommune", required=False)
    fra = forms.DateField(label="Fra og med", required=False)
    til = forms.DateField(label="Til og med", required=False)
    hvem = forms.CharField(label="Hvem gjorde det?", required=False, max_length=100)
    om = forms.ChoiceField(label="Hvad handler det om?", required=False)
    projekt = forms.ChoiceField(label="Projekt", required=False)
    tekst = forms.CharField(label="Navn, titel eller nummer", required=False, max_length=100)

    def __init__(self, given: QueryDict, *, sources: Sequence[Source], home: int | None) -> None:
        super().__init__(given, auto_id="filter-%s")
        self.address = given
        self.home = home
        for field in self.fields.values():
            field.error_messages |= MESSAGES
        self.offer("om", [(source.code, source.label) for source in sources])

    def offer(self, name: str, choices: Choices) -> None:
        """Set the choices of a field; without any the field is removed."""
        if choices:
            self.fields[name].choices = [ANY, *choices]  # type: ignore[attr-defined]  # a ChoiceField
        else:
            del self.fields[name]

    @property
    def municipality(self) -> int | None:
        if self.home is not None:
            return self.home
        field = self.fields["kommune"]
        chosen = str(self.address.get("kommune", ""))
        known = chosen in dict(field.choices)  # type: ignore[attr-defined]  # a ChoiceField
        return int(chosen) if known and chosen else None

    def query(self) -> HistoryQuery:
        self.full_clean()
        given = self.cleaned_data
        name = given.get("hvem", "")
        return HistoryQuery(
            municipality=self.municipality,
            since=given.get("fra"),
            until=given.get("til"),
            people=people_called(name) if name else None,
            kind=given.get("om", ""),
            project=int(given["projekt"]) if given.get("projekt") else None,
            text=given.get("tekst", ""),
        )

    def chips(self) -> list[Chip]:
        return [
            Chip(f"{field.label.rstrip('?')}: {self._shown(field)}", self._without(field.name))
            for field in self
            if self.cleaned_data.get(field.name)
        ]

    def _shown(self, field: forms.BoundField) -> str:
        value: Any = self.cleaned_data[field.name]
        choices = dict(getattr(field.field, "choices", ()))
        if choices:
            return str(choices[value])
        return f"»{value}«" if isinstance(value, str) else f"{value:%d.%m.%Y}"

    def _without(self, name: str) -> str:
        gone = {name, "foer"} | ({"projekt"} if name == "kommune" else set())
        return f"?{kept(self.address, without=gone).urlencode()}"
