import os

import pytest

from demo import people
from stack import place, ports, run, services
from stack.say import Failure
from tests.stack.loops import in_own_loop


def test_an_address_in_the_environment_replaces_an_embedded_server(tmp_path, monkeypatch):
    started = []

    class Noting:
        environment = {}

        async def start(self, *found):
            started.extend(service.name for service in found)

    asked = []
    monkeypatch.setattr(place, "require_database", asked.append)
    monkeypatch.setattr(place, "require_redis", asked.append)
    monkeypatch.delenv("OWNER_DATABASE_URL", raising=False)
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/x")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere/0")
    in_own_loop(place.start_servers(Noting(), tmp_path, throw_away=True))
    assert (started, asked) == ([], ["postgres://elsewhere/x", "redis://elsewhere/0"])

    monkeypatch.delenv("REDIS_URL")
    in_own_loop(place.start_servers(Noting(), tmp_path, throw_away=True))
    assert started == ["valkey"]


def test_a_database_that_does_not_answer_is_told():
    port = ports.free()
    with pytest.raises(Failure) as failure:
        place.require_database(f"postgres://user:secret@127.0.0.1:{port}/fremdrift")
    assert str(failure.value) == (
        "DATABASE_URL is set, but the database does not answer: "
        f'connection failed: connection to server at "127.0.0.1", port {port} failed: '
        "Connection refused"
    )


def test_a_broker_that_does_not_answer_is_told():
    port = ports.free()
    with pytest.raises(Failure) as failure:
        place.require_redis(f"redis://127.0.0.1:{port}/0")
    assert str(failure.value) == (
        "REDIS_URL is set, but Redis does not answer: "
        f"Error 111 connecting to 127.0.0.1:{port}. Connection refused."
    )


def test_the_secret_key_is_made_once_and_read_by_its_owner_only(tmp_path):
    key = services.secret_key(tmp_path)
    assert (len(key) >= 50, services.secret_key(tmp_path)) == (True, key)
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_a_second_terminal_finds_the_settings_only_while_somebody_runs(tmp_path):
    (tmp_path / "lock").touch()
    place.write_environment(tmp_path, {"SECRET_KEY": "x"})
    assert (tmp_path / "environment.json").stat().st_mode & 0o777 == 0o600
    assert place.running_environment(tmp_path) == {}
    with (tmp_path / "lock").open() as lock:
        assert place.hold.taken(lock)
        assert place.running_environment(tmp_path) == {"SECRET_KEY": "x"}


def test_the_settings_are_safe_for_plain_http_on_this_machine_only(tmp_path):
    settings = services.settings(tmp_path, site="http://localhost:8000")
    assert {name: settings[name] for name in ("SECURE", "ALLOWED_HOSTS", "SITE_URL")} == {
        "SECURE": "False",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "SITE_URL": "http://localhost:8000",
    }
    assert os.path.commonpath([settings["MAIL_DIR"], tmp_path]) == str(tmp_path)


def test_the_terminal_names_the_people_that_the_demo_makes():
    assert [email for email, _ in run.SIGN_INS] == [person.email for person in people.SIGN_INS]
    assert run.PASSWORD == people.PASSWORD
