import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("fremdrift")
app.config_from_object("django.conf:settings", namespace="CELERY")
# A "task" is a municipal task in this codebase; Celery work lives in jobs.py.
app.autodiscover_tasks(related_name="jobs")
