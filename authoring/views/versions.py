"""The versions of a shared task, taking it back, and giving it back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PortalRequest
from authoring.access import get_template
from authoring.forms.withdrawal import RestorationForm, WithdrawalForm
from publishing.changes.foresight import Foresight
from publishing.changes.versions import (
    NoteMissing,
    preview_restoration,
    preview_withdrawal,
    restore_template,
    withdraw_template,
)
from shared_tasks.models import TaskTemplate
from shared_tasks.saving import TemplateChangedMeanwhile
from shared_tasks.version_pages import read_comparisons, read_old_sheet
from workplace.task_page.sheet import read_versions

INVALID, CONFLICT = 422, 409


@require_safe
def versions(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Every version, with what it made different from the one before."""
    template = get_template(request.user, slug, pk)
    context = {
        "programme": template.programme,
        "template": template,
        "comparisons": read_comparisons(template.programme, read_versions(template)),
    }
    return render(request, "authoring/versions.html", context)


@require_safe
def version(request: PortalRequest, slug: str, pk: int, number: int) -> HttpResponse:
    template = get_template(request.user, slug, pk)
    found = get_object_or_404(template.versions.with_makers(), number=number)
    context = {
        "programme": template.programme,
        "template": template,
        "version": found,
        "sheet": read_old_sheet(template.programme, found, drafts=True),
    }
    return render(request, "authoring/version.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    template = get_template(request.user, slug, pk)
    if template.is_withdrawn:
        return redirect("authoring:template", slug, pk)
    form = WithdrawalForm(_sent(request), template=template)
    done = f"{template} er trukket tilbage i alle kommuner."
    return _decide(request, template, form, withdraw_template, done)


@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    template = get_template(request.user, slug, pk)
    if not template.is_draft and not template.is_withdrawn:
        return redirect("authoring:template", slug, pk)
    form = RestorationForm(_sent(request), template=template)
    done = f"{template} er genudgivet."
    return _decide(request, template, form, restore_template, done)


def _sent(request: PortalRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _decide(
    request: PortalRequest,
    template: TaskTemplate,
    form: WithdrawalForm,
    decide: Callable[..., TaskTemplate],
    done: str,
) -> HttpResponse:
    """Ask first, with what would happen; then do it, when that is still what would."""
    if template.is_draft:
        raise Http404
    if request.method != "POST":
        return _ask(request, template, form)
    if not form.is_valid():
        return _ask(request, template, form, status=INVALID)
    if request.POST.get("shown") != foresee(template).mark:
        return _ask(request, template, form, status=CONFLICT, is_overtaken=True)
    said = form.cleaned_data
    try:
        decide(template=template, by=request.user, at=timezone.now(), **said)
    except NoteMissing:
        form.ask_for_reason()
        return _ask(request, template, form, status=INVALID)
    except TemplateChangedMeanwhile as error:
        data = request.POST.copy()
        data["revision"] = str(error.template.revision)
        again = type(form)(data, template=error.template)
        return _ask(request, error.template, again, status=CONFLICT, is_overtaken=True)
    messages.success(request, done)
    return redirect("authoring:template", template.programme.slug, template.pk)


def foresee(template: TaskTemplate) -> Foresight:
    """Return what taking it back would do, or giving it back what is taken."""
    preview = preview_restoration if template.is_withdrawn else preview_withdrawal
    return preview(template=template, on=timezone.localdate())


def _ask(
    request: PortalRequest,
    template: TaskTemplate,
    form: WithdrawalForm,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "programme": template.programme,
        "template": template,
        "form": form,
        "foresight": foresee(template),
        **more,
    }
    page = "restore" if template.is_withdrawn else "withdraw"
    return render(request, f"authoring/{page}.html", context, status=status)
