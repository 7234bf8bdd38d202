import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

# All but tabs and new lines.
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
EARLIEST, LATEST = dt.date(2000, 1, 1), dt.date(2099, 12, 31)
UNKNOWN_CHOICE = {"invalid_choice": "Vælg en af mulighederne på listen."}


class PlainText(forms.CharField):
    """Several lines of text, without control characters."""

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(widget=widget, required=False, **options)
        # Our message covers all such characters, and comes first.
        self.validators = [v for v in self.validators if hasattr(v, "limit_value")]
        self.error_messages["max_length"] = f"Skriv højst {options['max_length']} tegn."

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")
        if CONTROL_CHARACTERS.search(text):
            raise ValidationError(
                "Teksten indeholder usynlige styretegn, som ikke kan gemmes. "
                "Skriv den igen, eller sæt den ind som ren tekst.",
                code="control_characters",
            )
        return text


class PlannedDate(forms.DateField):
    """A planned day, in the usual Danish notations."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    def to_python(self, value: Any) -> dt.date | None:
        try:
            date = super().to_python(value)
        except ValidationError as error:
            message = f"»{str(value)[:40]}« er ikke en dato. Skriv den som 10.03.2027."
            raise ValidationError(message, code="invalid") from error
        if date is not None and not EARLIEST <= date <= LATEST:
            raise ValidationError("Vælg en dato mellem år 2000 og 2099.", code="out_of_range")
        return date
