"""Two editors on one shared task: what each of them wrote, and which of it is to stand.

A form carries a digest of each field as its editor first saw it. So it can tell, without keeping
what nobody has saved, who of the two changed a field: only where both did is there a choice to
make, and else the one who changed it is proposed.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from projects.models import Programme
from shared_tasks.content import Content
from shared_tasks.differences import LABELS, NONE, changed_fields, read_terms, said_of
from shared_tasks.history import ATTACHMENT, INVOLVED, LINK, SHARED_TASK
from shared_tasks.models import SharedTask

MINE, THEIRS = "mine", "theirs"
KEEP = "keep_"


@dataclass(frozen=True)
class ConflictChoice:
    """A field that reads otherwise in the two sheets.

    ``changed_by`` is whoever of the two changed it, empty where both did; ``chosen`` is what is
    to stand so far.
    """

    name: str
    label: str
    mine: str
    theirs: str
    changed_by: str
    chosen: str

    @property
    def input(self) -> str:
        return f"{KEEP}{self.name}"


@dataclass(frozen=True)
class Conflict:
    """What to choose between, and who saved the other sheet when, where that is known.

    ``is_again`` when the form was sent before all was chosen.
    """

    choices: list[ConflictChoice]
    by: str
    at: dt.datetime | None
    is_again: bool


def digests_of(content: Content) -> str:
    """Return a few letters for each field, to know later whether it is still the same."""
    return " ".join(f"{name}={digest}" for name, digest in _digests(content).items())


def read_digests(said: str) -> dict[str, str]:
    """Return what ``digests_of`` wrote; what a form was made to say otherwise is left out."""
    pairs = (pair.partition("=") for pair in said.split())
    return {name: digest for name, _, digest in pairs if name in LABELS}


def _digests(content: Content) -> dict[str, str]:
    return {
        name: hashlib.blake2s(json.dumps(value).encode(), digest_size=4).hexdigest()
        for name, value in content.as_json().items()
    }


def chosen_of_theirs(data: Mapping[str, Any]) -> list[str]:
    """Return the fields for which a sent form takes the other's."""
    return [name for name in LABELS if data.get(f"{KEEP}{name}") == THEIRS]


def conflict_between(
    shared_task: SharedTask, mine: Content, theirs: Content, sent: Mapping[str, Any]
) -> Conflict:
    """Set the two sheets against each other; ``theirs`` is what ``shared_task`` says now.

    ``sent`` is the form: what its editor first saw, and has chosen so far.
    """
    by, at = last_saved(shared_task)
    choices = choices_between(shared_task.programme, mine, theirs, sent)
    return Conflict(choices, by, at, is_again="chosen_at" in sent)


def choices_between(
    programme: Programme, mine: Content, theirs: Content, sent: Mapping[str, Any]
) -> list[ConflictChoice]:
    """Return the fields that differ, in the order of the sheet; three queries."""
    changed, seen = changed_fields(mine, theirs), read_digests(str(sent.get("seen", "")))
    terms = read_terms(programme, [mine, theirs], drafts=True)
    ours, others = _digests(mine), _digests(theirs)
    found = []
    for name, label in LABELS.items():
        if name in changed:
            by = _changed_by(seen.get(name), ours[name], others[name])
            said, other = (said_of(sheet, name, terms) or NONE for sheet in (mine, theirs))
            found.append(
                ConflictChoice(name, label, said, other, by, sent.get(f"{KEEP}{name}") or by)
            )
    return found


def _changed_by(seen: str | None, mine: str, theirs: str) -> str:
    if seen == mine:
        return THEIRS
    return MINE if seen == theirs else ""


def last_saved(shared_task: SharedTask) -> tuple[str, dt.datetime | None]:
    """Return who saved the shared task last, and when, from its history; five queries."""
    events = [
        event
        for telling, where in (
            (SHARED_TASK, {"pgh_obj": shared_task.pk}),
            *((one, {"shared_task": shared_task.pk}) for one in (INVOLVED, ATTACHMENT, LINK)),
        )
        if (event := telling.events.objects.filter(**where).order_by("-pgh_id").first())
    ]
    if not events:
        return "", None
    latest = max(events, key=lambda event: event.pgh_created_at)
    by = (latest.pgh_context or {}).get("by")
    return str(User.objects.filter(pk=by).first() or "") if by else "", latest.pgh_created_at
