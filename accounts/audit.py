"""Writing down what people did, and saying it again in sentences."""

from collections.abc import Callable, Mapping
from typing import Any

from accounts.entries import AuditEntry
from accounts.models import User
from history.tracking import Through

Kind = AuditEntry.Kind


def record(  # noqa: PLR0913  # one for each thing that is kept
    *,
    kind: AuditEntry.Kind,
    by: User | None,
    address: str | None,
    about: User | None = None,
    municipality: int | None = None,
    through: Through = Through.PAGE,
    detail: Mapping[str, str | int] | None = None,
) -> None:
    """Write down that somebody did something, in one statement.

    ``municipality`` is the id of the one whose matter it is; unless it is said, that of the
    person it is about, else of who did it. ``detail`` names what it was done with.
    """
    whose = about or by
    entry = AuditEntry(
        kind=kind,
        by=by,
        about=about,
        municipality_id=municipality or (whose.municipality_id if whose else None),
        partner_id=(by or about).partner_id if by or about else None,  # type: ignore[union-attr]  # one of them is there
        address=address,
        through=through.value,
        detail=detail or {},
    )
    # Asks for no id back: whoever is signing in may add to the log, and not read it.
    AuditEntry.objects.bulk_create([entry], ignore_conflicts=True)


def told(entry: AuditEntry, who: str, about: str) -> str:
    """Return what the entry says, given who did it and the name of whom it is about."""
    return SAYINGS[Kind(entry.kind)](who, about, entry.detail)


def _said(text: str) -> Callable[[str, str, Mapping[str, Any]], str]:
    return lambda who, about, detail: text.format(who=who, about=about, **{**NAMELESS, **detail})


def _failed(_who: str, about: str, _detail: Mapping[str, Any]) -> str:
    if about:
        return f"Et forsøg på at logge ind som {about} mislykkedes"
    return "Et forsøg på at logge ind med en ukendt adresse mislykkedes"


def _with_whom(text: str, of_another: str) -> Callable[[str, str, Mapping[str, Any]], str]:
    """Say it of oneself, or of another whom it was done to."""
    return lambda who, about, detail: (of_another if about and about != who else text).format(
        who=who, about=about, **{**NAMELESS, **detail}
    )


NAMELESS = {"name": "", "calendar": "sine opgaver", "factor": "to-faktor-login", "task": ""}
SAYINGS: dict[AuditEntry.Kind, Callable[[str, str, Mapping[str, Any]], str]] = {
    Kind.SIGNED_IN: _said("{who} loggede ind"),
    Kind.SIGN_IN_FAILED: _failed,
    Kind.SIGNED_OUT: _with_whom("{who} loggede ud", "{who} loggede {about} ud alle steder"),
    Kind.PASSWORD_CHANGED: _said("{who} skiftede adgangskode"),
    Kind.PASSWORD_RESET: _said("{who} valgte en ny adgangskode"),
    Kind.SECOND_FACTOR_ADDED: _said("{who} tilføjede {factor}"),
    Kind.SECOND_FACTOR_REMOVED: _with_whom(
        "{who} fjernede {factor}", "{who} fjernede {factor} for {about}"
    ),
    Kind.SECOND_FACTOR_FAILED: lambda _who, about, _detail: (
        f"Et forsøg på at logge ind som {about} mislykkedes ved to-faktor-login"
    ),
    Kind.FILE_DOWNLOADED: _said("{who} hentede filen »{name}«"),
    Kind.FILE_INFECTED: _said(
        "{who} ville tilføje filen »{name}« til opgave {task}; virusscanneren afviste den: {found}"
    ),
    Kind.PDF_DOWNLOADED: _said("{who} hentede opgaven som PDF"),
    Kind.PERSONAL_DATA_DOWNLOADED: _with_whom(
        "{who} hentede alt om sig selv", "{who} hentede alt, der står om {about}"
    ),
    Kind.CALENDAR_MADE: _said("{who} oprettede en kalenderadresse til {calendar}"),
    Kind.CALENDAR_RENEWED: _said("{who} fornyede kalenderadressen til {calendar}"),
    Kind.CALENDAR_STOPPED: _said("{who} stoppede kalenderadressen til {calendar}"),
    # Once a day, however often a calendar asks.
    Kind.CALENDAR_FETCHED: _said("Kalenderen med {calendar} blev hentet med adressen fra {who}"),
}
