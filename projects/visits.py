"""Noting which partner's people looked at which municipality."""

import datetime as dt

from accounts.models import User
from projects.models import Project, Visit


def note_visit(*, by: User, project: Project, on: dt.date) -> None:
    """Write down, in one statement, that a partner's person opened something of the project.

    The second time that day writes nothing, and the municipality's own people are no visitors.
    """
    if by.partner_id is None:
        return
    visit = Visit(
        on=on,
        by=by,
        partner_id=by.partner_id,
        municipality_id=project.municipality_id,
        programme_id=project.programme_id,
        project=project,
    )
    Visit.objects.bulk_create([visit], ignore_conflicts=True)
