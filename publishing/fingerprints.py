"""The fingerprint of a dry run: what tells what would happen now from what was shown.

A page sends it back when the editor agrees. When something else would happen by then, the page
shows the new dry run and nothing is done (docs/adr/0152).
"""

import hashlib
from collections.abc import Iterable

LENGTH = 20


def fingerprint_of(facts: Iterable[object]) -> str:
    """Return the mark of facts that say themselves the same each time; they are not kept."""
    told = hashlib.sha256()
    for fact in facts:
        told.update(repr(fact).encode())
    return told.hexdigest()[:LENGTH]
