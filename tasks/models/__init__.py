from tasks.lights import Status
from tasks.models.checklist import ChecklistItem
from tasks.models.figures import ProjectFigures
from tasks.models.file import TaskFile
from tasks.models.local import LocalRole, LocalSheet, TaskLink
from tasks.models.notes import InternalNotes
from tasks.models.seen import SeenVersion
from tasks.models.task import CODE, TITLE, Task, TaskQuerySet

__all__ = [
    "CODE",
    "TITLE",
    "ChecklistItem",
    "InternalNotes",
    "LocalRole",
    "LocalSheet",
    "ProjectFigures",
    "SeenVersion",
    "Status",
    "Task",
    "TaskFile",
    "TaskLink",
    "TaskQuerySet",
]
