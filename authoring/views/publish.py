"""Publishing: choose, see what would happen, and let it happen. Nothing is kept in between."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import PortalRequest
from authoring.access import get_own_programme
from authoring.forms.publish import GONE, PublishForm, as_typed, said_withdrawn
from authoring.notices import Listed, by_name, counted, notices_of, receivers_in
from authoring.publications import found_among, municipalities_in, picked_in
from notifications.jobs import ask_for_delivery
from projects.models import Programme
from publishing.impact import ImpactChanged
from publishing.publications import (
    PublicationImpact,
    ReceiversGone,
    SharedTasksGone,
    SharedTasksWithdrawn,
    impact_of_publication,
    publish_shared_tasks,
)
from shared_tasks.models import Publication

CHOOSE, DRY_RUN = "authoring/publish.html", "authoring/publish_preview.html"
INVALID, CONFLICT = 422, 409
# What the buttons of both pages say.
BACK, SEARCH, ALL, NONE, PUBLISH = "back", "search", "all", "none", "publish"


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: PortalRequest, slug: str) -> HttpResponse:
    programme = get_own_programme(request.user, slug)
    step = request.POST.get("step")
    if request.method != "POST" or step in {BACK, SEARCH, ALL, NONE} or "opgave" in request.POST:
        return go_on_choosing(request, programme, request.POST or request.GET)
    form = PublishForm(request.POST, programme=programme)
    if not form.is_valid():
        return choose(request, form, request.POST, status=INVALID)
    # Nobody publishes what they have not been shown.
    if step == PUBLISH and (shown := request.POST.get("shown", "")):
        return carry_out(request, form, shown)
    impact = impact_of_publication(
        programme=programme,
        shared_tasks=form.shared_tasks,
        receivers=form.receivers,
        on=timezone.localdate(),
    )
    return show(request, form, impact)


def go_on_choosing(request: PortalRequest, programme: Programme, given: QueryDict) -> HttpResponse:
    """Return the choice so far, with what the button pressed adds to it or takes away."""
    typed, step = as_typed(given), given.get("step")
    if step == ALL:
        found = found_among(municipalities_in(programme), given.get("search", ""))
        typed["to_municipalities"] += [str(municipality.pk) for municipality in found]
    if step == NONE:
        typed["to_municipalities"] = []
    return choose(request, PublishForm(programme=programme, initial=typed), given)


def choose(
    request: PortalRequest, form: PublishForm, given: QueryDict, *, status: int = 200
) -> HttpResponse:
    search = given.get("search", "")[:100]
    context = {
        "programme": form.programme,
        "form": form,
        "drafts": form.programme.shared_tasks.drafts().count(),
        "picked": picked_in(form.programme, form["picked"].value()),
        "search": search,
        "municipalities": form.municipalities_shown(search),
    }
    page = f"{CHOOSE}#municipalities" if request.htmx else CHOOSE
    return render(request, page, context, status=status)


def show(
    request: PortalRequest,
    form: PublishForm,
    impact: PublicationImpact,
    *,
    has_changed: bool = False,
) -> HttpResponse:
    """Return the dry run, which carries the choice with it."""
    rows, shared_tasks = receivers_in(impact), list(impact.shared_tasks.values())
    context: dict[str, Any] = {
        "programme": form.programme,
        "impact": impact,
        "has_changed": has_changed,
        "rows": rows,
        "already": sum(row.already for row in rows),
        "lights": by_name(impact.lights),
        "shared_tasks": Listed.of(shared_tasks),
        "without_due_rule": [page for page in shared_tasks if not page.due_anchor],
        "notices": list(notices_of(impact)),
        "receivers": form.receivers,
        "waves": form.cleaned_data["to_waves"],
        "carried": form.carried(),
    }
    return render(request, DRY_RUN, context, status=CONFLICT if has_changed else 200)


def carry_out(request: PortalRequest, form: PublishForm, shown: str) -> HttpResponse:
    """Publish what was shown, or show what would happen now."""
    try:
        publication = publish_shared_tasks(
            programme=form.programme,
            shared_tasks=form.shared_tasks,
            receivers=form.receivers,
            by=request.user,
            at=timezone.now(),
            shown=shown,
        )
    except ImpactChanged as changed:
        return show(request, form, changed.impact, has_changed=True)
    except ReceiversGone:
        form.add_error("to_waves", "En af bølgerne findes ikke længere. Vælg igen.")
    except SharedTasksGone:
        form.add_error("what", GONE)
    except SharedTasksWithdrawn as refused:
        form.add_error("what", said_withdrawn([str(one) for one in refused.shared_tasks]))
    else:
        return done(request, form.programme, publication)
    return choose(request, form, request.POST, status=INVALID)


def done(
    request: PortalRequest, programme: Programme, publication: Publication | None
) -> HttpResponse:
    if publication is None:
        messages.info(request, "Alle modtagerne har det hele i forvejen. Der er intet ændret.")
        return redirect("authoring:publications", programme.slug)
    transaction.on_commit(partial(ask_for_delivery))
    number = publication.tasks_arrived
    tasks = "1 ny opgave" if number == 1 else f"{number} nye opgaver"
    messages.success(
        request, f"Udgivet: {counted(publication.projects_reached)} har fået i alt {tasks}."
    )
    return redirect("authoring:publication", programme.slug, publication.pk)
