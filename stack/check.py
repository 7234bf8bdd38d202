"""`make check`: every rule that a machine can hold. All are tried; the broken ones named last."""

import os
import subprocess
import sys

from stack import lock
from stack.install import CHECKOUT, VENV
from stack.say import say

# What must hold, and the command that finds out. Programs are those of .venv.
CHECKS = {
    "The code is clean": "ruff check --output-format concise",
    "The code is formatted": "ruff format --check --output-format concise",
    "Types hold": "mypy .",
    "Imports point downwards": "lint-imports",
    "Migrations are complete": "python manage.py makemigrations --check --dry-run",
    "Templates are sound": "djlint templates --lint",
    "Templates are indented": "djhtml --tabwidth 2 --check templates",
    "Dependencies are declared": "deptry .",
}


def main() -> int:
    broken = [rule for rule, command in CHECKS.items() if not holds(rule, command)]
    if stale := lock.stale():
        say(f"Not locked again since pyproject.toml changed: {', '.join(stale)}. Run  make lock")
        broken.append("Locks are fresh")
    if broken:
        say(f"\nmake check: {len(broken)} of {len(CHECKS) + 1} broken: {'; '.join(broken)}")
        return 1
    say(f"make check: {len(CHECKS) + 1} rules hold")
    return 0


def holds(rule: str, command: str) -> bool:
    """Try one rule; what its command prints is shown when it is broken."""
    program, *arguments = command.split()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        # makemigrations asks a database for its history when it can, and only warns when not
        "PYTHONWARNINGS": "ignore",
    }
    say(f"{rule} ({command}) ... ", end="")
    result = subprocess.run(
        [str(VENV / "bin" / program), *arguments], cwd=CHECKOUT, env=environment, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    if result.returncode != 0:
        say(f"broken\n{result.stdout.strip()}\n")
        return False
    say("yes")
    return True


if __name__ == "__main__":
    sys.exit(main())
