"""The project's own code, as the house tests look at it."""

import ast

import pghistory.models
from django.apps import apps
from django.conf import settings


def root():
    return settings.BASE_DIR


def first_party_models():
    """Every model of ours, without the event models that history makes of them."""
    return [
        model
        for label in settings.FIRST_PARTY_APPS
        for model in apps.get_app_config(label).get_models()
        if not issubclass(model, pghistory.models.Event)
    ]


def source_files():
    """Every Python file of the apps and the composition root, without migrations."""
    folders = [root() / name for name in [*settings.FIRST_PARTY_APPS, "config"]]
    return sorted(
        path
        for folder in folders
        for path in folder.rglob("*.py")
        if "migrations" not in path.parts
    )


def name_of(path):
    return str(path.relative_to(root()))


def nodes_of(path):
    """The nodes of the file's syntax tree."""
    return ast.walk(ast.parse(path.read_text()))
