"""What may be typed about a task, and what to say when it is wrong."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from accounts.models import User
from accounts.rights import Permission
from design.fields import UNKNOWN_CHOICE, PlainText, PlannedDate
from tasks.access import colleagues_on, notes_on
from tasks.lights import Status
from tasks.models import Task
from tasks.models.notes import LONGEST_NOTES
from tasks.prerequisites import STARTED, open_prerequisites
from tasks.services import ALLOWED


class TaskForm(forms.Form):
    """A change of one task as it was at a revision.

    Each says in ``now`` the task's present values in words, for whoever typed others meanwhile;
    in ``action`` who may send it, and in ``done`` that it is saved.
    """

    marks_optional = False
    permission: Permission
    done: str

    revision = forms.IntegerField(
        min_value=1,
        max_value=2_147_483_647,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            "Formularen er ikke hel. Genindlæs siden, og prøv igen.",
        ),
    )

    def __init__(self, data: Any = None, *, task: Task) -> None:
        self.task = task
        super().__init__(data, prefix=None, auto_id=f"{self.name}-%s", initial=self.facts(task))

    name = "task"

    def facts(self, task: Task) -> dict[str, Any]:
        """Return what the fields show of the task as it is."""
        return {"revision": task.revision}

    def check_again(self) -> None:
        """Judge the form against the task as it has become."""
        self.full_clean()

    def typed(self) -> list[tuple[str, str]]:
        """Return the texts that were typed, for who can no longer save them."""
        texts = [self[name] for name, of in self.fields.items() if isinstance(of, PlainText)]
        return [(str(text.label), str(text.value())) for text in texts if text.value()]


class StatusForm(TaskForm):
    name = "status"
    permission = Permission.TASK_WORK
    done = "Status er gemt."

    status = forms.ChoiceField(
        label="Ny status",
        choices=Status.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg en status."} | UNKNOWN_CHOICE,
    )
    reason = PlainText(
        label="Begrundelse",
        max_length=1000,
        help_text="Kun når opgaven ikke er relevant for jer.",
    )
    starts_anyway = forms.BooleanField(label="Start alligevel", required=False)

    def __init__(self, data: Any = None, *, task: Task) -> None:
        super().__init__(data, task=task)
        # What the task waits for, when it is about to be started all the same.
        self.waits_for: list[Task] = []
        # What is offered is what can be reached; the service says so again when it is forged.
        field = self.fields["status"]
        field.widget.choices = [
            choice for choice in Status.choices if choice[0] in ALLOWED[task.status]
        ]

    def visible_fields(self) -> list[forms.BoundField]:
        """Return the fields to be shown: nobody confirms what is not warned of."""
        shown: list[forms.BoundField] = super().visible_fields()
        return [field for field in shown if self.waits_for or field.name != "starts_anyway"]

    def now(self) -> list[tuple[str, str]]:
        said = [("Status", self.task.get_status_display())]
        if self.task.not_relevant_reason:
            said.append(("Begrundelse", self.task.not_relevant_reason))
        return said

    def check_again(self) -> None:
        super().check_again()
        status = self.cleaned_data.get("status")
        if status and status not in ALLOWED[self.task.status]:
            wished, now = Status(status).label, self.task.get_status_display()
            self.add_error("status", f"»{wished}« kan ikke vælges, når status er »{now}«.")

    def clean_reason(self) -> str:
        reason = str(self.cleaned_data["reason"]).strip()
        if self.cleaned_data.get("status") == Status.NOT_RELEVANT and not reason:
            raise ValidationError("Skriv, hvorfor opgaven ikke er relevant for jer.")
        return reason

    def clean(self) -> dict[str, Any]:
        """Warn of starting what waits for something; the answer is only the form's."""
        cleaned = super().clean() or self.cleaned_data
        goes_on = cleaned.pop("starts_anyway", False)
        if cleaned.get("status") in STARTED:
            self.waits_for = open_prerequisites([self.task]).get(self.task.pk, [])
            if cleaned["status"] == Status.COMPLETED:
                self["starts_anyway"].label = "Fuldfør alligevel"
        if self.waits_for and not goes_on:
            self.add_error("starts_anyway", warning_of(self.waits_for))
        return cleaned


MOST_NAMED = 3


def warning_of(waits_for: list[Task]) -> str:
    """Return what someone is told who starts a task before what it waits for is done."""
    named = [f"»{task.title}« ({task.get_status_display().lower()})" for task in waits_for]
    if len(named) > MOST_NAMED:
        named = [*named[:MOST_NAMED], f"{len(named) - MOST_NAMED} til"]
    first = ", ".join(named[:-1])
    said = f"{first} og {named[-1]}" if first else named[-1]
    return (
        f"Opgaven venter på noget, der ikke er afsluttet: {said}. Sæt kryds, hvis I vil alligevel."
    )


