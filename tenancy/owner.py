"""The one who owns the tables: for migrations only, and never for the portal itself."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from tenancy.database_roles import DatabaseRole

POWERS = """
SELECT rolname, rolsuper, rolbypassrls,
  EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid AND relkind IN ('r', 'p')),
  pg_has_role(rolname, %s, 'MEMBER')
FROM pg_roles WHERE rolname = session_user
"""


def sign_in_as_owner() -> None:
    """Let this process's connection, once it is made, be the owner's, if one is named.

    The environment names it in OWNER_DATABASE_URL.
    """
    if connection.connection is None:
        # A check may have opened it, for the portal's role.
        connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's
        connection.settings_dict.update(settings.OWNER_DATABASE)


def powers() -> list[str]:
    """Return what the connection's role can do that the portal must not be able to do."""
    with connection.cursor() as cursor:
        cursor.execute(POWERS, [DatabaseRole.OWNER])
        name, *held = cursor.fetchone()
    what = ("is a superuser", "passes row-level security by", "owns tables", "can become the owner")
    return [f"{name} {power}" for power, holds in zip(what, held, strict=True) if holds]


def refuse_power() -> None:
    """Raise ImproperlyConfigured when the portal would run as more than its runtime role.

    Row-level security does not hold for a superuser, and the owner can switch it off.
    """
    if found := powers():
        raise ImproperlyConfigured(
            f"DATABASE_URL signs in to the database with too much power: {'; '.join(found)}. "
            f"Let it name {DatabaseRole.RUNTIME}; migrations have OWNER_DATABASE_URL "
            "(docs/server.md, Database roles)."
        )
