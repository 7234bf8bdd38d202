"""Drafts are their programme's; municipalities read what is published in their programmes."""

from tenancy.policies import WRITES_ALL, Reach, Rows
from tenancy.row_access import OF_PARTNERS, OUR_PROGRAMMES, added, own

PUBLISHED = f"published_at IS NOT NULL AND {OUR_PROGRAMMES}"


def of_shared_tasks(column: str) -> Rows:
    """Rows that hang on a shared task and are reached with it."""
    # By key for each row: with IN, PostgreSQL would first gather every shared task in reach.
    with_theirs = f"EXISTS (SELECT FROM shared_tasks_sharedtask theirs WHERE theirs.id = {column})"
    return Rows(municipal=Reach(with_theirs), central=own(with_theirs), national=WRITES_ALL)


TABLES = {
    "shared_tasks_sharedtask": Rows(
        municipal=Reach(PUBLISHED), central=own(OUR_PROGRAMMES), national=WRITES_ALL
    ),
    "shared_tasks_sharedtask_involved_roles": of_shared_tasks("sharedtask_id"),
    "shared_tasks_sharedtaskattachment": of_shared_tasks("shared_task_id"),
    "shared_tasks_sharedtasklink": of_shared_tasks("shared_task_id"),
    "shared_tasks_sharedtaskversion": Rows(
        municipal=Reach(OUR_PROGRAMMES),
        central=added(OUR_PROGRAMMES, OUR_PROGRAMMES),
        national=WRITES_ALL,
    ),
    "shared_tasks_publication": OF_PARTNERS,
    "shared_tasks_sharedtaskreceiver": OF_PARTNERS,
}
