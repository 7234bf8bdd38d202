"""Forms for bulk changes."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from accounts.models import User
from design.fields import UNKNOWN_CHOICE, PlainText, PlannedDate
from tasks.forms import LongSelect
from tasks.lights import Status
from tasks.models import Task
from tasks.prerequisites import STARTED, open_prerequisites
from workplace.bulk.changing import MOST_AT_ONCE
from workplace.bulk.edits import BulkEdit, NewDueDate, NewPeople, NewStatus

NOBODY = "ingen"
MOST_NAMED = 3
LARGEST_ID = 2**63 - 1
NONE_CHOSEN = "Vælg mindst én opgave på listen."
TOO_MANY = f"Du kan ændre højst {MOST_AT_ONCE} opgaver på én gang. Vælg færre."
BROKEN = "Listen er ikke hel. Gå tilbage til den, og vælg opgaverne igen."


class ChosenField(forms.Field):
    """Tasks as »number« or »number:revision«; cleaned, the revisions (or None) by number."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Sequence[str] | None) -> dict[int, int | None]:
        chosen: dict[int, int | None] = {}
        for one in value or ():
            number, _, revision = one.partition(":")
            if not is_id(number) or (revision and not is_id(revision)):
                raise ValidationError(BROKEN, code="broken")
            chosen[int(number)] = int(revision) if revision else None
        return chosen

    def validate(self, value: dict[int, int | None]) -> None:
        if not value:
            raise ValidationError(NONE_CHOSEN, code="required")
        if len(value) > MOST_AT_ONCE:
            raise ValidationError(TOO_MANY, code="too_many")


def is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= LARGEST_ID


class ChosenForm(forms.Form):
    """Which tasks are to be changed, and where the person came from."""

    valgt = ChosenField()
    tilbage = forms.CharField(required=False, max_length=2000)


class BulkForm(forms.Form):
    """One edit of the chosen tasks; ``tasks`` are those the person may see."""

    marks_optional = False
    heading = ""

    def __init__(self, data: QueryDict | None, *, tasks: Iterable[Task], by: User) -> None:
        self.tasks, self.by = list(tasks), by
        super().__init__(data, auto_id="samlet-%s")

    def edit(self) -> BulkEdit:
        """Return the edit that a valid form describes."""
        raise NotImplementedError  # a form's metaclass allows no abstract methods


class BulkStatusForm(BulkForm):
    heading = "Skift status"

    status = forms.ChoiceField(
        label="Ny status",
        choices=Status.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg en status."} | UNKNOWN_CHOICE,
    )
    reason = PlainText(
        label="Begrundelse",
        max_length=1000,
        help_text="Kun når opgaverne ikke er relevante for jer. Den kommer til at stå på dem alle.",
    )
    starts_anyway = forms.BooleanField(label="Skift alligevel", required=False)

    def __init__(self, data: QueryDict | None, *, tasks: Iterable[Task], by: User) -> None:
        super().__init__(data, tasks=tasks, by=by)
        # The tasks with open prerequisites, when they are about to be started.
        self.waiting: list[Task] = []

    def visible_fields(self) -> list[forms.BoundField]:
        """Return the fields to show; the confirmation only together with its warning."""
        shown: list[forms.BoundField] = super().visible_fields()
        return [field for field in shown if self.waiting or field.name != "starts_anyway"]

    def clean_reason(self) -> str:
        reason = str(self.cleaned_data["reason"]).strip()
        if self.cleaned_data.get("status") == Status.NOT_RELEVANT and not reason:
            raise ValidationError("Skriv, hvorfor opgaverne ikke er relevante for jer.")
        return reason

    def clean(self) -> dict[str, Any]:
        """Warn about starting tasks with open prerequisites, as a task's own page does."""
        cleaned = super().clean() or self.cleaned_data
        is_confirmed = cleaned.pop("starts_anyway", False)
        if cleaned.get("status") in STARTED:
            self.waiting = self._waiting(cleaned["status"])
        if self.waiting and not is_confirmed:
            self.add_error("starts_anyway", warning_of(self.waiting))
        return cleaned

    def _waiting(self, status: str) -> list[Task]:
        waits = open_prerequisites(self.tasks)
        # A prerequisite that is completed at the same time is not open.
        done = {task.pk for task in self.tasks} if status == Status.COMPLETED else set()
        return [
            task
            for task in self.tasks
            if task.status != status
            and any(other.pk not in done for other in waits.get(task.pk, ()))
        ]

    def edit(self) -> BulkEdit:
        return NewStatus(self.cleaned_data["status"], self.cleaned_data["reason"])


def warning_of(waiting: Sequence[Task]) -> str:
    """Return the warning about starting tasks with open prerequisites."""
    named = ", ".join(f"»{task.title}«" for task in waiting[:MOST_NAMED])
    more = f" og {len(waiting) - MOST_NAMED} til" if len(waiting) > MOST_NAMED else ""
    return (
        f"Venter på noget, der ikke er afsluttet: {named}{more}. Sæt kryds, hvis I vil alligevel."
    )


class BulkPeopleForm(BulkForm):
    heading = "Vælg ansvarlig og udfører"

    new_responsible = forms.ChoiceField(label="Ansvarlig", required=False, widget=LongSelect)
    new_executor = forms.ChoiceField(label="Udfører", required=False, widget=LongSelect)

    def __init__(self, data: QueryDict | None, *, tasks: Iterable[Task], by: User) -> None:
        super().__init__(data, tasks=tasks, by=by)
        colleagues = User.objects.active().filter(municipality=by.municipality_id).alphabetical()
        people = [(str(pk), name) for pk, name in colleagues.values_list("pk", "name")]
        for part in ("new_responsible", "new_executor"):
            field = self.fields[part]
            field.choices = [  # type: ignore[attr-defined]  # a ChoiceField
                *(("", "Som nu"), (NOBODY, "Ingen"), *people),
            ]
            field.error_messages["invalid_choice"] = "Vælg en kollega fra jeres egen kommune."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.values()):
            self.add_error("new_responsible", "Vælg en ny ansvarlig, en ny udfører eller begge.")
        return cleaned

    def edit(self) -> BulkEdit:
        return NewPeople(
            {
                f"{name.removeprefix('new_')}_id": None if value == NOBODY else int(value)
                for name, value in self.cleaned_data.items()
                if value
            }
        )


class BulkDateForm(BulkForm):
    heading = "Flyt slutdatoen"

    due_on = PlannedDate(label="Ny slutdato")
    due_reason = PlainText(
        label="Begrundelse for jeres egen slutdato",
        max_length=1000,
        help_text="Nødvendig, når slutdatoen er en anden end den fælles.",
    )

    def clean_due_on(self) -> Any:
        due_on = self.cleaned_data["due_on"]
        if due_on is None:
            raise ValidationError("Skriv en dato, fx 10.03.2027.")
        return due_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "due_on" in cleaned and "due_reason" in cleaned:
            cleaned["due_reason"] = cleaned["due_reason"].strip()
            if not cleaned["due_reason"] and self._needs_reason(cleaned["due_on"]):
                self.add_error("due_reason", "Skriv, hvorfor I har aftalt en anden slutdato.")
        return cleaned

    def _needs_reason(self, due_on: Any) -> bool:
        return any(not task.is_local and task.shared_due_on != due_on for task in self.tasks)

    def edit(self) -> BulkEdit:
        return NewDueDate(self.cleaned_data["due_on"], self.cleaned_data["due_reason"])
