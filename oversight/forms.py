from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from design.chips import UNKNOWN_FILTER, Chip
from organisations.alphabet import danish_key
from oversight import municipalities
from oversight.addresses import address
from oversight.municipalities import Choice, MunicipalityRow
from oversight.programme_tasks import TaskChoice
from tasks.lights import Light

ALL = ("", "Alle")
SAID = {
    "invalid_choice": UNKNOWN_FILTER,
    "max_length": "Skriv højst 100 tegn.",
}
WORST_FIRST = [(light.value, light.label) for light in sorted(Light, reverse=True)]
SORT_CHOICES = [
    ("kommune", "Kommune"),
    ("-lys", "Lys, værste først"),
    ("-kritisk-vej", "Kritisk vej, værste først"),
    ("-over-tid", "Flest obligatoriske over tid"),
    ("-roede", "Flest røde opgaver"),
    ("afsluttet", "Mindst afsluttet"),
    ("idrift", "Idriftsættelse, tidligste først"),
    ("fase", "Fase"),
    ("boelge", "Bølge"),
    ("region", "Region"),
    ("projektleder", "Projektleder"),
]


class ListFilters(forms.Form):
    """Filters of a list; what cannot be understood is said beside the field and left out."""

    marks_optional = False

    def __init__(self, given: Any) -> None:
        super().__init__(given)
        for field in self.fields.values():
            field.error_messages |= SAID

    def chips(self, path: str, given: QueryDict) -> list[Chip]:
        """Return the filters that are set, each with the address of the list without it."""
        return [
            Chip(
                f"{field.label}: {self._words(field)}", address(path, given, without=(field.name,))
            )
            for field in self
            if field.name != "sorter" and self.cleaned_data.get(field.name) not in {None, "", False}
        ]

    def _words(self, field: forms.BoundField) -> str:
        value = self.cleaned_data[field.name]
        choices: Any = getattr(field.field, "choices", ())
        labels = {str(code): label for code, label in choices}
        if labels:
            return str(labels[str(value)])
        return f"»{value}«"


class MunicipalityFilters(ListFilters):
    """Narrows a programme's municipalities; its choices are what the programme has."""

    tekst = forms.CharField(label="Kommune eller projektleder", required=False, max_length=100)
    boelge = forms.TypedChoiceField(label="Bølge", coerce=int, empty_value=None, required=False)
    region = forms.ChoiceField(label="Region", required=False)
    fase = forms.ChoiceField(label="Fase nu", required=False)
    lys = forms.TypedChoiceField(
        label="Kommunens lys",
        coerce=int,
        empty_value=None,
        required=False,
        choices=[ALL, *WORST_FIRST],
    )
    sorter = forms.ChoiceField(label="Sortér efter", required=False)

    def __init__(self, given: QueryDict, *, rows: Sequence[MunicipalityRow]) -> None:
        self.sort = municipalities.known_sort(given.get("sorter", ""))
        super().__init__({**given.dict(), "sorter": self.sort})
        fields: Any = self.fields
        fields["boelge"].choices = [ALL, *_waves(rows)]
        fields["region"].choices = [ALL, *((name, name) for name in _regions(rows))]
        fields["fase"].choices = [ALL, *_phases(rows)]
        fields["sorter"].choices = _sorts(self.sort)
        self.is_valid()

    def choice(self) -> Choice:
        """Return what was understood of what was asked for."""
        given = self.cleaned_data
        return Choice(
            wave=given.get("boelge"),
            light=given.get("lys"),
            region=given.get("region", ""),
            phase=given.get("fase", ""),
            text=given.get("tekst", ""),
        )


def _waves(rows: Sequence[MunicipalityRow]) -> list[tuple[Any, str]]:
    waves = {row.project.wave for row in rows if row.project.wave}
    return [(wave.number, wave.name) for wave in sorted(waves, key=lambda wave: wave.number)]


def _regions(rows: Sequence[MunicipalityRow]) -> list[str]:
    return sorted({row.region for row in rows if row.region}, key=danish_key)


def _phases(rows: Sequence[MunicipalityRow]) -> list[tuple[str, str]]:
    return [(phase.code, phase.label) for phase in sorted({row.phase for row in rows})]


def _sorts(present: str) -> list[tuple[str, str]]:
    """The orders a phone offers; the present one always among them, so that it is kept."""
    known = dict(SORT_CHOICES)
    return SORT_CHOICES if present in known else [(present, "Som nu"), *SORT_CHOICES]


class TaskFilters(ListFilters):
    """Narrows a programme's tasks."""

    opgavelys = forms.TypedChoiceField(
        label="Opgavens lys",
        coerce=int,
        empty_value=None,
        required=False,
        choices=[ALL, *WORST_FIRST],
    )
    status = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[ALL, ("open", "Alle åbne"), ("closed", "Alle afsluttede")],
    )
    prioritet = forms.ChoiceField(
        label="Prioritet", required=False, choices=[ALL, ("obligatorisk", "Alle obligatoriske")]
    )

    def __init__(self, given: QueryDict) -> None:
        super().__init__(given)
        self.is_valid()

    def choice(self) -> TaskChoice:
        """Return what was understood of what was asked for."""
        given = self.cleaned_data
        return TaskChoice(
            light=given.get("opgavelys"),
            mandatory=bool(given.get("prioritet")),
            closed={"open": False, "closed": True}.get(given.get("status", "")),
        )
