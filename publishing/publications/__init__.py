from publishing.publications.outcome import (
    PublicationImpact,
    SharedTasksGone,
    SharedTasksWithdrawn,
    impact_of_publication,
)
from publishing.publications.receivers import EVERYONE, NoReceivers, Receivers, ReceiversGone, To
from publishing.publications.services import (
    carry_out,
    join_project,
    publish_shared_tasks,
    receive_missing,
)

__all__ = [
    "EVERYONE",
    "NoReceivers",
    "PublicationImpact",
    "Receivers",
    "ReceiversGone",
    "SharedTasksGone",
    "SharedTasksWithdrawn",
    "To",
    "carry_out",
    "impact_of_publication",
    "join_project",
    "publish_shared_tasks",
    "receive_missing",
]
