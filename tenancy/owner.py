"""The owner's connection, for migrations only, and the check that the portal does not use it."""

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
    """Make this process connect as the owner, if OWNER_DATABASE_URL names one."""
    if connection.connection is None:
        # A check may have opened the pool, with the portal's role.
        connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's
        connection.settings_dict.update(settings.OWNER_DATABASE)


def powers() -> list[str]:
    """Return the powers of the connection's role that the portal must not have."""
    with connection.cursor() as cursor:
        cursor.execute(POWERS, [DatabaseRole.OWNER])
        name, *held = cursor.fetchone()
    what = ("is a superuser", "passes row-level security by", "owns tables", "can become the owner")
    return [f"{name} {power}" for power, holds in zip(what, held, strict=True) if holds]


def refuse_power() -> None:
    """Raise ImproperlyConfigured when the portal's role has more power than the runtime role.

    A superuser bypasses row-level security, and the owner can disable it.
    """
    if found := powers():
        raise ImproperlyConfigured(
            f"DATABASE_URL signs in to the database with too much power: {'; '.join(found)}. "
            f"Let it name {DatabaseRole.RUNTIME}; migrations have OWNER_DATABASE_URL "
            "(docs/server.md, Database roles)."
        )
