"""The order of shared tasks within their phase."""

from django.db import connection, transaction

from projects.locks import lock_programme
from projects.ordering import Before, Step, moved
from shared_tasks.models import SharedTask

PLACE = """
UPDATE shared_tasks_sharedtask shared_task SET position = placed.position
FROM unnest(%s::bigint[]) WITH ORDINALITY AS placed (id, position)
WHERE shared_task.id = placed.id AND shared_task.position <> placed.position
"""


@transaction.atomic
def move_shared_task(*, shared_task: SharedTask, to: Step | Before) -> tuple[int, int]:
    """Move the shared task within its phase, and give all there a place of their own.

    Order is no part of the sheet: no version is made and nobody is told. Returns its place, from
    1, and how many there are; one statement however many. Raises NeighbourGone.
    """
    lock_programme(shared_task.programme_id)
    beside = SharedTask.objects.filter(
        phase=shared_task.phase_id, programme=shared_task.programme_id
    )
    there = list(beside.order_by("position", "pk").values_list("pk", flat=True))
    order = moved(there, shared_task.pk, to)
    with connection.cursor() as cursor:
        cursor.execute(PLACE, [order])
    return order.index(shared_task.pk) + 1, len(order)
