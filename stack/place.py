"""One place under .data/ with its own servers, held by one command at a time."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NoReturn

import psycopg
import redis

from stack import hold, services
from stack.install import DATA, require_writable
from stack.leftovers import end_leftovers
from stack.postgres import Postgres
from stack.say import Failure, say
from stack.supervise import Supervisor
from stack.valkey import Valkey

SERVERS = ("DATABASE_URL", "OWNER_DATABASE_URL", "REDIS_URL")


@asynccontextmanager
async def place(
    name: str, *, command: str, site: str, throw_away: bool = False
) -> AsyncIterator[Supervisor]:
    """Servers that answer and a supervisor to run more beside them; all of it ended after."""
    data = DATA / name if name else DATA
    data.mkdir(parents=True, exist_ok=True)
    require_writable(data)
    async with hold.held(data / "lock", command) as say_ending:
        if left := end_leftovers(data / "processes.json"):
            say(f"Ended what an earlier run left behind: {', '.join(left)}.")
        settings = services.settings(data, site=site)
        supervisor = Supervisor(data, os.environ | settings)
        try:
            await start_servers(supervisor, data, throw_away=throw_away)
            given = {name: supervisor.environment.get(name) for name in (*settings, *SERVERS)}
            write_environment(data, {name: value for name, value in given.items() if value})
            yield supervisor
        finally:
            environment_file(data).unlink(missing_ok=True)
            say_ending()
            await supervisor.stop()


async def start_servers(supervisor: Supervisor, data: Path, *, throw_away: bool) -> None:
    """The embedded servers, each only where the environment names no other one."""
    embedded: list[Postgres | Valkey] = []
    if "DATABASE_URL" in os.environ:
        require_database(os.environ.get("OWNER_DATABASE_URL", os.environ["DATABASE_URL"]))
    else:
        embedded.append(Postgres(data / "postgres", throw_away=throw_away))
    if "REDIS_URL" in os.environ:
        require_redis(os.environ["REDIS_URL"])
    else:
        embedded.append(Valkey.on_free_port(data / "valkey", throw_away=throw_away))
    for server in embedded:
        server.prepare()
        supervisor.environment.update(server.urls)
    await supervisor.start(*(server.service() for server in embedded))


def environment_file(data: Path) -> Path:
    return data / "environment.json"


def write_environment(data: Path, environment: Mapping[str, str]) -> None:
    """For `make nightly` in a second terminal; only the owner may read it."""
    file = environment_file(data)
    file.touch(mode=0o600)
    file.write_text(json.dumps(environment))


def running_environment(data: Path) -> dict[str, str]:
    """The settings of the command that holds this place now; empty when there is none."""
    if not environment_file(data).exists() or not hold.is_held(data / "lock"):
        return {}
    environment: dict[str, str] = json.loads(environment_file(data).read_text())
    return environment


def require_database(url: str) -> None:
    try:
        # libpq knows fewer names for the same thing than django-environ
        psycopg.connect(f"postgresql://{url.partition('://')[2]}", connect_timeout=5).close()
    except psycopg.Error as error:
        reason = str(error).splitlines()[0]
        raise Failure(f"DATABASE_URL is set, but the database does not answer: {reason}") from None


def require_redis(url: str) -> None:
    if not url.startswith(("redis://", "rediss://")):
        return
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=5) as client:
            client.ping()
    except redis.RedisError as error:
        raise Failure(f"REDIS_URL is set, but Redis does not answer: {error}") from None


def main(work: Callable[[], Coroutine[None, None, int]], *, when_stopped: int = 130) -> NoReturn:
    """Work until done or told to stop, and exit."""
    try:
        sys.exit(asyncio.run(until_told(work, when_stopped)))
    except Failure as failure:
        say(f"\n{failure}")
        sys.exit(1)


async def until_told(work: Callable[[], Coroutine[None, None, int]], when_stopped: int) -> int:
    task = asyncio.create_task(work())
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, cancel_once, task)
    try:
        return await task
    except asyncio.CancelledError:
        return when_stopped


def cancel_once(task: "asyncio.Task[int]") -> None:
    """A second Ctrl-C must not interrupt the ending of what the first one ends."""
    if not task.cancelling():
        say("\nStopping ...")
        task.cancel()
