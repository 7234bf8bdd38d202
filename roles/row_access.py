"""Partners do not see who holds a role."""

from roles import vacancies
from tenancy.row_access import KEPT_FROM_PARTNERS, SHARED

TABLES = {"roles_role": SHARED, "roles_roleassignment": KEPT_FROM_PARTNERS}
FUNCTIONS = vacancies.FUNCTIONS
CALLERS = vacancies.CALLERS
