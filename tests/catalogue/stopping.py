"""What a load that stops leaves behind: a line that says why, and nothing else."""

import pytest
from django.apps import apps
from django.db import transaction

from catalogue.files import MalformedCatalogue
from catalogue.load import load_catalogue

LOADED = {"organisations", "roles", "projects", "phases", "shared_tasks", "tasks", "accounts"}


def row_counts():
    return {
        model._meta.label: model.objects.count()
        for model in apps.get_models()
        if model._meta.app_label in LOADED
    }


def refused(files, name, line, reason):
    """The load stops with file, line and reason, and changes nothing."""
    before = row_counts()
    with pytest.raises(MalformedCatalogue) as stopped, transaction.atomic():
        load_catalogue(directory=files.directory)
    assert str(stopped.value) == f"{files.directory / name}:{line}: {reason}"
    assert row_counts() == before
