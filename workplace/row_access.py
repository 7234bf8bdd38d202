"""One person's own; a saved view can be shared with colleagues."""

from tenancy.policies import USER, WRITES_ALL, Reach, Rows
from tenancy.row_access import OF_ONESELF, OURS, own
from workplace.calendars import tokens

TABLES = {
    "workplace_savedview": Rows(
        municipal=Reach(
            f"{OURS} AND (owner_id = {USER} OR is_shared)", f"{OURS} AND owner_id = {USER}"
        ),
        national=WRITES_ALL,
    ),
    "workplace_bulkchange": Rows(
        municipal=own(f"{OURS} AND made_by_id = {USER}"), national=WRITES_ALL
    ),
    "workplace_mypagevisit": OF_ONESELF,
    "workplace_calendarfeed": OF_ONESELF,
}
FUNCTIONS = tokens.FUNCTIONS
CALLERS = tokens.CALLERS
