"""`make release-dump`: a database of this version with the demo in it, for tests/upgrade.

Made once for each release, from an empty database; the tests bring it to what is newest.
"""

import datetime as dt
import lzma
import os
import re
import shutil
import subprocess
from pathlib import Path

from stack import run, services
from stack.install import CHECKOUT, DATA
from stack.place import SERVERS, main, place
from stack.postgres import Postgres
from stack.say import Failure, say, step

TARGET = CHECKOUT / "tests" / "upgrade" / "release.sql.xz"
PLACE = DATA / "release"
LARGEST = 600_000  # bytes; every clone carries it
# Commands to psql, which nobody else reads.
TO_PSQL = re.compile(rb"^\\(un)?restrict .*\n", re.MULTILINE)


async def release_dump() -> int:
    for name in SERVERS:
        os.environ.pop(name, None)
    try:
        async with place(
            PLACE.name, command="make release-dump", site="http://localhost", throw_away=True
        ) as supervisor:
            await supervisor.step("Making the tables", run.MIGRATE)
            await supervisor.step("Loading the demo's data", services.manage("demo"))
            with step("Writing it down"):
                write(dump(supervisor.environment["OWNER_DATABASE_URL"]), TARGET)
    finally:
        shutil.rmtree(PLACE / "postgres", ignore_errors=True)
    say(f"{TARGET.relative_to(CHECKOUT)}, {TARGET.stat().st_size // 1000} kB")
    return 0


def dump(url: str) -> bytes:
    """Return it as statements that any client can send, not only psql. Raises Failure."""
    command = [str(Postgres(PLACE / "postgres").programs / "pg_dump"), "--dbname", url, "--inserts",
               "--rows-per-insert", "200"]  # fmt: skip
    result = subprocess.run(command, capture_output=True, check=False)
    if result.returncode != 0:
        raise Failure(f"pg_dump failed: {result.stderr.decode().strip()}")
    today = f"-- Fremdrift's release of {dt.date.today():%Y-%m-%d} with the demo\n"  # noqa: DTZ011
    return today.encode() + TO_PSQL.sub(b"", result.stdout)


def write(statements: bytes, target: Path) -> None:
    """Raises Failure when it would be too large to carry along."""
    packed = lzma.compress(statements, preset=9)
    if len(packed) > LARGEST:
        raise Failure(f"The dump is {len(packed)} bytes, more than {LARGEST}.")
    target.write_bytes(packed)


if __name__ == "__main__":
    main(release_dump)
