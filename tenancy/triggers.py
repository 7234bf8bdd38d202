"""Bringing the triggers that the models name into the database, after migrations.

pgtrigger's own setting for it, PGTRIGGER_INSTALL_ON_MIGRATE, makes every trigger again at each
migrate, which locks every table, and leaves the functions of those that are gone.
"""

import pgtrigger
from django.db import connection

# pgtrigger keeps a hash of what it installed as the trigger's comment.
INSTALLED = """
SELECT relname, tgname, obj_description(pg_trigger.oid, 'pg_trigger')
FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE tgname LIKE 'pgtrigger\\_%' AND tgenabled = 'O' AND relnamespace = 'public'::regnamespace
"""
DROP_FUNCTIONS = """
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT oid::regprocedure::text FROM pg_proc
    WHERE proname LIKE 'pgtrigger\\_%' AND pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_trigger WHERE tgfoid = pg_proc.oid)
  LOOP EXECUTE format('DROP FUNCTION %s', name); END LOOP;
END $$
"""


def install_triggers() -> int:
    """Install the triggers that are new or changed, drop those that no model names any more.

    Return how many there were of both. The connection is the owner's, and all migrations are
    applied. A table whose triggers are as they should be is not locked.
    """
    with connection.cursor() as cursor:
        cursor.execute(INSTALLED)
        installed = {(table, name): mark for table, name, mark in cursor.fetchall()}
    outdated = [
        (model, trigger)
        for model, trigger in pgtrigger.registered()
        if installed.get((model._meta.db_table, trigger.get_pgid(model)))
        != trigger.compile(model).hash
    ]
    for model, trigger in outdated:
        trigger.install(model)
    return len(outdated) + _drop_unnamed()


def _drop_unnamed() -> int:
    dropped = len(pgtrigger.prunable())
    pgtrigger.prune()
    with connection.cursor() as cursor:
        cursor.execute(DROP_FUNCTIONS)
    return dropped
