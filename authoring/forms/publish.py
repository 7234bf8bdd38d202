"""What may be chosen to publish, and to whom."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.boundfield import BoundWidget
from django.http import QueryDict

from authoring.publications import is_id, municipalities_in, waves_in, with_wave
from organisations.models import Municipality
from phases.models import Phase, Theme
from projects.models import Programme, Wave
from publishing.publications import EVERYONE, Receivers, To
from shared_tasks.models import SharedTask, SharedTaskQuerySet

DRAFTS, PHASE, THEME, PICKED = "drafts", "phase", "theme", "picked"
WHAT = [
    (DRAFTS, "Alle kladder"),
    (PHASE, "En fase"),
    (THEME, "Et tema"),
    (PICKED, "Opgaver, du har valgt i planen"),
]
TO = [
    (To.EVERYONE.value, "Alle kommuner i programmet, også dem, der kommer med senere"),
    (To.WAVES.value, "Bølger"),
    (To.MUNICIPALITIES.value, "Kommuner"),
]
SEVERAL = ("to_waves", "to_municipalities")
GONE = "Nogle af de valgte opgaver findes ikke længere. Gå til planen, og vælg igen."
# Longer than any plan, and short enough to read.
MOST_PICKED = 10_000


class PhaseField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def label_from_instance(self, phase: Phase) -> str:
        return f"{'– ' if phase.parent_id else ''}{phase}"


class WavesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def label_from_instance(self, wave: Wave) -> str:
        number = wave.projects_in_it  # type: ignore[attr-defined]  # of waves_in
        return f"{wave.name} ({number} {'kommune' if number == 1 else 'kommuner'})"


class MunicipalitiesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def label_from_instance(self, municipality: Municipality) -> str:
        return with_wave(municipality)


class PickedField(forms.CharField):
    """Shared tasks by id, with commas between; read in ``PublishForm``."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> list[int]:  # type: ignore[override]  # a list of ids
        names = [name for name in str(value or "").split(",") if name.strip()]
        if len(names) > MOST_PICKED or not all(is_id(name) for name in names):
            raise ValidationError(GONE, code="unknown")
        return sorted({int(name) for name in names})

    def validate(self, value: Any) -> None:
        """Whether any must be picked hangs on another field."""

    def run_validators(self, value: Any) -> None:
        """A list has no length in characters."""


