"""Whatever can be changed is in the history, or someone has written down why not."""

from django.apps import apps
from django.conf import settings
from pghistory.models import Event

from tests.house.code import first_party_models

UNTRACKED = {
    "AuditEntry": "is history itself",
    "BulkChange": "says only how to undo a change for a day; the change is in the tasks' history",
    "CalendarFeed": "is one person's own; the log says when it was made, renewed, stopped, fetched",
    "JobRun": "is written once, and is its own record",
    "MyPageVisit": "says only when a person last came to their page, and the time before",
    "Mention": "follows from the words of its comment, whose history is kept",
    "Notification": "is written once; what happens to it afterwards stands in its columns",
    "PlanImport": "holds a file for a while; what comes of it is in the history of the programme",
    "ProjectFigures": "is reckoned from tasks, whose history is kept",
    "SavedView": "is one person's own way to look; it changes nothing, and can be made again",
    "SeenVersion": "says only which version somebody last had before them",
    "SharedTaskVersion": "is history itself",
    "Visit": "is history itself",
    "Watch": "is one person's own, and tells nobody else anything",
}


def tracked_models():
    models = [
        m for label in settings.FIRST_PARTY_APPS for m in apps.get_app_config(label).get_models()
    ]
    return {m.pgh_tracked_model for m in models if issubclass(m, Event)}


def test_every_model_has_a_history_or_a_reason_for_none():
    without = {model.__name__ for model in set(first_party_models()) - tracked_models()}

    assert without - UNTRACKED.keys() == set()


def test_no_relation_is_kept_in_a_table_without_history():
    through = {
        field.remote_field.through
        for model in first_party_models()
        for field in model._meta.many_to_many
    }

    assert through - tracked_models() == set()


def test_a_history_leaves_out_only_what_is_secret_or_derived():
    left_out = {
        f"{model.__name__}.{field.name}"
        for model in tracked_models()
        for field in model._meta.concrete_fields
        if field.name not in {of.name for of in model.pgh_event_models["insert"]._meta.fields}
    }

    assert left_out == {
        # In what order the items stand says nothing about the task.
        "ChecklistItem.position",
        "Comment.words",
        "InternalNotes.words",
        "LocalSheet.words",
        "Task.arrived_on",
        "Task.arrived_version",
        "Task.completed_version",
        "Task.light",
        "Task.light_changes_on",
        "Task.light_since",
        "Task.light_told_on",
        "Task.revision",
        "Task.warns_on",
        "TaskFile.words",
        "SharedTask.revision",
        "SharedTask.words",
        "User.last_login",
        "User.password",
        "User.sort_key",
    }
