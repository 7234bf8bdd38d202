"""Services for programmes: create one, describe it, and its blackouts.

The light policy is changed by ``publishing.changes.light_policy``: live tasks change with it.
"""

import re
import unicodedata
from dataclasses import dataclass, fields
from typing import Self

from django.db import transaction
from django.utils.text import slugify

from organisations.models import System
from projects.locks import lock_programme
from projects.models import Blackout, Programme
from projects.saving import save_unique, set_changed

LONGEST_SLUG = 60
MOST_WARNING_DAYS = 60
DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})


class ProgrammeNameTaken(Exception):
    """Another programme, perhaps another supplier's, has the name."""


class SlugTaken(Exception):
    """Another programme, perhaps another supplier's, has the address."""


class BlackoutNameTaken(Exception):
    """Another of the programme's pauses has the name."""


TAKEN = {
    "programme_slug_unique": SlugTaken,
    "programme_name_unique": ProgrammeNameTaken,
    "blackout_name_unique_in_programme": BlackoutNameTaken,
}


@dataclass(frozen=True)
class LightPolicy:
    """When a programme's tasks turn yellow; the names are the programme's columns."""

    warning_days_critical: int = 5
    warning_days_mandatory: int = 5
    warning_days_recommended: int = 2
    yellow_requires_not_started: bool = False

    @classmethod
    def of(cls, programme: Programme) -> Self:
        return cls(*(getattr(programme, field.name) for field in fields(cls)))

    def give_to(self, programme: Programme) -> None:
        """Set the programme's columns, unsaved."""
        for field in fields(self):
            setattr(programme, field.name, getattr(self, field.name))


POLICY_FIELDS = [field.name for field in fields(LightPolicy)]


def slug_for(name: str) -> str:
    """Return the slug of a programme of that name: »Børn« → »boern«."""
    plain = unicodedata.normalize("NFC", name).translate(DANISH)
    return re.sub(r"[-_]+$", "", slugify(re.sub(r"[./]", "-", plain))[:LONGEST_SLUG])


def create_programme(
    *, system: System, name: str, slug: str, description: str, policy: LightPolicy
) -> Programme:
    """Create an empty programme. Raises ProgrammeNameTaken, SlugTaken."""
    programme = Programme(system=system, name=name, slug=slug, description=description)
    policy.give_to(programme)
    save_unique(programme, TAKEN)
    return programme


@transaction.atomic
def describe_programme(*, programme: Programme, name: str, description: str) -> Programme:
    """Give the programme another name or description; its slug stays, because links use it.

    Raises ProgrammeNameTaken: names are unique across suppliers, who cannot see each other's.
    """
    held = lock_programme(programme.pk)
    save_unique(held, TAKEN, set_changed(held, {"name": name, "description": description}))
    return held


def save_blackout(*, blackout: Blackout) -> Blackout:
    """Add or change a pause. Raises BlackoutNameTaken."""
    save_unique(blackout, TAKEN)
    return blackout


def remove_blackout(*, blackout: Blackout) -> None:
    """Delete a pause; go-lives planned in it stay."""
    blackout.delete()
