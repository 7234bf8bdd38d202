"""The filters of a programme's plan; what one does not know, it says and leaves out."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from authoring.plan import PlanChoice, State
from design.chips import UNKNOWN_FILTER, Chip, kept
from phases.models import Phase, Theme

ALL = ("", "Alle")
UNKNOWN = {"invalid_choice": UNKNOWN_FILTER}


class PlanFilters(forms.Form):
    marks_optional = False

    fase = forms.ChoiceField(label="Fase", required=False, error_messages=UNKNOWN)
    tema = forms.ChoiceField(label="Tema", required=False, error_messages=UNKNOWN)
    status = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[ALL, *State.choices],
        error_messages=UNKNOWN,
    )
    tekst = forms.CharField(
        label="Titel eller kode",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
        error_messages={"max_length": "Skriv højst 100 tegn."},
    )

    def __init__(
        self, given: QueryDict, *, phases: Iterable[Phase], themes: Iterable[Theme]
    ) -> None:
        super().__init__(given, auto_id="filter-%s")
        self.given = given
        self.phases, self.themes = list(phases), list(themes)
        fields: Any = self.fields
        fields["fase"].choices = [ALL, *((str(one.pk), str(one)) for one in self.phases)]
        fields["tema"].choices = [ALL, *((str(one.pk), one.name) for one in self.themes)]
        self.is_valid()

    def choice(self) -> PlanChoice:
        """Return what was understood of what was asked for; a phase with its sub-phases."""
        given = self.cleaned_data
        phase, theme, state = given.get("fase"), given.get("tema"), given.get("status")
        return PlanChoice(
            phases=tuple(
                one.pk for one in self.phases if phase in {str(one.pk), str(one.parent_id)}
            ),
            theme=int(theme) if theme else None,
            state=State(state) if state else None,
            text=given.get("tekst", ""),
        )

    def chips(self) -> list[Chip]:
        return [
            Chip(f"{self[name].label}: {self._words(name, value)}", self._without(name))
            for name, value in self.cleaned_data.items()
            if value
        ]

    def _words(self, name: str, value: str) -> str:
        choices: Any = getattr(self.fields[name], "choices", None)
        return str(dict(choices)[value]) if choices else f"»{value}«"

    def _without(self, name: str) -> str:
        return f"?{kept(self.given, without=(name, 'side', 'flyttet', 'knap')).urlencode()}"
