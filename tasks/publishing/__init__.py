from tasks.publishing.outcome import Outcome, TemplatesGone, TemplatesWithdrawn
from tasks.publishing.preview import Preview, Receiving, preview_of, preview_publication
from tasks.publishing.receivers import EVERYONE, NoReceivers, Receivers, ReceiversGone, To
from tasks.publishing.services import (
    OutcomeChanged,
    join_project,
    lock_programme,
    publish_templates,
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
    "TemplatesGone",
    "TemplatesWithdrawn",
    "To",
    "join_project",
    "lock_programme",
    "preview_of",
    "preview_publication",
    "publish_templates",
    "receive_missing",
]
