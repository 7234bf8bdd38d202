"""Everything that changes a programme itself: that it is there, what it is called, its pauses.

Its light policy is changed in ``publishing.changes.light_policy``, for tasks that are live turn with it.
"""

import re
import unicodedata
from dataclasses import dataclass, fields
from typing import Self

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from organisations.models import System
from projects.models import Blackout, Programme

LONGEST_SLUG = 60
MOST_WARNING_DAYS = 60
DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})


class ProgrammeNameTaken(Exception):
    """Another programme, perhaps another supplier's, has the name."""


class SlugTaken(Exception):
    """Another programme, perhaps another supplier's, has the address."""


class BlackoutNameTaken(Exception):
    """Another of the programme's pauses has the name."""


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
        """Let the programme have it, unsaved."""
        for field in fields(self):
            setattr(programme, field.name, getattr(self, field.name))


POLICY_FIELDS = [field.name for field in fields(LightPolicy)]


def slug_for(name: str) -> str:
    """Return the address that a programme of that name would be given: »Børn« → »boern«."""
    plain = unicodedata.normalize("NFC", name).translate(DANISH)
    return re.sub(r"[-_]+$", "", slugify(re.sub(r"[./]", "-", plain))[:LONGEST_SLUG])


def create_programme(
    *, system: System, name: str, slug: str, description: str, policy: LightPolicy
) -> Programme:
    """Make an empty programme. Raises ProgrammeNameTaken, SlugTaken."""
    programme = Programme(system=system, name=name, slug=slug, description=description)
    policy.give_to(programme)
    _save(programme)
    return programme


@transaction.atomic
def describe_programme(*, programme: Programme, name: str, description: str) -> Programme:
    """Give the programme another name or description; its address stays, for links lead there.

    Raises ProgrammeNameTaken.
    """
    held = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    wanted = {"name": name, "description": description}
    changed = [field for field, value in wanted.items() if getattr(held, field) != value]
    for field in changed:
        setattr(held, field, wanted[field])
    if changed:
        _save(held, changed)
    return held


def _save(programme: Programme, update_fields: list[str] | None = None) -> None:
    """Save it; names are unique across suppliers, who cannot see each other's programmes."""
    try:
        with transaction.atomic():
            programme.save(update_fields=update_fields)
    except IntegrityError as error:
        if "programme_slug_unique" in str(error):
            raise SlugTaken from error
        if "programme_name_unique" in str(error):
            raise ProgrammeNameTaken from error
        raise


def save_blackout(*, blackout: Blackout) -> Blackout:
    """Add a pause, or change one that is there. Raises BlackoutNameTaken."""
    try:
        with transaction.atomic():
            blackout.save()
    except IntegrityError as error:
        if "blackout_name_unique_in_programme" in str(error):
            raise BlackoutNameTaken from error
        raise
    return blackout


def remove_blackout(*, blackout: Blackout) -> None:
    """Take a pause out of the programme; what was planned in it stays."""
    blackout.delete()


def hold_programme(pk: int) -> None:
    """Hold the programme until the commit; whoever changes what it is made of comes after."""
    Programme.objects.select_for_update(no_key=True).only("pk").get(pk=pk)
