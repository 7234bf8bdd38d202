from tasks.publishing.outcome import Outcome, TemplatesGone, TemplatesWithdrawn
from tasks.publishing.receivers import EVERYONE, NoReceivers, Receivers, To
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
    "Receivers",
    "TemplatesGone",
    "TemplatesWithdrawn",
    "To",
    "join_project",
    "lock_programme",
    "publish_templates",
    "receive_missing",
]
