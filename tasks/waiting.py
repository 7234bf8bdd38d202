"""What waits for what in one project: as the shared tasks say, and as the municipality has noted."""

from collections.abc import Mapping

from accounts.models import User
from projects.models import Project
from shared_tasks.prerequisites import prerequisites_in
from tasks.models import TaskLink


def waits_between(
    user: User, project: Project, tasks: Mapping[int, int | None]
) -> dict[int, set[int]]:
    """Return by number what each of the project's tasks waits for among them, to that person.

    ``tasks`` gives by number each task's template, which a local task has none of. What the
    municipality has noted itself is for its own people. Two queries, and one to partners.
    """
    by_template = {template: pk for pk, template in tasks.items() if template is not None}
    waits: dict[int, set[int]] = {}
    for template, others in prerequisites_in(project.programme).items():
        if template in by_template:
            there = {by_template[other] for other in others if other in by_template}
            waits[by_template[template]] = there
    for link in TaskLink.objects.visible_to(user).filter(task__project=project):
        if link.task_id in tasks and link.other_id in tasks:
            waits.setdefault(link.task_id, set()).add(link.other_id)
    return waits
