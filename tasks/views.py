from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import PortalRequest
from accounts.rights import Action
from projects.access import get_project
from projects.models import Project
from tasks.access import get_task
from tasks.models import Task


@require_GET
def my_page(request: PortalRequest) -> HttpResponse:
    mine = Task.objects.visible_to(request.user).of(request.user).open().for_list().late_first()
    projects = Project.objects.visible_to(request.user).for_list()
    return render(
        request,
        "tasks/my_page.html",
        {"tasks": mine, "projects": projects, "today": timezone.localdate()},
    )


@require_GET
def project_detail(request: PortalRequest, pk: int) -> HttpResponse:
    project = get_project(request.user, pk, Action.PROJECT_VIEW)
    tasks = Task.objects.visible_to(request.user).filter(project=project).for_list().late_first()
    return render(request, "tasks/project_detail.html", {"project": project, "tasks": tasks})


@require_GET
def task_detail(request: PortalRequest, number: int) -> HttpResponse:
    task = get_task(request.user, number, Action.TASK_VIEW)
    return render(request, "tasks/task_detail.html", {"task": task})