class LongSelect(forms.Select):
    """A list of all colleagues, written at once: the shared task of a select costs a millisecond
    for every twenty options.
    """

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,  # noqa: ARG002  # Django's signature
    ) -> SafeString:
        chosen = self.format_value(value)
        options = "".join(
            f'<option value="{escape(key)}"{" selected" * (key in chosen)}>{escape(label)}</option>'
            for key, label in self.choices
        )
        all_attrs = {"name": name, "class": "form-select"} | self.build_attrs(self.attrs, attrs)
        return format_html("<select{}>{}</select>", flatatt(all_attrs), SafeString(options))


class PeopleForm(TaskForm):
    name = "people"
    permission = Permission.TASK_PLAN
    done = "Ansvarlig og udfører er gemt."

    responsible = forms.ChoiceField(label="Ansvarlig", required=False, widget=LongSelect)
    executor = forms.ChoiceField(label="Udfører", required=False, widget=LongSelect)

    def __init__(self, data: Any = None, *, task: Task) -> None:
        super().__init__(data, task=task)
        self.colleagues = colleagues_on(task)
        people = [(str(pk), name) for pk, name in self.colleagues.values_list("pk", "name")]
        for part in ("responsible", "executor"):
            field = self.fields[part]
            field.choices = [("", "Ingen"), *people]  # type: ignore[attr-defined]  # a ChoiceField
            field.error_messages["invalid_choice"] = "Vælg en kollega fra jeres egen kommune."

    def facts(self, task: Task) -> dict[str, Any]:
        return super().facts(task) | {
            "responsible": task.responsible_id or "",
            "executor": task.executor_id or "",
        }

    def now(self) -> list[tuple[str, str]]:
        names = [str(user or "Ingen") for user in (self.task.responsible, self.task.executor)]
        return list(zip(("Ansvarlig", "Udfører"), names, strict=True))

    def clean_responsible(self) -> User | None:
        return self._chosen("responsible")

    def clean_executor(self) -> User | None:
        return self._chosen("executor")

    def _chosen(self, part: str) -> User | None:
        pk = self.cleaned_data[part]
        return self.colleagues.get(pk=pk) if pk else None


class DatesForm(TaskForm):
    name = "dates"
    permission = Permission.TASK_PLAN
    done = "Datoerne er gemt."

    starts_on = PlannedDate(label="Startdato")
    due_on = PlannedDate(label="Slutdato")
    due_reason = PlainText(
        label="Begrundelse for jeres egen slutdato",
        max_length=1000,
        help_text="Nødvendig, når slutdatoen er en anden end den fælles.",
    )

    def __init__(self, data: Any = None, *, task: Task) -> None:
        super().__init__(data, task=task)
        if task.is_local:
            del self.fields["due_reason"]

    def facts(self, task: Task) -> dict[str, Any]:
        dates = {"starts_on": task.starts_on, "due_on": task.due_on, "due_reason": task.due_reason}
        return super().facts(task) | dates

    def now(self) -> list[tuple[str, str]]:
        dates = {"Startdato": self.task.starts_on, "Slutdato": self.task.due_on}
        said = [
            (label, date_format(date) if date else "Ingen dato") for label, date in dates.items()
        ]
        if self.task.due_reason:
            said.append(("Begrundelse", self.task.due_reason))
        return said

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts_on, due_on = cleaned.get("starts_on"), cleaned.get("due_on")
        if starts_on and due_on and due_on < starts_on:
            self.add_error("due_on", "Slutdatoen kan ikke ligge før startdatoen.")
        if "due_on" in cleaned and "due_reason" in cleaned:
            cleaned["due_reason"] = cleaned["due_reason"].strip()
            if due_on != self.task.shared_due_on and not cleaned["due_reason"]:
                self.add_error("due_reason", "Skriv, hvorfor I har aftalt en anden slutdato.")
        return cleaned


class NotesForm(TaskForm):
    name = "notes"
    permission = Permission.TASK_WORK
    done = "De interne noter er gemt."

    internal_notes = PlainText(label="Interne noter", max_length=LONGEST_NOTES, rows=6)

    def __init__(self, data: Any = None, *, task: Task, notes: str | None = None) -> None:
        self.notes = notes_on(task) if notes is None else notes
        super().__init__(data, task=task)

    def facts(self, task: Task) -> dict[str, Any]:
        return super().facts(task) | {"internal_notes": self.notes}

    def now(self) -> list[tuple[str, str]]:
        return [("Interne noter", self.notes or "Ingen noter")]
