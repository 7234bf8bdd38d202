"""The words in which each app's ``row_access.py`` says who reaches the rows of its tables.

A table names four scopes (tenancy/scope.py): a municipality's people, a partner's, the
operator's with the jobs, and people who are signing in. Permissions (accounts/rights.py) say
what a person may do with the rows they reach.
"""

from tenancy.database_roles import DatabaseRole
from tenancy.policies import MUNICIPALITY, READS_ALL, USER, WRITES_ALL, Reach, Rows

# What the two functions of projects/row_access.py return, asked once for each query.
PROGRAMMES = "(SELECT fremdrift_programmes())::bigint[]"
MUNICIPALITIES = "(SELECT fremdrift_municipalities())::bigint[]"
# The roles whose rows depend on who they are; the national one reaches all of them.
CONFINED = f"{DatabaseRole.RUNTIME}, {DatabaseRole.CENTRAL}"

OURS = f"municipality_id = {MUNICIPALITY}"
OUR_PROGRAMMES = f"programme_id = ANY ({PROGRAMMES})"
BY_ME = f"(by_id IS NULL OR by_id = {USER})"


def own(condition: str) -> Reach:
    """Rows that are both read and written."""
    return Reach(condition, condition)


def added(read: str, write: str) -> Reach:
    """Rows that are read and added, and never changed or removed."""
    return Reach(read, write, verbs=("INSERT",))


# Read by all; the operator's people write them.
SHARED = Rows(READS_ALL, READS_ALL, WRITES_ALL, READS_ALL, is_shared=True)
# Only the owner of the tables writes them.
READ_ONLY = Rows(READS_ALL, READS_ALL, READS_ALL, READS_ALL, is_shared=True)
EVERYONES = Rows(WRITES_ALL, WRITES_ALL, WRITES_ALL, WRITES_ALL, is_shared=True)

OF_A_PROGRAMME = Rows(
    municipal=Reach(OUR_PROGRAMMES), central=own(OUR_PROGRAMMES), national=WRITES_ALL
)
# The partners' own work with a programme.
OF_PARTNERS = Rows(central=own(OUR_PROGRAMMES), national=WRITES_ALL)
# What people of the municipality add, change and remove; partners read it.
OF_A_MUNICIPALITY = Rows(municipal=own(OURS), central=Reach(OUR_PROGRAMMES), national=WRITES_ALL)
# What a municipality keeps from partners; the portal's jobs read it.
KEPT_FROM_PARTNERS = Rows(municipal=own(OURS), national=WRITES_ALL)
# One person's own, though jobs of the portal read it.
OF_ONESELF = Rows(municipal=own(f"{OURS} AND user_id = {USER}"), national=WRITES_ALL)
