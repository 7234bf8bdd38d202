"""Forms for a checklist."""

from typing import Any

from django import forms

from projects.ordering import Step
from shared_tasks.sheet_fields import Line
from tasks.models import ChecklistItem

NOT_WHOLE = dict.fromkeys(
    ("required", "invalid_choice"), "Formularen er ikke hel. Genindlæs siden, og prøv igen."
)


class ItemForm(forms.Form):
    """A new item, or a new text for an item whose text was ``seen``."""

    marks_optional = False

    text = Line(
        max_length=200,
        error_messages={"required": "Skriv, hvad der skal gøres."},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(
        self, data: Any = None, *, item: ChecklistItem | None = None, is_next: bool = False
    ) -> None:
        """Show the item's text; with ``is_next`` the field gets the focus."""
        self.item = item
        text = item.text if item else ""
        name = f"punkt-{item.pk}" if item else "nyt-punkt"
        super().__init__(data, auto_id=f"{name}-%s", initial={"text": text, "seen": text})
        self.fields["text"].label = "Punkt" if item else "Nyt punkt"
        # Without maxlength: a browser would silently cut pasted text, the form says it is too long.
        self.fields["text"].widget.attrs = {"autocomplete": "off"}
        if is_next or data is not None:
            self.fields["text"].widget.attrs["autofocus"] = True


class TickForm(forms.Form):
    """Whether an item is done, from the pressed button."""

    gjort = forms.ChoiceField(choices=[("ja", "ja"), ("nej", "nej")], error_messages=NOT_WHOLE)


class MoveItemForm(forms.Form):
    """One step up or down."""

    til = forms.ChoiceField(choices=[(step, step) for step in Step], error_messages=NOT_WHOLE)
