"""Shared tasks reach the municipalities: drafts become tasks in the projects that receive them.

Set-based: as many statements for one project as for a hundred. Idempotent: a repeated or
crashed publication ends in the same state, because a task exists once per project and shared
task, and only what is missing is added. Source: DUBU handbook 5.2 (tasks are distributed as they
become relevant).
"""

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from projects.locks import lock_programme, lock_projects
from projects.models import Programme, Project
from publishing.impact import Impact
from publishing.publications.arrivals import Numbers, insert_tasks, missing_tasks
from publishing.publications.mails import write_news
from publishing.publications.outcome import PublicationImpact, impact_of_publication
from publishing.publications.receivers import EVERYONE, Receivers, published_to, write_receivers
from shared_tasks.models import Publication, SharedTask
from tasks.figures import refresh_figures
from tasks.propagation import apply_effects

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def publish_shared_tasks(
    *,
    programme: Programme,
    shared_tasks: Collection[SharedTask],
    receivers: Receivers = EVERYONE,
    by: "User",
    at: dt.datetime,
    shown: str | None = None,
) -> Publication | None:
    """Publish these shared tasks to these receivers and tell the project leaders what is new.

    Those already published keep when and by whom; projects that have the task keep theirs.
    Returns None when nothing was missing, and then has written nothing and told nobody.

    Raises ImpactChanged, ReceiversGone, SharedTasksGone, SharedTasksWithdrawn.
    """
    programme = lock_programme(programme.pk)
    receivers.refuse_gone(programme)
    lock_projects(receivers.projects_of(programme).values("pk"))
    impact = impact_of_publication(
        programme=programme,
        shared_tasks=shared_tasks,
        receivers=receivers,
        on=timezone.localdate(at),
        hold=True,
    )
    return write_publication(impact, by=by, at=at) if impact.confirm(shown) else None


def write_publication(impact: PublicationImpact, *, by: "User", at: dt.datetime) -> Publication:
    """Let it happen; the caller holds the programme and the projects."""
    publication = Publication.objects.create(
        programme=impact.programme,
        published_at=at,
        published_by=by,
        projects_reached=len(impact.arrivals),
        tasks_arrived=impact.totals["arriving"],
    )
    drafts = SharedTask.objects.filter(pk__in=[draft.pk for draft in impact.drafts])
    # Whoever has the draft open is to see that it is no longer one.
    drafts.update(published_at=at, published_by=by, revision=F("revision") + 1)
    if impact.new_receivers:
        write_receivers(publication, impact.new_receivers)
    numbers = carry_out(impact, timezone.localdate(at))
    if numbers:
        write_news(impact, publication, numbers)
    return publication


def carry_out(impact: Impact, on: dt.date) -> Numbers:
    """Write all that the impact says; return the ids of the tasks that arrived.

    The caller holds the programme and the projects, and worked it out while holding them.
    """
    apply_effects(impact.effects)
    if not impact.arrivals:
        return {}
    numbers = insert_tasks(impact.arrivals, on)
    refresh_figures(sorted(impact.arrivals))
    return numbers


def join_project(*, project: Project, at: dt.datetime) -> int:
    """Give a project what its programme has published to it; return how many tasks arrived.

    Call it in the transaction that makes the project, so that no publication misses both.
    """
    return receive_missing(programme=project.programme, projects=[project], at=at)


@transaction.atomic
def receive_missing(*, programme: Programme, projects: Collection[Project], at: dt.datetime) -> int:
    """Give projects of the programme what is published to them and they lack; return how many.

    For those that have just joined or come to another wave: what is published to everyone, to
    the wave and to the municipality, less what has been withdrawn. Nothing is taken away. Call it
    after the projects were saved, in the same transaction.
    """
    programme = lock_programme(programme.pk)
    pks = [project.pk for project in projects]
    lock_projects(pks)
    on = timezone.localdate(at)
    held = Project.objects.filter(pk__in=pks, programme=programme).select_related("wave")
    arrivals = missing_tasks(
        programme=programme, wanted=published_to(programme, held.order_by("pk")), on=on
    )
    arrived = insert_tasks(arrivals, on) if arrivals else {}
    refresh_figures(pks)
    return len(arrived)
