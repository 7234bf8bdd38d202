"""`python3 -m stack COMMAND`: make the machine ready, then hand over to .venv's Python."""

import os
import shutil
import sys

OLDEST = (3, 11)

# command: (the lock file it needs, needs the front-end packages, the module that does it)
COMMANDS = {
    "run": ("local", True, "stack.run"),
    "test": ("dev", True, "stack.test"),
    "check": ("dev", False, "stack.check"),
    "bench": ("dev", True, "stack.bench"),
    "manage": ("local", True, "stack.manage"),
    "lock": ("dev", False, "stack.lock"),
}


def main() -> int:
    if sys.version_info < OLDEST:
        print(
            f"Fremdrift needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}. "
            "Install a newer one and name it: make run PYTHON=python3.11",
            file=sys.stderr,
        )
        return 1
    from stack.say import Failure  # noqa: PLC0415 - not readable for an older Python

    try:
        start(sys.argv[1], sys.argv[2:])
    except Failure as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def start(command: str, arguments: "list[str]") -> None:
    from stack import hold, install, ports  # noqa: PLC0415 - not readable for an older Python

    lock, front_end, module = COMMANDS[command]
    if command == "run":
        port = ports.from_arguments(arguments)
        hold.require_not_running(install.DATA / "lock", "make run")
        # With such a file, what an earlier run left behind may hold the port; it is ended later.
        if not (install.DATA / "processes.json").exists():
            ports.require_free(port)
    install.prepare(lock, front_end=front_end)
    os.execv(*handed_over([str(install.PYTHON), "-m", module, *arguments]))


def handed_over(command: "list[str]") -> "tuple[str, list[str]]":
    """The program and its arguments, asked by Linux to stop when `make` itself is killed."""
    setpriv = shutil.which("setpriv")
    if setpriv:
        command = [setpriv, "--pdeathsig", "TERM", "--", *command]
    return command[0], command


if __name__ == "__main__":
    sys.exit(main())
