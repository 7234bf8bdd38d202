import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from tenancy.owner import refuse_power  # noqa: E402  # reads the settings that are set up above

refuse_power()
