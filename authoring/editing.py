"""One editor at work on one shared task: the form as it was sent, and what stands in its way.

Nothing is kept between two pages: the form carries what was typed, the revision it was made from
and, after a conflict, the revision that its choices are about.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict

from authoring.conflicts import (
    KEEP,
    MINE,
    Conflict,
    chosen_of_theirs,
    conflict_between,
    digests_of,
)
from authoring.forms.change import ChangeForm
from authoring.forms.shared_task import SharedTaskForm
from authoring.sheets import (
    TIES,
    Surroundings,
    add_row,
    add_tie,
    remove_row,
    surroundings_of,
    take_over,
)
from shared_tasks.content import Content, content_of
from shared_tasks.differences import changed_fields
from shared_tasks.models import SharedTask

# Buttons that change the form and save nothing.
ADD, REMOVE, SHOW = "add", "remove", "show"


@dataclass
class Editing:
    """A shared task, new or there already, and the form that was sent about it."""

    shared_task: SharedTask
    sent: QueryDict
    # Whether the form was overtaken, and has chosen: from then on it is made from what is now.
    is_settled: bool = False

    @cached_property
    def around(self) -> Surroundings:
        return surroundings_of(self.shared_task.programme)

    @cached_property
    def now(self) -> Content | None:
        """What the shared task says as it is saved; None of a new one."""
        return content_of(self.shared_task) if self.shared_task.pk else None

    @property
    def form_class(self) -> Callable[..., SharedTaskForm]:
        is_live = self.shared_task.pk is not None and not self.shared_task.is_draft
        return ChangeForm if is_live else SharedTaskForm

    @property
    def saves(self) -> bool:
        return not {ADD, REMOVE, SHOW} & self.sent.keys()

    def form(self, **initial: Any) -> SharedTaskForm:
        """Return the form as the page first shows it."""
        return self.form_class(
            shared_task=self.shared_task, around=self.around, content=self.now, initial=initial
        )

    def changed_form(self) -> SharedTaskForm:
        """Return the sent form after a button that saves nothing; only what it did is judged."""
        data, judged = self.sent.copy(), []
        added = self._said(ADD)
        if added in TIES:
            judged = [f"{added}_more"]
            add_tie(data, added, self.around)
        elif added:
            add_row(data)
        elif REMOVE in data:
            remove_row(data, self._said(REMOVE))
        form = self._bound(data)
        form.keep_errors_of(judged)
        return form

    def sent_form(self) -> SharedTaskForm:
        """Return the form as it was sent, with the other's fields where they were chosen."""
        data = self.sent.copy()
        if self.now:
            take_over(data, chosen_of_theirs(data), self.now, self.around)
        return self._bound(data)

    def _bound(self, data: QueryDict) -> SharedTaskForm:
        return self.form_class(data, shared_task=self.shared_task, around=self.around)

    def conflict(self, form: SharedTaskForm) -> Conflict | None:
        """Return what a valid form has yet to choose between; None when there is nothing (left)."""
        if self.now is None or form.cleaned_data["revision"] == self.shared_task.revision:
            return None
        mine = form.content()
        open_fields = [
            name
            for name in changed_fields(mine, self.now)
            if not self.has_chosen or self.sent.get(f"{KEEP}{name}") != MINE
        ]
        if not open_fields:
            self.is_settled = True
            return None
        return conflict_between(self.shared_task, mine, self.now, self.sent.dict())

    def _said(self, name: str) -> str:
        return str(self.sent.get(name, ""))

    @property
    def seen(self) -> str:
        """What the page says its editor saw first; digests of each field."""
        if self.sent and not self.is_settled:
            return self._said("seen")[:1000]
        return digests_of(self.now) if self.now else ""

    @property
    def revision(self) -> str:
        """The revision that the page is made from, as it says."""
        if self.sent and not self.is_settled:
            return self._said("revision")
        return str(self.shared_task.revision)

    @property
    def has_chosen(self) -> bool:
        """Whether the sent form chose, and between what is still there."""
        return self.sent.get("chosen_at") == str(self.shared_task.revision)
