"""The roles in PostgreSQL: the owner of the tables, one for each kind of scope, and backup.

Created by ``manage.py migrate`` when it connects as a superuser, else by the server's
administrator (docs/server.md; docs/adr/0100).
"""

from enum import StrEnum

from django.conf import settings
from django.db import connection
from psycopg import sql


class DatabaseRole(StrEnum):
    """Roles of the database server, not of the role gallery."""

    OWNER = "fremdrift_owner"  # owns the tables; used by migrations only
    RUNTIME = "fremdrift_app"  # what web, worker and commands sign in as; a municipality's scope
    CENTRAL = "fremdrift_central"  # a partner's scope: its own programmes
    NATIONAL = "fremdrift_national"  # the operator's scope, and that of jobs
    SIGN_IN = "fremdrift_sign_in"  # before the user is known: people, and nothing of tasks
    BACKUP = "fremdrift_backup"  # reads everything, changes nothing


SCOPED = (
    DatabaseRole.RUNTIME,
    DatabaseRole.CENTRAL,
    DatabaseRole.NATIONAL,
    DatabaseRole.SIGN_IN,
)
# NOINHERIT: a member can switch to the role, and has none of its rights before.
ATTRIBUTES = {
    DatabaseRole.OWNER: "LOGIN NOINHERIT",
    DatabaseRole.RUNTIME: "LOGIN NOINHERIT",
    DatabaseRole.CENTRAL: "NOLOGIN NOINHERIT",
    DatabaseRole.NATIONAL: "NOLOGIN NOINHERIT",
    DatabaseRole.SIGN_IN: "NOLOGIN NOINHERIT",
    DatabaseRole.BACKUP: "LOGIN NOINHERIT BYPASSRLS",
}
# Databases of one server share its roles, and may be created at the same time.
CREATE = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN
    CREATE ROLE {role} {attributes};
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
"""
BECOME = """
DO $$ BEGIN
  IF NOT pg_has_role('{runtime}', '{role}', 'MEMBER') THEN
    GRANT {role} TO {runtime};
  END IF;
EXCEPTION WHEN unique_violation THEN NULL;
END $$;
"""
# Tables and functions from before there were roles get their owner.
HAND_OVER = f"""
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT c.oid::regclass::text FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
    AND c.relowner <> '{DatabaseRole.OWNER}'::regrole
  LOOP EXECUTE format('ALTER TABLE %s OWNER TO {DatabaseRole.OWNER}', name); END LOOP;
  FOR name IN SELECT p.oid::regprocedure::text FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace
    AND p.proowner <> '{DatabaseRole.OWNER}'::regrole
  LOOP EXECUTE format('ALTER FUNCTION %s OWNER TO {DatabaseRole.OWNER}', name); END LOOP;
END $$;
GRANT USAGE, CREATE ON SCHEMA public TO {DatabaseRole.OWNER};
GRANT USAGE ON SCHEMA public TO {", ".join([*SCOPED, DatabaseRole.BACKUP])};
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
"""


def role_statements() -> list[str]:
    """Return the SQL that a superuser runs in the portal's database; it can be repeated."""
    create = [
        CREATE.format(role=role, attributes=attributes) for role, attributes in ATTRIBUTES.items()
    ]
    become = [
        BECOME.format(runtime=DatabaseRole.RUNTIME, role=role)
        for role in SCOPED
        if role != DatabaseRole.RUNTIME
    ]
    return [*create, *become, HAND_OVER]


def create_roles() -> None:
    """Create the roles and give the tables to their owner; the connection is a superuser's.

    The runtime role gets the password that the portal signs in with.
    """
    runtime = settings.RUNTIME_DATABASE
    with connection.cursor() as cursor:
        for statement in role_statements():
            cursor.execute(statement)
        if runtime["USER"] == DatabaseRole.RUNTIME and runtime["PASSWORD"]:
            alter = sql.SQL("ALTER ROLE {} PASSWORD {}")
            name, password = sql.Identifier(runtime["USER"]), sql.Literal(runtime["PASSWORD"])
            cursor.execute(alter.format(name, password))


def missing_roles() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE 'fremdrift\\_%%'", [])
        there = {name for (name,) in cursor.fetchall()}
    return {role.value for role in DatabaseRole} - there
