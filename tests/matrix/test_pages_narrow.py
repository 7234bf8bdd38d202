"""Every page at 400 %, without scripts, when everything and everybody has the longest name."""

import pytest
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat, Left

from accounts.models import User
from organisations.models import Municipality, Partner, System
from phases.models import Phase, Theme
from projects.models import Blackout, Programme, Wave
from roles.models import Role
from shared_tasks.models import SharedTask
from tests.browser import violations
from tests.matrix.readings import NAMES, readings
from tests.matrix.window import NARROW, Window
from tests.reach import lost

# One word, longer than anything that a phone can show on one line.
LONG = " Superbrugerundervisningsplanlægningskoordineringsgruppens sagsbehandlerkompetenceudvikling"
NAMED = [
    (User, "name"),
    (Municipality, "name"),
    (Partner, "name"),
    (System, "name"),
    (Programme, "name"),
    (Wave, "name"),
    (Blackout, "name"),
    (Phase, "name"),
    (Theme, "name"),
    (Role, "name"),
    (SharedTask, "title"),
]


@pytest.fixture(scope="module")
def stretched(made):
    for model, field in NAMED:
        longest = model._meta.get_field(field).max_length
        name = Concat(Cast(F("pk"), CharField()), Value(LONG))
        model.objects.update(**{field: Left(name, longest)})
    return made


@pytest.fixture(scope="module")
def window(chromium):
    return Window(chromium, viewport=NARROW, scripts=False)


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("name", NAMES)
def test_a_page_loses_nothing(name, stretched, window):
    faults = []
    for reading in readings(name, stretched):
        window.show(reading)
        found = [*violations(window.page), *lost(window.page), *window.complaints]
        faults += [f"{reading.words}: {fault}" for fault in found]

    assert "\n".join(faults) == ""
