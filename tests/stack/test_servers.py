import os
import shutil
import tempfile
from pathlib import Path

import environ
import psycopg
import pytest
import redis

from stack import unprivileged
from stack.postgres import Postgres
from stack.say import Failure
from stack.valkey import Valkey
from tests.stack.loops import supervised


@pytest.fixture
def open_folder():
    """pytest's own folders are closed to other users, and root's PostgreSQL is another user."""
    with tempfile.TemporaryDirectory(prefix="embedded-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def test_the_embedded_database_answers_with_danish_letters(open_folder):
    postgres = Postgres(open_folder / "postgres", throw_away=True)

    async def work(supervisor):
        postgres.prepare()
        await supervisor.start(postgres.service())
        settings = environ.Env.db_url_config(postgres.urls["OWNER_DATABASE_URL"])
        with psycopg.connect(
            dbname=settings["NAME"], user=settings["USER"], **settings["OPTIONS"]
        ) as connection:
            return connection.execute("select lower('ÆBLERØD Å'), current_database()").fetchone()

    assert supervised(open_folder, work) == ("æblerød å", "fremdrift")


def test_it_also_answers_from_a_folder_with_a_long_name_that_only_its_owner_may_enter(tmp_path):
    """Under pytest's own folder, which is closed to others."""
    folder = tmp_path / ("lang sti, med blåbær " * 6)
    folder.mkdir()
    postgres = Postgres(folder / "postgres", throw_away=True)

    async def work(supervisor):
        postgres.prepare()
        await supervisor.start(postgres.service())
        return postgres.answers()

    assert postgres.sockets.parent == Path(tempfile.gettempdir())
    try:
        assert supervised(tmp_path, work)
    finally:
        shutil.rmtree(postgres.sockets)


def test_an_interrupted_making_of_the_database_is_begun_again(open_folder):
    draft = open_folder / "postgres.draft"
    draft.mkdir()
    (draft / "PG_VERSION").write_text("18")
    Postgres(open_folder / "postgres", throw_away=True).prepare()
    assert not draft.exists()
    assert (open_folder / "postgres" / "global" / "pg_control").exists()


def test_a_database_of_another_version_is_left_alone(open_folder):
    folder = open_folder / "postgres"
    folder.mkdir()
    (folder / "PG_VERSION").write_text("16\n")
    with pytest.raises(Failure) as failure:
        Postgres(folder).prepare()
    assert str(failure.value) == (
        f"{folder} was made by PostgreSQL 16, this is 18: "
        "move it away (the demo is made anew), or set DATABASE_URL."
    )


def test_a_socket_folder_that_somebody_else_laid_there_is_refused(open_folder, monkeypatch):
    monkeypatch.setattr(unprivileged, "user", lambda: 4242)
    monkeypatch.setattr(os, "geteuid", lambda: 4243)
    with pytest.raises(Failure) as failure:
        Postgres(open_folder / "postgres").own(open_folder)
    assert str(failure.value) == f"{open_folder} belongs to somebody else: remove it and try again."


def test_a_folder_closed_to_the_databases_user_is_told_when_nothing_helps(tmp_path, monkeypatch):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setattr(unprivileged, "capabilities", lambda: 0)
    with pytest.raises(Failure) as failure:
        unprivileged.passing([closed / "postgres"])
    assert str(failure.value) == (
        f"The database runs as the user nobody, who may not enter {closed}: "
        "clone Fremdrift to a folder everybody may enter, for example /srv."
    )


def test_the_embedded_broker_answers_only_with_its_password(tmp_path):
    valkey = Valkey.on_free_port(tmp_path / "valkey")

    async def work(supervisor):
        valkey.prepare()
        await supervisor.start(valkey.service())
        with redis.Redis.from_url(valkey.url) as client:
            policy = client.config_get("maxmemory-policy")
        with redis.Redis(port=valkey.port) as stranger, pytest.raises(redis.AuthenticationError):
            stranger.ping()
        return policy

    assert supervised(tmp_path, work) == {"maxmemory-policy": "noeviction"}
    assert valkey.settings.stat().st_mode & 0o777 == 0o600
