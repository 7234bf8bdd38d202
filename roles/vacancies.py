"""The number of municipalities in which a role is vacant.

Partners do not see who holds which role (roles/row_access.py), but must know where a
recommended role is vacant. A function that runs as the table's owner counts for them, in their
programmes and the municipalities that take part in these (docs/adr/0118).
"""

from collections.abc import Iterable

from django.db import connection

from tenancy.database_roles import DatabaseRole

# For partners' people and jobs; only the former are limited to their programmes.
FUNCTIONS = """
CREATE OR REPLACE FUNCTION fremdrift_vacant_roles(
  the_programme bigint, roles bigint[], municipalities bigint[]
) RETURNS TABLE (role_id bigint, vacant bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF current_setting('role') = 'fremdrift_central'
    AND NOT the_programme = ANY (fremdrift_programmes()) THEN
    RAISE EXCEPTION 'programme % is not in reach', the_programme;
  END IF;
  RETURN QUERY SELECT asked.role, count(*)
    FROM unnest(roles, municipalities) AS asked (role, municipality)
    JOIN projects_project project ON project.programme_id = the_programme
      AND project.municipality_id = asked.municipality
    JOIN projects_programme programme ON programme.id = the_programme
    WHERE NOT EXISTS (
      SELECT FROM roles_roleassignment held
      JOIN accounts_user holder ON holder.id = held.user_id AND holder.is_active
      WHERE held.municipality_id = asked.municipality AND held.role_id = asked.role
        AND (held.system_id IS NULL OR held.system_id = programme.system_id)
    )
    GROUP BY asked.role;
END $$;
"""
SIGNATURE = "fremdrift_vacant_roles(bigint, bigint[], bigint[])"
CALLERS = {SIGNATURE: f"{DatabaseRole.CENTRAL}, {DatabaseRole.NATIONAL}"}


def count_vacant(*, programme_id: int, wanted: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return the number of municipalities without a holder, by the role's id; one query.

    ``wanted`` are pairs of role and municipality, both by id. Roles without vacancies are left
    out.
    """
    pairs = list(wanted)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT role_id, vacant FROM fremdrift_vacant_roles(%s, %s::bigint[], %s::bigint[])",
            [programme_id, [role for role, _ in pairs], [place for _, place in pairs]],
        )
        return dict(cursor.fetchall())
