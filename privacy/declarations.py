"""Declarations of personal data, field by field.

Each app declares its tables in its own ``personal_data.py``. docs/privacy.md, the export of
everything about one person, and pseudonymisation use them. A test finds fields that could hold
personal data and have no declaration.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cache
from typing import Any

import pghistory.models
from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.module_loading import autodiscover_modules

Model = type[models.Model]


class Basis(Enum):
    """The legal basis in the General Data Protection Regulation."""

    PUBLIC_TASK = "artikel 6, stk. 1, litra e: kommunens opgaver som myndighed"
    SECURITY = "artikel 6, stk. 1, litra c, jf. artikel 32: pligten til at sikre oplysningerne"


class After(Enum):
    """What happens to data when its person has left and is pseudonymised."""

    OVERWRITTEN = "overskrives med et pseudonym"
    POINTS = "bliver stående og peger på pseudonymet"
    EMPTIED = "tømmes"
    REMOVED = "slettes"
    AGES = "slettes efter sin egen frist"
    STAYS = "bliver stående, som det er skrevet"


@dataclass(frozen=True, kw_only=True)
class Personal:
    """Fields of one table with the same people and purpose.

    ``secret`` fields are never exported; ``own_eyes`` only to the person, and not to a colleague
    who exports everything about them.
    """

    fields: tuple[str, ...]
    whose: str
    why: str
    basis: Basis
    kept: str
    after: After
    secret: bool = False
    own_eyes: bool = False

    @property
    def is_free_text(self) -> bool:
        return self.after is After.STAYS


@dataclass(frozen=True)
class DeclaredTable:
    """One table: its personal fields, and the reasons why others are impersonal.

    ``person`` are the lookups from a row to the person it is about; ``beside`` are lookups that
    identify the row to a reader, such as the task's title. ``actor`` is the relation to the
    actor, where a row is about another person.
    """

    model: Model
    called: str
    personal: tuple[Personal, ...] = ()
    impersonal: dict[str, str] = field(default_factory=dict)
    person: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    actor: str = ""

    @property
    def is_history(self) -> bool:
        return issubclass(self.model, pghistory.models.Event)

    def about(self, person: int) -> models.Q:
        """Return the condition of rows about the person with that id."""
        return models.Q(*((lookup, person) for lookup in self.person), _connector=models.Q.OR)

    def decided(self) -> set[str]:
        return {name for one in self.personal for name in one.fields} | set(self.impersonal)


_declared: dict[str, DeclaredTable] = {}

# Of all history; the changed data are declared with the table itself.
HISTORY = Personal(
    fields=("pgh_context",),
    whose="den, der ændrede noget",
    why="Vise, hvem der ændrede hvad, hvornår, hvorigennem og fra hvilken adresse.",
    basis=Basis.SECURITY,
    kept="så længe portalen er i drift; IP-adresser i ADDRESSES_KEPT_DAYS dage",
    after=After.POINTS,
)
HISTORY_IMPERSONAL = {
    "pgh_label": "Om der blev tilføjet, ændret eller slettet.",
    "pgh_obj": "Den række, der blev ændret.",
}
HISTORY_KEPT = "så længe portalen er i drift"
_KEPT_IN_HISTORY = {After.REMOVED: After.POINTS, After.AGES: After.POINTS}


def personal(*fields: str, **options: Any) -> Personal:
    return Personal(fields=fields, **options)


def declare(
    label: str,
    *holdings: Personal,
    impersonal: dict[str, str] | None = None,
    called: str = "",
    person: str = "",
    beside: tuple[str, ...] = (),
    actor: str = "",
) -> None:
    """Declare the personal and impersonal fields of a table.

    ``label`` is »app.Model«. ``impersonal`` has reasons by one or more field names, separated by
    spaces. ``called`` is the Danish name, by default the model's. ``person`` is the lookup from
    a row to its person, by default all relations to people. A table of an app that is not
    installed is ignored.
    """
    try:
        model = apps.get_model(label)
    except LookupError:
        return
    reasons = {name: why for names, why in (impersonal or {}).items() for name in names.split()}
    _declared[model._meta.label] = DeclaredTable(
        model,
        called or str(model._meta.verbose_name),
        holdings,
        reasons,
        (person,) if person else relations_to_people(model),
        beside,
        actor,
    )


@cache
def tables() -> dict[str, DeclaredTable]:
    """Return every table of the database with its declaration, by »app.Model«."""
    autodiscover_modules("personal_data")
    return {model._meta.label: table_of(model) for model in all_models()}


def all_models() -> Iterator[Model]:
    every = apps.get_models(include_auto_created=True)
    return (model for model in every if model._meta.managed and not model._meta.proxy)


def table_of(model: Model) -> DeclaredTable:
    """Return the table's declaration; that of history follows from the tracked table."""
    if not issubclass(model, pghistory.models.Event):
        return _declared.get(model._meta.label, DeclaredTable(model, ""))
    event: Any = model
    tracked = table_of(event.pgh_tracked_model)
    names = {one.name for one in model._meta.concrete_fields}
    return DeclaredTable(
        model,
        f"historik: {tracked.called}",
        (HISTORY, *(_in_history(one, names) for one in tracked.personal)),
        HISTORY_IMPERSONAL
        | {name: why for name, why in tracked.impersonal.items() if name in names},
        relations_to_people(model),
        tuple(lookup for lookup in tracked.beside if "__" in lookup),
    )


def _in_history(holding: Personal, names: set[str]) -> Personal:
    """Return the declaration for history's rows, which are never removed."""
    return replace(
        holding,
        fields=tuple(name for name in holding.fields if name in names),
        kept=HISTORY_KEPT,
        after=_KEPT_IN_HISTORY.get(holding.after, holding.after),
    )


def relations_to_people(model: Model) -> tuple[str, ...]:
    return tuple(one.name for one in model._meta.concrete_fields if points_to_person(one))


def points_to_person(one: Any) -> bool:
    return bool(one.is_relation) and one.related_model._meta.label == settings.AUTH_USER_MODEL


HARMLESS = (
    models.AutoField,
    models.BooleanField,
    models.DateField,
    models.DecimalField,
    models.DurationField,
    models.FloatField,
    models.IntegerField,
    models.TimeField,
    models.UUIDField,
)


def could_be_personal(one: Any) -> bool:
    """Whether the field needs a declaration: relations to people, and more than numbers.

    Fields with choices hold our own codes, and generated fields depend on declared ones.
    """
    if isinstance(one, models.GeneratedField):
        return False
    if one.is_relation:
        return points_to_person(one)
    return not isinstance(one, HARMLESS) and not one.choices


def undecided() -> set[str]:
    return {
        f"{label}.{one.name}"
        for label, table in tables().items()
        for one in table.model._meta.concrete_fields
        if could_be_personal(one) and one.name not in table.decided()
    }


def vanished() -> set[str]:
    """Return the declared fields that no longer exist."""
    return {
        f"{label}.{name}"
        for label, table in _declared.items()
        for name in table.decided() - {one.name for one in table.model._meta.concrete_fields}
    }
