"""`python -m bench [--size danmark|x10|both] [--quick]`: measure, then print what was found.

Ends with 0 also when a goal is missed: it reports. Anything else means that something broke.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.databases import OWNER, PORTAL, own_database
from bench.report import report
from bench.results import Figure, Results
from bench.sizes import DANMARK, QUICK, X10, Size
from bench.steps import step
from bench.stopwatch import CAPTURE_FILE

MIGRATED = "migrated"
PARTS = ("pages", "views", "neighbours", "work", "authoring")
CHECKOUT = Path(__file__).resolve().parent.parent
REQUESTS, QUICK_REQUESTS = 40, 3  # with policies, and as many without


def main() -> int:
    arguments = parse()
    if not {OWNER, PORTAL, "REDIS_URL"} <= os.environ.keys():
        # It starts both and comes back here.
        os.execv(sys.executable, [sys.executable, "-m", "stack.bench", *sys.argv[1:]])  # noqa: S606  # ourselves
    sizes = (
        [QUICK]
        if arguments.quick
        else {"danmark": [DANMARK], "x10": [X10]}.get(arguments.size, [DANMARK, X10])
    )
    requests = arguments.requests or (QUICK_REQUESTS if arguments.quick else REQUESTS)
    started, busy = time.monotonic(), os.getloadavg()[0]
    try:
        measured = measured_at_all(sizes, requests, arguments.only or "all")
    except subprocess.CalledProcessError as failed:
        sys.stderr.write(f"Measuring broke off; the reason stands above ({failed}).\n")
        return 1
    except KeyboardInterrupt:
        return 130
    machine = [
        Figure("machine.cores", os.cpu_count() or 0, "cores"),
        Figure("machine.load_before", busy, "processes"),
        Figure("machine.load_after", os.getloadavg()[0], "processes"),
        Figure("machine.took", time.monotonic() - started, "s"),
    ]
    for line in report(measured, machine):
        sys.stdout.write(f"{line}\n")
    return 0


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--size", choices=["danmark", "x10", "both"], default="both")
    parser.add_argument("--quick", action="store_true", help="a small size, few requests")
    parser.add_argument("--requests", type=int, help="how often each page is asked for")
    parser.add_argument("--only", choices=PARTS, help="leave the rest out")
    return parser.parse_args()


def measured_at_all(sizes: list[Size], requests: int, part: str) -> list[Results]:
    """Measure each size on a database of its own; all begin as one that was migrated."""
    with own_database(MIGRATED) as urls:
        with step("Migrating"):
            manage("migrate", "--verbosity", "0", environment=urls)
        return [measured_at(size, requests, part) for size in sizes]


def measured_at(size: Size, requests: int, part: str) -> Results:
    """Measure one size in a process of its own, which sees only that size's database."""
    with (
        own_database(size.name, like=MIGRATED) as urls,
        tempfile.TemporaryDirectory() as folder,
    ):
        capture = {CAPTURE_FILE: str(Path(folder) / "queries")}
        manage("measure", size.name, str(requests), folder, part, environment=urls | capture)
        return Results.from_json(size, (Path(folder) / "results.json").read_text())


def manage(*command: str, environment: dict[str, str]) -> None:
    fixed = {
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "SECRET_KEY": os.environ.get("SECRET_KEY", "only-for-measuring-and-of-no-use-elsewhere"),
    }
    subprocess.run(  # noqa: S603  # ourselves
        [sys.executable, "manage.py", *command],
        env=os.environ | fixed | environment,
        cwd=CHECKOUT,
        check=True,
    )


if __name__ == "__main__":
    sys.exit(main())
