from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from design.chips import UNKNOWN_FILTER
from roles.gallery import GallerySection, PostState

SHOWN = [
    (PostState.ALL.value, "Alle"),
    (PostState.VACANT.value, "Ledige"),
    (PostState.UNCLEAR.value, "For mange eller uden primær"),
    (PostState.MINE.value, "Mine"),
]


class GalleryFilters(forms.Form):
    """Filters the gallery; invalid values get an error and are ignored."""

    marks_optional = False
    vis = forms.ChoiceField(label="Roller", choices=SHOWN, required=False)
    system = forms.ChoiceField(label="It-system", required=False)

    def __init__(self, given: QueryDict, *, places: Iterable[GallerySection]) -> None:
        super().__init__(given)
        fields: Any = self.fields
        for field in fields.values():
            field.error_messages["invalid_choice"] = UNKNOWN_FILTER
        fields["system"].choices = [("", "Alle"), *((one.code, one.name) for one in places)]
        self.is_valid()

    @property
    def show_only(self) -> PostState:
        return PostState(self.cleaned_data.get("vis", ""))

    @property
    def place(self) -> str:
        return str(self.cleaned_data.get("system", ""))
