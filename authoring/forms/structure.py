"""What may be typed about a programme's phases and themes."""

from collections.abc import Iterable
from typing import Any

from django import forms

from design.fields import PlainText
from phases.models import Phase, Theme
from phases.services import PhaseFacts
from projects.offsets import Offset, Unit
from shared_tasks.sheet_fields import Line

BEFORE, AFTER = "before", "after"
# As far from go-live as any phase lies; beyond it nobody meant it.
MOST_OF_A_UNIT = 1000
LONGEST_DESCRIPTION = 5_000
UNKNOWN = {"invalid_choice": "Vælg en af mulighederne på listen."}
NEW = {"starts_unit": Unit.MONTH, "ends_unit": Unit.MONTH}
HALF = "Skriv både antal og enhed, eller lad begge være tomme."


def bound_fields(prefix: str) -> dict[str, forms.Field]:
    """Return the three fields of one end of the window: how much, of what, on which side."""
    wrong = f"Skriv et helt tal fra 0 til {MOST_OF_A_UNIT}."
    return {
        f"{prefix}_amount": forms.IntegerField(
            label="Antal",
            required=False,
            min_value=0,
            max_value=MOST_OF_A_UNIT,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
        ),
        f"{prefix}_unit": forms.ChoiceField(
            label="Enhed", required=False, choices=Unit.choices, error_messages=UNKNOWN
        ),
        f"{prefix}_side": forms.ChoiceField(
            label="Før eller efter",
            required=False,
            choices=[(BEFORE, "før idriftsættelsen"), (AFTER, "efter idriftsættelsen")],
            error_messages=UNKNOWN,
        ),
    }


class PhaseForm(forms.Form):
    """A phase and its window."""

    # The window's fields go together; what is said of them stands once.
    marks_optional = False

    number = Line(
        label="Nummer",
        max_length=8,
        help_text="Fx 2, og 2.1 for en underfase.",
        error_messages={"required": "Skriv fasens nummer, fx 2 eller 2.1."},
    )
    name = Line(label="Navn", max_length=100, error_messages={"required": "Skriv fasens navn."})
    parent = forms.ChoiceField(
        label="Underfase af",
        required=False,
        error_messages={"invalid_choice": "Vælg en af programmets hovedfaser."},
    )
    description = PlainText(
        label="Beskrivelse (frivilligt)", max_length=LONGEST_DESCRIPTION, rows=4
    )

    def __init__(self, data: Any = None, *, phase: Phase | None, above: Iterable[Phase]) -> None:
        super().__init__(data, initial=_said(phase) if phase else NEW)
        self.above = {str(one.pk): one for one in above}
        self.fields |= bound_fields("starts") | bound_fields("ends")
        field: Any = self.fields["parent"]
        field.choices = [("", "Ingen, den er en hovedfase")] + [
            (pk, str(one)) for pk, one in self.above.items()
        ]

    def clean(self) -> dict[str, Any]:
        """Make each end of the window an offset, and see that they are not turned round."""
        cleaned = self.cleaned_data
        cleaned["starts"], cleaned["ends"] = self._offset("starts"), self._offset("ends")
        if not self.errors and self.facts.ends_before_it_starts:
            self.add_error(
                "ends_amount", "Fasen skal slutte samme dag, den begynder, eller senere."
            )
        return cleaned

    def _offset(self, prefix: str) -> Offset | None:
        amount = self.cleaned_data.get(f"{prefix}_amount")
        if amount is None:
            return None
        unit = self.cleaned_data.get(f"{prefix}_unit")
        if not unit:
            self.add_error(f"{prefix}_unit", HALF)
            return None
        side = self.cleaned_data.get(f"{prefix}_side") or BEFORE
        return Offset(-amount if side == BEFORE else amount, Unit(unit))

    @property
    def facts(self) -> PhaseFacts:
        cleaned = self.cleaned_data
        return PhaseFacts(
            number=cleaned["number"],
            name=cleaned["name"],
            description=cleaned["description"],
            parent=self.above.get(cleaned["parent"]),
            starts=cleaned["starts"],
            ends=cleaned["ends"],
        )


def _said(phase: Phase) -> dict[str, Any]:
    """Return what the fields say of a phase."""
    said: dict[str, Any] = {
        "number": phase.number,
        "name": phase.name,
        "parent": str(phase.parent_id or ""),
        "description": phase.description,
    }
    for prefix in ("starts", "ends"):
        amount = getattr(phase, f"{prefix}_amount")
        said |= {
            f"{prefix}_amount": None if amount is None else abs(amount),
            f"{prefix}_unit": getattr(phase, f"{prefix}_unit") or Unit.MONTH,
            f"{prefix}_side": AFTER if amount and amount > 0 else BEFORE,
        }
    return said


class ThemeForm(forms.Form):
    name = Line(label="Navn", max_length=100, error_messages={"required": "Skriv temaets navn."})
    purpose = PlainText(label="Formål", max_length=LONGEST_DESCRIPTION, rows=4)

    def __init__(self, data: Any = None, *, theme: Theme | None) -> None:
        said = {"name": theme.name, "purpose": theme.purpose} if theme else None
        super().__init__(data, initial=said)
