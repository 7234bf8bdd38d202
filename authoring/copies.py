"""A programme as the start of another."""

from django.db import transaction

from authoring.plans.stored import read_plan, write_plan
from organisations.models import System
from projects.models import Blackout, Programme
from projects.programmes import LightPolicy, create_programme, save_blackout


@transaction.atomic
def copy_programme(*, programme: Programme, system: System, name: str, slug: str) -> Programme:
    """Make a programme that begins where this one stands, with nothing published.

    Copied are its description, light policy and pauses, phases, themes and shared tasks: all of
    them as drafts, in order, with texts, roles, attachments and links. Left behind are waves,
    projects, versions, publications, and what has been withdrawn. Fixed dates come along as they
    are. Raises ProgrammeNameTaken, SlugTaken.
    """
    made = create_programme(
        system=system,
        name=name,
        slug=slug,
        description=programme.description,
        policy=LightPolicy.of(programme),
    )
    for pause in programme.blackouts.order_by("pk"):
        weeks = {"first_week": pause.first_week, "last_week": pause.last_week}
        save_blackout(blackout=Blackout(programme=made, name=pause.name, **weeks))
    write_plan(read_plan(programme), programme=made)
    return made
