"""`make app`: the skeleton can be imported at once, and tests name what is left to decide."""

import os
import shutil
import subprocess
import sys

import pytest

from stack.app import NewApp, edit, read_arguments
from stack.install import CHECKOUT
from stack.say import Failure

LEFT_OUT = shutil.ignore_patterns(
    ".[!d]*", ".data", "node_modules", "screens", "fixtures", "__pycache__"
)
# Those of the tests that fail on a new app and need no database.
NAMING = (
    "tests/house/test_apps.py",
    "tests/house/test_glossary.py",
    "tests/house/test_personal_data.py",
    "tests/house/test_same_parent.py",
    "tests/house/test_constraints_are_tested.py",
    "tests/matrix/test_rights.py::test_every_route_is_in_the_table",
)


def run(checkout, *command):
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(  # noqa: S603  # our own programs
        [sys.executable, "-m", *command],
        cwd=checkout,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy of the portal to which an app has been added."""
    copy = tmp_path_factory.mktemp("copy") / "portal"
    shutil.copytree(CHECKOUT, copy, ignore=LEFT_OUT)
    status, said = run(copy, "stack.app", "supplier_risks")
    assert status == 0, said
    return copy


def test_the_skeleton_breaks_no_rule_of_style(checkout):
    for check in (["check"], ["format", "--check"]):
        status, said = run(checkout, "ruff", *check, "supplier_risks", "tests/supplier_risks")
        assert status == 0, said


def test_the_app_is_listed_and_has_its_address(checkout):
    for file, times in (
        ("config/apps.py", 1),
        ("pyproject.toml", 3),
        ("config/urls.py", 2),
        (".dockerignore", 1),
    ):
        text = (checkout / file).read_text()
        assert (file, text.count("supplier_risks")) == (file, times)


def test_tests_name_what_is_left_to_decide_and_nothing_else(checkout):
    _, said = run(checkout, "pytest", "--ds", "tests.settings", "-p", "no:cacheprovider", *NAMING)

    failed = {line.split("::")[1].split()[0] for line in said.splitlines() if "FAILED" in line}
    assert failed == {
        "test_every_model_is_in_the_glossary",
        "test_every_field_is_personal_for_a_reason_or_not_for_a_reason",
        "test_every_route_is_in_the_table",
    }, said
    for named in (
        "`SupplierRisk` has no row, not supplier risk",
        "supplier_risks.SupplierRisk.title",
        "supplier_risks:list",
    ):
        assert named in said


@pytest.mark.parametrize(
    "arguments", [[], [""], ["Risks"], ["1risk"], ["tasks"], ["class"], ["risks", "risk"]]
)
def test_a_name_that_cannot_be_an_app_is_refused(arguments):
    with pytest.raises(Failure):
        read_arguments(arguments)


def test_the_model_is_named_after_the_app_unless_it_is_given():
    assert read_arguments(["supplier_risks"]).model == "SupplierRisk"
    assert read_arguments(["people_counts", "Headcount"]).model == "Headcount"


def test_a_file_that_has_no_place_for_the_app_is_named(tmp_path):
    (tmp_path / "list.py").write_text("APPS = ()\n")

    with pytest.raises(Failure, match=r"list\.py"):
        edit(NewApp("risks", "Risk", tmp_path), "list.py", "workplace", "")
