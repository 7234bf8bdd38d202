"""What is held about people and why: said beside the models, field by field.

Each app says it of its tables in its own ``personal_data.py``. From the same words come
docs/privacy.md, the export of everything about one person, and what goes when somebody has
left. A field that could hold something about a person and is not spoken of fails the suite.
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
    """The rule of the General Data Protection Regulation under which something is held."""

    PUBLIC_TASK = "artikel 6, stk. 1, litra e: kommunens opgaver som myndighed"
    SECURITY = "artikel 6, stk. 1, litra c, jf. artikel 32: pligten til at sikre oplysningerne"


class After(Enum):
    """What becomes of something when the person has left and is pseudonymised."""

    OVERWRITTEN = "overskrives med et pseudonym"
    POINTS = "bliver stående og peger på pseudonymet"
    EMPTIED = "tømmes"
    REMOVED = "slettes"
    AGES = "slettes efter sin egen frist"
    STAYS = "bliver stående, som det er skrevet"


@dataclass(frozen=True, kw_only=True)
class Personal:
    """Fields of one table that are held about the same people for the same reason.

    ``secret`` fields leave the database for nobody. ``own_eyes`` are handed to the person
    alone, and not to who fetches everything about a colleague.
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
class Table:
    """One table: its personal fields, and why the other ones are not.

    ``person`` are the lookups that lead from a row to whom it is about; ``beside`` are lookups
    that tell a reader what the row is, such as the task's title. ``actor`` is the relation to
    who did it, where a row is about one person and done by another.
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

    def decided(self) -> set[str]:
        return {name for one in self.personal for name in one.fields} | set(self.impersonal)


_declared: dict[str, Table] = {}

# Of every row of history; what was changed is spoken of where the table itself is.
HISTORY = Personal(
    fields=("pgh_context",),
    whose="den, der ændrede noget",
    why="Vise, hvem der ændrede hvad, hvornår, hvorigennem og fra hvilken adresse.",
    basis=Basis.SECURITY,
    kept="så længe portalen er i drift; IP-adresser i ADDRESSES_KEPT_DAYS dage",
    after=After.POINTS,
)
HISTORY_ITSELF = {
    "pgh_label": "Om der blev tilføjet, ændret eller slettet.",
    "pgh_obj": "Den række, der blev ændret.",
}
HISTORY_KEPT = "så længe portalen er i drift"
_REMOVED_FROM_TODAY_ONLY = {After.REMOVED: After.POINTS, After.AGES: After.POINTS}


def personal(*fields: str, **said: Any) -> Personal:
    """See Personal; the field names come first."""
    return Personal(fields=fields, **said)


def declare(
    label: str,
    *holdings: Personal,
    impersonal: dict[str, str] | None = None,
    called: str = "",
    person: str = "",
    beside: tuple[str, ...] = (),
    actor: str = "",
) -> None:
    """Say of a table what in it is about people, and why the rest of it is not.

    ``label`` is »app.Model«. ``impersonal`` gives reasons, each for one or more field names
    with spaces between. ``called`` is what a reader knows the table as, where the model's own
    name will not do. ``person`` is the lookup from a row to whom it is about, where no
    relation of its own says it. A table of an app that is not installed is passed over.
    """
    try:
        model = apps.get_model(label)
    except LookupError:
        return
    reasons = {name: why for names, why in (impersonal or {}).items() for name in names.split()}
    _declared[model._meta.label] = Table(
        model,
        called or str(model._meta.verbose_name),
        holdings,
        reasons,
        (person,) if person else relations_to_people(model),
        beside,
        actor,
    )


@cache
def tables() -> dict[str, Table]:
    """Return every table of the database with what has been said of it, by »app.Model«."""
    autodiscover_modules("personal_data")
    return {model._meta.label: table_of(model) for model in all_models()}


def all_models() -> Iterator[Model]:
    every = apps.get_models(include_auto_created=True)
    return (model for model in every if model._meta.managed and not model._meta.proxy)


def table_of(model: Model) -> Table:
    """Return what was said of the table; history's follows from what it is the history of."""
    if not issubclass(model, pghistory.models.Event):
        return _declared.get(model._meta.label, Table(model, ""))
    event: Any = model
    tracked = table_of(event.pgh_tracked_model)
    names = {one.name for one in model._meta.concrete_fields}
    return Table(
        model,
        f"historik: {tracked.called}",
        (HISTORY, *(_in_history(one, names) for one in tracked.personal)),
        HISTORY_ITSELF | {name: why for name, why in tracked.impersonal.items() if name in names},
        relations_to_people(model),
        tuple(lookup for lookup in tracked.beside if "__" in lookup),
    )


def _in_history(holding: Personal, names: set[str]) -> Personal:
    """Return the holding as it is of rows that are never removed."""
    return replace(
        holding,
        fields=tuple(name for name in holding.fields if name in names),
        kept=HISTORY_KEPT,
        after=_REMOVED_FROM_TODAY_ONLY.get(holding.after, holding.after),
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
    """Whether someone must decide: relations to people, and whatever holds more than a number.

    A field with choices holds one of our own words, and one that PostgreSQL works out says nothing
    that the fields it is worked out from do not say.
    """
    if isinstance(one, models.GeneratedField):
        return False
    if one.is_relation:
        return points_to_person(one)
    return not isinstance(one, HARMLESS) and not one.choices


def undecided() -> set[str]:
    """Return the fields of which nobody has said whether they are about people."""
    return {
        f"{label}.{one.name}"
        for label, table in tables().items()
        for one in table.model._meta.concrete_fields
        if could_be_personal(one) and one.name not in table.decided()
    }


def vanished() -> set[str]:
    """Return the fields that are spoken of and no longer there."""
    return {
        f"{label}.{name}"
        for label, table in _declared.items()
        for name in table.decided() - {one.name for one in table.model._meta.concrete_fields}
    }
