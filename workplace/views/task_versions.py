"""A task's sheet as it once read."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from accounts.rights import Permission
from projects.visits import note_visit
from shared_tasks.version_pages import read_old_sheet
from tasks.access import get_task, get_version, permissions_on


@require_safe
def task_version(request: PortalRequest, number: int, version: int) -> HttpResponse:
    task = get_task(request.user, number, Permission.TASK_VIEW)
    found = get_version(task, version)
    note_visit(by=request.user, project=task.project, on=timezone.localdate())
    context = {
        "task": task,
        "shared_task": task.shared_task,
        "version": found,
        "may_see_project": Permission.PROJECT_VIEW in permissions_on(request.user, task),
        "sheet": read_old_sheet(task.programme, found, drafts=False),
    }
    return render(request, "workplace/task_version.html", context)
