"""What may be typed about a shared task, and what to say when it is wrong."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from authoring.forms.sheet_fields import attachment_fields, date_fields, read_rule
from authoring.sheets import (
    TIES,
    Surroundings,
    number_of_rows,
    values_of,
)
from authoring.when import with_rules
from projects.models import Priority
from shared_tasks.content import Attachment, Content
from shared_tasks.deadlines import NO_DATE
from shared_tasks.differences import LABELS
from shared_tasks.models import TEXTS, SharedTask, TaskKind
from shared_tasks.prerequisites import PrerequisiteCycle, refuse_cycle
from shared_tasks.saving import (
    CodeTaken,
    LinkToItself,
    NotInTheProgramme,
    UnknownPhase,
    UnknownRole,
    UnknownTheme,
)
from shared_tasks.sheet_fields import BriefText, Line
from tasks.forms import LongSelect
from tasks.typed_tasks import NotOneTask

BROKEN = "Formularen er ikke hel. Genindlæs siden, og prøv igen."
GONE = {
    "phase": "Fasen findes ikke længere. Vælg en anden.",
    "theme": "Temaet findes ikke længere. Vælg et andet.",
    "role": "Rollen findes ikke længere i rollegalleriet. Vælg en anden.",
    "involved": "En af rollerne findes ikke længere i rollegalleriet og er taget af listen.",
    "task": "En af opgaverne er slettet i mellemtiden og er taget af listen.",
}
TO_ITSELF = {
    "prerequisites": "En opgave kan ikke forudsætte sig selv.",
    "related": "En opgave kan ikke være relateret til sig selv.",
}
Refused = CodeTaken | LinkToItself | PrerequisiteCycle | NotInTheProgramme


def circle_in_words(codes: list[str]) -> str:
    """Say who waits for whom; each of the codes waits for the next, the last for the first."""
    chain = ", som forudsætter ".join(f"»{code}«" for code in [*codes[1:], codes[0]])
    return (
        f"Opgaverne venter på hinanden: »{codes[0]}« forudsætter {chain}. Fjern en af dem, "
        "ellers kan ingen begynde."
    )


def _choice(label: str, gone: str, *, missing: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=bool(missing),
        widget=LongSelect,
        error_messages={"invalid_choice": GONE[gone], "required": missing},
    )


class ChosenTasks(forms.MultipleChoiceField):
    """Those that are chosen, to keep or leave; more are typed."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": GONE["task"]},
        )


