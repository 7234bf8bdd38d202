"""The portal as gunicorn serves it to a test: on the test's database, under its own name only."""

import os

from tests.settings import *  # noqa: F403  # settings are built on settings
from tests.settings import DATABASES

ALLOWED_HOSTS = ["fremdrift.example"]
DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
