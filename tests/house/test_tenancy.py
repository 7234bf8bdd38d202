"""Every table either belongs to everyone or says which municipality its rows belong to."""

from django.apps import apps
from django.conf import settings
from pghistory.models import Event

SHARED = {
    "Region",
    "Municipality",
    "MunicipalityRegion",
    "Partner",
    "System",
    "JobRun",
    "Role",
    "Programme",
    "Wave",
    "Blackout",
    "Phase",
    "PlanImport",
    "Theme",
    "SharedTask",
    "SharedTaskAttachment",
    "SharedTaskLink",
    "SharedTaskRole",
    "SharedTaskVersion",
    "Publication",
}


def models():
    return [
        m for label in settings.FIRST_PARTY_APPS for m in apps.get_app_config(label).get_models()
    ]


def subject(model):
    return model.pgh_tracked_model if issubclass(model, Event) else model


def test_every_table_is_shared_or_carries_its_municipality():
    without = {
        subject(model).__name__
        for model in models()
        if "municipality_id" not in {field.column for field in model._meta.concrete_fields}
    }

    assert without - SHARED == set()


def test_the_shared_tables_are_still_there():
    assert SHARED - {model.__name__ for model in models()} == set()
