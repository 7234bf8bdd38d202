"""Saved views: save one, rename or share it, delete it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import INVALID, PortalRequest
from accounts.models import User
from accounts.rights import Permission
from projects.access import get_project
from projects.models import Project
from workplace.access import get_view
from workplace.lists import read_list, saved_views
from workplace.lists.forms import ViewForm
from workplace.models import SavedView

TOO_LONG = "Der er valgt så meget, at visningen ikke kan gemmes. Fjern nogle af filtrene."
NOT_YOURS = "Du er ikke med i projektet og kan derfor ikke dele visningen."


@require_http_methods(["GET", "HEAD", "POST"])
def new_project_view(request: PortalRequest, pk: int) -> HttpResponse:
    """Save the project's list, as its address shows it, as a view."""
    return new_view(request, get_project(request.user, pk, Permission.PROJECT_VIEW))


@require_http_methods(["GET", "HEAD", "POST"])
def new_view(request: PortalRequest, project: Project | None = None) -> HttpResponse:
    """Save the list across projects, as its address shows it, as a view."""
    if not request.user.is_municipal:
        raise PermissionDenied
    may_share = saved_views.may_share(request.user, project)
    form = ViewForm(request.POST if request.method == "POST" else None, may_share=may_share)
    listing = read_list(request.user, project, request.GET)
    context = {"listing": listing, "project": project, "list_url": url_of(project)}
    if request.method != "POST" or not form.is_valid():
        return answer(request, form, context)
    try:
        view = save(request.user, project, form, listing.saved_as)
    except saved_views.ViewNameTaken:
        form.refuse_name(may_replace=True)
        return answer(request, form, context)
    except saved_views.ViewTooLong:
        form.add_error(None, TOO_LONG)
        return answer(request, form, context)
    messages.success(request, f"Visningen »{view.name}« er gemt.")
    return redirect(f"{url_of(project)}?{view.query}")


def save(by: User, project: Project | None, form: ViewForm, query: str) -> SavedView:
    """Save the list as a new view, or replace the older one if asked to."""
    name, is_shared, at = form.cleaned_data["name"], form.is_shared_now, timezone.now()
    older = saved_views.own_view(by, project, name) if form.replaces_older else None
    if older:
        return saved_views.overwrite_view(view=older, query=query, is_shared=is_shared, at=at)
    return saved_views.save_view(
        by=by, project=project, name=name, query=query, is_shared=is_shared, at=at
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change_view(request: PortalRequest, pk: int) -> HttpResponse:
    """Rename or share one's own view."""
    view = get_view(request.user, pk)
    may_share = view.is_shared or saved_views.may_share(request.user, view.project)
    form = ViewForm(
        request.POST if request.method == "POST" else None, may_share=may_share, view=view
    )
    context = {"view": view, "project": view.project, "list_url": url_of(view.project)}
    if request.method != "POST" or not form.is_valid():
        return answer(request, form, context)
    try:
        view = saved_views.change_view(
            view=view, name=form.cleaned_data["name"], is_shared=form.is_shared_now
        )
    except saved_views.ViewNameTaken:
        form.refuse_name(may_replace=False)
        return answer(request, form, context)
    except saved_views.OnlyMembersShare:
        form.add_error(None, NOT_YOURS)
        return answer(request, form, context)
    messages.success(request, f"Visningen »{view.name}« er gemt.")
    return redirect(f"{url_of(view.project)}?{view.query}")


@require_http_methods(["GET", "HEAD", "POST"])
def delete_view(request: PortalRequest, pk: int) -> HttpResponse:
    """Delete one's own view; a GET redirects to the view's page."""
    view = get_view(request.user, pk)
    if request.method != "POST":
        return redirect("tasks:view", pk)
    saved_views.delete_view(view=view)
    messages.success(request, f"Visningen »{view.name}« er slettet. Opgaverne er, som de var.")
    return redirect(url_of(view.project))


def url_of(project: Project | None) -> str:
    return project.get_absolute_url() if project else reverse("tasks:list")


def answer(request: PortalRequest, form: ViewForm, context: dict[str, Any]) -> HttpResponse:
    status = INVALID if form.errors else 200
    return render(request, "workplace/saved_view.html", context | {"form": form}, status=status)
