"""The task list of a project as its address says it: filters, order, and how to undo each."""

from collections.abc import Callable, Collection, Iterable
from typing import Any, Final

from django import forms
from django.db.models import Case, F, IntegerField, Q, Value, When
from django.db.models.expressions import OrderBy
from django.http import QueryDict

from accounts.lists import UNKNOWN_FILTER, Chip, kept
from phases.models import Phase, Theme
from projects.models import Priority
from tasks.lights import CLOSED, Light, Status
from tasks.models import TaskQuerySet

ANY = ("", "Alle")
WITHDRAWN = "withdrawn"
NOBODY = "ingen"
STATUS_GROUPS = {
    "open": ~Q(status__in=CLOSED),
    "closed": Q(status__in=CLOSED),
    WITHDRAWN: Q(is_withdrawn=True),
}
PRIORITY_GROUPS = {"obligatorisk": Q(priority__lte=Priority.MANDATORY)}
BY_PROGRESS = Case(
    *(When(status=status, then=Value(step)) for step, status in enumerate(Status.values)),
    output_field=IntegerField(),
)
PERSON = ("sort_key", "pk", "name")
CLOSED_LAST = Case(
    When(status__in=CLOSED, then=Value(1)), default=Value(0), output_field=IntegerField()
)

# What each column sorts by; the number breaks ties.
SORTS: Final[dict[str, list[Any]]] = {
    "nummer": [],
    "opgave": ["template__title"],
    "fase": ["phase__position"],
    "tema": ["theme__position", "theme__name"],
    "prioritet": ["priority"],
    "lys": ["light"],
    "status": [BY_PROGRESS],
    "ansvarlig": ["responsible__sort_key"],
    "udfoerer": ["executor__sort_key"],
    "slutdato": ["due_on"],
}


class TaskFilter(forms.Form):
    """The filters of one project's list; what it does not know, it says and leaves out."""

    marks_optional = False

    fase = forms.ChoiceField(label="Fase", required=False)
    tema = forms.ChoiceField(label="Tema", required=False)
    prioritet = forms.ChoiceField(label="Prioritet", required=False)
    status = forms.ChoiceField(label="Status", required=False)
    lys = forms.ChoiceField(label="Lys", required=False)
    person = forms.ChoiceField(label="Person", required=False)
    aendret = forms.ChoiceField(label="Ændringer", required=False)
    tekst = forms.CharField(
        label="Titel, kode eller nummer",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
        error_messages={"max_length": "Skriv højst 100 tegn."},
    )

    def __init__(
        self,
        data: QueryDict,
        *,
        phases: Iterable[Phase],
        themes: Iterable[Theme],
        people: Iterable[tuple[int, str]],
        has_news: bool,
    ) -> None:
        super().__init__(data, auto_id="filter-%s")
        self.address = data
        self.phases = list(phases)
        self.offer(
            fase=[(str(phase.pk), str(phase)) for phase in self.phases],
            tema=[(str(theme.pk), theme.name) for theme in themes],
            prioritet=[
                *((str(value), label) for value, label in Priority.choices),
                ("obligatorisk", "Alle obligatoriske"),
            ],
            status=[
                *Status.choices,
                ("open", "Alle åbne"),
                ("closed", "Alle afsluttede"),
                (WITHDRAWN, "Trukket tilbage"),
            ],
            lys=[(str(light.value), light.label) for light in reversed(Light)],
            person=[*((str(pk), name) for pk, name in people), (NOBODY, "Ingen valgt")],
            aendret=[("siden-sidst", "Ændret siden sidst")],
        )
        if not has_news:
            del self.fields["aendret"]

    def offer(self, **choices: list[tuple[str, str]]) -> None:
        for name, offered in choices.items():
            field = self.fields[name]
            field.choices = [ANY, *offered]  # type: ignore[attr-defined]  # a ChoiceField
            field.error_messages["invalid_choice"] = UNKNOWN_FILTER

    def chosen(self) -> dict[str, str]:
        """Return what is set and understood."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def apply(self, tasks: TaskQuerySet) -> TaskQuerySet:
        """Narrow the tasks; the withdrawn are shown to whoever asks for them.

        They say as ``is_changed`` whether their reader has seen them as they are now.
        """
        chosen = self.chosen()
        if chosen.get("status") != WITHDRAWN:
            tasks = tasks.live()
        for name, value in chosen.items():
            tasks = tasks.filter(self.condition(name, value))
        return tasks

    def condition(self, name: str, value: str) -> Q:
        conditions: dict[str, Callable[[str], Q]] = {
            "fase": self._in_phase,
            "tema": lambda value: Q(theme=value),
            "prioritet": lambda value: PRIORITY_GROUPS.get(value) or Q(priority=value),
            "status": lambda value: STATUS_GROUPS.get(value) or Q(status=value),
            "lys": lambda value: Q(light=value),
            "person": _with_person,
            "aendret": lambda _: Q(is_changed=True),
            "tekst": _with_text,
        }
        return conditions[name](value)

    def _in_phase(self, value: str) -> Q:
        """A phase and its sub-phases."""
        return Q(phase__in=[p.pk for p in self.phases if value in {str(p.pk), str(p.parent_id)}])

    def chips(self) -> list[Chip]:
        return [
            Chip(f"{self.fields[name].label}: {self._shown(name, value)}", self._without(name))
            for name, value in self.chosen().items()
        ]

    def _shown(self, name: str, value: str) -> str:
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            return f"»{value}«"
        return str(dict(field.choices)[value])  # type: ignore[arg-type]  # pairs, as offer() set

    def _without(self, name: str) -> str:
        return self.shortest(without=(name, "side"))

    def shortest(self, *, without: Collection[str] = ()) -> str:
        """Return the list's query string with nothing in it that says nothing."""
        return f"?{kept(self.address, without=without).urlencode()}"


def _with_person(value: str) -> Q:
    if value == NOBODY:
        return Q(executor=None, responsible=None)
    return Q(executor=value) | Q(responsible=value)


def _with_text(value: str) -> Q:
    found = Q(template__title__icontains=value) | Q(template__code__icontains=value)
    number = value.removeprefix("#")
    if number.isascii() and number.isdigit() and len(number) < 18:
        found |= Q(pk=int(number))
    return found


def people_on(tasks: TaskQuerySet) -> list[tuple[int, str]]:
    """Return who is named on any of the tasks, alphabetically, from one query."""
    found: dict[tuple[str, int], str] = {}
    columns = [f"{part}__{of}" for part in ("executor", "responsible") for of in PERSON]
    for row in tasks.order_by().values_list(*columns).distinct():
        for sort_key, pk, name in (row[:3], row[3:]):
            if pk is not None:
                found[sort_key, pk] = name
    return [(pk, name) for (_, pk), name in sorted(found.items())]


def sort_tasks(tasks: TaskQuerySet, sort: str) -> tuple[TaskQuerySet, str]:
    """Return the tasks in the order asked for, and its name; unknown ones are left out.

    Without one, what is open comes before what is closed, and the latest first in each.
    """
    column = sort.removeprefix("-")
    if column not in SORTS:
        latest = tasks.late_first()
        return latest.order_by(CLOSED_LAST, *latest.query.order_by), ""
    falls = sort.startswith("-")
    keys = [_ordered(key, falls=falls) for key in SORTS[column]]
    return tasks.order_by(*keys, "-pk" if falls and not keys else "pk"), sort


def _ordered(key: Any, *, falls: bool) -> OrderBy:
    """Return the key in its direction; rows without a value last in both."""
    expression = F(key) if isinstance(key, str) else key
    return OrderBy(expression, descending=falls, nulls_last=True)
