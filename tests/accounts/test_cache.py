"""The shared cache: one count for all processes, no pickle, and no 500 when it is away."""

import json
from uuid import uuid4

import pytest
import redis
from django.conf import settings

from accounts.models import User
from config.cache import SharedCache
from tests.factories import UserFactory

OPTIONS = {
    "serializer": "django.core.signing.JSONSerializer",
    "socket_connect_timeout": 1,
    "socket_timeout": 1,
}
NOBODY_LISTENS = "redis://127.0.0.1:9/0"


def opened(prefix, server=settings.REDIS_URL):
    return SharedCache(server, {"KEY_PREFIX": prefix, "OPTIONS": OPTIONS})


@pytest.fixture(autouse=True)
def nobody_was_away(monkeypatch):
    monkeypatch.setattr(SharedCache, "away_until", 0)


@pytest.fixture
def prefix():
    """A prefix of one's own on the server of the test run; skipping is no option, there is one."""
    name = f"test-{uuid4()}"
    yield name
    opened(name).clear()


@pytest.fixture
def away():
    cache = opened("away", NOBODY_LISTENS)
    cache.local.clear()
    return cache


def test_what_one_process_counts_the_other_sees(prefix):
    opened(prefix).set("tried", [1.5, 2.5], 60)

    assert opened(prefix).get("tried") == [1.5, 2.5]


def test_a_key_is_taken_once(prefix):
    assert (opened(prefix).add("lock", 1), opened(prefix).add("lock", 1)) == (True, False)


def test_the_server_holds_json(prefix):
    opened(prefix).set("tried", [1.5], 60)
    server = redis.Redis.from_url(settings.REDIS_URL)

    assert json.loads(server.get(f"{prefix}:1:tried")) == [1.5]


def test_what_is_no_json_is_refused_rather_than_run(prefix):
    server = redis.Redis.from_url(settings.REDIS_URL)
    server.set(f"{prefix}:1:planted", b"\x80\x04K\x01.")

    with pytest.raises(ValueError, match="Expecting value"):
        opened(prefix).get("planted")


def test_clearing_leaves_what_is_not_the_caches(prefix):
    server = redis.Redis.from_url(settings.REDIS_URL)
    server.set(f"other-{prefix}", "a job's message", ex=60)
    opened(prefix).set("tried", [1.5], 60)

    opened(prefix).clear()

    assert opened(prefix).get("tried") is None
    assert server.get(f"other-{prefix}") == b"a job's message"


def test_without_the_server_a_process_counts_alone_and_the_log_says_so(away, caplog):
    assert (away.add("lock", 1), away.add("lock", 1)) == (True, False)
    away.set("tried", [1.5], 60)

    assert away.get("tried") == [1.5]
    assert [record.name for record in caplog.records] == ["config.cache"]


def test_the_server_is_not_asked_again_at_once(away, monkeypatch):
    away.get("tried")
    monkeypatch.setattr(SharedCache, "_cache", None)

    assert away.get("tried") is None


@pytest.mark.django_db
def test_signing_in_works_without_the_cache_and_is_still_limited(client, away, monkeypatch):
    for module in ("allauth.core.internal.ratelimit", "allauth.mfa.totp.internal.auth"):
        monkeypatch.setattr(f"{module}.cache", away)
    UserFactory(email="anna@proeve.example").emailaddress_set.create(
        email="anna@proeve.example", verified=True, primary=True
    )

    def sign_in(password):
        form = {"login": "anna@proeve.example", "password": password}
        return client.post("/konto/log-ind/", form).status_code

    assert sign_in("fremdrift-test") == 302
    client.logout()
    assert [sign_in("forkert") for _ in range(5)] == [200] * 5
    assert sign_in("fremdrift-test") == 200
    assert User.objects.get().last_login is not None
