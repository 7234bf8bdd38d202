from tasks.lights import Status
from tasks.models.figures import ProjectFigures
from tasks.models.file import TaskFile
from tasks.models.notes import InternalNotes
from tasks.models.task import Task, TaskQuerySet
from tasks.models.template import (
    Anchor,
    TaskKind,
    TaskTemplate,
    TaskTemplateQuerySet,
    TemplateAttachment,
    TemplateLink,
    TemplateRole,
)

__all__ = [
    "Anchor",
    "InternalNotes",
    "ProjectFigures",
    "Status",
    "Task",
    "TaskFile",
    "TaskKind",
    "TaskQuerySet",
    "TaskTemplate",
    "TaskTemplateQuerySet",
    "TemplateAttachment",
    "TemplateLink",
    "TemplateRole",
]
