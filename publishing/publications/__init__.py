from publishing.publications.outcome import Outcome, SharedTasksGone, SharedTasksWithdrawn
from publishing.publications.preview import Preview, Receiving, preview_of, preview_publication
from publishing.publications.receivers import EVERYONE, NoReceivers, Receivers, ReceiversGone, To
from publishing.publications.services import (
    OutcomeChanged,
    join_project,
    publish_shared_tasks,
    receive_missing,
)

__all__ = [
    "EVERYONE",
    "NoReceivers",
    "Outcome",
    "OutcomeChanged",
    "Preview",
    "Receivers",
    "ReceiversGone",
    "Receiving",
    "SharedTasksGone",
    "SharedTasksWithdrawn",
    "To",
    "join_project",
    "preview_of",
    "preview_publication",
    "publish_shared_tasks",
    "receive_missing",
]
