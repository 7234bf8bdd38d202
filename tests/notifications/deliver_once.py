"""A process of its own that delivers what is due, for tests that kill it."""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from django.db import connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from notifications.delivery import deliver_due  # noqa: E402
from tests.notifications.servers import backend  # noqa: E402

port, database = int(sys.argv[1]), sys.argv[2]
connections.settings["default"]["NAME"] = database
sys.stdout.write(f"{deliver_due(clock=timezone.now, backend=backend(port, timeout=10)).sent}\n")
