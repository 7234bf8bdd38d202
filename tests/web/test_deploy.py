"""The settings as a server has them."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

SERVER = {
    "SECRET_KEY": "Kj7-vinterhave-88-blaeksprutte-Zq0-trappetrin-51-XW-maanelys",
    "ALLOWED_HOSTS": "fremdrift.example",
    "SITE_URL": "https://fremdrift.example",
    "BEHIND_PROXY": "True",
    "DATABASE_URL": "postgres://fremdrift_app:secret@localhost/fremdrift",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
}
# The last is set while a test holds a browser.
LEFT_OUT = {
    *("DEBUG", "DEMO", "SECURE", "DJANGO_SETTINGS_MODULE", *SERVER),
    "DJANGO_ALLOW_ASYNC_UNSAFE",
}
FACTS = """
from django.conf import settings
for name in {names!r}:
    print(name, getattr(settings, name))
"""


def on_a_server(*command, **more):
    """What manage.py says with nothing in the environment but what a server must set."""
    environment = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    return subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env=environment | SERVER | more,
        capture_output=True,
        text=True,
        check=False,
    )


def test_djangos_own_check_of_a_server_finds_nothing():
    checked = on_a_server("check", "--deploy", "--fail-level", "WARNING")

    assert (checked.returncode, checked.stderr, checked.stdout) == (
        *(0, ""),
        "System check identified no issues (0 silenced).\n",
    )


@pytest.fixture(scope="module")
def facts():
    names = [
        *("DEBUG", "DEMO", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE"),
        *(
            "CSRF_COOKIE_SECURE",
            "SESSION_COOKIE_DOMAIN",
            "SESSION_COOKIE_PATH",
            "USE_X_FORWARDED_HOST",
        ),
        *("SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_SSL_REDIRECT"),
        *("SECURE_PROXY_SSL_HEADER", "ALLOWED_HOSTS"),
    ]
    told = on_a_server("shell", "--verbosity", "0", "--command", FACTS.format(names=names))
    assert told.stderr == ""
    return dict(line.partition(" ")[::2] for line in told.stdout.splitlines())


def test_what_is_left_out_of_the_environment_is_safe(facts):
    assert facts == {
        "DEBUG": "False",
        "DEMO": "False",
        "SESSION_COOKIE_NAME": "__Host-session",
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "SESSION_COOKIE_SECURE": "True",
        "CSRF_COOKIE_SECURE": "True",
        # What the name __Host- promises a browser, or it refuses the cookie.
        "SESSION_COOKIE_DOMAIN": "None",
        "SESSION_COOKIE_PATH": "/",
        "USE_X_FORWARDED_HOST": "False",
        "SECURE_HSTS_SECONDS": "31536000",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": "True",
        "SECURE_SSL_REDIRECT": "True",
        "SECURE_PROXY_SSL_HEADER": "('HTTP_X_FORWARDED_PROTO', 'https')",
        "ALLOWED_HOSTS": "['fremdrift.example']",
    }


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "was.example/fremdrift", "/erklaering", "https://", "ftp://a.b"],
)
def test_an_accessibility_statement_that_is_no_web_address_stops_the_portal(address):
    said = on_a_server("check", WAS_URL=address).stderr.splitlines()[-1]

    assert said.partition("ImproperlyConfigured: ")[2] == (
        "WAS_URL must be a whole web address, such as https://was.example/x"
    )
