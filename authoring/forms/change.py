"""What may be typed about a shared task that municipalities already have."""

from django import forms

from authoring.forms.shared_task import SharedTaskForm
from design.fields import PlainText
from publishing.changes.versions import Change, CorrectionChangesMeaning
from shared_tasks.differences import LABELS
from shared_tasks.models.version import LONGEST_NOTE


class ChangeForm(SharedTaskForm):
    """The sheet, with what has changed in it and why."""

    note = PlainText(
        label="Hvad er ændret, og hvorfor?",
        max_length=LONGEST_NOTE,
        help_text="Kommunerne læser det sammen med ændringen.",
    )
    is_correction = forms.BooleanField(
        label="Kun rettelse",
        required=False,
        help_text="Stavefejl og klarere ord, som ikke ændrer, hvad kommunen skal. "
        "Ingen får besked om den.",
    )

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """What only a published shared task is asked."""
        return [self["note"], self["is_correction"]]

    def change(self) -> Change:
        """Return what a valid form wants to be said from now on, and why."""
        said = self.cleaned_data
        return Change(self.content(), note=said["note"], is_correction=said["is_correction"])

    def ask_for_note(self) -> None:
        self.add_error("note", "Skriv, hvad der er ændret, og hvorfor. Kommunerne læser det.")

    def say_it_is_no_correction(self, error: CorrectionChangesMeaning) -> None:
        changed = ", ".join(label.lower() for name, label in LABELS.items() if name in error.fields)
        self.add_error(
            "is_correction",
            f"Det er mere end en rettelse, for det ændrer {changed}. Fjern fluebenet, og skriv, "
            "hvad der er ændret, eller lad det stå, som det var.",
        )
