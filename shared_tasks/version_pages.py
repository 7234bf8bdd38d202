"""The sheet of a shared task as one of its versions says it, and what came to be different."""

from collections.abc import Sequence
from dataclasses import dataclass

from projects.models import Programme
from shared_tasks.content import Content
from shared_tasks.differences import LABELS, Difference, differences, read_terms, said_of
from shared_tasks.models import TEXTS, SharedTaskVersion
from shared_tasks.versions import content_by_number

# What stands in the list of facts; texts and attachments are shown in full below each other.
FACTS = (
    *("priority", "kind", "phase", "theme", "start", "due"),
    *("recommended_responsible", "recommended_executor", "involved"),
    *("prerequisites", "related", "source"),
)


@dataclass(frozen=True)
class OldSheet:
    """One version in words; ``changes`` is what it made different from the one before."""

    content: Content
    facts: list[tuple[str, str]]
    texts: list[tuple[str, str]]
    changes: list[Difference]


def read_old_sheet(programme: Programme, version: SharedTaskVersion, *, drafts: bool) -> OldSheet:
    """Return the sheet as this version says it; what is a draft is named with ``drafts`` only."""
    contents = content_by_number(version.shared_task, {version.number - 1, version.number})
    content = contents[version.number]
    terms = read_terms(programme, contents.values(), drafts=drafts)
    before = contents.get(version.number - 1)
    return OldSheet(
        content=content,
        facts=[(LABELS[name], said_of(content, name, terms)) for name in FACTS],
        texts=[(LABELS[name], getattr(content, name)) for name in TEXTS],
        changes=differences(before, content, terms) if before else [],
    )


@dataclass(frozen=True)
class Comparison:
    """A version, and what it made different from the one before."""

    version: SharedTaskVersion
    changes: list[Difference]


def read_comparisons(
    programme: Programme, versions: Sequence[SharedTaskVersion]
) -> list[Comparison]:
    """Compare each of these versions of one shared task with the one before it; four queries.

    They come newest first. For editors: what is a draft is named, too.
    """
    if not versions:
        return []
    contents = content_by_number(versions[0].shared_task, [one.number for one in versions])
    terms = read_terms(programme, contents.values(), drafts=True)
    found = []
    for one in versions:
        before = contents.get(one.number - 1)
        changes = differences(before, contents[one.number], terms) if before else []
        found.append(Comparison(one, changes))
    return found
