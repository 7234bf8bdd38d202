import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.test import override_settings

from tests.factories import NOON
from tests.matrix.walk import Country
from tests.matrix.world import make_world


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, tmp_path_factory):
    """The world, made once for a file of tests at noon, and taken away after the last."""
    folder = str(tmp_path_factory.mktemp("files"))
    kept = {**settings.STORAGES["task_files"], "OPTIONS": {"location": folder}}
    with (
        django_db_blocker.unblock(),
        override_settings(STORAGES={**settings.STORAGES, "task_files": kept}),
        time_machine.travel(NOON, tick=False),
        transaction.atomic(),
    ):
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(made, db):
    return made


@pytest.fixture(scope="module")
def country(made):
    return Country(made.people)


@pytest.fixture
def sheets_without_paper(monkeypatch):
    """A sheet's text is asked for hundreds of times; as PDF only in test_canary.py."""

    def as_text(sheet, *, on):
        context = {"sheet": sheet, "task": sheet.task, "shared_task": sheet.task.shared_task}
        return render_to_string("workplace/sheet_pdf.html", context | {"today": on}).encode()

    monkeypatch.setattr("workplace.views.task.task_sheet_pdf", as_text)
