"""Plans as files: a programme's for its editors, a municipality's for all who see the project."""

import datetime as dt

from accounts.models import User
from authoring.plans.excel_out import OwnFacts, plan_workbook, project_workbook, template_workbook
from authoring.plans.mspdi_out import plan_xml, project_xml
from authoring.plans.plan import Plan
from authoring.plans.role_names import RoleNames
from authoring.plans.stored import plan_of, read_plan
from organisations.models import System
from projects.models import Programme, Project
from roles.models import Role
from tasks.lights import Light
from tasks.models import Task

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XML = "application/xml"
A_YEAR = dt.timedelta(days=365)


def gallery(system: System) -> RoleNames:
    return RoleNames(Role.objects.for_gallery(), system)


def likely_go_live(programme: Programme, today: dt.date) -> dt.date:
    """Return the next wave's go-live date; without one, a year from now."""
    waves = programme.waves.filter(go_live_on__gte=today).order_by("go_live_on")
    return waves.values_list("go_live_on", flat=True).first() or today + A_YEAR


def empty_workbook(programme: Programme) -> bytes:
    """Return the template to fill in, with the phases and themes the programme has."""
    plan = read_plan(programme)
    return template_workbook(plan, gallery(programme.system))


def programme_workbook(programme: Programme) -> bytes:
    return plan_workbook(read_plan(programme), gallery(programme.system))


def programme_xml(programme: Programme, *, go_live_on: dt.date, at: dt.datetime) -> bytes:
    """Return the plan as Microsoft Project's XML, dated as for a project that goes live then."""
    plan = read_plan(programme)
    return plan_xml(plan, gallery(programme.system), go_live_on=go_live_on, at=at)


def municipal_workbook(project: Project, *, reader: User) -> bytes:
    """Return the project's tasks with their rules, dates, status and people, for who may see it."""
    plan, own = read_project_plan(project, reader=reader)
    return project_workbook(plan, gallery(project.programme.system), own)


def municipal_xml(project: Project, *, reader: User, at: dt.datetime) -> bytes:
    """Return the same as Microsoft Project's XML."""
    plan, own = read_project_plan(project, reader=reader)
    roles = gallery(project.programme.system)
    return project_xml(plan, roles, own, go_live_on=project.live_date(), at=at)


def read_project_plan(project: Project, *, reader: User) -> tuple[Plan, dict[str, OwnFacts]]:
    """Return the plan of what the project has been given, and by code what is its own of it.

    Internal notes, reasons for what is not relevant and local tasks are no part of it: a plan is
    what can be read in again, and the list of tasks is exported with everything in it.
    """
    tasks = list(
        Task.objects.visible_to(reader)
        .filter(project=project)
        .live()
        .shared()
        .select_related("responsible", "executor", "shared_task")
    )
    shared_tasks = project.programme.shared_tasks.filter(pk__in=[t.shared_task_id for t in tasks])
    return plan_of(project.programme, shared_tasks), {
        " ".join(task.code.split()): _facts(task) for task in tasks
    }


def _facts(task: Task) -> OwnFacts:
    return OwnFacts(
        status=str(task.get_status_display()),
        light=str(Light(task.light).label),
        responsible=task.responsible.name if task.responsible else "",
        executor=task.executor.name if task.executor else "",
        starts_on=task.starts_on,
        due_on=task.due_on,
        shared_due_on=task.shared_due_on if task.is_due_date_local else None,
        due_reason=task.due_reason,
    )
