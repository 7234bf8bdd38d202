import os
from typing import Any

from celery import Celery
from celery.signals import worker_init
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("fremdrift")
app.config_from_object("django.conf:settings", namespace="CELERY")
# A "task" is a municipal task in this codebase; Celery work lives in jobs.py.
app.autodiscover_tasks(related_name="jobs")


@worker_init.connect
def refuse_to_start_with_power(**_signal: Any) -> None:
    """End the worker with a message: Celery would log other exceptions and go on."""
    from tenancy.owner import refuse_power  # noqa: PLC0415  # needs Django to be set up

    try:
        refuse_power()
    except ImproperlyConfigured as refusal:
        raise SystemExit(str(refusal)) from refusal
