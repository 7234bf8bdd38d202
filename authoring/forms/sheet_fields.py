"""The kinds of fields that a shared task's sheet is made of."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from design.fields import CONTROL_CHARACTERS, PlannedDate
from projects.offsets import Unit
from shared_tasks.deadlines import NO_DATE, DateRule
from shared_tasks.models import Anchor, SharedTaskAttachment
from shared_tasks.sheet_fields import UNSEEN, Line

MOST_ATTACHMENTS = 50
# As far from an anchor as anything is planned; beyond it nobody meant it.
MOST_OF_A_UNIT = 1000
BEFORE, AFTER = "before", "after"


class WebAddress(forms.URLField):
    """The address of a page or a document; https is meant when nothing is said."""

    def __init__(self, **options: Any) -> None:
        message = "Skriv en adresse, der begynder med https:// eller http://."
        super().__init__(
            assume_scheme="https",
            max_length=500,
            error_messages={
                "invalid": message,
                "max_length": "Adressen er %(show_value)d tegn lang. Skriv højst %(limit_value)d.",
            },
            **options,
        )
        self.widget.attrs.pop("maxlength", None)
        for validator in self.validators:
            if hasattr(validator, "schemes"):
                validator.schemes = ["http", "https"]

    def to_python(self, value: Any) -> str:
        if isinstance(value, str) and CONTROL_CHARACTERS.search(value):
            raise ValidationError(UNSEEN, code="control_characters")
        return str(super().to_python(value))


def date_fields(prefix: str, noun: str) -> dict[str, forms.Field]:
    """Return the fields of a date rule; ``noun`` is what it is the date of, in a hint."""
    unknown = {"invalid_choice": "Vælg en af mulighederne på listen."}
    wrong = f"Skriv et helt tal fra 0 til {MOST_OF_A_UNIT}."
    return {
        f"{prefix}_anchor": forms.ChoiceField(
            label=f"{noun} regnes fra",
            required=False,
            choices=[("", "Ingen dato"), *((a.value, a.label.capitalize()) for a in Anchor)],
            error_messages=unknown,
        ),
        f"{prefix}_amount": forms.IntegerField(
            label="Antal",
            required=False,
            min_value=0,
            max_value=MOST_OF_A_UNIT,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
        ),
        f"{prefix}_unit": forms.ChoiceField(
            label="Enhed",
            required=False,
            choices=[("", "Vælg"), *Unit.choices],
            error_messages=unknown,
        ),
        f"{prefix}_side": forms.ChoiceField(
            label="Før eller efter",
            required=False,
            choices=[(BEFORE, "før"), (AFTER, "efter")],
            error_messages=unknown,
        ),
        f"{prefix}_fixed_on": PlannedDate(label="Fast dato"),
    }


def read_rule(form: forms.Form, prefix: str) -> DateRule:
    """Return the rule that the cleaned fields say, and tell the form what is missing in it.

    What belongs to another anchor is left aside, so that one can look back and forth.
    """
    said = {
        name: form.cleaned_data.get(f"{prefix}_{name}")
        for name in ("anchor", "amount", "unit", "side", "fixed_on")
    }

    def miss(part: str, message: str) -> DateRule:
        if f"{prefix}_{part}" not in form.errors:
            form.add_error(f"{prefix}_{part}", message)
        return NO_DATE

    if not said["anchor"]:
        return NO_DATE
    if said["anchor"] == Anchor.FIXED:
        if said["fixed_on"] is None:
            return miss("fixed_on", "Skriv datoen, eller vælg noget andet at regne fra.")
        return DateRule(Anchor.FIXED.value, fixed_on=said["fixed_on"])
    if said["amount"] is None:
        return miss("amount", "Skriv hvor mange. 0 er dagen selv.")
    if not said["unit"]:
        return miss("unit", "Vælg dage, arbejdsdage eller måneder.")
    amount = -said["amount"] if said["side"] == BEFORE else said["amount"]
    return DateRule(said["anchor"], amount, said["unit"])


def rule_values(prefix: str, rule: DateRule) -> dict[str, Any]:
    """Return what the fields of a date rule show of it."""
    amount = rule.amount or 0
    return {
        f"{prefix}_anchor": rule.anchor,
        f"{prefix}_amount": None if rule.amount is None else abs(amount),
        f"{prefix}_unit": rule.unit,
        f"{prefix}_side": AFTER if amount > 0 else BEFORE,
        f"{prefix}_fixed_on": rule.fixed_on,
    }


def attachment_fields(row: int) -> dict[str, forms.Field]:
    """Return the fields of one external attachment; ``row`` is counted from 0."""
    return {
        f"attachment_{row}_kind": forms.ChoiceField(
            label="Type",
            required=False,
            choices=[
                ("", "Vælg"),
                *((k.value, k.label.capitalize()) for k in SharedTaskAttachment.Kind),
            ],
            error_messages={"invalid_choice": "Vælg en af mulighederne på listen."},
        ),
        f"attachment_{row}_title": Line(label="Titel", required=False, max_length=200),
        f"attachment_{row}_url": WebAddress(label="Adresse", required=False),
    }
