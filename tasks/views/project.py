from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from accounts.lists import HISTORY_STEP, history_length
from accounts.models import User
from accounts.rights import Action
from phases.models import Phase
from projects.access import actions_in, get_project
from projects.history import read_project_history
from projects.models import Project, ProjectMember
from projects.visits import note_visit
from tasks.filters import TaskFilter, people_on, sort_tasks
from tasks.models import Task
from tasks.readings import with_news
from tasks.steps import phase_steps

TEMPLATE = "tasks/project_detail.html"
PAGE_SIZE = 25
LEADING = [ProjectMember.Role.LEADER, ProjectMember.Role.OWNER]


@require_safe
def project_detail(request: PortalRequest, pk: int) -> HttpResponse:
    project = get_project(request.user, pk, Action.PROJECT_VIEW)
    note_visit(by=request.user, project=project, on=timezone.localdate())
    phases = list(project.programme.phases.order_by("position"))
    is_partial = request.htmx and request.htmx.target == "opgaver"
    context: dict[str, Any] = {"project": project, "today": timezone.localdate()}
    context |= list_context(request, project, phases)
    if not is_partial:
        context |= head_context(request.user, project, phases)
    response = render(request, f"{TEMPLATE}#list" if is_partial else TEMPLATE, context)
    if is_partial:
        response["HX-Push-Url"] = project.get_absolute_url() + context["filters"].shortest()
    # The browser must not show the list alone when it goes back to the page.
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
def project_history(request: PortalRequest, pk: int) -> HttpResponse:
    """What has happened to the project itself: dates, wave and, to some, members."""
    project = get_project(request.user, pk, Action.PROJECT_VIEW)
    note_visit(by=request.user, project=project, on=timezone.localdate())
    shown = history_length(request.GET)
    shows_members = Action.MEMBERS_VIEW in actions_in(request.user, project)
    context = {
        "project": project,
        "shows_members": shows_members,
        "history": read_project_history(project, shows_members=shows_members, limit=shown),
        "more_url": f"?historik={shown + HISTORY_STEP}",
    }
    return render(request, "tasks/project_history.html", context)


def list_context(request: PortalRequest, project: Project, phases: list[Phase]) -> dict[str, Any]:
    """Return the filtered, sorted page of the project's tasks, and the filters themselves."""
    tasks = Task.objects.visible_to(request.user).filter(project=project)
    filters = TaskFilter(
        request.GET,
        phases=phases,
        themes=project.programme.themes.order_by("position", "name"),
        people=people_on(tasks),
        has_news=request.user.is_municipal,
    )
    chosen = filters.apply(with_news(tasks, request.user))
    ordered, sort = sort_tasks(chosen, request.GET.get("sorter", ""))
    listed = ordered.for_project_list()
    page: Page[Task] = Paginator(listed, PAGE_SIZE).get_page(request.GET.get("side"))
    return {"filters": filters, "chips": filters.chips(), "sort": sort, "page": page}


def head_context(user: User, project: Project, phases: list[Phase]) -> dict[str, Any]:
    """Return what stands above the list: phases, lights, who leads, when it goes live."""
    today = timezone.localdate()
    go_live_on = project.live_date()
    tasks = Task.objects.visible_to(user).live().filter(project=project)
    members = project.members.filter(role__in=LEADING).select_related("user")
    leading = {member.role: member.user for member in members}
    return {
        "go_live_on": go_live_on,
        "steps": phase_steps(project, phases, tasks, go_live_on=go_live_on, on=today),
        "figures": getattr(project, "figures", None),
        "may_see_members": Action.MEMBERS_VIEW in actions_in(user, project),
        "leader": leading.get(ProjectMember.Role.LEADER),
        "owner": leading.get(ProjectMember.Role.OWNER),
    }
