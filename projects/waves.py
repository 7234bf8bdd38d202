"""Waves as editors make them; what moves with them is publishing.go_live.rescheduling's.

Whoever changes which projects a wave has holds the programme first, and so do these.
"""

import datetime as dt
from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import ProtectedError

from projects.models import Blackout, Programme, Wave
from projects.programmes import hold_programme

# No wave has this id.
NEW = 0


class WaveNumberTaken(Exception):
    """The programme has a wave of that number already."""


class WaveHasProjects(Exception):
    """Municipalities are in the wave: they are moved to another first."""


class WaveHasPublications(Exception):
    """Shared tasks are published to the wave, and kept for those who come to it."""


class WaveGone(Exception):
    """The wave has been deleted meanwhile."""


@transaction.atomic
def add_wave(
    *,
    programme: Programme,
    number: int,
    name: str,
    starts_on: dt.date | None,
    go_live_on: dt.date | None,
) -> Wave:
    """Make a wave without municipalities.

    Raises WaveNumberTaken, and IntegrityError for a go-live before the start.
    """
    hold_programme(programme.pk)
    refuse_taken_number(programme.pk, number)
    return Wave.objects.create(
        programme=programme, number=number, name=name, starts_on=starts_on, go_live_on=go_live_on
    )


@transaction.atomic
def rename_wave(*, wave: Wave, number: int, name: str) -> Wave:
    """Give the wave another number and name; its dates are moved by publishing.go_live.rescheduling.

    Raises WaveNumberTaken, WaveGone.
    """
    wave = hold_wave(wave)
    if (wave.number, wave.name) == (number, name):
        return wave
    refuse_taken_number(wave.programme_id, number, but=wave.pk)
    wave.number, wave.name = number, name
    wave.save(update_fields=["number", "name"])
    return wave


@transaction.atomic
def delete_wave(*, wave: Wave) -> None:
    """Delete a wave that nobody is in and nothing is published to.

    Raises WaveGone, WaveHasProjects, WaveHasPublications.
    """
    wave = hold_wave(wave)
    if wave.projects.exists():
        raise WaveHasProjects
    try:
        wave.delete()
    except ProtectedError as error:
        raise WaveHasPublications from error


def pauses_over(programme: Programme, days: Collection[dt.date | None]) -> list[Blackout]:
    """Return the programme's pauses that any of the days lies in, by name."""
    return pauses_among(programme.blackouts.order_by("name"), days)


def pauses_among(pauses: Iterable[Blackout], days: Collection[dt.date | None]) -> list[Blackout]:
    """Return those of the pauses that any of the days lies in."""
    return [pause for pause in pauses if any(day and pause.covers(day) for day in days)]


def hold_wave(wave: Wave) -> Wave:
    """Return the wave anew, with its programme held. Raises WaveGone."""
    hold_programme(wave.programme_id)
    found = Wave.objects.filter(pk=wave.pk).first()
    if found is None:
        raise WaveGone
    return found


def refuse_taken_number(programme: int, number: int, *, but: int = NEW) -> None:
    """See that no other wave has the number; the caller holds the programme."""
    if Wave.objects.filter(programme=programme, number=number).exclude(pk=but).exists():
        raise WaveNumberTaken
