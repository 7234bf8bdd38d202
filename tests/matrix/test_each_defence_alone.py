"""The doors without row-level security, and row-level security without the doors' filters.

Each must keep foreign rows from being reached by itself, so that a mistake in one is not a
leak. What the filters tell apart within a municipality, the policies do not: there the rights
in the doors stay.
"""

import pytest
from django.apps import apps
from django.db import connection

from tenancy.database_roles import SCOPED
from tests.matrix.canary import Canary, may_reach, may_read
from tests.matrix.route import expected
from tests.matrix.routes import route_of
from tests.matrix.walk import path_of, routes, steps

pytestmark = pytest.mark.usefixtures("sheets_without_paper")
NAMES = [n for n in routes() if route_of(n) and not route_of(n).is_personal]


@pytest.fixture
def without_filters(monkeypatch):
    """Every ``visible_to`` lets everything through."""
    lists = {type(model._base_manager.all()) for model in apps.get_models()}
    lists |= {type(model._default_manager.all()) for model in apps.get_models()}
    doors = [one for one in lists if hasattr(one, "visible_to")]
    for one in doors:
        monkeypatch.setattr(one, "visible_to", lambda rows, user: rows.all())
    return doors


@pytest.fixture
def without_policies(world):
    """No table has row-level security, and every scope has every right to it."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SELECT oid::regclass::text FROM pg_class WHERE relrowsecurity")
        tables = [table for (table,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        cursor.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {', '.join(SCOPED)}")
    return tables


def asked(route, world):
    """The steps that ask for an action; what asks for nothing is in test_rights.py."""
    for person, method, thing in steps(route, world):
        if method in route.asks - {"HEAD"} and method in route.answers and not person.is_out:
            yield person, method, thing


@pytest.mark.parametrize("name", NAMES)
def test_policies_alone_keep_foreign_rows_away(name, world, country, without_filters):
    route, wrong = route_of(name), []
    for person, method, thing in asked(route, world):
        if thing.level and thing.is_within_reach(person):
            continue
        answer = country.go(person, method, path_of(name, thing), route.posts)
        what = f"{method} {thing.label!r} as {person}"
        if answer.status >= 500:
            wrong.append(f"{what}: {answer.status} {answer.trouble}")
        if (thing.level or thing.is_missing) and answer.status != 404:
            wrong.append(f"{what}: {answer.status}, not 404")
        wrong += [f"{what}: shows {c}" for c in answer.canaries if not may_reach(person, c)]

    assert "\n".join(wrong) == ""


@pytest.mark.parametrize("name", NAMES)
def test_doors_alone_answer_as_the_table_of_rights_says(name, world, country, without_policies):
    route, wrong = route_of(name), []
    for person, method, thing in asked(route, world):
        answer = country.go(person, method, path_of(name, thing), route.posts)
        due = expected(person, route, method, thing)
        what = f"{method} {thing.label!r} as {person}"
        if answer.status != due:
            wrong.append(f"{what}: {answer.status}, not {due} {answer.trouble}")
        wrong += [f"{what}: shows {c}" for c in answer.canaries if not may_read(person, c)]

    assert "\n".join(wrong) == ""


def test_without_both_there_is_something_to_find(world, country, without_filters, without_policies):
    person = world.person("klik administrator", "home")
    path = path_of("tasks:detail", next(t for t in world.things["task"] if t.place == "away"))

    assert (len(without_filters) > 3, len(without_policies) > 10) == (True, True)
    assert Canary("away", "one", "open") in country.go(person, "GET", path).canaries
