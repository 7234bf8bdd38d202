"""The table of rights as the page people read, `docs/rights.md`."""

from collections.abc import Iterable

from accounts.rights import CENTRAL, MUNICIPAL, REACH, RIGHTS, Action, Kind

HEAD = """\
# Rettigheder

Hvem der må hvad. Siden er skrevet af `manage.py write_rights` ud fra `accounts/rights.py`; ret
tabellen der, og skriv siden igen. En test fejler, når de to ikke passer sammen.

En person hører til netop én kommune eller netop én samarbejdspart. Den, der er flere ting, må det,
som hver af dem må. Uden for det, rettighederne rækker til, findes siden ikke (404); inden for det,
men uden retten, er den lukket (403). Interne noter læses kun i kommunen selv. Den, der er
deaktiveret eller fjernet fra et projekt, må fra samme øjeblik intet der.
"""


def rights_page() -> str:
    """Return the page's Markdown: how far each kind reaches, and who may do what."""
    parts = [HEAD, "## Hvor langt rettighederne rækker\n", reach_table()]
    parts += ["## I kommunen\n", rights_table(MUNICIPAL)]
    parts += ["## Hos samarbejdsparterne\n", rights_table(CENTRAL)]
    return "\n".join(parts)


def reach_table() -> str:
    rows = [(kind.label, f"`{kind}`", REACH[kind]) for kind in Kind]
    return table(("Hvem", "I koden", "Rækker til"), rows)


def rights_table(kinds: Iterable[Kind]) -> str:
    """Return the kinds as columns and everything one of them may do as rows."""
    kinds = list(kinds)
    rows = [
        (action.label, f"`{action}`", *("ja" if action in RIGHTS[kind] else "" for kind in kinds))
        for action in Action
        if any(action in RIGHTS[kind] for kind in kinds)
    ]
    return table(("Må", "I koden", *(kind.label for kind in kinds)), rows)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
