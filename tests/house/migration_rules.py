"""What a migration may not do while the portal runs, read from the SQL that it sends.

docs/migrations.md says what to do instead. A migration that must break a rule says why, in a
class attribute: ``reasons = {"drops": "nothing has read it since version 1.4"}``.
"""

import re

COLUMN = r'ALTER TABLE "\w+" ADD COLUMN .*'
CONSTRAINT = r'ALTER TABLE "\w+" ADD CONSTRAINT "\w+" '
# rule: what a statement that breaks it looks like
RULES = {
    "index": r"CREATE (UNIQUE )?INDEX (?!CONCURRENTLY)",
    "unique": rf"{CONSTRAINT}(UNIQUE|EXCLUDE)(?! USING INDEX)",
    "constraint": rf"{CONSTRAINT}(CHECK|FOREIGN KEY)(?!.*NOT VALID)",
    "not null": r".*\bSET NOT NULL",
    "rewrite": rf"(.*\bALTER COLUMN .* TYPE\b|{COLUMN}\bGENERATED\b)",
    "default": rf"{COLUMN}\bNOT NULL",
    "drops": r"(DROP TABLE|ALTER TABLE .*\bDROP (COLUMN|CONSTRAINT))\b",
    "renames": r"ALTER (TABLE|INDEX) .*\bRENAME\b",
    "data": r"(UPDATE|DELETE|INSERT|TRUNCATE)\b|-- THIS OPERATION CANNOT BE WRITTEN AS SQL",
}
TABLE = re.compile(r'(?:TABLE|ON|UPDATE|FROM|INTO) "?(\w+)"?')


def broken_rules(migration, statements):
    """Return each rule that is broken without a reason, with the statement that breaks it.

    Nobody waits for a table that the migration itself makes.
    """
    reasons = getattr(migration, "reasons", {})
    made = {name for sql in statements for name in re.findall(r'^CREATE TABLE "(\w+)"', sql)}
    return [
        (rule, sql)
        for sql in statements
        for rule, pattern in RULES.items()
        if rule not in reasons
        and re.match(pattern, sql, re.DOTALL)
        and table_of(sql) not in made
        and not (rule == "default" and keeps_its_default(sql, statements))
    ]


def table_of(sql):
    found = TABLE.search(sql)
    return found[1] if found else None


def keeps_its_default(sql, statements):
    """Whether the version before, which does not know the column, can still write rows."""
    column = re.search(r'ADD COLUMN "(\w+)"', sql)[1]
    dropped = any(f'ALTER COLUMN "{column}" DROP DEFAULT' in other for other in statements)
    return " DEFAULT " in sql and not dropped
