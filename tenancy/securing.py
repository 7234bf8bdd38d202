"""Applying the rights and policies of every table, after migrations."""

import hashlib

from django.db import connection, transaction

from tenancy.database_roles import DatabaseRole
from tenancy.policies import CLOSED, Rows, row_security, statements_for, tables_in_database

# pgtrigger lets any session ignore triggers, also history's: here only the owner's can. The
# triggers that keep history append-only run as their caller, so that the owner's functions, which
# check what they do, can correct it.
SHOULD_IGNORE = f"""
CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name NAME) RETURNS BOOLEAN
LANGUAGE plpgsql STABLE AS $$
DECLARE is_owner boolean := pg_has_role(session_user, '{DatabaseRole.OWNER}', 'MEMBER')
  OR (trigger_name LIKE 'pgtrigger_append_only_%' AND current_user = '{DatabaseRole.OWNER}');
BEGIN
  RETURN is_owner AND coalesce(
    trigger_name = ANY (nullif(current_setting('pgtrigger.ignore', true), '')::text[]), false);
END $$
"""
# History's other triggers insert rows that their caller may not.
AS_OWNER = """
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT p.oid::regprocedure::text FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND p.prorettype = 'trigger'::regtype
    AND p.proname NOT LIKE 'pgtrigger_append_only_%' AND NOT p.prosecdef
  LOOP
    EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = public, pg_temp', name);
  END LOOP;
END $$
"""


@transaction.atomic
def secure_database() -> int:
    """Bring every table's rights and policies up to date; return how many tables changed.

    The connection is the owner's. A table that no ``row_access.py`` names is closed
    to everyone but the owner and the backup. Tables that are as they should be are not locked.
    """
    rules = row_security()
    with connection.cursor() as cursor:
        # For pg_dump.
        cursor.execute(f"GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO {DatabaseRole.BACKUP}")
        cursor.execute(rules.functions)
        for function, roles in rules.callers.items():
            cursor.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
            cursor.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {roles}")
        cursor.execute(SHOULD_IGNORE)
        cursor.execute(AS_OWNER)
    return sum(_secure(table, rules.tables.get(table, CLOSED)) for table in tables_in_database())


def _secure(table: str, rows: Rows) -> bool:
    statements = list(statements_for(table, rows))
    fingerprint = hashlib.sha256("\n".join(statements).encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(%s::regclass)", [f'"{table}"'])
        if cursor.fetchone()[0] == fingerprint:
            return False
        cursor.execute("SELECT policyname FROM pg_policies WHERE tablename = %s", [table])
        for (policy,) in cursor.fetchall():
            cursor.execute(f'DROP POLICY "{policy}" ON "{table}"')
        for statement in statements:
            cursor.execute(statement)
        cursor.execute(f'COMMENT ON TABLE "{table}" IS %s', [fingerprint])
    return True
