"""`make run`: the whole portal on this machine, in the foreground, with the demo's data."""

import asyncio
import hashlib
import sys
from functools import partial

from stack import ports, services
from stack.install import CHECKOUT, DATA, VENV
from stack.place import main, place
from stack.say import say
from stack.supervise import Supervisor

SIGN_INS = (
    ("projektleder@korsbaek.example", "project leader in the municipality of Korsbæk"),
    ("udfoerer@korsbaek.example", "does tasks in Korsbæk"),
    ("klik@korsbaek.example", "gives colleagues in Korsbæk access"),
    ("programleder@korsbaek.example", "reads all of Korsbæk's projects"),
    ("konsulent@netcompany.example", "consultant at the supplier Netcompany"),
    ("administrator@netcompany.example", "gives colleagues at Netcompany access"),
    ("konsulent@kombit.example", "consultant at KOMBIT, sees all programmes"),
    ("redaktoer@kombit.example", "writes and publishes tasks at KOMBIT"),
    ("administrator@kombit.example", "gives access at KOMBIT, searches the whole history"),
)
PASSWORD = "fremdrift-demo"  # noqa: S105 - of the demo's fictitious people
MIGRATE = services.manage("migrate", "--verbosity", "0")
DEMO = services.manage("demo", "--if-empty")
COLLECT = services.manage("collectstatic", "--no-input", "--clear", "--verbosity", "0")


async def serve(port: int) -> int:
    site = f"http://localhost:{port}"
    async with place("", command="make run", site=site) as supervisor:
        ports.require_free(port)
        supervisor.environment["WEB_BIND"] = f"{ports.HOST}:{port}"
        await prepare(supervisor)
        await supervisor.start(services.web(port), services.worker(), services.beat(DATA))
        say(welcome(site))
        await asyncio.Event().wait()
    return 0


async def prepare(supervisor: Supervisor) -> None:
    await supervisor.step("Bringing the database up to date", MIGRATE)
    stamp, wanted = DATA / "static.stamp", static_fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        await supervisor.step("Looking whether the demo's data is there", DEMO)
        return
    await supervisor.step(
        "Loading the demo's data where there is none, and compressing style sheets and scripts"
        " (half a minute the first time)", DEMO, COLLECT,
    )  # fmt: skip
    stamp.write_text(wanted)


def static_fingerprint() -> str:
    """Changes with any file under static/ and with any installed package."""
    files = [path for path in sorted((CHECKOUT / "static").rglob("*")) if path.is_file()]
    sources = [*files, CHECKOUT / "node_modules" / "fremdrift.stamp", VENV / "base.stamp",
               CHECKOUT / "config" / "settings.py"]  # fmt: skip
    facts = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in sources]
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def welcome(site: str) -> str:
    people = "\n".join(f"    {address:<32} {who}" for address, who in SIGN_INS)
    return f"""
Fremdrift answers on   {site}

  Sign in with the password  {PASSWORD}  as
{people}

  Mails it sends are at  {site}/demo/postkasse/
  Ctrl-C stops everything.
"""


if __name__ == "__main__":
    main(partial(serve, ports.from_arguments(sys.argv[1:])), when_stopped=0)
