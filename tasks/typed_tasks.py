"""Tasks named in a form's field: picked from its list, or typed with semicolons between."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar


class NotOneTask(Exception):
    """What was typed names no task, or several: ``message`` says which."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class TypedTasks:
    """Where tasks are looked up by what was typed; ``tasks`` are code and title by id, at least."""

    tasks: Mapping[int, tuple[str, ...]]

    # How a task can be written, as formats of what ``tasks`` says; the first that fits counts.
    spellings: ClassVar[tuple[str, ...]]
    # What the messages call the place, and what tells two tasks of one title apart.
    place: ClassVar[str]
    unique: ClassVar[str]

    def find(self, typed: str) -> list[int]:
        """Return the tasks that were typed: one, or several with semicolons between.

        Raises NotOneTask.
        """
        try:
            return [self.find_one(typed)]
        except NotOneTask:
            if ";" not in typed:
                raise
        parts = [part.strip() for part in typed.split(";")]
        return list(dict.fromkeys(self.find_one(part) for part in parts if part))

    def find_one(self, typed: str) -> int:
        said, shown = typed.casefold(), typed[:60]
        for spelled in self.spellings:
            found = [
                pk for pk, one in self.tasks.items() if spelled.format(*one).casefold() == said
            ]
            if len(found) == 1:
                return found[0]
            if found:
                raise NotOneTask(f"Flere opgaver hedder »{shown}«. Skriv {self.unique} i stedet.")
        raise NotOneTask(f"{self.place} har ingen opgave »{shown}«. Vælg en på listen.")
