"""The kinds of fields that a task's sheet is written in, by the centre and in a municipality."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from design.fields import CONTROL_CHARACTERS, PlainText
from shared_tasks.models import LONGEST_TEXT

UNSEEN = (
    "Teksten indeholder usynlige styretegn, som ikke kan gemmes. "
    "Skriv den igen, eller sæt den ind som ren tekst."
)


class Line(forms.CharField):
    """One line of text, without characters that no keyboard writes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.longest = options["max_length"]
        # Ours say more: how long the text is, and of all such characters.
        self.validators = []

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value))
        if CONTROL_CHARACTERS.search(text):
            raise ValidationError(UNSEEN, code="control_characters")
        text = " ".join(text.split())
        refuse_longer(text, self.longest)
        return text


class BriefText(PlainText):
    """One of the long texts, in Markdown."""

    def __init__(self, *, rows: int = 10, **options: Any) -> None:
        super().__init__(rows=rows, max_length=LONGEST_TEXT, **options)
        self.validators = []
        # A browser would cut what is pasted without a word; here it is said.
        del self.widget.attrs["maxlength"]

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        refuse_longer(text, LONGEST_TEXT, "Kort den af, eller læg noget af den i et bilag.")
        return text


def refuse_longer(text: str, longest: int, advice: str = "Kort den af.") -> None:
    """See that there is room for the text, and say how long it is when there is not."""
    if len(text) > longest:
        raise ValidationError(
            f"Teksten er {thousands(len(text))} tegn lang, og der er plads til "
            f"{thousands(longest)}. {advice}",
            code="max_length",
        )


def thousands(number: int) -> str:
    """Write a number as Danes do: 20.000."""
    return f"{number:,}".replace(",", ".")
