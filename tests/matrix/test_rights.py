"""Every route, in every way, as everyone, to what is theirs, someone else's and nobody's."""

from collections import defaultdict

import pytest
from django.db import connection
from django.test import RequestFactory
from django.urls import resolve

from accounts.rights import PersonRole
from tests.matrix.canary import Canary, may_read
from tests.matrix.route import ANYTHING, METHODS, expected
from tests.matrix.routes import ADVICE, ROUTES, route_of
from tests.matrix.walk import path_of, routes, steps

NAMES = list(routes())
MAPPED = [name for name in NAMES if route_of(name)]


pytestmark = pytest.mark.usefixtures("sheets_without_paper")


def test_every_route_is_in_the_table():
    assert [name for name in NAMES if route_of(name) is None] == [], ADVICE


def test_every_line_of_the_table_is_a_route():
    assert [line for line in ROUTES if not any(route_of(n) is ROUTES[line] for n in NAMES)] == []


def test_every_kind_of_the_table_of_rights_comes_by(world):
    kinds = set()
    for person in world.people:
        kinds |= person.everywhere | set(person.parts.values())
        kinds |= {PersonRole.NAMED_ON_TASK} if person.named_in else set()

    assert set(PersonRole) - kinds == set(), "Add someone of that kind in tests/matrix/people.py"


@pytest.mark.parametrize("name", MAPPED)
def test_a_route_answers_as_the_table_of_rights_says(name, world, country):
    route, wrong, looks = route_of(name), [], defaultdict(dict)
    for person, method, thing in steps(route, world):
        answer = country.go(person, method, path_of(name, thing), route.posts)
        due = expected(person, route, method, thing)
        what = f"{method} {thing.label!r} as {person}"
        if (answer.status >= 500) if due == ANYTHING else (answer.status != due):
            wrong.append(f"{what}: {answer.status}, not {due} {answer.trouble}")
        wrong += [f"{what}: shows {c}" for c in answer.canaries if not may_read(person, c)]
        if due == 200 and method == "GET":
            wrong += [f"{what}: lacks {c}" for c in shown(route, person, thing) - answer.canaries]
        if due == 404 == answer.status:
            looks[str(person), method][answer.looks] = thing.label
    wrong += [f"told apart by {who}: {found}" for who, found in looks.items() if len(found) > 1]

    assert "\n".join(wrong) == ""


def shown(route, person, thing):
    """The canaries that the page must show there to those who may read them."""
    is_other = thing.level == "task" and not thing.is_named
    kinds = set(route.shows)
    if is_other and "open" in kinds:
        kinds = (kinds - {"open", "notes"}) | {"own" if thing.is_private else "other"}
    canaries = {
        Canary("programme" if kind == "text" else thing.place, thing.programme, kind)
        for kind in kinds
    }
    return {canary for canary in canaries if may_read(person, canary)}


@pytest.mark.parametrize("name", [n for n in MAPPED if not route_of(n).is_library])
def test_a_route_refuses_other_methods_before_it_reads_anything(name, world):
    route, wrong = route_of(name), []

    def refuse(execute, sql, params, many, context):
        raise AssertionError(sql)

    for thing in world.things[route.of]:
        path = path_of(name, thing)
        found = resolve(path)
        for method in METHODS:
            for person in world.people:
                if method in route.answers or person.is_out:
                    continue
                request = RequestFactory().generic(method, path)
                request.user = person.user
                with connection.execute_wrapper(refuse):
                    status = found.func(request, *found.args, **found.kwargs).status_code
                if status != 405:
                    wrong.append(f"{method} {thing.label!r} as {person}: {status}")

    assert wrong == []
