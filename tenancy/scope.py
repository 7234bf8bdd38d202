"""The scope of a transaction: whose rows it reaches, enforced by PostgreSQL.

`scoped` is the only code that sets it. What it means for each table stands
in the app's row_access.py.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Self

from django.db import connection, transaction

from tenancy.database_roles import DatabaseRole


class ScopeChangeRefused(Exception):
    """A transaction already has another scope."""


@dataclass(frozen=True, slots=True)
class Scope:
    """``municipality``, ``partner`` and ``user`` are ids; ``reason`` names a job."""

    role: DatabaseRole
    municipality: int | None = None
    partner: int | None = None
    user: int | None = None
    reason: str = ""

    @classmethod
    def municipal(cls, municipality: int, *, user: int | None = None) -> Self:
        """One municipality's rows, and what is shared with it."""
        return cls(DatabaseRole.RUNTIME, municipality=municipality, user=user)

    @classmethod
    def central(cls, partner: int, *, user: int | None = None) -> Self:
        """One partner's programmes, across municipalities."""
        return cls(DatabaseRole.CENTRAL, partner=partner, user=user)

    @classmethod
    def national(cls, partner: int, *, user: int | None = None) -> Self:
        """All programmes: the operator's people."""
        return cls(DatabaseRole.NATIONAL, partner=partner, user=user)

    @classmethod
    def job(cls, name: str) -> Self:
        """All municipalities, for the portal itself; ``name`` says which job or command."""
        return cls(DatabaseRole.NATIONAL, reason=name)

    @classmethod
    def signing_in(cls) -> Self:
        """People and what they sign in with, before the user is known."""
        return cls(DatabaseRole.SIGN_IN)


SETTINGS = ("municipality", "partner", "user")
# Sets role and settings, and returns the previous role, in one query.
SET = "SELECT current_setting('role'), set_config('role', %s, true)" + "".join(
    f", set_config('fremdrift.{name}', %s, true)" for name in SETTINGS
)
_current: ContextVar[Scope | None] = ContextVar("scope", default=None)


def current_scope() -> Scope | None:
    return _current.get()


@contextmanager
def scoped(scope: Scope) -> Iterator[None]:
    """Run a transaction that reaches this scope's rows only.

    Inside the same scope it is a savepoint. Raises ScopeChangeRefused inside another.
    """
    if (outer := _current.get()) is not None:
        if outer != scope:
            raise ScopeChangeRefused(f"{scope} inside {outer}")
        with transaction.atomic():
            yield
        return
    before = ""
    try:
        with transaction.atomic(), _named(scope):
            before = _become(scope.role, *(getattr(scope, name) for name in SETTINGS))
            yield
    finally:
        # An outer transaction goes on: reset what was set for this one.
        if before and connection.in_atomic_block and not connection.needs_rollback:
            _become(before)


@contextmanager
def _named(scope: Scope) -> Iterator[None]:
    """Make the scope current until right before the commit: on_commit callbacks have none."""
    token = _current.set(scope)
    try:
        yield
    finally:
        _current.reset(token)


def _become(role: str, *values: int | None) -> str:
    """Set role and settings for this transaction; return the role it was."""
    texts = ["" if value is None else str(value) for value in values or (None,) * len(SETTINGS)]
    with connection.cursor() as cursor:
        cursor.execute(SET, [role, *texts])
        before: str = cursor.fetchone()[0]
    return before
