"""PostgreSQL refuses to run as root, so root hands it to the user `nobody`.

A checkout under a folder that only root may enter (/root) is no hindrance: the process may then
pass by such folders, and nothing else (docs/adr/0011).
"""

import os
import pwd
import shutil
from collections.abc import Iterable
from pathlib import Path

from stack.say import Failure

USER = "nobody"
# Linux capabilities that let a process enter any folder, the narrower first: (name, bit).
PASSES = (("dac_read_search", 2), ("dac_override", 1))


def user() -> int:
    """The number of the user that the database runs as."""
    return pwd.getpwnam(USER).pw_uid if os.geteuid() == 0 else os.geteuid()


def prefix(*, reaching: Iterable[Path]) -> tuple[str, ...]:
    """What to put before a command so that it runs as `nobody` when we are root.

    `reaching`: the paths that it must be able to get to.
    """
    if os.geteuid() != 0:
        return ()
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise Failure("PostgreSQL cannot run as root here: run as an ordinary user.")
    account = pwd.getpwnam(USER)
    return (
        setpriv, f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups",
        *passing(reaching), "--",
    )  # fmt: skip


def passing(folders: Iterable[Path]) -> list[str]:
    closed = [folder for path in folders for folder in path.parents if not is_open(folder)]
    if not closed:
        return []
    held = capabilities()
    for name, bit in PASSES:
        if held & 1 << bit:
            # Without the securebit, access() would look at the user alone, and initdb asks it.
            return ["--securebits=+no_setuid_fixup", f"--inh-caps=+{name}",
                    f"--ambient-caps=+{name}"]  # fmt: skip
    raise Failure(
        f"The database runs as the user {USER}, who may not enter {closed[0]}: "
        "clone Fremdrift to a folder everybody may enter, for example /srv."
    )


def is_open(folder: Path) -> bool:
    return bool(folder.stat().st_mode & 0o001)


def capabilities() -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next((int(line.split()[1], 16) for line in lines if line.startswith("CapEff:")), 0)
