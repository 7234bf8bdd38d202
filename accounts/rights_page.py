"""The table of rights as a page, `docs/rights.md`."""

from collections.abc import Iterable

from accounts.rights import CENTRAL, MUNICIPAL, REACH, RIGHTS, Permission, PersonRole

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
    parts = [HEAD, "## Hvor langt rettighederne rækker\n", reach_table()]
    parts += ["## I kommunen\n", rights_table(MUNICIPAL)]
    parts += ["## Hos samarbejdsparterne\n", rights_table(CENTRAL)]
    return "\n".join(parts)


def reach_table() -> str:
    rows = [(role.label, f"`{role}`", REACH[role]) for role in PersonRole]
    return markdown_table(("Hvem", "I koden", "Rækker til"), rows)


def rights_table(roles: Iterable[PersonRole]) -> str:
    roles = list(roles)
    rows = [
        (
            permission.label,
            f"`{permission}`",
            *("ja" if permission in RIGHTS[role] else "" for role in roles),
        )
        for permission in Permission
        if any(permission in RIGHTS[role] for role in roles)
    ]
    return markdown_table(("Må", "I koden", *(role.label for role in roles)), rows)


def markdown_table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
