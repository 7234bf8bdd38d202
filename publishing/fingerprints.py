"""The mark of a dry run: what tells what would happen from what was shown before.

A page sends it back with the yes. When it is no longer the mark of what would happen, the page
shows the new dry run and nothing is done (docs/adr/0119, 0120).
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
