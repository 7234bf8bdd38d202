"""The portal's own apps, each above all that it may import; config/ itself is above them.

pyproject.toml repeats the list for import-linter, and tests/house/test_apps.py compares the two.
"""

APPS = (
    "demo",
    "administration",
    "authoring",
    "night",
    "oversight",
    "workplace",
    "publishing",
    "conversation",
    "catalogue",
    "tasks",
    "shared_tasks",
    "phases",
    "roles",
    "projects",
    "design",
    "notifications",
    "accounts",
    "organisations",
    "history",
    "privacy",
    "tenancy",
)
