"""A programme's plan, and the order of the shared tasks in it."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PortalRequest
from authoring.access import get_own_programme, get_shared_task
from authoring.forms.moving import GONE, NOWHERE, MoveForm
from authoring.forms.plan import PlanFilters
from authoring.plan import PlanChoice, page_of, plan_page
from authoring.problems import problems_of
from authoring.views.structure import CONFLICT, INVALID
from design.chips import kept
from projects.models import Programme
from projects.ordering import NeighbourGone, Step
from shared_tasks.models import SharedTask
from shared_tasks.ordering import move_shared_task


@require_safe
def plan(request: PortalRequest, slug: str) -> HttpResponse:
    return show(request, get_own_programme(request.user, slug))


def show(request: PortalRequest, programme: Programme, *, status: int = 200) -> HttpResponse:
    form = filters_of(programme, request.GET)
    choice = form.choice()
    found = plan_page(programme, choice, request.GET.get("side"))
    context = {
        "programme": programme,
        "form": form,
        "chips": form.chips(),
        "page": found.page,
        "sections": found.sections,
        "is_ordered": choice.keeps_order_whole,
        "is_whole": choice == PlanChoice(),
        "problems": problems_of(programme, form.phases),
        # Moving comes back to the same part of the plan.
        "part": kept(request.GET, without=("flyttet", "knap")).urlencode(),
    }
    return render(request, "authoring/plan.html", context, status=status)


def filters_of(programme: Programme, given: QueryDict) -> PlanFilters:
    return PlanFilters(
        given,
        phases=programme.phases.order_by("position"),
        themes=programme.themes.order_by("position", "pk"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def move_shared_task_page(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Move one shared task in its phase; opened, it leads to the plan."""
    found = get_shared_task(request.user, slug, pk)
    if request.method != "POST":
        return redirect("authoring:plan", slug)
    form = MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, NOWHERE)
        return show(request, found.programme, status=INVALID)
    try:
        place, among = move_shared_task(shared_task=found, to=form.to)
    except NeighbourGone:
        messages.error(request, GONE)
        return show(request, found.programme, status=CONFLICT)
    messages.success(
        request, f"»{found.code}« står nu som nummer {place} af {among} i fasen {found.phase}."
    )
    button = form.to.value if isinstance(form.to, Step) else Step.UP.value
    found.position = place
    return redirect(_address(request, found, button))


def _address(request: PortalRequest, moved: SharedTask, button: str) -> str:
    """Return the part of the plan that was shown, at the page where the task now stands."""
    choice = filters_of(moved.programme, request.GET).choice()
    part = kept(request.GET, without=("side", "flyttet", "knap"))
    part["side"], part["flyttet"] = str(page_of(moved, choice)), f"shared_task-{moved.pk}"
    part["knap"] = button
    return f"{reverse('authoring:plan', args=[moved.programme.slug])}?{part.urlencode()}"
