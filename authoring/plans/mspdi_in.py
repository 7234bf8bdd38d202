"""Microsoft Project's XML as it comes: streamed, bounded, and without entities."""

from dataclasses import dataclass, field
from typing import Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler, feature_namespaces

from defusedxml import DefusedXmlException
from defusedxml.expatreader import create_parser

from authoring.plans import mspdi
from authoring.plans.excel_guard import MEGABYTE
from authoring.plans.excel_sheet import TOO_MANY
from authoring.plans.problems import FileRefused
from authoring.plans.reading import Progress
from authoring.plans.workbook import MOST_ROWS

MOST_BYTES = 25 * MEGABYTE
BLOCK = 256 * 1024
DEEPEST = 40
LONGEST_TEXT = 200_000
# Phases and whatever stands in the outline beside the tasks themselves.
MOST_SUMMARIES = 1_000

NOT_PROJECT = (
    "Filen er ikke en plan fra MS Project. Vælg »Gem som« og »XML-format (*.xml)« i Project, og"
    " prøv igen."
)
BROKEN = "Filen er i stykker: XML-koden kan ikke læses ved linje {}. Gem den igen, og prøv igen."
ENTITIES = "Filen indeholder en dokumenttype eller entiteter, som MS Project ikke skriver."
TOO_LARGE = "Filen fylder {:.0f} MB. En XML-fil må højst fylde {:.0f} MB."
TOO_DEEP = "Filen er ikke bygget som en plan fra MS Project: den er for dyb."

TASK = {
    *("UID", "ID", "Name", "IsNull", "Active", "OutlineLevel", "Summary", "Milestone"),
    *("Start", "Finish", "Priority", "Notes", "ExternalTask", "IsSubproject"),
}
WANTED = {
    ("Project",): {"Title"},
    ("Project", "ExtendedAttributes", "ExtendedAttribute"): {"FieldID", "Alias"},
    ("Project", "Tasks", "Task"): TASK,
    ("Project", "Tasks", "Task", "PredecessorLink"): {"PredecessorUID", "Type", "CrossProject"},
    ("Project", "Tasks", "Task", "ExtendedAttribute"): {"FieldID", "Value"},
    ("Project", "Resources", "Resource"): {"UID", "Name"},
    ("Project", "Assignments", "Assignment"): {"TaskUID", "ResourceUID"},
}


@dataclass
class RawTask:
    """A row of the outline as it stands in the file; ``fields`` are free fields by their id."""

    said: dict[str, str] = field(default_factory=dict)
    links: list[dict[str, str]] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.said.get(name, "")


@dataclass
class RawPlan:
    """What the file says; ``aliases`` are what fields are called, by id."""

    said: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    tasks: list[RawTask] = field(default_factory=list)
    resources: dict[str, str] = field(default_factory=dict)
    assignments: list[tuple[str, str]] = field(default_factory=list)


def read_xml(content: bytes, progress: Progress) -> RawPlan:
    """Return what the file says. Raises FileRefused."""
    if not content.strip():
        raise FileRefused("Filen er tom.")
    if len(content) > MOST_BYTES:
        raise FileRefused(TOO_LARGE.format(len(content) / MEGABYTE, MOST_BYTES / MEGABYTE))
    reader = Reader()
    parser = create_parser(forbid_dtd=True)
    parser.setFeature(feature_namespaces, True)  # noqa: FBT003  # its signature
    parser.setContentHandler(reader)
    try:
        for start in range(0, len(content), BLOCK):
            parser.feed(content[start : start + BLOCK])
            progress(start, len(content))
        parser.close()
    except DefusedXmlException as error:
        raise FileRefused(ENTITIES) from error
    except SAXParseException as error:
        raise FileRefused(BROKEN.format(error.getLineNumber())) from error
    return reader.plan


class Reader(ContentHandler):
    """Keeps what WANTED names of each element, and forgets the rest as it passes."""

    def __init__(self) -> None:
        super().__init__()
        self.plan = RawPlan()
        self.path: tuple[str, ...] = ()
        self.depth = 0
        self.texts: list[str] | None = None
        self.length = 0
        # What has been said in each open element that is wanted.
        self.open: dict[tuple[str, ...], dict[str, str]] = {}
        self.task = RawTask()
        self.count = 0

    def startElementNS(self, name: tuple[str | None, str], _qname: Any, _attrs: Any) -> None:  # noqa: N802  # SAX's name
        namespace, local = name
        self.depth += 1
        if self.depth > DEEPEST:
            raise FileRefused(TOO_DEEP)
        if self.depth == 1 and (namespace, local) != (mspdi.NAMESPACE, "Project"):
            raise FileRefused(NOT_PROJECT)
        self.texts = [] if local in WANTED.get(self.path, ()) else None
        self.length = 0
        self.path = (*self.path, local)
        if self.path in WANTED:
            self.open[self.path] = {}
            if self.path[-1] == "Task":
                self._next_task()

    def characters(self, content: str) -> None:
        if self.texts is not None:
            self.length += len(content)
            if self.length > LONGEST_TEXT:
                raise FileRefused(f"Et felt i filen fylder over {LONGEST_TEXT} tegn.")
            self.texts.append(content)

    def endElementNS(self, name: tuple[str | None, str], _qname: Any) -> None:  # noqa: N802  # SAX's name
        above = self.path[:-1]
        if self.texts is not None and above in self.open:
            self.open[above][name[1]] = "".join(self.texts)
        self.texts = None
        if self.path in self.open:
            self._keep(self.open.pop(self.path))
        self.path = above
        self.depth -= 1

    def _next_task(self) -> None:
        self.count += 1
        if self.count > MOST_ROWS + MOST_SUMMARIES:
            raise FileRefused(TOO_MANY)
        self.task = RawTask()

    def _keep(self, said: dict[str, str]) -> None:
        what = "/".join(self.path[1:])
        if what == "Tasks/Task":
            self.task.said = said
            self.plan.tasks.append(self.task)
        elif what == "Tasks/Task/PredecessorLink":
            self.task.links.append(said)
        elif what == "Tasks/Task/ExtendedAttribute":
            self.task.fields[said.get("FieldID", "")] = said.get("Value", "")
        elif what == "ExtendedAttributes/ExtendedAttribute":
            self.plan.aliases[said.get("FieldID", "")] = said.get("Alias", "")
        elif what == "Resources/Resource":
            self.plan.resources[said.get("UID", "")] = said.get("Name", "")
        elif what == "Assignments/Assignment":
            pair = said.get("TaskUID", ""), said.get("ResourceUID", "")
            self.plan.assignments.append(pair)
        elif not what:
            self.plan.said = said
