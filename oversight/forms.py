from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict

from design.chips import UNKNOWN_FILTER, Chip, kept
from organisations.alphabet import danish_key
from oversight import municipalities
from oversight.municipalities import MunicipalityRow
from projects.models import Priority
from tasks.lights import CLOSED, Light

ALL = ("", "Alle")
MESSAGES = {"invalid_choice": UNKNOWN_FILTER, "max_length": "Skriv højst 100 tegn."}
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


def address(path: str, given: QueryDict, *, without: tuple[str, ...] = (), **more: str) -> str:
    """Return the path with the given parameters, less empty ones, the page and ``without``."""
    carried = kept(given, without={*without, "side"})
    carried.update(more)
    return f"{path}?{carried.urlencode()}" if carried else path


class ListFilters(forms.Form):
    """Filters of a list; an unknown value gets an error beside its field and is left out."""

    marks_optional = False

    def __init__(self, given: Any) -> None:
        super().__init__(given)
        for field in self.fields.values():
            field.error_messages |= MESSAGES

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
    """Filters a programme's municipalities; the choices are those that the programme has."""

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
        waves = sorted(
            {(row.project.wave.number, row.project.wave.name) for row in rows if row.project.wave}
        )
        regions = sorted({row.region for row in rows if row.region}, key=danish_key)
        phases = sorted({row.phase for row in rows})
        # A phone sorts by this field; the present order is always among its choices.
        known = self.sort in dict(SORT_CHOICES)
        fields["boelge"].choices = [ALL, *waves]
        fields["region"].choices = [ALL, *((name, name) for name in regions)]
        fields["fase"].choices = [ALL, *((phase.code, phase.label) for phase in phases)]
        fields["sorter"].choices = [*([] if known else [(self.sort, "Som nu")]), *SORT_CHOICES]
        self.is_valid()

    def matches(self, row: MunicipalityRow) -> bool:
        """Whether the row passes every known filter."""
        given = self.cleaned_data
        return (
            given.get("boelge") in {None, row.wave_number}
            and given.get("lys") in {None, row.figures.light}
            and given.get("region", "") in {"", row.region}
            and given.get("fase", "") in {"", row.phase.code}
            and given.get("tekst", "").casefold() in f"{row.name}\n{row.leader}".casefold()
        )

    @property
    def is_narrowed(self) -> bool:
        return any(
            value not in {None, ""} for name, value in self.cleaned_data.items() if name != "sorter"
        )


class TaskFilters(ListFilters):
    """Filters a programme's tasks."""

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

    def condition(self) -> Q:
        """Return the condition of the known filters."""
        given = self.cleaned_data
        found = Q()
        if given.get("opgavelys") is not None:
            found &= Q(light=given["opgavelys"])
        if given.get("prioritet"):
            found &= Q(priority__lte=Priority.MANDATORY)
        if status := given.get("status"):
            closed = Q(status__in=CLOSED)
            found &= closed if status == "closed" else ~closed
        return found
