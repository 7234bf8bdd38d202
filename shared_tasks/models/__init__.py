from shared_tasks.models.publication import Publication, SharedTaskReceiver
from shared_tasks.models.shared_task import (
    LONGEST_TEXT,
    TEXTS,
    Anchor,
    SharedTask,
    SharedTaskAttachment,
    SharedTaskLink,
    SharedTaskQuerySet,
    SharedTaskRole,
    TaskKind,
)
from shared_tasks.models.version import SharedTaskVersion

__all__ = [
    "LONGEST_TEXT",
    "TEXTS",
    "Anchor",
    "Publication",
    "SharedTask",
    "SharedTaskAttachment",
    "SharedTaskLink",
    "SharedTaskQuerySet",
    "SharedTaskReceiver",
    "SharedTaskRole",
    "SharedTaskVersion",
    "TaskKind",
]