class PublishForm(forms.Form):
    """When valid, ``shared_tasks`` is what is chosen and ``receivers`` to whom."""

    marks_optional = False
    data: QueryDict
    shared_tasks: list[SharedTask]
    receivers: Receivers

    what = forms.ChoiceField(
        label="Hvad vil du udgive?",
        choices=WHAT,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Vælg, hvad du vil udgive.",
            "invalid_choice": "Vælg, hvad du vil udgive.",
        },
    )
    in_phase = PhaseField(
        label="Fase",
        queryset=Phase.objects.none(),
        required=False,
        empty_label="Vælg en fase",
        help_text="Fasens opgaver og dens underfasers, både kladder og dem, der er udgivet til nogle.",
        error_messages={"invalid_choice": "Fasen findes ikke længere. Vælg en anden."},
    )
    about_theme: "forms.ModelChoiceField[Theme]" = forms.ModelChoiceField(
        label="Tema",
        queryset=Theme.objects.none(),
        required=False,
        empty_label="Vælg et tema",
        help_text="Temaets opgaver, både kladder og dem, der er udgivet til nogle.",
        error_messages={"invalid_choice": "Temaet findes ikke længere. Vælg et andet."},
    )
    picked = PickedField(required=False)
    to = forms.ChoiceField(
        label="Hvem skal have opgaverne?",
        choices=TO,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Vælg, hvem der skal have opgaverne.",
            "invalid_choice": "Vælg, hvem der skal have opgaverne.",
        },
    )
    to_waves = WavesField(
        label="Bølger",
        queryset=Wave.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="De kommuner, der er i bølgen, og dem, der kommer med i den senere.",
        error_messages={
            "invalid_choice": "En af bølgerne findes ikke længere. Vælg igen.",
            "invalid_pk_value": "En af bølgerne findes ikke. Vælg igen.",
        },
    )
    to_municipalities = MunicipalitiesField(
        label="Kommuner",
        queryset=Municipality.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "En af kommunerne er ikke med i programmet. Vælg igen.",
            "invalid_pk_value": "En af kommunerne findes ikke. Vælg igen.",
        },
    )

    def __init__(
        self,
        given: QueryDict | None = None,
        *,
        programme: Programme,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(given, initial=initial)
        self.programme = programme
        choices: dict[str, Any] = {
            "in_phase": programme.phases.order_by("position"),
            "about_theme": programme.themes.order_by("position", "name"),
            "to_waves": waves_in(programme),
            "to_municipalities": municipalities_in(programme),
        }
        for name, rows in choices.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]  # of a choice of rows

    def clean(self) -> dict[str, Any]:
        """Read what is chosen; what was refused by itself is not complained of again."""
        self._clean_shared_tasks(self.cleaned_data.get("what", ""))
        self._clean_receivers(self.cleaned_data.get("to", ""))
        return self.cleaned_data

    def _clean_shared_tasks(self, what: str) -> None:
        field = {PHASE: "in_phase", THEME: "about_theme"}.get(what, PICKED)
        if not what or field in self.errors:
            return
        chosen: Any = self.cleaned_data.get(field)
        if what != DRAFTS and not chosen:
            self.add_error(*NOTHING_CHOSEN[what])
            return
        self.shared_tasks = list(self._chosen(what, chosen))
        if what == PICKED and len(self.shared_tasks) != len(chosen):
            self.add_error("what", GONE)
        elif not self.shared_tasks:
            self.add_error("what" if what == DRAFTS else field, "Her er ingen opgaver at udgive.")
        elif withdrawn := [str(one) for one in self.shared_tasks if one.is_withdrawn]:
            self.add_error("what", said_withdrawn(withdrawn))

    def _chosen(self, what: str, chosen: Any) -> SharedTaskQuerySet:
        shared_tasks: SharedTaskQuerySet = self.programme.shared_tasks.all()
        if what == PICKED:
            return shared_tasks.filter(pk__in=chosen)
        if what == DRAFTS:
            return shared_tasks.drafts()
        there = shared_tasks.filter(withdrawn_at=None)
        if what == THEME:
            return there.filter(theme=chosen)
        return there.filter(Q(phase=chosen) | Q(phase__parent=chosen))

    def _clean_receivers(self, to: str) -> None:
        if to == To.EVERYONE:
            self.receivers = EVERYONE
        for choice, field, message in (
            (To.WAVES, "to_waves", "Vælg mindst én bølge."),
            (To.MUNICIPALITIES, "to_municipalities", "Vælg mindst én kommune."),
        ):
            if to != choice or field in self.errors:
                continue
            ids = frozenset(row.pk for row in self.cleaned_data[field])
            if ids:
                self.receivers = Receivers(choice, ids)
            else:
                self.add_error(field, message)

    def carried(self) -> list[tuple[str, str]]:
        """Return names and values of what was chosen, for a form that asks for nothing more."""
        return [(name, value) for name in self.base_fields for value in self.data.getlist(name)]

    def municipalities_shown(self, search: str) -> list[BoundWidget]:
        """Return the boxes of those that the search finds, and of those that are ticked."""
        wanted = search.strip().casefold()
        return [
            box
            for box in self["to_municipalities"]
            if box.data["selected"] or wanted in box.data["label"].casefold()
        ]


NOTHING_CHOSEN = {
    PHASE: ("in_phase", "Vælg, hvilken fase du vil udgive."),
    THEME: ("about_theme", "Vælg, hvilket tema du vil udgive."),
    PICKED: ("what", "Du har ikke valgt nogen opgaver i planen. Vælg dem dér først."),
}


def said_withdrawn(names: list[str]) -> str:
    """Say which of the chosen are withdrawn, and what to do about it."""
    listed = ", ".join(f"»{name}«" for name in names[:5])
    more = f" og {len(names) - 5} flere" if len(names) > 5 else ""
    return f"{listed}{more} er trukket tilbage. Genudgiv først, eller vælg igen uden."


def as_typed(given: QueryDict) -> dict[str, Any]:
    """Return what was chosen so far, to go on choosing from; nothing is judged yet.

    Shared tasks come as ``opgave`` from the plan, many times over, or as ``picked`` from here.
    """
    typed: dict[str, Any] = {name: given.get(name, "") for name in PublishForm.base_fields}
    typed |= {name: given.getlist(name) for name in SEVERAL}
    if given.get("fase"):
        typed |= {"what": PHASE, "in_phase": given["fase"]}
    if picked := [name for name in given.getlist("opgave") if is_id(name)]:
        typed |= {"what": PICKED, "picked": ",".join(picked)}
    return typed
