"""The filters of a task list as its address gives them, and the addresses of other filters."""

from collections.abc import Collection
from functools import reduce
from operator import or_

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import cached_property

from accounts.models import User
from design.chips import UNKNOWN_FILTER, Chip, kept
from projects.models import Priority
from tasks.lights import CLOSED, Light, Status
from tasks.models import TaskQuerySet
from workplace.lists.names import ListNames, Names
from workplace.lists.search import matching

OPEN, ENDED, WITHDRAWN = "open", "closed", "withdrawn"
ME, NOBODY = "mig", "ingen"
MANDATORY = "obligatorisk"
LIVE = Q(is_withdrawn=False)
STATUS_GROUPS = {
    OPEN: LIVE & ~Q(status__in=CLOSED),
    ENDED: LIVE & Q(status__in=CLOSED),
    WITHDRAWN: Q(is_withdrawn=True),
}
NEWS, LOCAL = "aendret", "lokal"
# The column that a filter's values are compared with, and what with when it is a yes or no.
COLUMNS = {"lys": "light", "prioritet": "priority", "tema": "theme", "projekt": "project"} | {
    NEWS: "is_changed",
    LOCAL: "shared_task",
}
VALUES = {NEWS: True, LOCAL: None}
# Parameters that choose a page of the list, not the list.
PAGING = ("side",)


class TaskFilter(forms.Form):
    """The filters of one list; unknown values are left out, and ``left_out`` names them.

    Several values of one filter are alternatives; several filters narrow the list.
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

    def __init__(self, data: QueryDict, *, names: ListNames, by: User) -> None:
        super().__init__(data, auto_id="filter-%s")
        self.address = data
        self.names = names
        self.by = by
        self._offered: dict[str, dict[str, str]] = {}
        self._queries_without: dict[str, str] = {}
        self._offer(
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
                *_choices(names.people),
            ],
            prioritet=[
                *((str(value), label) for value, label in Priority.choices),
                (MANDATORY, "Alle obligatoriske"),
            ],
            fase=_choices(names.unambiguous("fase")),
            tema=_choices(names.unambiguous("tema")),
            projekt=_choices(names.projects or {}),
            aendret=[("siden-sidst", "Ændret siden sidst")],
            lokal=[("ja", "Lokale opgaver")],
        )
        if not by.is_municipal:
            del self.fields["aendret"]
        if not names.is_across:
            del self.fields["projekt"]

    def _offer(self, **choices: list[tuple[str, str]]) -> None:
        for name, offered in choices.items():
            field = self.fields[name]
            field.choices = offered  # type: ignore[attr-defined]  # a field of choices
            field.error_messages["invalid_choice"] = UNKNOWN_FILTER
            self._offered[name] = dict(offered)

    def offered(self, name: str) -> dict[str, str]:
        """Return the filter's values with their labels."""
        return self._offered[name] if name in self.fields else {}

    def label(self, name: str) -> str:
        """Return the filter's label; empty where the list has no such filter."""
        return str(self.fields[name].label) if name in self.fields else ""

    @cached_property
    def chosen(self) -> dict[str, list[str]]:
        """The known values that are set, by filter."""
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
        """The text to search for; empty when it is not valid."""
        self.errors  # noqa: B018  # cleans once
        return str(self.cleaned_data.get("tekst", ""))

    def conditions(self) -> dict[str, Q]:
        """Return each filter's condition; withdrawn tasks are left out unless asked for."""
        found = {
            name: reduce(or_, (self._condition(name, value) for value in values))
            for name, values in self.chosen.items()
        }
        return {"status": LIVE} | found

    def _condition(self, name: str, value: str) -> Q:
        """Return one value's condition on a task; ``is_changed`` comes from ``with_news``."""
        match name, value:
            case "fase", _:
                return Q(phase__in=self.names.with_sub_phases(int(value)))
            case "status", _:
                return STATUS_GROUPS.get(value) or LIVE & Q(status=value)
            case "prioritet", _ if value == MANDATORY:
                return Q(priority__lte=Priority.MANDATORY)
            case "person", _ if value == NOBODY:
                return Q(executor=None, responsible=None)
            case "person", _:
                pk = self.by.pk if value == ME else value
                return Q(executor=pk) | Q(responsible=pk)
            case _:
                return Q(**{COLUMNS[name]: VALUES.get(name, value)})

    def search(self, tasks: TaskQuerySet) -> TaskQuerySet:
        """Narrow the tasks to those with the text searched for."""
        return matching(tasks, self.text, by=self.by) if self.text else tasks

    def apply(self, tasks: TaskQuerySet) -> TaskQuerySet:
        """Narrow the tasks, which come annotated by ``with_news``."""
        for condition in self.conditions().values():
            tasks = tasks.filter(condition)
        return tasks

    def chips(self) -> list[Chip]:
        """Return the values that are set, each with the address of the list without it."""
        found = [
            Chip(f"{self.label(name)}: {self.offered(name)[value]}", self.toggled(name, value))
            for name, values in self.chosen.items()
            for value in values
        ]
        if self.text:
            found.append(Chip(f"Søgning: »{self.text}«", self.shortest(without=("tekst", *PAGING))))
        return found

    def left_out(self) -> list[tuple[str, str]]:
        """Return the labels of filters with unknown values in the address, and the reason."""
        return [
            (self.label(name), str(error))
            for name, errors in self.errors.items()
            for error in errors
        ]

    def toggled(self, name: str, value: str) -> str:
        """Return the list's address with the value added to its filter, or removed."""
        values = self.chosen.get(name, [])
        wanted = [v for v in values if v != value] + ([] if value in values else [value])
        # The values are ids and our own words, which need no quoting.
        own = "&".join(f"{name}={one}" for one in wanted)
        if name not in self._queries_without:
            rest = kept(self.address, without=(name, *PAGING))
            self._queries_without[name] = rest.urlencode()
        return f"?{'&'.join(filter(None, (self._queries_without[name], own)))}"

    def with_(self, **changes: str | None) -> str:
        """Return the first page's address with these parameters changed; None removes one."""
        rest = kept(self.address, without=(*changes, *PAGING))
        for name, value in changes.items():
            if value is not None:
                rest[name] = value
        return f"?{rest.urlencode()}"

    def shortest(self, *, without: Collection[str] = ()) -> str:
        """Return the list's query string without empty parameters."""
        return f"?{kept(self.address, without=without).urlencode()}"


def _choices(names: Names) -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in names.items()]
