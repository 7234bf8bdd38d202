"""What an address narrows a list of tasks to: the filters, and the addresses that say them."""

from collections.abc import Callable, Collection, Iterable

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import cached_property

from accounts.models import User
from design.chips import UNKNOWN_FILTER, Chip, kept
from projects.models import Priority
from tasks.lights import CLOSED, Light, Status
from tasks.models import TaskQuerySet
from workplace.lists.search import matching
from workplace.lists.terms import Names, Terms

OPEN, ENDED, WITHDRAWN = "open", "closed", "withdrawn"
ME, NOBODY = "mig", "ingen"
MANDATORY = "obligatorisk"
LIVE = Q(is_withdrawn=False)
STATUS_GROUPS = {
    OPEN: LIVE & ~Q(status__in=CLOSED),
    ENDED: LIVE & Q(status__in=CLOSED),
    WITHDRAWN: Q(is_withdrawn=True),
}
PRIORITY_GROUPS = {MANDATORY: Q(priority__lte=Priority.MANDATORY)}
NEWS, LOCAL = "aendret", "lokal"
# What an address says of one page of the list, and not of the list.
PAGING = ("side",)


class TaskFilter(forms.Form):
    """The filters of one list; what it does not know, it says and leaves out.

    Several values of one filter widen it, several filters narrow the list.
    """

    marks_optional = False

    lys = forms.MultipleChoiceField(label="Lys", required=False)
    status = forms.MultipleChoiceField(label="Status", required=False)
    person = forms.MultipleChoiceField(label="Person", required=False)
    prioritet = forms.MultipleChoiceField(label="Prioritet", required=False)
    fase = forms.MultipleChoiceField(label="Fase", required=False)
    tema = forms.MultipleChoiceField(label="Tema", required=False)
    projekt = forms.MultipleChoiceField(label="Projekt", required=False)
    aendret = forms.MultipleChoiceField(label="Ændringer", required=False)
    lokal = forms.MultipleChoiceField(label="Lokale opgaver", required=False)
    tekst = forms.CharField(
        label="Søg i opgaverne",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
        error_messages={"max_length": "Skriv højst 100 tegn."},
    )

    def __init__(self, data: QueryDict, *, terms: Terms, by: User) -> None:
        super().__init__(data, auto_id="filter-%s")
        self.address = data
        self.terms = terms
        self.by = by
        self._offered: dict[str, dict[str, str]] = {}
        self._rests: dict[str, str] = {}
        self.offer(
            lys=[(str(light.value), light.label) for light in reversed(Light)],
            status=[
                (OPEN, "Åbne"),
                (ENDED, "Afsluttede"),
                *Status.choices,
                (WITHDRAWN, "Trukket tilbage"),
            ],
            person=[
                *([(ME, "Mig")] if by.is_municipal else []),
                (NOBODY, "Ingen valgt"),
                *_choices(terms.people),
            ],
            prioritet=[
                *((str(value), label) for value, label in Priority.choices),
                (MANDATORY, "Alle obligatoriske"),
            ],
            fase=_choices(terms.told_apart("fase")),
            tema=_choices(terms.told_apart("tema")),
            projekt=_choices(terms.projects or {}),
            aendret=[("siden-sidst", "Ændret siden sidst")],
            lokal=[("ja", "Lokale opgaver")],
        )
        if not by.is_municipal:
            del self.fields["aendret"]
        if not terms.is_across:
            del self.fields["projekt"]

    def offer(self, **choices: list[tuple[str, str]]) -> None:
        for name, offered in choices.items():
            field = self.fields[name]
            field.choices = offered  # type: ignore[attr-defined]  # a field of choices
            field.error_messages["invalid_choice"] = UNKNOWN_FILTER
            self._offered[name] = dict(offered)

    def offered(self, name: str) -> dict[str, str]:
        """Return the filter's values with what they are called."""
        return self._offered[name] if name in self.fields else {}

    def label(self, name: str) -> str:
        """Return what the filter is called; nothing where the list has no such filter."""
        return str(self.fields[name].label) if name in self.fields else ""

    @cached_property
    def chosen(self) -> dict[str, list[str]]:
        """What is set and understood of the filters that offer something."""
        found = {}
        for name, offered in self._offered.items():
            if name not in self.fields:
                continue
            given = dict.fromkeys(v for v in self.address.getlist(name) if v in offered)
            if given:
                found[name] = list(given)
        return found

    @property
    def text(self) -> str:
        """What is searched for; empty when it is not understood."""
        self.errors  # noqa: B018  # cleans once
        return str(self.cleaned_data.get("tekst", ""))

    def conditions(self) -> dict[str, Q]:
        """Return by filter what it asks of a task; the withdrawn are for whoever asks for them."""
        found = {name: self._any_of(name, values) for name, values in self.chosen.items()}
        return {"status": LIVE} | found

    def _any_of(self, name: str, values: Iterable[str]) -> Q:
        wanted = Q()
        for value in values:
            wanted |= self.condition(name, value)
        return wanted

    def condition(self, name: str, value: str) -> Q:
        """Return what one value asks of a task; ``is_changed`` is ``with_news``'."""
        conditions: dict[str, Callable[[str], Q]] = {
            "fase": lambda value: Q(phase__in=self.terms.within(int(value))),
            "tema": lambda value: Q(theme=value),
            "projekt": lambda value: Q(project=value),
            "lys": lambda value: Q(light=value),
            "prioritet": lambda value: PRIORITY_GROUPS.get(value) or Q(priority=value),
            "status": lambda value: STATUS_GROUPS.get(value) or LIVE & Q(status=value),
            "person": self._with_person,
            NEWS: lambda _: Q(is_changed=True),
            LOCAL: lambda _: Q(shared_task=None),
        }
        return conditions[name](value)

    def _with_person(self, value: str) -> Q:
        if value == NOBODY:
            return Q(executor=None, responsible=None)
        pk = self.by.pk if value == ME else value
        return Q(executor=pk) | Q(responsible=pk)

    def search(self, tasks: TaskQuerySet) -> TaskQuerySet:
        """Leave only the tasks with the text that is searched for."""
        return matching(tasks, self.text, by=self.by) if self.text else tasks

    def apply(self, tasks: TaskQuerySet) -> TaskQuerySet:
        """Narrow the tasks, which say as ``is_changed`` whether they are news to their reader."""
        for condition in self.conditions().values():
            tasks = tasks.filter(condition)
        return tasks

    def chips(self) -> list[Chip]:
        """Return what is set, each with the list without it."""
        found = [
            Chip(f"{self.label(name)}: {self.offered(name)[value]}", self.toggled(name, value))
            for name, values in self.chosen.items()
            for value in values
        ]
        if self.text:
            found.append(Chip(f"Søgning: »{self.text}«", self.shortest(without=("tekst", *PAGING))))
        return found

    def left_out(self) -> list[tuple[str, str]]:
        """Return what the address asks for and the list does not understand, with the reason."""
        return [
            (self.label(name), str(error))
            for name, errors in self.errors.items()
            for error in errors
        ]

    def toggled(self, name: str, value: str) -> str:
        """Return the list with the value added to its filter, or taken from it."""
        values = self.chosen.get(name, [])
        wanted = [v for v in values if v != value] + ([] if value in values else [value])
        # The values are ids and words of ours, which an address writes as they are.
        said = "&".join(f"{name}={one}" for one in wanted)
        return f"?{'&'.join(filter(None, (self._without(name), said)))}"

    def _without(self, name: str) -> str:
        """Return what the address says but for one filter; the same for each of its values."""
        if name not in self._rests:
            self._rests[name] = kept(self.address, without=(name, *PAGING)).urlencode()
        return self._rests[name]

    def with_(self, **changes: str | None) -> str:
        """Return the first page of the list with these words of its address changed; None: gone."""
        rest = kept(self.address, without=(*changes, *PAGING))
        for name, value in changes.items():
            if value is not None:
                rest[name] = value
        return f"?{rest.urlencode()}"

    def shortest(self, *, without: Collection[str] = ()) -> str:
        """Return the list's query string with nothing in it that says nothing."""
        return f"?{kept(self.address, without=without).urlencode()}"


def _choices(names: Names) -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in names.items()]
