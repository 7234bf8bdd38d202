"""What may be typed about taking a shared task back, and giving it back."""

from typing import Any

from django import forms

from design.fields import PlainText
from shared_tasks.models import SharedTask
from shared_tasks.models.version import LONGEST_NOTE

BROKEN = "Formularen er ikke hel. Genindlæs siden, og prøv igen."


class WithdrawalForm(forms.Form):
    """The reason, at the revision that was seen."""

    marks_optional = False

    reason = PlainText(
        label="Hvorfor trækkes opgaven tilbage?",
        max_length=LONGEST_NOTE,
        help_text="Kommunerne læser det på opgaven og i nattens mail.",
    )
    revision = forms.IntegerField(
        min_value=1,
        max_value=2_147_483_647,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), BROKEN),
    )

    def __init__(self, data: Any = None, *, shared_task: SharedTask) -> None:
        super().__init__(data, initial={"revision": shared_task.revision})

    def ask_for_reason(self) -> None:
        self.add_error("reason", "Skriv hvorfor. Kommunerne læser det på opgaven.")


class RestorationForm(WithdrawalForm):
    """The same, where a reason is welcome and not needed."""

    reason = PlainText(
        label="Hvorfor genudgives opgaven?",
        max_length=LONGEST_NOTE,
        help_text="Kan udelades. Kommunerne læser det i nattens mail.",
    )
