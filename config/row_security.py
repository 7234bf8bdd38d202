"""Who reaches which rows of which table, as PostgreSQL holds it.

Every app says it of its own tables in its ``row_access.py``; what is here collects that and adds
the tables of libraries. Tests compare the whole with the database's own catalogue.
"""

from tenancy.app_modules import app_modules
from tenancy.policies import WRITES_ALL, Rows, RowSecurity
from tenancy.row_access import EVERYONES, READ_ONLY

OF_LIBRARIES = {
    "django_session": EVERYONES,
    "pghistory_context": Rows(),  # the triggers alone: every event says its context itself
    "django_migrations": READ_ONLY,
    "django_content_type": READ_ONLY,
    "django_admin_log": Rows(national=WRITES_ALL, is_shared=True),
    # Django makes them for permissions that nobody is given: permissions are in accounts/rights.py.
    "auth_permission": READ_ONLY,
    "auth_group": READ_ONLY,
    "auth_group_permissions": READ_ONLY,
}


def of_apps() -> RowSecurity:
    """Return what the apps say: of tables, the functions they need, and who may call these."""
    tables: dict[str, Rows] = {}
    callers: dict[str, str] = {}
    functions = ""
    for said in app_modules("row_access"):
        tables |= getattr(said, "TABLES", {})
        functions += getattr(said, "FUNCTIONS", "")
        callers |= getattr(said, "CALLERS", {})
    return RowSecurity({**tables, **OF_LIBRARIES}, functions, callers)


ROW_SECURITY = of_apps()
