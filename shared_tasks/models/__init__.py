from shared_tasks.models.publication import Publication, TemplateReceiver
from shared_tasks.models.shared_task import (
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
from shared_tasks.models.version import TemplateVersion

__all__ = [
    "LONGEST_TEXT",
    "TEXTS",
    "Anchor",
    "Publication",
    "TaskKind",
    "TaskTemplate",
    "TaskTemplateQuerySet",
    "TemplateAttachment",
    "TemplateLink",
    "TemplateReceiver",
    "TemplateRole",
    "TemplateVersion",
]
