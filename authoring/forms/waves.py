"""Waves: what they are called, when they are, and who is in them."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.formats import date_format

from design.fields import PlannedDate
from organisations.models import Municipality, MunicipalityQuerySet
from projects.models import Programme, Project, Wave
from shared_tasks.sheet_fields import Line

LARGEST_NUMBER = 999
NUMBER = f"Skriv et helt tal fra 1 til {LARGEST_NUMBER}."
TAKEN = "Nummeret bruges af en anden bølge i programmet. Vælg et andet."
UNKNOWN_WAVE = "Vælg en af bølgerne på listen."
NO_PROJECTS = "Vælg mindst én kommune."


def chosen_wrongly(why: str) -> dict[str, str]:
    """Return what to say when no municipality was chosen, or one that cannot be."""
    wrong = f"{why} Vælg igen."
    return {"required": NO_PROJECTS, "invalid_choice": wrong, "invalid_list": wrong}


class Named(forms.Form):
    number = forms.IntegerField(
        label="Nummer",
        min_value=1,
        max_value=LARGEST_NUMBER,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), NUMBER),
    )
    name = Line(
        label="Navn", max_length=100, error_messages={"required": "Skriv, hvad bølgen hedder."}
    )


class Dated(forms.Form):
    starts_on = PlannedDate(label="Bølgens start")
    go_live_on = PlannedDate(label="Idriftsættelse")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        starts_on, go_live_on = given.get("starts_on"), given.get("go_live_on")
        if starts_on and go_live_on and go_live_on < starts_on:
            self.add_error("go_live_on", before_start(starts_on))
        return given


def before_start(starts_on: dt.date) -> str:
    return (
        f"Datoen ligger før bølgens start den {date_format(starts_on, 'j. F Y')}. "
        "Vælg en senere dato."
    )


class ForeseenForm(forms.Form):
    """Something to be moved, once what it does has been shown."""

    @property
    def again(self) -> Iterator[tuple[str, str]]:
        """Each name and value as it was sent, to be sent again."""
        for name in self.cleaned_data:
            value = self[name].value()
            for one in value if isinstance(value, list) else [value or ""]:
                yield name, str(one)


class WaveForm(Named, Dated):
    """A new wave."""

    field_order = ("number", "name", "starts_on", "go_live_on")


class WaveNameForm(Named):
    """What a wave is called; its dates are moved elsewhere, with all that follows them."""


class WaveDatesForm(ForeseenForm, Dated):
    """When a wave begins and goes live."""


class OwnDateForm(ForeseenForm):
    """When one project goes live, apart from its wave; empty follows the wave."""

    go_live_on = PlannedDate(
        label="Kommunens egen idriftsættelse", help_text="Uden en dato følger kommunen bølgen."
    )


class ChangeWaveForm(ForeseenForm):
    """Which projects come to which wave."""

    marks_optional = False

    projects = forms.MultipleChoiceField(
        label="Kommuner", error_messages=chosen_wrongly("Nogle af kommunerne er ikke i programmet.")
    )
    wave = forms.ChoiceField(
        label="Flyt de valgte til",
        error_messages=dict.fromkeys(("required", "invalid_choice"), UNKNOWN_WAVE),
    )

    def __init__(self, data: Any = None, *, programme: Programme) -> None:
        super().__init__(data)
        self.inside = {str(one.pk): one for one in programme.projects.all()}
        self.waves = {str(one.pk): one for one in programme.waves.order_by("number")}
        fields: Any = self.fields
        fields["projects"].choices = [(pk, pk) for pk in self.inside]
        fields["wave"].choices = [
            ("", "Vælg bølge"),
            *((pk, one.name) for pk, one in self.waves.items()),
        ]

    def clean_projects(self) -> list[Project]:
        return [self.inside[pk] for pk in self.cleaned_data["projects"]]

    def clean_wave(self) -> Wave:
        return self.waves[self.cleaned_data["wave"]]


class AddMunicipalitiesForm(forms.Form):
    """Which municipalities come into a wave, of those that are not in the programme."""

    marks_optional = False

    municipalities = forms.MultipleChoiceField(
        label="Kommuner",
        error_messages=chosen_wrongly("Nogle af kommunerne er allerede i programmet."),
    )

    def __init__(self, data: Any = None, *, outside: MunicipalityQuerySet) -> None:
        super().__init__(data)
        self.outside = {str(one.pk): one for one in outside}
        fields: Any = self.fields
        fields["municipalities"].choices = [(pk, one.name) for pk, one in self.outside.items()]

    def clean_municipalities(self) -> list[Municipality]:
        return [self.outside[pk] for pk in self.cleaned_data["municipalities"]]
