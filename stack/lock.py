"""`make lock`: the requirement files, compiled from pyproject.toml with every file's hash.

The first line of each holds a fingerprint of what pyproject.toml asked for, so that
`make check` sees a forgotten `make lock` without a network.
"""

import hashlib
import json
import subprocess
import sys
import tomllib
from pathlib import Path

from stack.install import CHECKOUT
from stack.say import Failure, say, step

PROJECT = CHECKOUT / "pyproject.toml"
FOLDER = CHECKOUT / "requirements"

# lock file: the dependency groups it holds besides the project's own dependencies
GROUPS = {
    "dev": ["local", "dev"],
    "local": ["local"],
    "base": [],
    "node": ["node"],
    "audit": ["audit"],
}
# Holds the group only, not what the project itself depends on.
ALONE = ("node", "audit")
OLDEST_PYTHON = "3.11"


def main() -> int:
    try:
        for name in GROUPS:
            with step(f"requirements/{name}.txt"):
                compile_lock(name)
        with step("package-lock.json"):
            run(["npm", "install", "--package-lock-only", "--no-audit", "--no-fund"])
    except Failure as failure:
        say(str(failure))
        return 1
    return 0


def compile_lock(name: str) -> None:
    """Only `dev` is resolved freely; the others take its versions, so that all agree."""
    target = FOLDER / f"{name}.txt"
    sources = [] if name in ALONE else [str(PROJECT)]
    groups = [argument for group in GROUPS[name] for argument in ("--group", group)]
    agree = ["--constraint", str(FOLDER / "dev.txt")] if name in ("local", "base") else []
    run([
        sys.executable, "-m", "uv", "pip", "compile", *sources, *groups, *agree, "--quiet",
        "--universal", "--python-version", OLDEST_PYTHON, "--generate-hashes",
        "--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate",
        *sys.argv[1:], "--output-file", str(target),
    ])  # fmt: skip
    target.write_text(f"{first_line(name)}\n{target.read_text()}")


def run(command: list[str]) -> None:
    result = subprocess.run(command, cwd=CHECKOUT, text=True, capture_output=True, check=False)
    if result.returncode != 0:
        raise Failure(result.stderr.strip() or result.stdout.strip())


def first_line(name: str) -> str:
    return f"# From pyproject.toml by `make lock`; asked for sha256:{asked_for(name)}"


def asked_for(name: str) -> str:
    project = tomllib.loads(PROJECT.read_text())
    groups = {group: project["dependency-groups"][group] for group in GROUPS[name]}
    own = [] if name in ALONE else project["project"]["dependencies"]
    text = json.dumps([project["project"]["requires-python"], own, groups], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def stale(folder: Path = FOLDER) -> list[str]:
    """The lock files that do not answer to pyproject.toml as it is now."""
    return [
        f"requirements/{name}.txt"
        for name in GROUPS
        if (folder / f"{name}.txt").read_text().partition("\n")[0] != first_line(name)
    ]


if __name__ == "__main__":
    sys.exit(main())
