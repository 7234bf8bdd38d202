"""config/apps.py lists every app, and the import contracts of pyproject.toml hold each of them."""

import tomllib

import pytest

from config.apps import APPS
from tests.house.code import root

NO_APPS = {"config", "stack", "bench", "tests"}


def missing_and_misplaced(found, wanted):
    """What a list lacks, what it has too much, and where its order first differs."""
    problems = [f"{app} is missing" for app in wanted if app not in found]
    problems += [f"{app} is no app" for app in found if app not in wanted]
    if not problems:
        pairs = zip(found, wanted, strict=False)
        problems = [f"{one} stands where {app} should" for one, app in pairs if one != app][:1]
    return problems


def contracts():
    linter = tomllib.loads((root() / "pyproject.toml").read_text())["tool"]["importlinter"]
    by_id = {contract["id"]: contract for contract in linter["contracts"]}
    return {
        "root_packages": linter["root_packages"],
        "layers of the contract »apps«": by_id["apps"]["layers"],
        "containers of the contract »kinds«": ["config", *by_id["kinds"]["containers"]],
    }


def test_every_app_folder_is_in_the_list():
    packages = {path.parent.name for path in root().glob("*/__init__.py")} - NO_APPS

    assert missing_and_misplaced(sorted(APPS), sorted(packages)) == [], "in config/apps.py"


@pytest.mark.parametrize("name", contracts())
def test_every_app_is_held_by_the_contract(name):
    """Else lint-imports says »kept« of what it never looked at."""
    problems = missing_and_misplaced(contracts()[name], ["config", *APPS])

    assert problems == [], f"in pyproject.toml, {name}: as in config/apps.py"
