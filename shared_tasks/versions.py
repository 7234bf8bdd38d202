from collections.abc import Collection

from shared_tasks.content import Content
from shared_tasks.models import TaskTemplate, TemplateVersion


def content_by_number(template: TaskTemplate, numbers: Collection[int]) -> dict[int, Content]:
    """Return what these versions of the shared task say; those that are not there are left out."""
    rows = TemplateVersion.objects.filter(template=template, number__in=numbers)
    return {
        number: Content.from_json(said) for number, said in rows.values_list("number", "content")
    }
