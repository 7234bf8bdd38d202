from history.phrases import Toggled, ValueChanged
from history.sentences import HistoryText, history_text_of
from history.sources import events
from shared_tasks.models import (
    Publication,
    SharedTask,
    SharedTaskAttachment,
    SharedTaskLink,
    SharedTaskReceiver,
    SharedTaskRole,
)

SHARED_TASK = history_text_of(
    SharedTask,
    "fællesopgaven »{title}«",
    without=("programme", "notable_version", "withdrawn_by"),
    version=ValueChanged("version"),
    withdrawn_at=Toggled("meldte tilbagetrækning", "meldte genudgivelse"),
)


ATTACHMENT = history_text_of(
    SharedTaskAttachment,
    "bilaget »{title}« på fællesopgaven »{shared_task}«",
    without=("shared_task",),
)


LINK = history_text_of(
    SharedTaskLink, "sammenhængen mellem »{shared_task}« og »{other}«", without=("programme",)
)


INVOLVED = history_text_of(SharedTaskRole, "rollen {role} på fællesopgaven »{shared_task}«")


PUBLICATION = HistoryText(
    Publication,
    created="udgav {tasks_arrived} opgaver i {projects_reached} projekter",
    deleted="slettede en udgivelse",
    changes={
        "projects_reached": ValueChanged("udgivelsens antal projekter"),
        "tasks_arrived": ValueChanged("udgivelsens antal opgaver"),
    },
)


RECEIVER = history_text_of(
    SharedTaskReceiver,
    "en modtager af fællesopgaven »{shared_task}«",
    without=("programme", "publication"),
)


SOURCES = (
    events(190, "faellesopgaver", "Fællesopgaver", SHARED_TASK, texts=("title", "code")),
    events(200, "bilag", "Eksterne bilag", ATTACHMENT, texts=("title",)),
    events(210, "sammenhaenge", "Opgavers sammenhæng", LINK, shared_tasks=("shared_task", "other")),
    events(220, "involverede", "Involverede roller", INVOLVED, shared_tasks=("shared_task",)),
    events(230, "udgivelser", "Udgivelser", PUBLICATION, texts=("programme__name",)),
    events(
        240,
        "modtagere",
        "Modtagere af fællesopgaver",
        RECEIVER,
        shared_tasks=("shared_task",),
        is_shared=True,
    ),
)
