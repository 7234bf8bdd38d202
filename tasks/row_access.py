"""What hangs on a task is reached with it; internal notes are the municipality's alone."""

from tenancy.policies import READS_ALL, WRITES_ALL, Reach, Rows
from tenancy.row_access import KEPT_FROM_PARTNERS, OF_ONESELF, OUR_PROGRAMMES, OURS, own

IS_LOCAL, IS_SHARED = "shared_task_id IS NULL", "shared_task_id IS NOT NULL"
# Local tasks can be kept from partners.
WITH_ITS_TASK = (
    f"{OUR_PROGRAMMES} AND EXISTS (SELECT FROM tasks_task theirs WHERE theirs.id = task_id)"
)
OF_A_TASK = Rows(municipal=own(OURS), central=Reach(WITH_ITS_TASK), national=WRITES_ALL)
# What both sides of a task bring in line with what they change.
DATES_AND_LIGHT = (
    *("starts_on", "due_on", "shared_starts_on", "shared_due_on", "revision"),
    *("warns_on", "light", "light_since", "light_changes_on", "light_told_on"),
)
# Of a task the centre moves what publishing gave it and what follows from that, no more.
FROM_THE_CENTRE = (*("phase_id", "theme_id", "priority", "kind", "is_withdrawn"), *DATES_AND_LIGHT)
# And the municipality what it does with it.
IN_THE_MUNICIPALITY = (
    *("status", "not_relevant_reason", "completed_at", "completed_by_id", "completed_version"),
    *("responsible_id", "executor_id", "due_reason"),
    # Of its own tasks only: see the trigger beside the model.
    *("local_title", "phase_id", "theme_id", "priority", "kind", "is_private"),
    *DATES_AND_LIGHT,
)


NEVER_REMOVED = ("INSERT", "UPDATE")

TABLES = {
    # Publishing adds shared tasks, and a municipality its own; what becomes of them is its.
    "tasks_task": Rows(
        municipal=Reach(
            OURS,
            OURS,
            columns=IN_THE_MUNICIPALITY,
            only=dict.fromkeys(("INSERT", "DELETE"), f"{OURS} AND {IS_LOCAL}"),
        ),
        central=Reach(
            f"{OUR_PROGRAMMES} AND NOT is_private",
            f"{OUR_PROGRAMMES} AND {IS_SHARED}",
            verbs=("INSERT", "UPDATE"),
            columns=FROM_THE_CENTRE,
        ),
        national=WRITES_ALL,
    ),
    # What happened to a local task, partners see while they see the task.
    "tasks_taskevent": Rows(
        municipal=Reach(OURS),
        central=Reach(
            f"{OUR_PROGRAMMES} AND ({IS_SHARED}"
            " OR EXISTS (SELECT FROM tasks_task theirs WHERE theirs.id = pgh_obj_id))"
        ),
        national=READS_ALL,
    ),
    "tasks_localsheet": KEPT_FROM_PARTNERS,
    "tasks_localrole": KEPT_FROM_PARTNERS,
    "tasks_tasklink": KEPT_FROM_PARTNERS,
    "tasks_checklistitem": OF_A_TASK,
    "tasks_taskfile": OF_A_TASK,
    "tasks_seenversion": OF_ONESELF,
    "tasks_projectfigures": Rows(
        municipal=Reach(OURS, OURS, verbs=NEVER_REMOVED),
        central=Reach(OUR_PROGRAMMES, OUR_PROGRAMMES, verbs=NEVER_REMOVED),
        national=WRITES_ALL,
    ),
    "tasks_internalnotes": Rows(municipal=own(OURS)),
}
