"""Both sides write about a task they see, each in their own name."""

from tasks.row_access import WITH_ITS_TASK
from tenancy.policies import USER, WRITES_ALL, Reach, Rows
from tenancy.row_access import OUR_PROGRAMMES, OURS, own

IN_MY_NAME = f"written_by_id = {USER}"
WORDS = ("text", "edited_at", "deleted_at", "deleted_by_id")

TABLES = {
    "conversation_comment": Rows(
        municipal=Reach(
            OURS,
            OURS,
            verbs=("INSERT", "UPDATE"),
            columns=WORDS,
            only={"INSERT": f"{OURS} AND {IN_MY_NAME}"},
        ),
        central=Reach(
            WITH_ITS_TASK,
            f"{WITH_ITS_TASK} AND {IN_MY_NAME}",
            verbs=("INSERT", "UPDATE"),
            columns=WORDS,
        ),
        national=WRITES_ALL,
    ),
    "conversation_mention": Rows(
        municipal=own(OURS), central=own(OUR_PROGRAMMES), national=WRITES_ALL
    ),
    "conversation_watch": Rows(
        municipal=own(f"{OURS} AND user_id = {USER}"),
        central=own(f"{WITH_ITS_TASK} AND user_id = {USER}"),
        national=WRITES_ALL,
    ),
}
