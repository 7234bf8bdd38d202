from collections.abc import Collection

from shared_tasks.content import Content
from shared_tasks.models import SharedTask, SharedTaskVersion


def content_by_number(shared_task: SharedTask, numbers: Collection[int]) -> dict[int, Content]:
    """Return what these versions of the shared task say; those that are not there are left out."""
    rows = SharedTaskVersion.objects.filter(shared_task=shared_task, number__in=numbers)
    return {
        number: Content.from_json(said) for number, said in rows.values_list("number", "content")
    }
