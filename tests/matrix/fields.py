"""A field of a form that names a row: who sends it where, so that a foreign id can be tried."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Model

from accounts.models import User

if TYPE_CHECKING:
    from tests.matrix.world import World


def nothing(_world: "World") -> Iterable[Model]:
    return ()


@dataclass(frozen=True)
class Field:
    """``person`` sends it to an ``address`` of their own, with the ``rest`` of a good form.

    A form of a list has no rest: it is sent by GET, and leaves out what it does not know.
    ``own`` are rows that are foreign elsewhere and right here.
    """

    person: str
    address: str
    rest: Mapping[str, str] | None = None
    own: Callable[["World"], Iterable[Model]] = nothing
    may_be_empty: bool = False


# What a shared task and a local task are written with.
SHEET = {
    "code": "Ny 1",
    "title": "Ny",
    "phase": "{phase}",
    "theme": "{theme}",
    "priority": "2",
    "kind": "task",
    "revision": "{live_revision}",
    "step": "publish",
    "note": "Fordi",
}


def colleagues(world: "World") -> list[User | None]:
    return [one.user for one in world.people if one.place == "home" and not one.is_out]


def phase(world: "World") -> list[Model]:
    return [world.rows["phase"]["one"]]


def theme(world: "World") -> list[Model]:
    return [world.rows["theme"]["one"]]


def role(world: "World") -> list[Model | None]:
    return [world.role]


def tasks_at_home(world: "World") -> list[Model]:
    """The tasks in the project of programme one."""
    shared = [row for (*where, _), row in world.tasks.items() if where == ["home", "one"]]
    return [*shared, world.rows["own_task"]["home", "one"]]


def shared_tasks(world: "World") -> list[Model]:
    return [row for (one, _), row in world.shared_tasks.items() if one == "one"]


def prerequisites(world: "World") -> list[Model]:
    return [*shared_tasks(world), *tasks_at_home(world)]
