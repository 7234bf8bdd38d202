from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from accounts.models import User
from projects.models import Project
from tasks.lights import Light
from workplace.my_page.news import note_my_visit, read_news
from workplace.my_page.work import read_work

PROJECTS_SHOWN = 20


@require_safe
def my_page(request: PortalRequest) -> HttpResponse:
    """The person's own page; partners' people are sent to the national overview."""
    if not request.user.is_municipal:
        return redirect("oversight:programmes")
    chosen = request.GET.get("lys", "")
    if chosen in {str(light.value) for light in Light}:
        return redirect(my_tasks_url(lys=chosen))
    today = timezone.localdate()
    # A HEAD request is no visit.
    is_visit = request.method == "GET"
    since = note_my_visit(by=request.user, at=timezone.now()) if is_visit else None
    work = read_work(request.user, on=today)
    whose = ["mig", "ingen"] if work.leads else ["mig"]
    context = {
        "today": today,
        "work": work,
        "news": read_news(request.user, since=since, shows_all=request.GET.get("nyt") == "alle"),
        "my_tasks_url": my_tasks_url(),
        "needs_url": my_tasks_url(person=whose, lys=["3", "2"]),
        "by_date_url": my_tasks_url(person=whose, sorter="slutdato"),
    }
    return render(request, "workplace/my_page.html", context | projects_context(request))


def my_tasks_url(**more: str | list[str]) -> str:
    """Return the list of the person's open tasks, narrowed further by these filters."""
    filters: dict[str, str | list[str]] = {"person": "mig", "status": "open", **more}
    return f"{reverse('tasks:list')}?{urlencode(filters, doseq=True)}"


def projects_context(request: PortalRequest) -> dict[str, Any]:
    projects = list(portfolio(request.user))
    shows_all = request.GET.get("projekter") == "alle"
    return {
        "projects": projects if shows_all else projects[:PROJECTS_SHOWN],
        "projects_total": len(projects),
        "projects_are_well": all(is_well(project) for project in projects),
    }


def is_well(project: Project) -> bool:
    """Whether none of its tasks is yellow or red."""
    return not hasattr(project, "figures") or project.figures.light < Light.YELLOW


def portfolio(user: User) -> QuerySet[Project]:
    """Return the person's projects with their figures, those that need help first."""
    return (
        Project.objects.visible_to(user)
        .for_list()
        .select_related("figures")
        .order_by(
            F("figures__critical_light").desc(nulls_last=True),
            F("figures__light").desc(nulls_last=True),
            F("figures__red").desc(nulls_last=True),
            "pk",
        )
    )
