import gc
from contextlib import contextmanager
from functools import partial

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.browser import chromium, open_page
from tests.factories import NOON

# Here, for all folders: a browser that each had for itself would be two in one process.
__all__ = ["chromium", "open_page"]

OF_SCOPE = ("SESSION AUTHORIZATION", "set_config('role'")


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Collect with the garbage collector off: hardly anything is freed, and it takes a third less."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def of_the_page(queries):
    """Leave out what gives a request its scope: tests/accounts/test_scope.py counts that."""
    sqls = [query["sql"] for query in queries]
    return [
        sql
        for sql, following in zip(sqls, [*sqls[1:], ""], strict=False)  # none at all, too
        if not any(sign in sql for sign in OF_SCOPE)
        and not (
            sql.split()[0] in {"SAVEPOINT", "RELEASE", "ROLLBACK"} and OF_SCOPE[1] in following
        )
    ]


@contextmanager
def counted(number, *, exact, info=None):
    with CaptureQueriesContext(connection) as captured:
        yield captured
    asked = of_the_page(captured.captured_queries)
    if len(asked) > number or (exact and len(asked) != number):
        listing = "\n".join(asked)
        pytest.fail(f"{len(asked)} queries instead of {number}: {info or ''}\n{listing}")


@pytest.fixture
def django_assert_num_queries():
    """pytest-django's, less the queries that give a request its scope."""
    return partial(counted, exact=True)


@pytest.fixture
def django_assert_max_num_queries():
    return partial(counted, exact=False)


@pytest.fixture
def noon():
    """It is noon on the factories' TODAY."""
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def signed_in(client):
    """signed_in(user) gives a client who is that person."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in
