from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, F, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from accounts.models import User
from projects.models import Project
from tasks.lights import Light
from tasks.models import Task
from tasks.readings import with_news

PAGE_SIZE = 20


@require_safe
def my_page(request: PortalRequest) -> HttpResponse:
    """What is mine, the most urgent first; partners' people work from the national picture."""
    if not request.user.is_municipal:
        return redirect("oversight:programmes")
    context = {"today": timezone.localdate()}
    context |= tasks_context(request) | projects_context(request)
    return render(request, "tasks/my_page.html", context)


def tasks_context(request: PortalRequest) -> dict[str, Any]:
    mine = Task.objects.visible_to(request.user).of(request.user).live().open()
    counts = {light.name.lower(): 0 for light in Light}
    for light, count in mine.order_by().values_list("light").annotate(count=Count("pk")):
        counts[Light(light).name.lower()] = count
    chosen = chosen_light(request.GET.get("lys", ""))
    shown = mine if chosen is None else mine.filter(light=chosen)
    shown = with_news(shown, request.user)
    page = Paginator(shown.for_list().late_first(), PAGE_SIZE).get_page(request.GET.get("side"))
    return {
        "page": page,
        "urgent": [task for task in page if task.light >= Light.YELLOW],
        "coming": [task for task in page if task.light < Light.YELLOW],
        "counts": counts,
        "total": sum(counts.values()),
        "light": chosen,
    }


def chosen_light(value: str) -> Light | None:
    """Return the light the address asks for; anything else is left out."""
    return next((light for light in Light if str(light.value) == value), None)


def projects_context(request: PortalRequest) -> dict[str, Any]:
    projects = portfolio(request.user)
    total = projects.count()
    shows_all = request.GET.get("projekter") == "alle"
    shown = projects if shows_all else projects[:PAGE_SIZE]
    return {"projects": shown, "projects_total": total, "shows_all_projects": shows_all}


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
