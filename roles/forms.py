from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from design.chips import UNKNOWN_FILTER
from roles.gallery import Place, Show

SHOWN = [
    (Show.ALL.value, "Alle"),
    (Show.VACANT.value, "Ledige"),
    (Show.UNCLEAR.value, "For mange eller uden primær"),
    (Show.MINE.value, "Mine"),
]


class GalleryFilters(forms.Form):
    """Narrows the gallery; what cannot be understood is said beside the field and left out."""

    marks_optional = False
    vis = forms.ChoiceField(label="Roller", choices=SHOWN, required=False)
    system = forms.ChoiceField(label="It-system", required=False)

    def __init__(self, given: QueryDict, *, places: Iterable[Place]) -> None:
        super().__init__(given)
        fields: Any = self.fields
        for field in fields.values():
            field.error_messages["invalid_choice"] = UNKNOWN_FILTER
        fields["system"].choices = [("", "Alle"), *((one.code, one.name) for one in places)]
        self.is_valid()

    @property
    def show_only(self) -> Show:
        return Show(self.cleaned_data.get("vis", ""))

    @property
    def place(self) -> str:
        return str(self.cleaned_data.get("system", ""))
