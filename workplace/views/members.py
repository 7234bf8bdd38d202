"""The members of a project. Each form has its own address; a GET of it redirects back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import INVALID, PortalRequest
from accounts.rights import Permission
from projects import services
from projects.access import colleagues_outside, get_member, get_project, permissions_in
from projects.forms import AddMemberForm, RoleForm
from projects.models import Project, ProjectMember
from workplace.project_page import leave_project, members_of, onlookers_of

SUCCESSOR = "Et projekt skal have en projektleder. Vælg først den næste; så bliver den nuværende bidragyder."


@require_safe
def members(request: PortalRequest, pk: int) -> HttpResponse:
    return members_page(request, get_project(request.user, pk, Permission.MEMBERS_VIEW))


def members_page(
    request: PortalRequest, project: Project, *, status: int = 200, **tried: forms.Form
) -> HttpResponse:
    """Return the page; ``tried`` is a form that was sent and keeps what was typed."""
    may_manage = Permission.MEMBERS_MANAGE in permissions_in(request.user, project)
    rows = [(member, RoleForm(member=member)) for member in members_of(project)]
    refused = tried.get("role_form")
    context: dict[str, Any] = {
        "project": project,
        "rows": [
            (
                member,
                refused if isinstance(refused, RoleForm) and refused.member == member else form,
            )
            for member, form in rows
        ],
        "onlookers": onlookers_of(project),
        "may_manage": may_manage,
        "role_form": refused,
        "add_form": tried.get("add_form"),
    }
    if may_manage and context["add_form"] is None:
        context["add_form"] = AddMemberForm(colleagues=colleagues_outside(project))
    return render(request, "projects/members.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def add_member(request: PortalRequest, pk: int) -> HttpResponse:
    project = get_project(request.user, pk, Permission.MEMBERS_MANAGE)
    if request.method != "POST":
        return redirect("projects:members", pk)
    form = AddMemberForm(request.POST, colleagues=colleagues_outside(project))
    if not form.is_valid():
        return members_page(request, project, status=INVALID, add_form=form)
    user = form.cleaned_data["user"]
    try:
        services.add_member(project=project, user=user, role=form.cleaned_data["role"])
    except services.MemberAlready:
        messages.info(request, f"{user} er allerede med i projektet.")
    except services.MemberHasNoAccess:
        messages.error(request, f"{user} har ikke adgang til Fremdrift.")
    else:
        messages.success(request, f"{user} er nu med i projektet.")
    return redirect_to_members(request, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def change_member(request: PortalRequest, pk: int, member: int) -> HttpResponse:
    found = get_member(request.user, pk, member, Permission.MEMBERS_MANAGE)
    if request.method != "POST":
        return redirect("projects:members", pk)
    form = RoleForm(request.POST, member=found)
    if not form.is_valid():
        return members_page(request, found.project, status=INVALID, role_form=form)
    try:
        changed = services.change_member(member=found, role=form.cleaned_data["role"])
    except services.LeaderNeedsSuccessor:
        form.add_error("role", SUCCESSOR)
        return members_page(request, found.project, status=INVALID, role_form=form)
    except services.MemberHasNoAccess:
        form.add_error("role", f"{found.user} er deaktiveret og kan ikke få en anden rolle.")
        return members_page(request, found.project, status=INVALID, role_form=form)
    except services.MemberGone:
        messages.error(request, f"{found.user} er ikke længere med i projektet.")
    else:
        role = changed.get_role_display()
        messages.success(request, f"{found.user} har nu rollen: {role}.")
    return redirect_to_members(request, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_member(request: PortalRequest, pk: int, member: int) -> HttpResponse:
    """Ask first, with the member's number of open tasks; then remove them."""
    found = get_member(request.user, pk, member, Permission.MEMBERS_MANAGE)
    if request.method != "POST":
        return removal_page(request, found)
    try:
        tasks = leave_project(member=found)
    except services.LeaderNeedsSuccessor:
        return removal_page(request, found, refusal=SUCCESSOR, status=INVALID)
    except services.MemberGone:
        tasks = 0
    given_up = {0: "", 1: " 1 opgave mangler nu ansvarlig eller udfører."}.get(
        tasks, f" {tasks} opgaver mangler nu ansvarlig eller udfører."
    )
    messages.success(request, f"{found.user} er ikke længere med i projektet.{given_up}")
    return redirect_to_members(request, pk)


def removal_page(
    request: PortalRequest, member: ProjectMember, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    here = next(one for one in members_of(member.project) if one == member)
    context = {"project": member.project, "member": here, "refusal": refusal}
    return render(request, "projects/remove_member.html", context, status=status)


def redirect_to_members(request: PortalRequest, pk: int) -> HttpResponse:
    """Redirect to the members, or home when the person has just removed themselves."""
    mine = Project.objects.visible_to(request.user).filter(pk=pk)
    return redirect("projects:members", pk) if mine.exists() else redirect("home")
