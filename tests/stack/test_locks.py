import shutil

from stack import check, lock
from stack.install import CHECKOUT


def test_every_lock_answers_to_pyproject():
    assert lock.stale() == []


def test_a_lock_made_before_pyproject_changed_is_stale(tmp_path):
    shutil.copytree(lock.FOLDER, tmp_path / "requirements")
    base = tmp_path / "requirements" / "base.txt"
    base.write_text(f"# From an older pyproject.toml\n{base.read_text()}")
    assert lock.stale(tmp_path / "requirements") == ["requirements/base.txt"]


def test_no_lock_names_the_place_that_packages_come_from():
    files = [*sorted(lock.FOLDER.iterdir()), CHECKOUT / "package-lock.json", CHECKOUT / ".npmrc"]
    assert [file.name for file in files if "://" in file.read_text()] == []


def test_every_package_is_locked_with_a_hash():
    for name in lock.GROUPS:
        text = (lock.FOLDER / f"{name}.txt").read_text()
        packages = text.replace("\\\n", " ").splitlines()
        assert [
            line for line in packages[1:] if "==" in line and "--hash=sha256:" not in line
        ] == []


def test_the_same_package_has_the_same_version_in_every_lock():
    versions = {
        name: {
            line.split(" ")[0]
            for line in (lock.FOLDER / f"{name}.txt").read_text().splitlines()
            if "==" in line
        }
        for name in ("base", "local", "dev")
    }
    assert versions["base"] < versions["local"] < versions["dev"]


def test_a_broken_rule_is_shown_and_named(monkeypatch, capsys):
    monkeypatch.setattr(lock, "stale", list)
    monkeypatch.setattr(check, "CHECKS", {"Ruff knows this": "ruff no-such-command"})
    assert check.main() == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Ruff knows this (ruff no-such-command) ... broken"
    assert lines[-1] == "make check: 1 of 2 broken: Ruff knows this"


def test_the_application_never_imports_the_stack():
    files = [
        path for path in CHECKOUT.glob("*/**/*.py") if path.parts[len(CHECKOUT.parts)] not in OURS
    ]
    assert len(files) > 50
    importing = [
        str(path)
        for path in files
        if "import stack" in path.read_text() or "from stack" in path.read_text()
    ]
    assert importing == []


OURS = ("stack", "tests", "bench", ".venv", "node_modules", ".data")
