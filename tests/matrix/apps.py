"""What each app brings to the matrix, in the file tests/<app>/matrix.py, all of it optional.

ROUTES: its routes (tests/matrix/route.py).
FIELDS: fields of its forms that name rows (tests/matrix/fields.py).
fill_country(world), fill_programme(world, name), fill_municipality(world, place) and
    fill_project(world, place, programme): add its rows, with a canary in every text.
things(world): return by word what addresses can name (tests/matrix/things.py).
foreign(world): return by description ids that are not the home municipality's in programme one.
"""

from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from config.apps import APPS

HERE = Path(__file__).parent.parent


def found() -> list[ModuleType]:
    """The lowest app first, because rows hang on those of the apps below."""
    folders = {path.parent.name for path in HERE.glob("*/matrix.py")}
    apps = [app for app in reversed(APPS) if app in folders]
    return [import_module(f"tests.{one}.matrix") for one in [*apps, *sorted(folders - set(apps))]]


MATRICES = found()


def each(name: str, *args: Any) -> list[Any]:
    """Call the function of that name in every matrix.py that has it, and return the results."""
    return [getattr(said, name)(*args) for said in MATRICES if hasattr(said, name)]
