"""What each app says about itself, found by the name of the module in which it says it."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.conf import settings


def app_modules(name: str) -> Iterator[ModuleType]:
    """Yield the module ``name`` of every app of ours that has one, in the order of the apps."""
    for app in settings.FIRST_PARTY_APPS:
        if find_spec(f"{app}.{name}"):
            yield import_module(f"{app}.{name}")
