"""A file with a plan, and what must be known to read it."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from authoring.imports import FileIsEmpty, FileKindUnknown, FileTooLarge, Said, kind_of
from authoring.plans.excel_guard import MEGABYTE
from design.fields import PlannedDate
from phases.models import Phase
from projects.models import Programme
from shared_tasks.sheet_fields import Line

CAME_HALF = "Filen kom ikke helt frem. Prøv igen."
UNKNOWN_KIND = "Vælg en Excel-fil (.xlsx) eller en XML-fil fra MS Project (.xml)."
EMPTY = "Filen er tom. Vælg en anden."
TOO_LARGE = "Filen fylder {size} MB. Den må højst fylde {most} MB. Slet det, planen ikke bruger."


class PhaseField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def label_from_instance(self, phase: Phase) -> str:
        return f"{'– ' if phase.parent_id else ''}{phase}"


class PlanFileForm(forms.Form):
    file = forms.FileField(
        label="Fil",
        allow_empty_file=True,
        help_text="Vores skabelon, en eksporteret plan, en tabel fra en håndbog (.xlsx, højst 10"
        " MB) eller XML fra MS Project (.xml, højst 25 MB).",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xml"}),
        error_messages={"required": "Vælg en fil.", "invalid": CAME_HALF, "missing": CAME_HALF},
    )
    go_live_on = PlannedDate(
        label="Idriftsættelse, som planens datoer regnes fra",
        help_text="Kun for planer med datoer, fx fra MS Project. Datoerne bliver til »så længe før"
        " eller efter idriftsættelsen«.",
    )
    phase = PhaseField(
        label="Fase til opgaver uden fase",
        queryset=Phase.objects.none(),
        required=False,
        empty_label="Ingen",
        error_messages={"invalid_choice": "Vælg en af programmets faser."},
    )
    theme = Line(
        label="Tema til opgaver uden tema",
        max_length=100,
        required=False,
        help_text="MS Project kender ikke temaer. Skriv et, programmet har, eller et nyt.",
        widget=forms.TextInput(attrs={"list": "themes", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        phase: Any = self.fields["phase"]
        phase.queryset = programme.phases.order_by("position")

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        try:
            kind_of(upload.name or "", upload.size or 0)
        except FileKindUnknown as refusal:
            raise ValidationError(UNKNOWN_KIND) from refusal
        except FileIsEmpty as refusal:
            raise ValidationError(EMPTY) from refusal
        except FileTooLarge as refusal:
            size, most = (-(-number // MEGABYTE) for number in (refusal.size, refusal.most))
            raise ValidationError(TOO_LARGE.format(size=size, most=most)) from refusal
        return upload

    def said(self) -> Said:
        """Return what is said of the file."""
        phase = self.cleaned_data["phase"]
        return Said(
            self.cleaned_data["go_live_on"],
            phase.number if phase else "",
            self.cleaned_data["theme"],
        )


class ProjectFileForm(forms.Form):
    """What a plan in MS Project is dated by."""

    idriftsaettelse = PlannedDate(
        label="Idriftsættelse",
        help_text="MS Project kender kun rigtige datoer. Planen får dem, en kommune med denne"
        " idriftsættelse ville have.",
        error_messages={"required": "Vælg en dato."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["idriftsaettelse"].required = True

    @property
    def go_live_on(self) -> dt.date:
        chosen: dt.date = self.cleaned_data["idriftsaettelse"]
        return chosen
