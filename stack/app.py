"""`make app NAME=risks [MODEL=Risk]`: the skeleton of an app for one kind of row in a project.

It has a list, a form and a history. What somebody must decide is left blank, and a failing test
names each blank: docs/guide/a-feature.md says which.
"""

import keyword
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from string import Template

from stack.install import CHECKOUT
from stack.say import Failure, say

SKELETON = Path(__file__).parent / "skeleton"
USAGE = "Name the app, in the plural and in lower case:  make app NAME=risks [MODEL=Risk]"
# The new app stands below this one: it may import tasks, projects and all below them.
ABOVE = "workplace"
TESTS = (
    "tests/house tests/$app tests/tenancy/test_catalogue.py tests/administration/test_history.py"
)
MATRIX = "tests/matrix/test_rights.py tests/matrix/test_database_roles.py"


@dataclass(frozen=True)
class NewApp:
    name: str
    model: str
    checkout: Path = CHECKOUT

    @property
    def words(self) -> dict[str, str]:
        """What stands for the placeholders of the skeleton."""
        snake = re.sub(r"(?<!^)(?=[A-Z])", "_", self.model).lower()
        noun = snake.replace("_", " ")
        return {
            "app": self.name,
            "Model": self.model,
            "model": snake,
            "MODEL": snake.upper(),
            "table": self.model.lower(),
            "noun": noun,
            "nouns": self.name.replace("_", " "),
        }

    def target(self, source: Path) -> Path:
        """Return where a file of the skeleton goes."""
        *folder, file = source.relative_to(SKELETON).parts
        above = [folder[0], self.name] if folder else [self.name]
        return self.checkout.joinpath(*above, file.removesuffix(".txt"))


def main() -> int:
    try:
        app = read_arguments(sys.argv[1:])
        write(app)
    except Failure as failure:
        say(str(failure))
        return 1
    tests = Template(f"{TESTS} {MATRIX}").substitute(app=app.name)
    say(f"\n{app.name}/ and tests/{app.name}/ are written. What is left to decide fails here:")
    say(f'\n  make test ARGS="{tests}"\n\nand docs/guide/a-feature.md goes through it.')
    return 0


def read_arguments(arguments: list[str], checkout: Path = CHECKOUT) -> NewApp:
    """Return the app that was asked for. Raises Failure when it cannot be made."""
    name, model = [*arguments, "", ""][:2]
    model = model or name.removesuffix("s").title().replace("_", "")
    if not re.fullmatch(r"[a-z][a-z_]*", name) or keyword.iskeyword(name):
        raise Failure(USAGE)
    if not re.fullmatch(r"([A-Z][a-z]+)+", model):
        raise Failure(f"{model} is no name for a model, such as Risk or SupplierRisk. {USAGE}")
    if (checkout / name).exists():
        raise Failure(f"{name}/ is there already.")
    return NewApp(name, model, checkout)


def write(app: NewApp) -> None:
    for source in sorted(SKELETON.rglob("*.txt")):
        target = app.target(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(Template(source.read_text()).substitute(app.words))
    for folder in (app.name, f"tests/{app.name}", f"{app.name}/migrations"):
        (app.checkout / folder).mkdir(exist_ok=True)
        (app.checkout / folder / "__init__.py").touch()
    register(app)
    run(app, "django", "makemigrations", app.name)
    run(app, "ruff", "format", "--quiet", app.name, f"tests/{app.name}")
    run(app, "ruff", "check", "--quiet", "--fix", "--select", "I", app.name, f"tests/{app.name}")


def register(app: NewApp) -> None:
    """Add the app to the list of apps, the import contracts, the image and the site map."""
    edit(app, "config/apps.py", rf'( +)"{ABOVE}",\n', rf'\g<0>\1"{app.name}",' + "\n")
    edit(app, "pyproject.toml", rf'"{ABOVE}",(?=\s)', rf'\g<0> "{app.name}",')
    edit(app, ".dockerignore", rf"^!{ABOVE}\n", rf"\g<0>!{app.name}\n")
    route = f'    path("{app.name}/", include("{app.name}.urls")),\n'
    edit(app, "config/urls.py", r' +path\("overblik/".*\n', rf"\g<0>{route}")


def edit(app: NewApp, file: str, pattern: str, replacement: str) -> None:
    path = app.checkout / file
    text, found = re.subn(pattern, replacement, path.read_text(), flags=re.MULTILINE)
    if not found:
        raise Failure(f"{file} has no place for the app any more: {pattern} is not in it.")
    path.write_text(text)


def run(app: NewApp, module: str, *arguments: str) -> None:
    # makemigrations asks a database for its history when it can, and only warns when not
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONWARNINGS": "ignore"}
    subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=app.checkout, env=os.environ | environment, check=True,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
