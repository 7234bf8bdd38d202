import datetime as dt

import pytest
from django.db import transaction

from accounts.models import User
from demo.services import make_demo
from projects.models import Project, ProjectMember
from roles.models import RoleAssignment
from tasks.models import ProjectFigures, Task

ON = dt.date(2026, 11, 18)

# Everything in the demo by names instead of ids, which depend on what came before.
ROWS = {
    User: ("email", "name", "municipality__code", "partner__name", "password"),
    Project: ("municipality__code", "programme__slug", "wave__number", "go_live_on"),
    ProjectMember: ("municipality__code", "project__programme__slug", "user__email", "role"),
    RoleAssignment: (
        *("municipality__code", "role__code", "system__code", "user__email"),
        *("is_primary", "confirmed_on"),
    ),
    ProjectFigures: (
        *("municipality__code", "programme__slug", "light", "critical_light"),
        *("grey", "green", "yellow", "red", "closed", "overdue_mandatory"),
    ),
    Task: (
        *("municipality__code", "programme__slug", "shared_task__code", "status"),
        *("not_relevant_reason", "completed_at", "completed_by__email", "executor__email"),
        *("responsible__email", "starts_on", "due_on", "due_reason", "notes__text"),
        *("light", "light_since", "light_changes_on", "light_told_on", "warns_on", "revision"),
    ),
}


def rows_by_name():
    return {
        model._meta.label: sorted(model.objects.values_list(*names), key=repr)
        for model, names in ROWS.items()
    }


class Demo:
    """What two runs for the same day gave; the database holds the second."""

    def __init__(self):
        with transaction.atomic():
            make_demo(on=ON)
            self.first = rows_by_name()
            transaction.set_rollback(True)
        self.made = make_demo(on=ON)
        self.second = rows_by_name()
        self.on = ON


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """The demo, made once for a file of tests and taken away after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Demo()
        transaction.set_rollback(True)


@pytest.fixture
def demo(made, db):
    return made
