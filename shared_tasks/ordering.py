"""The order of shared tasks within their phase."""

from django.db import connection, transaction

from projects.ordering import Before, Step, moved
from projects.programmes import hold_programme
from shared_tasks.models import TaskTemplate

PLACE = """
UPDATE shared_tasks_tasktemplate template SET position = placed.position
FROM unnest(%s::bigint[]) WITH ORDINALITY AS placed (id, position)
WHERE template.id = placed.id AND template.position <> placed.position
"""


@transaction.atomic
def move_template(*, template: TaskTemplate, to: Step | Before) -> tuple[int, int]:
    """Move the shared task within its phase, and give all there a place of their own.

    Order is no part of the sheet: no version is made and nobody is told. Returns its place, from
    1, and how many there are; one statement however many. Raises NeighbourGone.
    """
    hold_programme(template.programme_id)
    beside = TaskTemplate.objects.filter(phase=template.phase_id, programme=template.programme_id)
    there = list(beside.order_by("position", "pk").values_list("pk", flat=True))
    order = moved(there, template.pk, to)
    with connection.cursor() as cursor:
        cursor.execute(PLACE, [order])
    return order.index(template.pk) + 1, len(order)
