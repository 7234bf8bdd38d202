"""Prerequisites between the tasks of one project, shared and local ones."""

from collections.abc import Mapping

from accounts.models import User
from projects.models import Project
from shared_tasks.prerequisites import prerequisites_in
from tasks.models import TaskLink


def waits_between(
    user: User, project: Project, tasks: Mapping[int, int | None]
) -> dict[int, set[int]]:
    """Return by id the prerequisites of each of the project's tasks that the person may see.

    ``tasks`` are shared tasks' ids by task id, None for a local task. The municipality's own links
    are for its own people. Two queries, one for partners.
    """
    by_shared_task = {
        shared_task: pk for pk, shared_task in tasks.items() if shared_task is not None
    }
    waits: dict[int, set[int]] = {}
    for shared_task, others in prerequisites_in(project.programme).items():
        if shared_task in by_shared_task:
            there = {by_shared_task[other] for other in others if other in by_shared_task}
            waits[by_shared_task[shared_task]] = there
    for link in TaskLink.objects.visible_to(user).filter(task__project=project):
        if link.task_id in tasks and link.other_id in tasks:
            waits.setdefault(link.task_id, set()).add(link.other_id)
    return waits
