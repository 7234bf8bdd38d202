"""A supervisor with three small processes, run as a program of its own by the tests.

`python -m tests.stack.portal FOLDER`: one process that ends when asked, one that starts another
and ignores being asked, and one that says things.
"""

import asyncio
import os
import sys
from pathlib import Path

from stack.hold import held
from stack.leftovers import end_leftovers
from stack.place import main
from stack.say import say
from stack.supervise import Service, Supervisor

PATIENCE = (0.5, 0.5)  # seconds; shorter than in earnest, so that the tests are quick
OBEDIENT = ("sleep", "600")
STUBBORN = ("sh", "-c", "trap '' TERM INT; sleep 600 & while true; do sleep 1; done")
TALKATIVE = ("sh", "-c", "echo started; exec sleep 600")


async def serve(folder: Path) -> int:
    async with held(folder / "lock", "the portal") as say_ending:
        end_leftovers(folder / "processes.json", PATIENCE[0])
        supervisor = Supervisor(folder, os.environ, PATIENCE)
        try:
            await supervisor.start(Service("obedient", OBEDIENT))
            await supervisor.start(Service("stubborn", STUBBORN), Service("talks", TALKATIVE))
            say("ready")
            await asyncio.Event().wait()
        finally:
            say_ending()
            await supervisor.stop()
    return 0


if __name__ == "__main__":
    main(lambda: serve(Path(sys.argv[1])), when_stopped=0)
