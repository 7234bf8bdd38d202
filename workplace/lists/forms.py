"""The form for saved views."""

from typing import Any

from django import forms

from shared_tasks.sheet_fields import Line
from workplace.models import SavedView

LONGEST_NAME = 80


class ViewForm(forms.Form):
    """The name of a view, whether to share it, and whether to replace an older one of that name."""

    name = Line(
        label="Navn på visningen",
        max_length=LONGEST_NAME,
        help_text="For eksempel »Mine røde« eller »Til mødet på tirsdag«.",
        error_messages={"required": "Skriv et navn, så du kan kende visningen igen."},
    )
    is_shared = forms.BooleanField(
        label="Del med alle i projektet",
        required=False,
        help_text="De andre i projektet kan åbne visningen. Kun du kan rette og slette den.",
    )
    replaces = forms.BooleanField(label="Erstat den gamle visning med samme navn", required=False)
    marks_optional = False

    def __init__(self, data: Any = None, *, may_share: bool, view: SavedView | None = None) -> None:
        initial = {"name": view.name, "is_shared": view.is_shared} if view else {}
        super().__init__(data, auto_id="view-%s", initial=initial)
        del self.fields["replaces"]
        if not may_share:
            del self.fields["is_shared"]

    @property
    def is_shared_now(self) -> bool:
        return bool(self.cleaned_data.get("is_shared"))

    @property
    def replaces_older(self) -> bool:
        return bool(self.data.get("replaces"))

    def refuse_name(self, *, may_replace: bool) -> None:
        """Add the error that the name is taken; with ``may_replace``, offer to replace the older view."""
        advice = "Skriv et andet navn"
        if may_replace:
            self.fields["replaces"] = self.base_fields["replaces"]
            advice += ", eller sæt flueben ved at erstatte den"
        self.add_error("name", f"Du har allerede en visning med det navn. {advice}.")
