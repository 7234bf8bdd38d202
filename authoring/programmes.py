"""The programmes somebody writes, with how far each is written."""

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from organisations.models import System
from phases.models import Phase
from projects.models import Programme, ProgrammeQuerySet, Project
from shared_tasks.models import SharedTask


def with_counts(programmes: ProgrammeQuerySet) -> ProgrammeQuerySet:
    """Let each programme know its phases, drafts, live and withdrawn tasks, and projects.

    One query for all; counted apart, since joined they would multiply each other.
    """
    shared_tasks = SharedTask.objects.filter(programme=OuterRef("pk"))
    return programmes.select_related("system__supplier").annotate(
        phase_count=_number_of(Phase.objects.filter(programme=OuterRef("pk"))),
        draft_count=_number_of(shared_tasks.drafts()),
        live_count=_number_of(shared_tasks.live()),
        project_count=_number_of(Project.objects.filter(programme=OuterRef("pk"))),
    )


def _number_of(rows: QuerySet[Phase] | QuerySet[SharedTask] | QuerySet[Project]) -> Coalesce:
    counted = rows.order_by().values("programme").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def systems_of(user: User) -> QuerySet[System]:
    """Return the it-systems the person may write programmes for: their partner's, or all."""
    partner = user.partner
    theirs = Q() if partner is not None and partner.is_operator else Q(supplier=user.partner_id)
    return System.objects.filter(theirs).order_by("name", "code")


def has_live_tasks(programme: Programme) -> bool:
    return SharedTask.objects.live().filter(programme=programme).exists()
