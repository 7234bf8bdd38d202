from tasks.lights import Status
from tasks.models.calendar import CalendarFeed, CalendarFeedQuerySet
from tasks.models.figures import ProjectFigures
from tasks.models.file import TaskFile
from tasks.models.notes import InternalNotes
from tasks.models.publication import Publication, TemplateReceiver
from tasks.models.task import Task, TaskQuerySet
from tasks.models.template import (
    LONGEST_TEXT,
    TEXTS,
    Anchor,
    TaskKind,
    TaskTemplate,
    TaskTemplateQuerySet,
    TemplateAttachment,
    TemplateLink,
    TemplateRole,
)
from tasks.models.version import TaskReading, TemplateVersion

__all__ = [
    "LONGEST_TEXT",
    "TEXTS",
    "Anchor",
    "CalendarFeed",
    "CalendarFeedQuerySet",
    "InternalNotes",
    "ProjectFigures",
    "Publication",
    "Status",
    "Task",
    "TaskFile",
    "TaskKind",
    "TaskQuerySet",
    "TaskReading",
    "TaskTemplate",
    "TaskTemplateQuerySet",
    "TemplateAttachment",
    "TemplateLink",
    "TemplateReceiver",
    "TemplateRole",
    "TemplateVersion",
]
