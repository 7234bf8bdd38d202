"""The portal refuses to run as a role that row-level security does not hold."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from config.celery import refuse_to_start_with_power
from tenancy.database_roles import DatabaseRole
from tenancy.owner import powers, refuse_power
from tests.runtime import as_role

pytestmark = pytest.mark.django_db


def test_the_runtime_role_may_run_the_portal():
    with as_role(DatabaseRole.RUNTIME):
        refuse_power()


def test_a_superuser_may_not():
    with pytest.raises(ImproperlyConfigured, match="postgres is a superuser"):
        refuse_power()


def test_the_owner_may_not():
    with as_role(DatabaseRole.OWNER):
        assert powers() == [
            "fremdrift_owner owns tables",
            "fremdrift_owner can become the owner",
        ]


def test_the_backup_may_not():
    with as_role(DatabaseRole.BACKUP):
        assert powers() == ["fremdrift_backup passes row-level security by"]


def test_whoever_can_become_the_owner_may_not():
    with connection.cursor() as cursor:
        cursor.execute("GRANT fremdrift_owner TO fremdrift_app")

    with (
        as_role(DatabaseRole.RUNTIME),
        pytest.raises(ImproperlyConfigured, match="fremdrift_app can become the owner"),
    ):
        refuse_power()


def test_the_web_server_does_not_start_with_power():
    """In a process of its own, as gunicorn loads it; the settings' address is a superuser's."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}

    started = subprocess.run(
        [sys.executable, "-c", "import config.wsgi"],
        env=environment,
        text=True,
        capture_output=True,
        check=False,
    )

    assert started.returncode == 1
    assert "signs in to the database with too much power" in started.stderr


def test_the_worker_does_not_start_with_power():
    with pytest.raises(SystemExit, match="too much power"):
        refuse_to_start_with_power()
