"""The portal's own processes, and the settings they are given on one machine.

docker-compose.yml starts the same processes; tests/stack holds the two together.
"""

import secrets
import sys
import urllib.error
import urllib.request
from pathlib import Path

from stack import ports
from stack.install import DATA
from stack.supervise import Service

WEB = ("gunicorn", "--config", "python:config.gunicorn", "config.wsgi")
WORKER = (
    "celery", "--quiet", "--app", "config", "worker", "--loglevel", "INFO", "--concurrency", "2",
    "--prefetch-multiplier", "1", "--without-gossip", "--without-mingle",
)  # fmt: skip
BEAT = ("celery", "--quiet", "--app", "config", "beat", "--loglevel", "INFO", "--pidfile", "")


def python(*module: str) -> tuple[str, ...]:
    """A command of a package, whatever the PATH and wherever the checkout was moved to."""
    return (sys.executable, "-m", *module)


def manage(*command: str) -> tuple[str, ...]:
    return (sys.executable, "manage.py", *command)


def web(port: int) -> Service:
    return Service("web", python(*WEB), is_ready=lambda: answers(port))


def worker() -> Service:
    return Service("worker", python(*WORKER))


def beat(data: Path) -> Service:
    return Service("beat", python(*BEAT, "--schedule", str(data / "beat-schedule")))


def answers(port: int) -> bool:
    address = f"http://{ports.HOST}:{port}/sundhed/"
    try:
        with urllib.request.urlopen(address, timeout=10) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def settings(data: Path, *, site: str) -> dict[str, str]:
    """What config/settings.py reads, for a portal reached over plain http on this machine."""
    return {
        "PYTHONUNBUFFERED": "1",
        # pip leaves compiling to us. Kept in one place, also where the machine's Python is told to
        # write nothing beside the sources: otherwise each process takes a second more to start.
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(DATA / "pycache"),
        # Celery has a word to say about root; here everything is one person's own.
        "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges",
        "SECRET_KEY": secret_key(data),
        "DEMO": "True",
        "SECURE": "False",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "SITE_URL": site,
        "MAIL_DIR": str(data / "mails"),
        "FILES_DIR": str(data / "files"),
        "STATIC_ROOT": str(data / "static"),
    }


def secret_key(data: Path) -> str:
    """Made once and kept, so that a restart signs nobody out."""
    file = data / "secret-key"
    if not file.exists():
        file.touch(mode=0o600)
    if not file.read_text():
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text()
