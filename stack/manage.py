"""`make nightly` and `make manage ARGS=...`: manage.py with the servers and settings of `make run`.

Beside a running `make run` it uses that one's servers; otherwise it starts them for the command.
"""

import os
import subprocess
import sys

from stack import services
from stack.install import CHECKOUT, DATA
from stack.place import main, place, running_environment


async def manage() -> int:
    command = services.manage(*sys.argv[1:])
    environment = running_environment(DATA)
    if environment:
        both = os.environ | environment
        return subprocess.run(command, cwd=CHECKOUT, env=both, check=False).returncode
    async with place("", command="make run", site="http://localhost:8000") as supervisor:
        return await supervisor.run(*command)


if __name__ == "__main__":
    main(manage)
