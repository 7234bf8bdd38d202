"""Forms for local tasks."""

from dataclasses import asdict, fields
from typing import Any

from django import forms
from django.utils.formats import date_format

from design.fields import UNKNOWN_CHOICE, PlannedDate
from projects.models import Priority
from shared_tasks.models import TEXTS
from shared_tasks.sheet_fields import BriefText, Line
from tasks.forms import LongSelect
from tasks.local.content import KINDS, LocalContent
from tasks.local.surroundings import Surroundings
from tasks.local.ties import LocalCircle
from tasks.typed_tasks import NotOneTask

BROKEN = "Formularen er ikke hel. Genindlæs siden, og prøv igen."
TIES = {"prerequisites": "Venter på", "waiting": "Venter på denne opgave"}
ROLES = ("recommended_responsible", "recommended_executor")
GONE = "Noget af det, du har valgt, findes ikke længere. Se valgene igennem, og gem igen."


def cycle_message(titles: list[str]) -> str:
    """Describe a cycle of tasks: each waits for the next, the last for the first."""
    chain = ", som venter på ".join(f"»{title}«" for title in [*titles[1:], titles[0]])
    return (
        f"Opgaverne ville vente på hinanden: »{titles[0]}« venter på {chain}. Fjern en af dem, "
        "ellers kan ingen begynde."
    )


def _choice(label: str, gone: str, *, missing: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=bool(missing),
        widget=LongSelect,
        error_messages={"invalid_choice": gone, "required": missing},
    )


def _task_choices(label: str) -> forms.MultipleChoiceField:
    """Return the field of the chosen tasks, to keep or remove; others are typed."""
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "En af opgaverne findes ikke længere i projektet."},
    )


