"""Being the portal's database role in a test, whose own connection is a superuser's."""

from contextlib import contextmanager

from django.db import connection

from tenancy.database_roles import DatabaseRole


@contextmanager
def as_role(role=DatabaseRole.RUNTIME):
    """Sign in to the database as the role, as far as a superuser can, while the block lasts."""
    local = "LOCAL " if connection.in_atomic_block else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SET {local}SESSION AUTHORIZATION {role}")
    try:
        yield
    finally:
        if connection.connection is not None and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(f"SET {local}SESSION AUTHORIZATION DEFAULT")


class AsRuntimeRole:
    """Stands outermost: what a request asks outside its scope, it asks as the runtime role."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with as_role():
            return self.get_response(request)
