from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from accounts.models import User
from accounts.rights import Permission
from design.chips import HISTORY_STEP, history_length
from phases.models import Phase
from projects.access import get_project, permissions_in
from projects.history import read_project_history
from projects.models import Project, ProjectMember
from projects.visits import note_visit
from tasks.local.reading import read_local_tasks
from tasks.models import Task
from workplace.lists import read_list
from workplace.project_page import phase_steps
from workplace.views.task_list import is_for_htmx, list_context, part_of_list, whole_page

TEMPLATE = "workplace/project_detail.html"


@require_safe
def project_detail(request: PortalRequest, pk: int) -> HttpResponse:
    project = get_project(request.user, pk, Permission.PROJECT_VIEW)
    note_visit(by=request.user, project=project, on=timezone.localdate())
    listing = read_list(request.user, project, request.GET)
    if is_for_htmx(request):
        return part_of_list(request, listing)
    head = head_context(request.user, project, listing.filters.names.phase_tree)
    context = {"project": project} | list_context(listing) | head
    return whole_page(request, TEMPLATE, context)


@require_safe
def project_history(request: PortalRequest, pk: int) -> HttpResponse:
    """The project's own history: dates, wave and, for some readers, members."""
    project = get_project(request.user, pk, Permission.PROJECT_VIEW)
    note_visit(by=request.user, project=project, on=timezone.localdate())
    shown = history_length(request.GET)
    shows_members = Permission.MEMBERS_VIEW in permissions_in(request.user, project)
    context = {
        "project": project,
        "shows_members": shows_members,
        "history": read_project_history(project, shows_members=shows_members, limit=shown),
        "more_url": f"?historik={shown + HISTORY_STEP}",
    }
    return render(request, "workplace/project_history.html", context)


def head_context(user: User, project: Project, phases: list[Phase]) -> dict[str, Any]:
    """Return the context above the list: phases, lights, leader, owner, go-live."""
    today = timezone.localdate()
    go_live_on = project.live_date()
    tasks = Task.objects.visible_to(user).live().filter(project=project)
    members = project.members.leaders_and_owners().select_related("user")
    leading = {member.role: member.user for member in members}
    return {
        "go_live_on": go_live_on,
        "steps": phase_steps(project, phases, tasks, go_live_on=go_live_on, on=today),
        "figures": getattr(project, "figures", None),
        "local_tasks": read_local_tasks(user, project),
        "may_see_members": Permission.MEMBERS_VIEW in permissions_in(user, project),
        "leader": leading.get(ProjectMember.Role.LEADER),
        "owner": leading.get(ProjectMember.Role.OWNER),
    }
