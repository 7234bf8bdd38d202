"""`make audit`: what programs that look for holes find in the code and in the running portal.

bandit reads the code, detect-secrets everything that is committed, and wapiti3 attacks the demo,
in a database that is thrown away, as a project leader and as a consultant. The portal has no API
and publishes no schema, hence no schemathesis. `--minutes 30` lets wapiti take longer.

Exits with 1 when something is found that stack/audit.toml does not answer for.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path

from stack import hold, ports, run, services, wapiti
from stack.findings import Finding, false_alarms, of_bandit, of_detect_secrets, of_wapiti, sort_out
from stack.install import AUDIT_VENV, CHECKOUT, DATA, install_audit_programs
from stack.place import main, place
from stack.say import Failure, say, step
from stack.supervise import Supervisor

FOLDER = DATA / "audit"
PEOPLE = {
    "project leader": "projektleder@korsbaek.example",
    "consultant": "konsulent@netcompany.example",
}
# Not ours to read: hashes of packages, and the list of what is no secret.
NOT_READ = r"^requirements/|^package-lock\.json$|^stack/audit\.toml$"
STATUS = re.compile(r'" (\d{3}) ')


async def audit(minutes: float) -> int:
    install_audit_programs()
    findings = [*read_code(), *look_for_secrets(), *await attack(minutes)]
    result = sort_out(findings, false_alarms())
    for alarm in result.idle:
        say(f"Nothing needs this entry of stack/audit.toml now: {alarm.program} {alarm.code} "
            f"{' '.join(alarm.paths)}")  # fmt: skip
    for finding in result.real:
        say(f"{finding}")
    say(f"make audit: {len(result.real)} to look at, {result.false} known to be nothing")
    return 1 if result.real else 0


# The code


def read_code() -> list[Finding]:
    folders = [path.parent.name for path in sorted(CHECKOUT.glob("*/__init__.py"))]
    ours = [folder for folder in folders if folder != "tests"]
    with step(f"bandit reads {len(ours)} folders"):
        report = output("bandit", "--quiet", "--recursive", "--format", "json", *ours, "manage.py")
    return told("bandit", of_bandit(report))


def look_for_secrets() -> list[Finding]:
    with step("detect-secrets reads what is committed"):
        report = output("detect-secrets", "scan", "--exclude-files", NOT_READ)
    return told("detect-secrets", of_detect_secrets(report))


def output(program: str, *arguments: str) -> str:
    """What the program prints; both say by their exit code only whether they found anything."""
    result = subprocess.run(
        [str(AUDIT_VENV / "bin" / program), *arguments], cwd=CHECKOUT, text=True,
        stdin=subprocess.DEVNULL, capture_output=True, check=False,
    )  # fmt: skip
    if not result.stdout.startswith("{"):
        raise Failure(f"{program} made no report: {result.stderr.strip()}")
    return result.stdout


def told(program: str, findings: list[Finding]) -> list[Finding]:
    say(f"  {program}: {len(findings)} findings")
    return findings


# The running portal


async def attack(minutes: float) -> list[Finding]:
    """Start the demo in a database of its own and attack it; never one that is named outside."""
    for name in ("DATABASE_URL", "OWNER_DATABASE_URL", "REDIS_URL", "CACHE_URL"):
        os.environ.pop(name, None)
    FOLDER.mkdir(parents=True, exist_ok=True)
    hold.require_not_running(FOLDER / "lock", "make audit")
    shutil.rmtree(FOLDER / "postgres", ignore_errors=True)
    port = ports.free()
    site = f"http://{ports.HOST}:{port}"
    async with place("audit", command="make audit", site=site, throw_away=True) as supervisor:
        visits = FOLDER / "visits.log"
        visits.unlink(missing_ok=True)
        supervisor.environment |= {
            "WEB_BIND": f"{ports.HOST}:{port}",
            "STATIC_ROOT": str(DATA / "static"),
            "GUNICORN_CMD_ARGS": f"--access-logfile '{visits}'",
        }
        await run.prepare(supervisor)
        # What it says of each attack would bury what is said here.
        await supervisor.start(replace(services.web(port), log=FOLDER / "web.log"))
        found: list[Finding] = []
        for who, email in PEOPLE.items():
            found += await attack_as(supervisor, site, who, email, minutes * 60 / len(PEOPLE))
        return found + broken_pages(visits)


async def attack_as(
    supervisor: Supervisor, site: str, who: str, email: str, seconds: float
) -> list[Finding]:
    cookies, report = FOLDER / "cookies.json", FOLDER / f"wapiti-{who.replace(' ', '-')}.json"
    report.unlink(missing_ok=True)
    visitor = wapiti.Visitor(site)
    visitor.sign_in(email, run.PASSWORD)
    visitor.write_cookies(cookies)
    command = wapiti.command(site, cookies, report, seconds=seconds)
    await supervisor.step(f"wapiti attacks as a {who}, for {seconds:.0f} s", command)
    if not visitor.is_signed_in():
        raise Failure(f"wapiti lost its session as a {who}: its report proves little.")
    told_by = wapiti.read_report(report)
    say(f"  wapiti found {told_by['infos']['crawled_pages_nbr']} pages and forms")
    return told("wapiti", of_wapiti(told_by, who))


def broken_pages(visits: Path) -> list[Finding]:
    """What the portal itself answered: a 5xx is a finding whoever brought it about."""
    lines = visits.read_text(errors="replace").splitlines()
    statuses = Counter(match[1] for line in lines if (match := STATUS.search(line)))
    by_status = ", ".join(f"{count} {status}" for status, count in sorted(statuses.items()))
    say(f"  The portal answered {sum(statuses.values())} requests: {by_status}")
    return [
        Finding("portal", match[1], line.split('"')[1], line)
        for line in lines
        if (match := STATUS.search(line)) and match[1].startswith("5")
    ]


def minutes_from(arguments: list[str]) -> float:
    parser = argparse.ArgumentParser(prog="make audit")
    parser.add_argument("--minutes", type=float, default=5.0, help="for wapiti, both visits")
    minutes: float = parser.parse_args(arguments).minutes
    return minutes


if __name__ == "__main__":
    main(partial(audit, minutes_from(sys.argv[1:])))
