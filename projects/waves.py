"""Services for waves; their dates are moved by ``publishing.go_live.rescheduling``.

Each locks the programme first, as every change of a wave's projects does.
"""

import datetime as dt
from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import ProtectedError

from projects.locks import lock_programme
from projects.models import Blackout, Programme, Wave

# No wave has this id.
NEW = 0


class WaveNumberTaken(Exception):
    """The programme has a wave of that number already."""


class WaveHasProjects(Exception):
    """The wave has municipalities, which must be moved to another first."""


class WaveHasPublications(Exception):
    """Shared tasks are published to the wave, and kept for municipalities that join it."""


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
    """Create a wave without municipalities.

    Raises WaveNumberTaken, and IntegrityError for a go-live before the start.
    """
    lock_programme(programme.pk)
    refuse_taken_number(programme.pk, number)
    return Wave.objects.create(
        programme=programme, number=number, name=name, starts_on=starts_on, go_live_on=go_live_on
    )


@transaction.atomic
def rename_wave(*, wave: Wave, number: int, name: str) -> Wave:
    """Give the wave another number and name.

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
    """Delete a wave without municipalities and publications.

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
    """Return the programme's pauses that include any of the days, by name."""
    return pauses_among(programme.blackouts.order_by("name"), days)


def pauses_among(pauses: Iterable[Blackout], days: Collection[dt.date | None]) -> list[Blackout]:
    return [pause for pause in pauses if any(day and pause.covers(day) for day in days)]


def hold_wave(wave: Wave) -> Wave:
    """Lock the wave's programme; return the wave read anew. Raises WaveGone."""
    lock_programme(wave.programme_id)
    found = Wave.objects.filter(pk=wave.pk).first()
    if found is None:
        raise WaveGone
    return found


def refuse_taken_number(programme: int, number: int, *, but: int = NEW) -> None:
    """Raise WaveNumberTaken if another wave has the number; the programme is locked."""
    if Wave.objects.filter(programme=programme, number=number).exclude(pk=but).exists():
        raise WaveNumberTaken