class LocalTaskForm(forms.Form):
    """All of a local task but its status, new or existing at a revision."""

    title = Line(label="Titel", max_length=200, error_messages={"required": "Skriv en titel."})
    phase = _choice("Fase", "Fasen findes ikke længere. Vælg en anden.", missing="Vælg en fase.")
    theme = _choice("Tema", "Temaet findes ikke længere. Vælg et andet.", missing="Vælg et tema.")
    priority = forms.TypedChoiceField(
        label="Prioritet",
        choices=Priority.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Vælg en prioritet."),
    )
    kind = forms.ChoiceField(
        label="Type",
        choices=[(kind.value, kind.label.capitalize()) for kind in KINDS],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Vælg en type."),
    )
    starts_on = PlannedDate(label="Startdato")
    due_on = PlannedDate(label="Slutdato", help_text="Uden en slutdato er lyset gråt.")
    responsible = _choice("Ansvarlig", "Vælg en kollega fra jeres egen kommune.")
    executor = _choice("Udfører", "Vælg en kollega fra jeres egen kommune.")
    goal = BriefText(label="Mål", rows=3)
    description = BriefText(label="Beskrivelse", rows=6)
    method = BriefText(label="Metode og fremgangsmåde", rows=6)
    result = BriefText(label="Resultat", rows=3)
    quality_criteria = BriefText(label="Kvalitetskriterier", rows=3)
    recommended_responsible = _choice("Rolle, der bør være ansvarlig", GONE)
    recommended_executor = _choice("Rolle, der bør være udfører", GONE)
    involved = forms.MultipleChoiceField(
        label="Involverede roller",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": GONE},
    )
    prerequisites = _task_choices(TIES["prerequisites"])
    prerequisites_more = Line(label="Skal være gjort først", required=False, max_length=2000)
    waiting = _task_choices(TIES["waiting"])
    waiting_more = Line(label="Skal vente på denne opgave", required=False, max_length=2000)
    revision = forms.IntegerField(
        min_value=1,
        max_value=2_147_483_647,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), BROKEN),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        around: Surroundings,
        was: LocalContent | None = None,
        number: int | None = None,
        revision: int | None = None,
        phase: str = "",
    ) -> None:
        """``was`` is the present content of the task with that number; a new one has neither."""
        self.around, self.was, self.number = around, was, number
        # The defaults of a new task; the phase is the one the page was opened from.
        new = {"phase": phase, "priority": Priority.RECOMMENDED, "kind": KINDS[0].value}
        shown = _values_of(was) | {"revision": revision} if was else new
        super().__init__(data, initial=shown)
        if was is None:
            del self.fields["revision"]
        self._offer()

    def _offer(self) -> None:
        """Set the fields' choices from the project."""
        around = self.around
        people, roles = [("", "Ingen"), *around.people], [("", "Ingen"), *around.roles]
        mine = str(self.number)
        tasks = {str(pk): around.name_of(pk) for pk in around.tasks}
        offered: dict[str, Any] = {
            "phase": [("", "Vælg en fase"), *around.phases],
            "theme": [("", "Vælg et tema"), *around.themes],
            **dict.fromkeys(("responsible", "executor"), people),
            **dict.fromkeys(ROLES, roles),
            "involved": around.roles,
            **{tie: [(pk, name) for pk, name in tasks.items() if pk != mine] for tie in TIES},
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        for tie in TIES:
            # There may be hundreds; only the chosen ones are shown.
            chosen = [str(pk) for pk in self[tie].value() or [] if str(pk) in tasks]
            self.fields[tie].widget.choices = [(pk, tasks[pk]) for pk in chosen]
            self.fields[f"{tie}_more"].widget.attrs |= {"list": "opgaver", "autocomplete": "off"}

    @property
    def more_texts(self) -> list[forms.BoundField]:
        """The long texts that few tasks need: all but the description."""
        return [self[name] for name in TEXTS if name != "description"]

    @property
    def has_more_texts(self) -> bool:
        return self._has_any(*(field.name for field in self.more_texts))

    @property
    def has_roles(self) -> bool:
        return self._has_any(*ROLES, "involved")

    @property
    def has_ties(self) -> bool:
        return self._has_any(*TIES, *(f"{tie}_more" for tie in TIES))

    def _has_any(self, *names: str) -> bool:
        """Whether any of the fields has a value or an error."""
        return any(self[name].value() or name in self.errors for name in names)

    @property
    def ties(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """For each kind of tie, the field of the chosen tasks and the field for others."""
        return [(self[tie], self[f"{tie}_more"]) for tie in TIES]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts_on, due_on = cleaned.get("starts_on"), cleaned.get("due_on")
        if starts_on and due_on and due_on < starts_on:
            self.add_error("due_on", "Slutdatoen kan ikke ligge før startdatoen.")
        for tie in TIES:
            cleaned[tie] = self._read_tie(tie)
        for number in cleaned["prerequisites"] & cleaned["waiting"]:
            self.add_error("waiting_more", cycle_message([self.around.name_of(number), "opgaven"]))
        return cleaned

    def content(self) -> LocalContent:
        """Return the content of a valid form."""
        cleaned = self.cleaned_data
        ids = ("phase", "theme", "responsible", "executor", *ROLES)
        values: dict[str, Any] = {
            f"{name}_id": int(cleaned[name]) if cleaned[name] else None for name in ids
        }
        plain = ("title", "priority", "kind", "starts_on", "due_on", *TEXTS, *TIES)
        values |= {name: cleaned[name] for name in plain}
        return LocalContent(**values, involved=frozenset(map(int, cleaned["involved"])))

    def refuse_circle(self, circle: LocalCircle) -> None:
        self.add_error("prerequisites_more", cycle_message(circle.titles))

    def refuse_gone(self) -> None:
        """Add the error that the database refused the choices."""
        self.add_error(None, GONE)

    def now(self) -> list[tuple[str, str]]:
        """Return the present values, in words, that differ from the typed ones."""
        if self.was is None or not self.is_valid():
            return []
        mine, theirs = asdict(self.content()), asdict(self.was)
        differing = [one.name for one in fields(LocalContent) if mine[one.name] != theirs[one.name]]
        return [(self._label(name), self._in_words(name, theirs[name])) for name in differing]

    def _label(self, name: str) -> str:
        return str(self.fields[name.removesuffix("_id")].label)

    def _in_words(self, name: str, value: Any) -> str:
        if value in (None, "", frozenset()):
            return "Intet"
        field = self.fields[name.removesuffix("_id")]
        if isinstance(field, forms.ChoiceField):
            pairs: Any = field.choices
            labels = {str(key): str(label) for key, label in pairs}
            values = value if isinstance(value, frozenset) else [value]
            return ", ".join(sorted(labels.get(str(one), f"#{one}") for one in values))
        return str(value if isinstance(value, str) else date_format(value))

    def _read_tie(self, tie: str) -> frozenset[int]:
        """Return the ids of the chosen and the typed tasks."""
        chosen = [int(pk) for pk in self.cleaned_data.get(tie, [])]
        typed = self.cleaned_data.get(f"{tie}_more", "")
        try:
            chosen += self.around.find(typed) if typed else []
        except NotOneTask as error:
            self.add_error(f"{tie}_more", error.message)
        if self.number in chosen:
            self.add_error(f"{tie}_more", "En opgave kan ikke vente på sig selv.")
        return frozenset(chosen)


def _values_of(content: LocalContent) -> dict[str, Any]:
    """Return the fields' initial values for a local task."""
    values = {name.removesuffix("_id"): value for name, value in asdict(content).items()}
    several = ("involved", *TIES)
    return values | {name: sorted(values[name]) for name in several}


class ShowLocalForm(forms.Form):
    """Whether partners see the project's local tasks."""

    shown = forms.ChoiceField(
        label="Hvem kan se jeres lokale opgaver?",
        choices=[("nej", "Kun I i kommunen"), ("ja", "Også samarbejdsparterne")],
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg, hvem der kan se dem."} | UNKNOWN_CHOICE,
    )

    def clean_shown(self) -> bool:
        return bool(self.cleaned_data["shown"] == "ja")
