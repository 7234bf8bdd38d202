"""An id of somebody else's, posted into a field that names something, is refused there."""

import importlib
import pkgutil

import pytest
from django import forms
from django.conf import settings
from django.db import connection
from django.forms.models import ModelChoiceField

from tests.matrix.apps import MATRICES, each
from tests.matrix.canary import may_read
from tests.matrix.things import MISSING

FIELDS = {name: field for said in MATRICES for name, field in getattr(said, "FIELDS", {}).items()}
NONSENSE = ["", "1e3", "-1", "0", f"{MISSING}", f"{10**30}", "\uff10\uff11", "1;2", "\x00"]


def form_classes():
    """Every form class in the modules of the portal's own apps."""
    for app in settings.FIRST_PARTY_APPS:
        package = importlib.import_module(app)
        for found in pkgutil.walk_packages(package.__path__, f"{app}."):
            parts = found.name.split(".")
            if {"forms", "filters"} & set(parts):
                module = importlib.import_module(found.name)
                for one in vars(module).values():
                    if isinstance(one, type) and issubclass(one, forms.BaseForm):
                        yield one


def relation_fields():
    """The fields whose choices are rows, or are not known before the form is made."""
    for form in set(form_classes()):
        if form.__module__.split(".")[0] not in settings.FIRST_PARTY_APPS:
            continue
        for name, field in form.base_fields.items():
            is_open = isinstance(field, forms.ChoiceField) and not list(field.choices)
            if isinstance(field, ModelChoiceField) or is_open:
                yield f"{form.__module__}.{form.__qualname__}.{name}"


def test_every_field_that_names_something_is_tried_here():
    untried = sorted(set(relation_fields()) - set(FIELDS))

    assert untried == [], "Add each to FIELDS in tests/<app>/matrix.py: who sends it, and where"


def test_there_are_no_serializers_to_try():
    """An interface for programs brings fields of its own: walk its serializers here as well."""
    assert "rest_framework" not in settings.INSTALLED_APPS


def foreign_ids(world):
    """Ids of everything that is not the home municipality's in programme one, by what it is."""
    return {what: pk for ids in each("foreign", world) for what, pk in ids.items()}


def state():
    """Everything that a form could have changed: how many rows each table has, history's too."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace AND relname <> 'django_session'"
        )
        tables = [name for (name,) in cursor.fetchall()]
        counts = ", ".join(f'(SELECT count(*) FROM "{table}")' for table in tables)
        cursor.execute(f"SELECT {counts}")
        return dict(zip(tables, cursor.fetchone(), strict=True))


@pytest.mark.parametrize("name", FIELDS)
def test_a_foreign_id_is_refused_and_changes_nothing(name, world, country):
    field, wrong = FIELDS[name], []
    person = next(one for one in world.people if str(one) == field.person)
    facts = facts_of(world)
    path = field.address.format(**facts)
    is_list = field.rest is None
    rest = {key: value.format(**facts) for key, value in (field.rest or {}).items()}
    own = {str(row.pk) for row in field.own(world)}
    tried = foreign_ids(world) | {repr(bad): bad for bad in NONSENSE if bad or not is_list}
    before = state()
    for what, value in tried.items():
        # Digits of any script and with zeros before them are a number like another.
        if str(value) in own or (str(value).isdecimal() and str(int(value)) in own):
            continue
        after = {}
        answer = country.go(
            person,
            "GET" if is_list else "POST",
            path,
            rest | {name.rsplit(".", 1)[1]: str(value)},
            look=lambda after=after: after.update(state()),
        )
        refused = 200 if is_list else 422
        is_empty = not value and field.may_be_empty
        # Of what is live, a good form shows first what would happen.
        taken = 200 if rest.get("step") == "publish" and "{live}" in field.address else 302
        if answer.status != (taken if is_empty else refused):
            wrong.append(f"{what}: {answer.status} {answer.trouble}")
        if after != before and not is_empty:
            wrong.append(f"{what}: changed {set(after.items()) - set(before.items())}")
        wrong += [f"{what}: shows {c}" for c in answer.canaries if not may_read(person, c)]

    assert wrong == []


def facts_of(world):
    """What addresses and forms can name in braces, all of it in programme one."""
    task, live = world.tasks["home", "one", "first"], world.shared_tasks["one", "second"]
    task.refresh_from_db()
    project = world.projects["home", "one"]
    return {
        "task": task.pk,
        "project": project.pk,
        "wave": project.wave_id,
        "revision": task.revision,
        "live": live.pk,
        "live_revision": live.revision,
        "phase": world.rows["phase"]["one"].pk,
        "theme": world.rows["theme"]["one"].pk,
    }
