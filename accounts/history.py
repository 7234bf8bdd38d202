"""History texts of people: changes of their access, sign-ins and downloads."""

from django.db.models import Q

from accounts.audit import entry_text
from accounts.models import AuditEntry, User
from history.phrases import DateChanged, FixedPhrase, Toggled, ValueChanged
from history.sentences import (
    GONE,
    NOT_SIGNED_IN,
    History,
    HistoryText,
    Sentence,
    followed,
    names_in,
    sentences,
)
from history.sources import Reference, Source, about, events


def _duty(name: str) -> Toggled:
    return Toggled(f"gav rettigheder som {name}", f"fjernede rettighederne som {name}")


USER = HistoryText(
    User,
    created="oprettede {name}",
    deleted="slettede {name}",
    changes={
        "name": ValueChanged("navnet"),
        "email": ValueChanged("e-mailadressen"),
        "is_active": Toggled("åbnede adgangen igen", "lukkede adgangen"),
        "is_klik_administrator": _duty("KLIK-administrator"),
        "reads_all_projects": _duty("programleder"),
        "is_editor": _duty("redaktør"),
        "is_administrator": _duty("administrator"),
        "municipality": ValueChanged("kommunen"),
        "partner": ValueChanged("samarbejdsparten"),
        "second_factor_due_on": DateChanged(
            "fristen for to-faktor-login", "fristen for to-faktor-login"
        ),
        "pseudonymised_at": FixedPhrase("fjernede navn og e-mailadresse"),
    },
)


def read_person_history(person: User, *, limit: int) -> History:
    """Return the latest ``limit`` changes of the person's access, and entries of the log."""
    events = USER.events.objects.filter(pgh_obj=person.pk).order_by("-pgh_id")[: limit + 1]
    changes = followed(USER, list(events), limit=limit)
    names = names_in(changes)
    entries = (
        AuditEntry.objects.filter(Q(by=person) | Q(about=person))
        .select_related("by", "about")
        .order_by("-at", "-pk")[: limit + 1]
    )
    found = [sentence for entry in changes for sentence in sentences(entry, names)]
    found += map(entry_in_words, entries)
    found.sort(key=lambda sentence: sentence.at, reverse=True)
    return History(found[:limit], len(found) > limit)


def entry_in_words(entry: AuditEntry) -> Sentence:
    """Return the entry as a sentence; ``by`` and ``about`` are selected with it."""
    nobody = NOT_SIGNED_IN if entry.by_id is None else GONE.capitalize()
    who = entry.by.name if entry.by else nobody
    unnamed = "" if entry.about_id is None else GONE
    return Sentence(entry.at, entry_text(entry, who, entry.about.name if entry.about else unnamed))


def _about_entry(entry: AuditEntry) -> Reference | None:
    if "task" in entry.detail:
        return "task", entry.detail["task"]
    return ("person", entry.about_id) if entry.about_id else None


SOURCES = (
    events(
        120,
        "personer",
        "Personer og rettigheder",
        USER,
        about=about("person"),
        texts=("name", "email"),
    ),
    Source(
        130,
        "log",
        "Log ind og det, der er hentet",
        AuditEntry,
        _about_entry,
        texts=("detail__name",),
        people=("about",),
        with_names=("by", "about"),
        in_words=entry_in_words,
    ),
)
