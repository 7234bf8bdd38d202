from tasks.lights import Status
from tasks.models.calendar import CalendarFeed, CalendarFeedQuerySet
from tasks.models.checklist import ChecklistItem
from tasks.models.comments import Comment, CommentQuerySet, Mention, MentionQuerySet, Watch
from tasks.models.figures import ProjectFigures
from tasks.models.file import TaskFile
from tasks.models.local import LocalRole, LocalSheet, TaskLink
from tasks.models.notes import InternalNotes
from tasks.models.publication import Publication, TemplateReceiver
from tasks.models.task import CODE, TITLE, Task, TaskQuerySet
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
from tasks.models.workplace import BulkChange, MyPageVisit, SavedView, SavedViewQuerySet

__all__ = [
    "CODE",
    "LONGEST_TEXT",
    "TEXTS",
    "TITLE",
    "Anchor",
    "BulkChange",
    "CalendarFeed",
    "CalendarFeedQuerySet",
    "ChecklistItem",
    "Comment",
    "CommentQuerySet",
    "InternalNotes",
    "LocalRole",
    "LocalSheet",
    "Mention",
    "MentionQuerySet",
    "MyPageVisit",
    "ProjectFigures",
    "Publication",
    "SavedView",
    "SavedViewQuerySet",
    "Status",
    "Task",
    "TaskFile",
    "TaskKind",
    "TaskLink",
    "TaskQuerySet",
    "TaskReading",
    "TaskTemplate",
    "TaskTemplateQuerySet",
    "TemplateAttachment",
    "TemplateLink",
    "TemplateReceiver",
    "TemplateRole",
    "TemplateVersion",
    "Watch",
]
