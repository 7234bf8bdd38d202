"""What may be typed on a checklist, and what to say when it is wrong."""

from typing import Any

from django import forms

from projects.ordering import Step
from shared_tasks.sheet_fields import Line
from tasks.models import ChecklistItem

NOT_WHOLE = dict.fromkeys(
    ("required", "invalid_choice"), "Formularen er ikke hel. Genindlæs siden, og prøv igen."
)


class ItemForm(forms.Form):
    """A new item, or another text for one that is there, of which ``seen`` was read."""

    marks_optional = False

    text = Line(
        max_length=200,
        error_messages={"required": "Skriv, hvad der skal gøres."},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(
        self, data: Any = None, *, item: ChecklistItem | None = None, is_next: bool = False
    ) -> None:
        """Begin with the item's text; the reader goes on in the field when it ``is_next``."""
        self.item = item
        text = item.text if item else ""
        name = f"punkt-{item.pk}" if item else "nyt-punkt"
        super().__init__(data, auto_id=f"{name}-%s", initial={"text": text, "seen": text})
        self.fields["text"].label = "Punkt" if item else "Nyt punkt"
        # A browser would cut what is pasted without a word; here it is said.
        self.fields["text"].widget.attrs = {"autocomplete": "off"}
        if is_next or data is not None:
            self.fields["text"].widget.attrs["autofocus"] = True


class TickForm(forms.Form):
    """Whether an item is done, as the button that was pressed says."""

    gjort = forms.ChoiceField(choices=[("ja", "ja"), ("nej", "nej")], error_messages=NOT_WHOLE)


class MoveItemForm(forms.Form):
    """One step up or down."""

    til = forms.ChoiceField(choices=[(step, step) for step in Step], error_messages=NOT_WHOLE)
