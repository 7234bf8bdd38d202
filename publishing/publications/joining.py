"""Municipalities come into a programme: their projects, with all that is published to them."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction

from organisations.models import Municipality
from projects.models import Project, Wave
from projects.waves import hold_wave
from publishing.publications import receive_missing


@dataclass(frozen=True)
class Joined:
    """Who came in, who was in already, and how many tasks the newcomers got."""

    projects: Sequence[Project]
    already: Sequence[Municipality]
    tasks: int


@transaction.atomic
def add_to_wave(*, wave: Wave, municipalities: Collection[Municipality], at: dt.datetime) -> Joined:
    """Start the wave's programme in these municipalities, which follow the wave's dates.

    Those with a project in the programme are left as they are, whichever wave they are in.
    As few queries for twenty as for one. Raises WaveGone.
    """
    wave = hold_wave(wave)
    inside = set(
        Project.objects.filter(
            programme=wave.programme_id, municipality__in=municipalities
        ).values_list("municipality_id", flat=True)
    )
    made = Project.objects.bulk_create(
        Project(programme=wave.programme, wave=wave, municipality=municipality)
        for municipality in municipalities
        if municipality.pk not in inside
    )
    tasks = receive_missing(programme=wave.programme, projects=made, at=at) if made else 0
    return Joined(made, [one for one in municipalities if one.pk in inside], tasks)
