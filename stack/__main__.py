"""`python3 -m stack COMMAND`: make the machine ready, then hand over to .venv's Python."""

import ctypes
import os
import signal
import sys

OLDEST = (3, 11)
PR_SET_PDEATHSIG = 1  # prctl(2)

# command: (the lock file it needs, needs the front-end packages, the module that does it)
COMMANDS = {
    "run": ("local", True, "stack.run"),
    "test": ("dev", True, "stack.test"),
    "check": ("dev", False, "stack.check"),
    "bench": ("dev", True, "stack.bench"),
    "screens": ("dev", True, "stack.screens"),
    "audit": ("local", True, "stack.audit"),
    "manage": ("local", True, "stack.manage"),
    "release-dump": ("local", False, "stack.release"),
    "size": ("dev", False, "stack.size"),
    "lock": ("dev", False, "stack.lock"),
    "app": ("dev", False, "stack.app"),
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

    end_with_make()
    try:
        start(sys.argv[1], sys.argv[2:])
    except Failure as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
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
    os.execv(install.PYTHON, [str(install.PYTHON), "-m", module, *arguments])


def end_with_make() -> None:
    """Be told to stop, on Linux, when `make` itself is killed; holds through the handing over."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    # Like Ctrl-C, so that an installation that is under way is ended with us.
    signal.signal(signal.SIGTERM, signal.default_int_handler)


if __name__ == "__main__":
    sys.exit(main())
