"""Where something in a list is to stand."""

from typing import Any

from django import forms

from projects.ordering import Before, Step

LAST = "sidst"
NOWHERE = "Det blev ikke flyttet, for der stod ikke hvorhen. Brug »Flyt op« eller »Flyt ned«."
GONE = (
    "Det blev ikke flyttet, for en anden har ændret rækkefølgen, mens du så på den. "
    "Her er den, som den er nu."
)


class MoveForm(forms.Form):
    """One step (``til``), or in front of another (``foer``, its number or »sidst«)."""

    til = forms.ChoiceField(required=False, choices=[(step.value, step.value) for step in Step])
    foer = forms.RegexField(rf"^([0-9]{{1,18}}|{LAST})$", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if bool(cleaned.get("til")) == bool(cleaned.get("foer")):
            raise forms.ValidationError(NOWHERE, code="nowhere")
        return cleaned

    @property
    def to(self) -> Step | Before:
        step, before = self.cleaned_data["til"], self.cleaned_data["foer"]
        if step:
            return Step(step)
        return Before(None if before == LAST else int(before))
