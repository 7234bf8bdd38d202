"""The log of actions that change no row of their own, and its entries as sentences."""

from collections.abc import Mapping

from accounts.models import AuditEntry, User
from history.tracking import Through

Kind = AuditEntry.Kind


def record(  # noqa: PLR0913  # one for each column
    *,
    kind: AuditEntry.Kind,
    by: User | None,
    address: str | None,
    about: User | None = None,
    municipality: int | None = None,
    through: Through = Through.PAGE,
    detail: Mapping[str, str | int] | None = None,
) -> None:
    """Add an entry to the log, in one statement.

    ``municipality`` is the id of the one that may read it; by default that of the person it is
    about, else of the actor. ``detail`` names what was used.
    """
    owner = about or by
    entry = AuditEntry(
        kind=kind,
        by=by,
        about=about,
        municipality_id=municipality or (owner.municipality_id if owner else None),
        partner_id=(by or about).partner_id if by or about else None,  # type: ignore[union-attr]  # one of them is there
        address=address,
        through=through.value,
        detail=detail or {},
    )
    # Returns no id: before sign-in one may add to the log, and not read it.
    AuditEntry.objects.bulk_create([entry], ignore_conflicts=True)


def entry_text(entry: AuditEntry, who: str, about: str) -> str:
    """Return the entry as a sentence; ``who`` did it, ``about`` names the person it is about."""
    text = TEXTS[Kind(entry.kind)]
    if about and about != who:
        text = OF_ANOTHER.get(Kind(entry.kind), text)
    return text.format(who=who, about=about, **{**DEFAULTS, **entry.detail})


DEFAULTS = {"name": "", "calendar": "sine opgaver", "factor": "to-faktor-login", "task": ""}
TEXTS: dict[AuditEntry.Kind, str] = {
    Kind.SIGNED_IN: "{who} loggede ind",
    Kind.SIGN_IN_FAILED: "Et forsøg på at logge ind med en ukendt adresse mislykkedes",
    Kind.SIGNED_OUT: "{who} loggede ud",
    Kind.PASSWORD_CHANGED: "{who} skiftede adgangskode",
    Kind.PASSWORD_RESET: "{who} valgte en ny adgangskode",
    Kind.SECOND_FACTOR_ADDED: "{who} tilføjede {factor}",
    Kind.SECOND_FACTOR_REMOVED: "{who} fjernede {factor}",
    Kind.SECOND_FACTOR_FAILED: (
        "Et forsøg på at logge ind som {about} mislykkedes ved to-faktor-login"
    ),
    Kind.FILE_DOWNLOADED: "{who} hentede filen »{name}«",
    Kind.FILE_INFECTED: (
        "{who} ville tilføje filen »{name}« til opgave {task}; virusscanneren afviste den: {found}"
    ),
    Kind.PDF_DOWNLOADED: "{who} hentede opgaven som PDF",
    Kind.PERSONAL_DATA_DOWNLOADED: "{who} hentede alt om sig selv",
    Kind.CALENDAR_MADE: "{who} oprettede en kalenderadresse til {calendar}",
    Kind.CALENDAR_RENEWED: "{who} fornyede kalenderadressen til {calendar}",
    Kind.CALENDAR_STOPPED: "{who} stoppede kalenderadressen til {calendar}",
    # Once a day, however often a calendar asks.
    Kind.CALENDAR_FETCHED: "Kalenderen med {calendar} blev hentet med adressen fra {who}",
}
# Instead, when the entry is about another person than the actor.
OF_ANOTHER: dict[AuditEntry.Kind, str] = {
    Kind.SIGN_IN_FAILED: "Et forsøg på at logge ind som {about} mislykkedes",
    Kind.SIGNED_OUT: "{who} loggede {about} ud alle steder",
    Kind.SECOND_FACTOR_REMOVED: "{who} fjernede {factor} for {about}",
    Kind.PERSONAL_DATA_DOWNLOADED: "{who} hentede alt, der står om {about}",
}
