"""`make test`: the checks and every test, on servers of its own that are thrown away."""

import os
import shutil
import sys
from ctypes.util import find_library

from stack import check, services
from stack.install import install_debian_packages
from stack.place import main, place
from stack.say import Failure, say, step

# What to look for, and the Debian package that brings it: the browser, and what makes PDF.
PROGRAMS = {"chromium": "chromium"}
LIBRARIES = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
}


async def test() -> int:
    install_programs()
    async with place(
        "test", command="make test", site="http://127.0.0.1:8000", throw_away=True
    ) as sup:
        checked = check.main()
        # Otherwise each process rewrites the asserts of all tests again, for some ten seconds.
        sup.environment.pop("PYTHONDONTWRITEBYTECODE", None)
        workers = os.environ.get("TEST_WORKERS", "2")
        options = ("--ds", "tests.settings", "--numprocesses", workers, "--durations", "20")
        tested = await sup.run(*services.python("pytest", *options), *sys.argv[1:])
    if checked:
        say("make check failed above.")
    return checked or tested


def install_programs() -> None:
    missing = [package for name, package in PROGRAMS.items() if not shutil.which(name)]
    missing += [package for name, package in LIBRARIES.items() if not find_library(name)]
    if not missing:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Failure(
            f"The tests need {', '.join(missing)}: run  sudo apt-get install "
            f"{' '.join(missing)}  and then make test again."
        )
    with step(f"Installing Debian's {', '.join(missing)}"):
        install_debian_packages(missing)


if __name__ == "__main__":
    main(test)
