"""The portal's own settings, with what a test run needs on top."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests-and-of-no-use-anywhere-else")
os.environ.setdefault("DEMO", "True")
os.environ.setdefault("SECURE", "False")
os.environ.setdefault("DATABASE_URL", "postgres://postgres@/fremdrift")
os.environ.setdefault("REDIS_URL", "redis://127.0.0.1:6379/0")

from config.settings import *  # noqa: F403, TID251  # settings are built on settings
from config.settings import DATABASES, MIDDLEWARE, OWNER_DATABASE, STORAGES  # noqa: TID251  # as above

# Tests make rows and look at them as a superuser; what they test takes its own role.
DATABASES["default"].update(OWNER_DATABASE)
ALLOWED_HOSTS = ["*"]
# A request has the runtime role's rights from its first line to its last.
MIDDLEWARE = ["tests.runtime.AsRuntimeRole", *MIDDLEWARE]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Each process of a test run counts for itself; tests/accounts/test_cache.py asks a real server.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
# Tests that open connections in threads close them; a pool would keep the database busy.
DATABASES["default"]["OPTIONS"].pop("pool", None)
# Nothing is collected for a test run; the pages' files come from where they lie.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
