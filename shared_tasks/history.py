from history.phrases import Switched, Turned
from history.sentences import Telling, telling_of
from shared_tasks.models import (
    Publication,
    TaskTemplate,
    TemplateAttachment,
    TemplateLink,
    TemplateReceiver,
    TemplateRole,
)

TEMPLATE = telling_of(
    TaskTemplate,
    "fællesopgaven »{title}«",
    without=("programme", "notable_version", "withdrawn_by"),
    version=Turned("version"),
    withdrawn_at=Switched("meldte tilbagetrækning", "meldte genudgivelse"),
)


ATTACHMENT = telling_of(
    TemplateAttachment, "bilaget »{title}« på fællesopgaven »{template}«", without=("template",)
)


LINK = telling_of(
    TemplateLink, "sammenhængen mellem »{template}« og »{other}«", without=("programme",)
)


INVOLVED = telling_of(TemplateRole, "rollen {role} på fællesopgaven »{template}«")


PUBLICATION = Telling(
    Publication,
    came="udgav {tasks_arrived} opgaver i {projects_reached} projekter",
    went="slettede en udgivelse",
    changes={
        "projects_reached": Turned("udgivelsens antal projekter"),
        "tasks_arrived": Turned("udgivelsens antal opgaver"),
    },
)


RECEIVER = telling_of(
    TemplateReceiver,
    "en modtager af fællesopgaven »{template}«",
    without=("programme", "publication"),
)
