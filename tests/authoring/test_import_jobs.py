"""The jobs that read and write a plan, and the row they work from."""

import datetime as dt

import pytest
from celery.exceptions import OperationalError
from django.core.cache import cache
from django.db import IntegrityError, transaction

from authoring import jobs
from authoring.imports import (
    Said,
    confirm_import,
    put_in,
    read_staged,
    stage_file,
    unfinished_imports,
)
from authoring.models import PlanImport
from authoring.plans.excel_out import plan_workbook
from tests.authoring.factories import PlanImportFactory
from tests.authoring.people import editor_of
from tests.authoring.plans.examples import WHOLE, empty_programme, with_roles
from tests.authoring.plans.test_excel import GALLERY
from tests.factories import NOON

State = PlanImport.State
LATER = NOON + dt.timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    with_roles()
    return empty_programme(name=WHOLE.name)


def sent(programme, content=None, name="plan.xlsx", by=None, **said):
    return stage_file(
        programme=programme,
        name=name,
        content=plan_workbook(WHOLE, GALLERY) if content is None else content,
        said=Said(**said),
        by=by or editor_of(programme),
        at=NOON,
    )


def read(programme, *args, **said):
    found = sent(programme, *args, **said)
    read_staged(pk=found.pk, at=NOON)
    found.refresh_from_db()
    return found


def imported(programme, *args, **said):
    found = read(programme, *args, **said)
    confirm_import(found=found, at=NOON)
    put_in(pk=found.pk, at=LATER)
    found.refresh_from_db()
    return found


@pytest.fixture(autouse=True)
def nothing_cached():
    cache.clear()


class TestJobs:
    def test_a_lost_hint_is_given_again(self, programme):
        found = sent(programme)

        assert unfinished_imports(at=NOON + dt.timedelta(minutes=1)) == []
        assert unfinished_imports(at=LATER) == [found]

    def test_the_beat_goes_on_with_what_was_forgotten(self, programme, monkeypatch):
        found = sent(programme)
        asked = []
        monkeypatch.setattr(jobs, "ask_for", lambda pk, state: asked.append((pk, state)))

        jobs.resume_imports()

        assert asked == [(found.pk, "waiting")]

    def test_each_state_asks_for_its_job(self, programme):
        found = sent(programme)
        jobs.ask_for(found.pk, found.state)
        found.refresh_from_db()
        confirm_import(found=found, at=NOON)
        jobs.ask_for(found.pk, State.CONFIRMED)

        assert programme.shared_tasks.count() == 4

    def test_without_a_broker_the_row_waits(self, programme, monkeypatch, caplog):
        def away(*_, **__):
            raise OperationalError

        monkeypatch.setattr(jobs.read_plan_file, "apply_async", away)
        found = sent(programme)
        jobs.ask_for(found.pk, found.state)

        found.refresh_from_db()
        assert found.state == State.WAITING
        assert "The broker is away" in caplog.text


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"kind": "pdf"}, "plan_import_kind_known"),
        ({"state": "lost", "content": None}, "plan_import_state_known"),
        ({"content": None}, "plan_import_keeps_the_file_until_it_is_read"),
        ({"plan": {}}, "plan_import_keeps_the_plan_until_it_is_imported"),
        ({"state": "read", "content": None}, "plan_import_keeps_the_plan_until_it_is_imported"),
    ],
)
def test_the_database_refuses_a_row_that_makes_no_sense(changed, constraint):
    found = PlanImportFactory()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        PlanImport.objects.filter(pk=found.pk).update(**changed)