class SharedTaskForm(forms.Form):
    """The whole sheet of one shared task, new or there already, at the revision that was seen."""

    marks_optional = False

    code = Line(
        label="Kode",
        max_length=40,
        required=False,
    )
    title = Line(label="Titel", max_length=200, error_messages={"required": "Skriv en titel."})
    phase = _choice("Fase", "phase", missing="Vælg en fase.")
    theme = _choice("Tema", "theme", missing="Vælg et tema.")
    priority = forms.TypedChoiceField(
        label="Prioritet",
        choices=Priority.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Vælg en prioritet."),
    )
    kind = forms.ChoiceField(
        label="Type",
        choices=[(kind.value, kind.label.capitalize()) for kind in TaskKind],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Vælg en type."),
    )
    goal = BriefText(label=LABELS["goal"])
    description = BriefText(label=LABELS["description"])
    method = BriefText(label=LABELS["method"])
    result = BriefText(label=LABELS["result"])
    quality_criteria = BriefText(label=LABELS["quality_criteria"])
    source = Line(
        label="Kilde",
        required=False,
        max_length=200,
        help_text="Hvor det står, for eksempel »DUBU-håndbogen 5.2«.",
    )
    recommended_responsible = _choice("Anbefalet ansvarlig", "role")
    recommended_executor = _choice("Anbefalet udfører", "role")
    involved = forms.MultipleChoiceField(
        label="Involverede roller",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": GONE["involved"]},
    )
    prerequisites = ChosenTasks("Skal være gjort først")
    prerequisites_more = Line(label="Tilføj en forudsætning", required=False, max_length=2000)
    related = ChosenTasks("Tæt relateret")
    related_more = Line(label="Tilføj en relateret opgave", required=False, max_length=2000)
    revision = forms.IntegerField(
        label="",
        min_value=1,
        max_value=2_147_483_647,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), BROKEN),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        shared_task: SharedTask,
        around: Surroundings,
        content: Content | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self.shared_task, self.around, self.was = shared_task, around, content
        values = values_of(content, around) if content else {}
        values |= {"revision": shared_task.revision, **(initial or {})}
        super().__init__(data, initial=values)
        for prefix, noun in (("start", "Start"), ("due", "Slutdato")):
            self.fields |= date_fields(prefix, noun)
        self.rows = number_of_rows(values if data is None else data)
        for row in range(self.rows):
            self.fields |= attachment_fields(row)
        self._offer()
        dates = [name for name in self.fields if name.startswith(("start_", "due_"))]
        names = list(SharedTaskForm.base_fields)
        at = names.index("prerequisites")
        self.order_fields([*names[:at], *dates, *names[at:]])
        if shared_task.pk is None:
            del self.fields["revision"]

    def _offer(self) -> None:
        """Let the fields offer what there is in the programme."""
        offered = {
            "phase": [("", "Vælg en fase"), *self.around.phases],
            "theme": [("", "Vælg et tema"), *self.around.themes],
            "recommended_responsible": [("", "Ingen"), *self.around.roles],
            "recommended_executor": [("", "Ingen"), *self.around.roles],
            "involved": self.around.roles,
        }
        tasks = {str(pk): f"({one[0]}) {one[1]}" for pk, one in self.around.tasks.items()}
        for tie in TIES:
            offered[tie] = list(tasks.items())
            self.fields[f"{tie}_more"].widget.attrs |= {"list": "tasks", "autocomplete": "off"}
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        for tie in TIES:
            # Of hundreds only those that are chosen are shown.
            chosen = [pk for pk in self[tie].value() or [] if pk in tasks]
            self.fields[tie].widget.choices = [(pk, tasks[pk]) for pk in chosen]

    @property
    def texts(self) -> list[forms.BoundField]:
        return [self[name] for name in TEXTS]

    @property
    def dates(self) -> list[dict[str, forms.BoundField]]:
        """The parts of both date rules."""
        parts = ("anchor", "amount", "unit", "side", "fixed_on")
        return [{part: self[f"{p}_{part}"] for part in parts} for p in ("start", "due")]

    @property
    def attachments(self) -> list[dict[str, forms.BoundField]]:
        parts = ("kind", "title", "url")
        return [{p: self[f"attachment_{row}_{p}"] for p in parts} for row in range(self.rows)]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        said["start"], said["due"] = read_rule(self, "start"), read_rule(self, "due")
        said["attachments"] = tuple(sorted(self._read_attachments()))
        names = self.around.names
        said["phase"] = _name_of(names.phases, said.get("phase"))
        said["theme"] = _name_of(names.themes, said.get("theme"))
        self._read_code(said)
        for tie in TIES:
            said[tie] = self._read_tie(tie)
        self._refuse_circle(said["prerequisites"])
        return said

    def content(self) -> Content:
        """Return the sheet that a valid form says."""
        said = self.cleaned_data
        plain = ("code", "title", "phase", "theme", "priority", "kind", *TEXTS, "source")
        roles = ("recommended_responsible", "recommended_executor")
        dates = ("start", "due", "attachments")
        values: dict[str, Any] = {name: said[name] for name in (*plain, *roles, *dates)}
        for tie in TIES:
            values[tie] = tuple(sorted(self.around.tasks[pk][0] for pk in said[tie]))
        return Content(**values, involved=tuple(sorted(said["involved"])))

    def dated_shared_task(self) -> SharedTask | None:
        """Return an unsaved shared task with the phase and the dates that the form says.

        None where no phase is chosen.
        """
        phases = self.around.names.phases
        if self.is_bound:
            said = self.cleaned_data
            number, rules = said.get("phase", ""), (said["start"], said["due"])
        elif self.was:
            number, rules = self.was.phase, (self.was.start, self.was.due)
        else:
            number, rules = _name_of(phases, self["phase"].value()), (NO_DATE, NO_DATE)
        if number not in phases:
            return None
        return with_rules(SharedTask(phase=phases[number]), *rules)

    def refuse(self, error: Refused) -> None:
        """Say beside the field what the database did not take although the form did."""
        match error:
            case CodeTaken():
                self.add_error("code", self._taken(error.code))
            case PrerequisiteCycle():
                self.add_error("prerequisites_more", circle_in_words(error.codes))
            case UnknownPhase():
                self.add_error("phase", GONE["phase"])
            case UnknownTheme():
                self.add_error("theme", GONE["theme"])
            case UnknownRole():
                self.add_error("involved", GONE["involved"])
            case _:
                self.add_error("prerequisites_more", GONE["task"])

    def keep_errors_of(self, names: Iterable[str]) -> None:
        """Forget what is wrong elsewhere: the form was not sent to be saved yet."""
        for name in set(self.errors) - set(names):
            del self.errors[name]

    def _read_code(self, said: dict[str, Any]) -> None:
        """Take the next code of the phase where a new task has none."""
        code, there = said.get("code", ""), self.around.names.tasks
        if not code and self.shared_task.pk is None and said["phase"]:
            said["code"] = self.around.next_code(said["phase"])
        elif not code and "code" not in self.errors:
            self.add_error("code", "Skriv en kode.")
        elif there.get(code, self.shared_task.pk) != self.shared_task.pk:
            self.add_error("code", self._taken(code))

    def _taken(self, code: str) -> str:
        title = self.around.tasks.get(self.around.names.tasks.get(code, 0), ("", "", ""))[1]
        by = f" af »{title}«" if title else ""
        return f"Koden »{code}« bruges allerede{by}. Vælg en anden."

    def _read_tie(self, tie: str) -> list[int]:
        """Return the pks of those chosen and those typed; all that is wrong is said of these."""
        for message in self.errors.pop(tie, []):
            self.add_error(f"{tie}_more", message)
        chosen = [int(pk) for pk in self.cleaned_data.get(tie, [])]
        typed = self.cleaned_data.get(f"{tie}_more", "")
        try:
            chosen += self.around.find(typed) if typed else []
        except NotOneTask as error:
            self.add_error(f"{tie}_more", error.message)
        if self.shared_task.pk in chosen:
            self.add_error(f"{tie}_more", TO_ITSELF[tie])
        return list(dict.fromkeys(chosen))

    def _refuse_circle(self, prerequisites: list[int]) -> None:
        own = self.shared_task.pk
        if own is None or own in prerequisites or not prerequisites:
            return
        try:
            refuse_cycle(self.around.programme, {own: prerequisites}, first=own)
        except PrerequisiteCycle as error:
            self.refuse(error)

    def _read_attachments(self) -> Iterable[Attachment]:
        """Give the rows that say something, and say of each what is missing."""
        seen: dict[str, int] = {}
        for row in range(self.rows):
            prefix = f"attachment_{row}_"
            said = {p: self.cleaned_data.get(prefix + p, "") for p in ("kind", "title", "url")}
            wrong = any(prefix + part in self.errors for part in said)
            if not any(said.values()) or wrong:
                continue
            missing = {
                "kind": "Vælg en type.",
                "title": "Skriv en titel.",
                "url": "Skriv adressen.",
            }
            for part in (part for part in missing if not said[part]):
                self.add_error(prefix + part, missing[part])
            if said["url"] and said["url"] in seen:
                self.add_error(
                    prefix + "url", f"Adressen står der allerede, i bilag {seen[said['url']]}."
                )
            seen.setdefault(said["url"], row + 1)
            yield Attachment(**said)


def _name_of(rows: Mapping[str, Any], pk: str | None) -> str:
    """Return what the row with this pk is named by in a sheet."""
    return next((name for name, row in rows.items() if str(row.pk) == pk), "")
