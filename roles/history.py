"""History texts of roles, and the history of one municipality's role holders."""

from history.phrases import DateChanged, PersonChanged, Toggled
from history.sentences import History, HistoryEntry, HistoryText, history_text_of, read, with_before
from history.sources import about, events
from roles.models import Role, RoleAssignment

ASSIGNMENT = HistoryText(
    RoleAssignment,
    created="gav {user} rollen {role}[ i {system}]",
    deleted="tog rollen {role}[ i {system}] fra {user}",
    changes={
        "is_primary": Toggled("gjorde til den primære", "gjorde ikke længere til den primære"),
        "confirmed_on": DateChanged("bekræftelsen", "bekræftelsen"),
        "user": PersonChanged("rolleindehaver"),
    },
    of=": {user}, {role}[ i {system}]",
)
ROLE = history_text_of(Role, "rollen »{name}«", without=("position",))


def read_gallery_history(municipality: int, *, limit: int) -> History:
    """Return the latest ``limit`` changes of the municipality's role holders."""
    ours = ASSIGNMENT.events.objects.filter(municipality=municipality)
    events = ours.order_by("-pgh_created_at", "-pgh_id")[: limit + 1]
    return read(with_before([HistoryEntry(ASSIGNMENT, event) for event in events]), limit=limit)


SOURCES = (
    events(
        110,
        "roller",
        "Rolleindehavere",
        ASSIGNMENT,
        about=about("person", "user_id"),
        texts=("role__name",),
        people=("user",),
    ),
    events(260, "rollegalleri", "Rollegalleriets roller", ROLE, texts=("name",)),
)
