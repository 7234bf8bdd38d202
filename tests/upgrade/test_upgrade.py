"""An upgrade from the release whose database is kept here: nothing lost, the same schema.

`make release-dump` wrote release.sql.xz when that release was made.
"""

import lzma
import re
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from accounts.models import User
from tenancy.policies import tables_in_database
from tests.house.test_schema import differences

RELEASE = Path(__file__).with_name("release.sql.xz")
LEADER = "projektleder@korsbaek.example"
# Tables that a migration since then has emptied or dropped, and why.
LOST_ON_PURPOSE: dict[str, str] = {}


@pytest.fixture(scope="module")
def upgraded(django_db_setup, django_db_blocker):
    """The release's database on the test's own server, migrated; yields its rows before."""
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
        become_database(restored(f"{name}_upgrade"))
        try:
            before = rows()
            call_command("migrate", verbosity=0)
            yield before
        finally:
            become_database(name)
            on_server(f"DROP DATABASE {name}_upgrade WITH (FORCE)")


def restored(name):
    on_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}")
    with psycopg.connect(**parameters(), dbname=name, autocommit=True) as new:
        new.execute(lzma.decompress(RELEASE.read_bytes()))
    return name


def on_server(*statements):
    with psycopg.connect(**parameters(), dbname="postgres", autocommit=True) as server:
        for statement in statements:
            server.execute(statement)


def parameters():
    return {
        key: value
        for key, value in connection.get_connection_params().items()
        if key in {"host", "port", "user", "password"}
    }


def become_database(name):
    connection.close()
    connection.settings_dict["NAME"] = name


def rows():
    with connection.cursor() as cursor:
        found = {}
        for table in tables_in_database():
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608  # the catalogue's
            found[table] = cursor.fetchone()[0]
        return found


def test_nothing_is_lost(upgraded):
    after = rows()
    fewer = {table for table, count in upgraded.items() if after.get(table, 0) < count}

    assert upgraded["tasks_task"] > 10_000
    assert fewer == LOST_ON_PURPOSE.keys()


def test_the_schema_is_that_of_a_new_database(upgraded):
    """PostgreSQL writes a condition that it has read back with other parentheses and casts."""
    reread = re.compile(r"::character varying|::text(\[\])?|[()]")

    assert differences(lambda line: reread.sub("", line)) == []


def test_somebody_who_signs_in_sees_their_page(upgraded):
    client = Client()
    client.force_login(User.objects.get(email=LEADER))

    answer = client.get("/")

    assert answer.status_code == 200
    assert "Korsbæk" in answer.content.decode()
