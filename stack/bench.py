"""`make bench`: `python -m bench` with a database and a broker of its own in the environment."""

import sys

from stack.place import main, place


async def bench() -> int:
    async with place("bench", command="make bench", site="http://localhost") as supervisor:
        return await supervisor.run(sys.executable, "-m", "bench", *sys.argv[1:])


if __name__ == "__main__":
    main(bench)
