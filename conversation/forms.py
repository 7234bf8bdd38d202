"""What may be typed as a comment, and what to say when it is wrong."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from conversation.comments import state_of
from conversation.mentions import NameIsAmbiguous
from conversation.models import LONGEST_COMMENT, Comment
from design.fields import PlainText

MOST_ADDRESSES = 5
NOT_WHOLE = "Formularen er ikke hel. Genindlæs siden, og prøv igen."


class Moment(forms.CharField):
    """A moment that the page itself wrote, to be sent back as it was."""

    def clean(self, value: Any) -> dt.datetime:
        try:
            moment = dt.datetime.fromisoformat(str(super().clean(value)))
        except (ValidationError, ValueError) as error:
            raise ValidationError(NOT_WHOLE, code="invalid") from error
        if moment.tzinfo is None:
            raise ValidationError(NOT_WHOLE, code="invalid")
        return moment


class CommentForm(forms.Form):
    """A new comment, or other words for one that is there.

    ``seen`` says which wording was before whoever corrects it.
    """

    marks_optional = False

    text = PlainText(
        label="Skriv en kommentar",
        max_length=LONGEST_COMMENT,
        rows=4,
        help_text="Skriv @ og et navn for at nævne en, der skal have besked.",
    )
    seen = Moment(max_length=40, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, comment: Comment | None = None) -> None:
        self.comment = comment
        initial = {"text": comment.text, "seen": state_of(comment).isoformat()} if comment else {}
        auto_id = f"kommentar-{comment.pk}-%s" if comment else "ny-kommentar-%s"
        super().__init__(data, auto_id=auto_id, initial=initial)
        if comment is None:
            del self.fields["seen"]
        else:
            self.fields["text"].label = "Ret din kommentar"

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        if not text:
            raise ValidationError("Skriv en kommentar.", code="required")
        return text

    def ask_whom(self, ambiguous: NameIsAmbiguous) -> None:
        """Say that several have a name in the text, and what to write instead."""
        ways = [f"@{one.email} ({one.place})" for one in ambiguous.people[:MOST_ADDRESSES]]
        self.add_error(
            "text",
            f"Flere hedder {ambiguous.name}. Skriv den rigtiges mailadresse i stedet for navnet: "
            f"{' eller '.join(ways)}.",
        )

    def as_of(self, comment: Comment) -> "CommentForm":
        """Return the form with what was typed, to be sent for the comment as it has become."""
        data = {"text": self["text"].value(), "seen": state_of(comment).isoformat()}
        return CommentForm(data, comment=comment)
