"""The form for comments."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from conversation.comments import last_edit_at
from conversation.mentions import NameIsAmbiguous
from conversation.models import LONGEST_COMMENT, Comment
from design.fields import PlainText

MOST_ADDRESSES = 5
NOT_WHOLE = "Formularen er ikke hel. Genindlæs siden, og prøv igen."


class TimestampField(forms.CharField):
    """A time that the page wrote itself and gets back unchanged."""

    def clean(self, value: Any) -> dt.datetime:
        try:
            moment = dt.datetime.fromisoformat(str(super().clean(value)))
        except (ValidationError, ValueError) as error:
            raise ValidationError(NOT_WHOLE, code="invalid") from error
        if moment.tzinfo is None:
            raise ValidationError(NOT_WHOLE, code="invalid")
        return moment


class CommentForm(forms.Form):
    """A new comment, or an edit of one; ``seen`` is the wording that was edited."""

    marks_optional = False

    text = PlainText(
        label="Skriv en kommentar",
        max_length=LONGEST_COMMENT,
        rows=4,
        help_text="Skriv @ og et navn for at nævne en, der skal have besked.",
    )
    seen = TimestampField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, comment: Comment | None = None) -> None:
        self.comment = comment
        initial = (
            {"text": comment.text, "seen": last_edit_at(comment).isoformat()} if comment else {}
        )
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

    def refuse_ambiguous(self, ambiguous: NameIsAmbiguous) -> None:
        """Add the error that several people have a name in the text, and what to write instead."""
        addresses = [f"@{one.email} ({one.place})" for one in ambiguous.people[:MOST_ADDRESSES]]
        self.add_error(
            "text",
            f"Flere hedder {ambiguous.name}. Skriv den rigtiges mailadresse i stedet for navnet: "
            f"{' eller '.join(addresses)}.",
        )

    def rebased_on(self, comment: Comment) -> "CommentForm":
        """Return the form with the typed text, as an edit of the comment's current wording."""
        data = {"text": self["text"].value(), "seen": last_edit_at(comment).isoformat()}
        return CommentForm(data, comment=comment)
