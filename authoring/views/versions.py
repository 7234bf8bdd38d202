"""The versions of a shared task, taking it back, and giving it back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PortalRequest
from authoring.access import get_shared_task
from authoring.forms.withdrawal import RestorationForm, WithdrawalForm
from publishing.changes.foresight import SharedTaskImpact
from publishing.changes.versions import (
    NoteMissing,
    impact_of_restoration,
    impact_of_withdrawal,
    restore_shared_task,
    withdraw_shared_task,
)
from publishing.impact import ImpactChanged
from shared_tasks.models import SharedTask
from shared_tasks.saving import SharedTaskChangedMeanwhile
from shared_tasks.version_pages import read_comparisons, read_old_sheet
from workplace.task_page.sheet import read_versions

INVALID, CONFLICT = 422, 409


@require_safe
def versions(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Every version, with what it made different from the one before."""
    shared_task = get_shared_task(request.user, slug, pk)
    context = {
        "programme": shared_task.programme,
        "shared_task": shared_task,
        "comparisons": read_comparisons(shared_task.programme, read_versions(shared_task)),
    }
    return render(request, "authoring/versions.html", context)


@require_safe
def version(request: PortalRequest, slug: str, pk: int, number: int) -> HttpResponse:
    shared_task = get_shared_task(request.user, slug, pk)
    found = get_object_or_404(shared_task.versions.with_makers(), number=number)
    context = {
        "programme": shared_task.programme,
        "shared_task": shared_task,
        "version": found,
        "sheet": read_old_sheet(shared_task.programme, found, drafts=True),
    }
    return render(request, "authoring/version.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    shared_task = get_shared_task(request.user, slug, pk)
    if shared_task.is_withdrawn:
        return redirect("authoring:shared_task", slug, pk)
    form = WithdrawalForm(_sent(request), shared_task=shared_task)
    done = f"{shared_task} er trukket tilbage i alle kommuner."
    return _decide(request, shared_task, form, withdraw_shared_task, done)


@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    shared_task = get_shared_task(request.user, slug, pk)
    if not shared_task.is_draft and not shared_task.is_withdrawn:
        return redirect("authoring:shared_task", slug, pk)
    form = RestorationForm(_sent(request), shared_task=shared_task)
    done = f"{shared_task} er genudgivet."
    return _decide(request, shared_task, form, restore_shared_task, done)


def _sent(request: PortalRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _decide(
    request: PortalRequest,
    shared_task: SharedTask,
    form: WithdrawalForm,
    decide: Callable[..., SharedTask],
    done: str,
) -> HttpResponse:
    """Ask first, with what would happen; then do it, when that is still what would."""
    if shared_task.is_draft:
        raise Http404
    if request.method != "POST":
        return _ask(request, shared_task, form)
    if not form.is_valid():
        return _ask(request, shared_task, form, status=INVALID)
    said = form.cleaned_data | {"shown": request.POST.get("shown", "")}
    try:
        decide(shared_task=shared_task, by=request.user, at=timezone.now(), **said)
    except NoteMissing:
        form.ask_for_reason()
        return _ask(request, shared_task, form, status=INVALID)
    except ImpactChanged as changed:
        return _ask(request, shared_task, form, changed.impact, status=CONFLICT)
    except SharedTaskChangedMeanwhile as error:
        data = request.POST.copy()
        data["revision"] = str(error.shared_task.revision)
        again = type(form)(data, shared_task=error.shared_task)
        return _ask(request, error.shared_task, again, status=CONFLICT)
    messages.success(request, done)
    return redirect("authoring:shared_task", shared_task.programme.slug, shared_task.pk)


def _ask(
    request: PortalRequest,
    shared_task: SharedTask,
    form: WithdrawalForm,
    impact: SharedTaskImpact | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Show what taking it back would do, or giving it back what is taken."""
    foresee = impact_of_restoration if shared_task.is_withdrawn else impact_of_withdrawal
    context = {
        "programme": shared_task.programme,
        "shared_task": shared_task,
        "form": form,
        "impact": impact or foresee(shared_task=shared_task, on=timezone.localdate()),
        "has_changed": status == CONFLICT,
    }
    page = "restore" if shared_task.is_withdrawn else "withdraw"
    return render(request, f"authoring/{page}.html", context, status=status)
