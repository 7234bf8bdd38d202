"""The portal's own settings, with a stopwatch around every request.

Nothing is delivered: a mail that is sent goes nowhere. Static files keep their plain names, so
that measuring needs no collecting first.
"""

import os

os.environ["DEMO"] = "False"
os.environ["EMAIL_URL"] = "dummymail://"
os.environ.setdefault("SECURE", "False")
os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1,localhost")

from config.settings import *  # noqa: F403, TID251  # settings are built on settings
from config.settings import INSTALLED_APPS, MIDDLEWARE, STORAGES  # noqa: TID251  # as above

INSTALLED_APPS = [*INSTALLED_APPS, "bench"]
MIDDLEWARE = ["bench.stopwatch.StopwatchMiddleware", *MIDDLEWARE]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
