"""Recording visits of partners' people to municipalities' projects."""

import datetime as dt

from accounts.models import User
from projects.models import Project, Visit


def note_visit(*, by: User, project: Project, on: dt.date) -> None:
    """Record, in one statement, that a partner's person opened a page of the project.

    Once a day; a municipality's own people are not visitors.
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
