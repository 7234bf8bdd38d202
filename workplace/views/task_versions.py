"""A task's sheet as it once read."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from accounts.rights import Action
from projects.visits import note_visit
from shared_tasks.version_pages import read_old_sheet
from tasks.access import actions_on, get_task, get_version


@require_safe
def task_version(request: PortalRequest, number: int, version: int) -> HttpResponse:
    task = get_task(request.user, number, Action.TASK_VIEW)
    found = get_version(task, version)
    note_visit(by=request.user, project=task.project, on=timezone.localdate())
    context = {
        "task": task,
        "template": task.template,
        "version": found,
        "may_see_project": Action.PROJECT_VIEW in actions_on(request.user, task),
        "sheet": read_old_sheet(task.programme, found, drafts=False),
    }
    return render(request, "workplace/task_version.html", context)
