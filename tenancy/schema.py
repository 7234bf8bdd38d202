"""The database's schema as text: what two databases must have alike to be the same.

Read from the catalogue and sorted by name, so that neither the order in which something was made
nor the suffixes that Django and PostgreSQL derive from names make a difference.
"""

import re
from collections import defaultdict

from django.db import connection

# Each yields (table, line); {tables} stands for the tables of the schema "public", {grantee} for
# the name of the role that a right is given to.
TABLES = """
SELECT relname, format('owner %s%s%s', pg_get_userbyid(relowner),
  CASE WHEN relrowsecurity THEN ', row security' ELSE '' END,
  CASE WHEN relforcerowsecurity THEN ' for the owner too' ELSE '' END)
FROM pg_class WHERE oid IN ({tables})
"""
COLUMNS = """
SELECT attrelid::regclass::text, format('column %s %s%s%s%s', attname,
  format_type(atttypid, atttypmod),
  CASE WHEN attnotnull THEN ' not null' ELSE '' END,
  CASE attidentity WHEN 'd' THEN ' identity by default' WHEN 'a' THEN ' identity' ELSE '' END,
  CASE WHEN adbin IS NULL THEN '' ELSE format(
    CASE attgenerated WHEN '' THEN ' default %s' ELSE ' generated as %s' END,
    pg_get_expr(adbin, adrelid)) END)
FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
WHERE attrelid IN ({tables}) AND attnum > 0 AND NOT attisdropped
"""
# PostgreSQL 18 lists columns that are not null among the constraints; they stand with the columns.
CONSTRAINTS = """
SELECT conrelid::regclass::text, format('constraint %s %s', conname, pg_get_constraintdef(oid))
FROM pg_constraint WHERE conrelid IN ({tables}) AND contype IN ('c', 'f', 'p', 'u', 'x')
"""
INDEXES = """
SELECT indrelid::regclass::text, format('index %s', pg_get_indexdef(indexrelid))
FROM pg_index WHERE indrelid IN ({tables})
  AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND conrelid = indrelid)
"""
TRIGGERS = """
SELECT tgrelid::regclass::text, format('trigger %s%s', pg_get_triggerdef(oid),
  CASE tgenabled WHEN 'O' THEN '' ELSE ' switched off' END)
FROM pg_trigger WHERE tgrelid IN ({tables}) AND NOT tgisinternal
"""
POLICIES = """
SELECT tablename, format('policy %s for %s to %s%s%s', policyname, cmd,
  array_to_string(roles, ', '), ' using ' || qual, ' with check ' || with_check)
FROM pg_policies WHERE schemaname = 'public'
"""
GRANTS = """
SELECT grants.of::regclass::text, format('grant to %s: %s', {grantee},
  string_agg(may, ', ' ORDER BY may COLLATE "C"))
FROM (
  SELECT oid AS of, grantee, privilege_type AS may FROM pg_class, aclexplode(relacl)
  WHERE oid IN ({tables}) AND grantee <> relowner
  UNION ALL
  SELECT attrelid, grantee, format('%s (%s)', privilege_type,
    string_agg(attname, ', ' ORDER BY attname))
  FROM pg_attribute, aclexplode(attacl) WHERE attrelid IN ({tables})
  GROUP BY attrelid, grantee, privilege_type
) AS grants GROUP BY grants.of, grantee
"""
# What belongs to no table stands first.
FUNCTIONS = """
SELECT '', format('function %s owner %s, grant to %s: %s', oid::regprocedure,
  pg_get_userbyid(proowner),
  (SELECT string_agg({grantee}, ', ' ORDER BY ({grantee})::text COLLATE "C")
   FROM aclexplode(coalesce(proacl, acldefault('f', proowner))) WHERE grantee <> proowner),
  pg_get_functiondef(oid))
FROM pg_proc WHERE pronamespace = 'public'::regnamespace
"""
SEQUENCES = """
SELECT '', format('sequence %s of %s%s', sequence.oid::regclass, owned.refobjid::regclass,
  (SELECT string_agg(format(', %s to %s', privilege_type, {grantee}), ''
     ORDER BY privilege_type COLLATE "C", ({grantee})::text COLLATE "C")
   FROM aclexplode(relacl) WHERE grantee <> relowner))
FROM pg_class sequence LEFT JOIN pg_depend owned
  ON owned.objid = sequence.oid AND owned.deptype IN ('a', 'i') AND owned.refobjsubid > 0
WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'
"""
OTHERS = """
SELECT '', format('grant on the schema to %s: %s', {grantee}, privilege_type)
FROM pg_namespace, aclexplode(nspacl) WHERE nspname = 'public' AND grantee <> nspowner
UNION ALL
SELECT '', format('view %s as %s', oid::regclass, pg_get_viewdef(oid))
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')
UNION ALL
SELECT '', format('extension %s', extname) FROM pg_extension WHERE extname <> 'plpgsql'
"""
EVERYTHING = (
    TABLES,
    COLUMNS,
    CONSTRAINTS,
    INDEXES,
    TRIGGERS,
    POLICIES,
    GRANTS,
    FUNCTIONS,
    SEQUENCES,
    OTHERS,
)
PUBLIC_TABLES = (
    "SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
)
GRANTEE = "CASE grantee WHEN 0 THEN 'public' ELSE pg_get_userbyid(grantee) END"
# Django ends the names it makes with eight digits that hash the table's and columns' names.
HASHED = re.compile(r"_[0-9a-f]{8}(?=_fk|_uniq|_like|_check|\b)")


def describe_schema() -> str:
    """Return every table with what belongs to it, one thing a line; functions first."""
    found: dict[str, list[str]] = defaultdict(list)
    for query in EVERYTHING:
        with connection.cursor() as cursor:
            cursor.execute(query.format(tables=PUBLIC_TABLES, grantee=GRANTEE))
            for table, line in cursor.fetchall():
                found[table].append(HASHED.sub("", " ".join(line.split())))
    return "\n".join(_section(table, lines) for table, lines in sorted(found.items()))


def _section(table: str, lines: list[str]) -> str:
    title = f"table {table}" if table else "database"
    return "\n".join([title, *(f"  {line}" for line in sorted(lines)), ""])
