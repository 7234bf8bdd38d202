"""Every setting comes from the environment and is safe when it is absent.

`docs/server.md` lists the variables; `make run` sets its own.
"""

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
import pghistory
from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.apps import APPS

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
# False only where the portal is reached over plain http, as on a developer's own machine.
SECURE = env.bool("SECURE", default=True)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

FIRST_PARTY_APPS = [app for app in APPS if DEMO or app != "demo"]
INSTALLED_APPS = [
    *FIRST_PARTY_APPS,
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_linear_migrations",
    "pghistory",
    "pgtrigger",
    "template_partials",
]
MIDDLEWARE = [
    # First the headers of all responses, also of those from the layers below.
    "config.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.headers.PagesGZipMiddleware",
    "config.fair_share.FairShareMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.scope.ScopeMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.SessionLimitMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.HistoryMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.http.portal",
            ]
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- database, cache and broker ------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL")}
# Beyond five joins PostgreSQL keeps their order: a list's joins only follow keys, and weighing
# every order of nine took longer than running any of them (docs/adr/0071).
PLANNER = "-c join_collapse_limit=5 -c jit=off"
DATABASES["default"]["OPTIONS"] = {
    "options": PLANNER,
    **DATABASES["default"].get("OPTIONS", {}),
    "pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL_SIZE", default=8)},
}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# The tables' owner, for migrations. The portal itself runs as a role that owns nothing.
OWNER_DATABASE = env.db("OWNER_DATABASE_URL") if "OWNER_DATABASE_URL" in os.environ else {}
OWNER_DATABASE = {name: OWNER_DATABASE[name] for name in ("USER", "PASSWORD") if OWNER_DATABASE}
RUNTIME_DATABASE = {name: DATABASES["default"][name] for name in ("USER", "PASSWORD")}
ROW_SECURITY = "config.row_security.ROW_SECURITY"
# Of each process; config/gunicorn.py makes threads for both (docs/adr/0095).
PAGES_AT_ONCE = env.int("WEB_THREADS", default=4)
PAGES_WAITING = env.int("WEB_WAITING", default=24)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.str("REDIS_URL")
# Counts of attempts, shared by all processes (docs/adr/0080), as JSON: who can write to the server
# must not run code in ours. The broker's server will do: the cache has its own prefix and is small.
CACHES = {
    "default": {
        "BACKEND": "config.cache.SharedCache",
        "LOCATION": env.str("CACHE_URL", default=REDIS_URL),
        "KEY_PREFIX": "fremdrift-cache",
        "OPTIONS": {
            "serializer": "django.core.signing.JSONSerializer",
            "socket_connect_timeout": 1,
            "socket_timeout": 1,
        },
    }
}

# Triggers are brought up to date after migrations, as policies are (tenancy/triggers.py).
PGTRIGGER_MIGRATIONS = False
# Events are looked up by their row, never by its foreign keys (docs/adr/0070).
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(db_index=True)

# --- language and time ----------------------------------------------------------

LANGUAGE_CODE = "da"
TIME_ZONE = "Europe/Copenhagen"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["config.formats"]
# 5 June is a day off in most municipalities, but by agreement, not by law.
CONSTITUTION_DAY_OFF = env.bool("CONSTITUTION_DAY_OFF", default=True)

# --- sign-in --------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.PortalBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "accounts.passwords.LongEnough",
        "OPTIONS": {"min_length": env.int("PASSWORD_MIN_LENGTH", default=12)},
    },
    {"NAME": "accounts.passwords.NotCommon"},
    {
        "NAME": "accounts.passwords.NotTheirOwnName",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
    {"NAME": "accounts.passwords.NotGuessable"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.PortalAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "accounts.adapter.display_name"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Fremdrift: "
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
# Only the last address in X-Forwarded-For is from our own proxy; the others may be forged.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
# A town hall shares one IP address, hence the high limits per "ip"; "key" is the e-mail address that
# is signed in with, whether it exists or not.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
    "reset_password": "30/m/ip,3/5m/key",
    "reset_password_from_key": "20/m/ip",
    "confirm_email": "1/3m/key",
    "change_password": "5/m/user",
    "manage_email": "5/5m/user",
    "reauthenticate": "10/m/user",
    "signup": "20/m/ip",
}
ACCOUNT_FORMS = {"reset_password": "accounts.forms.ForgottenPasswordForm"}
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "accounts.passwords.ResetTokens"  # noqa: S105  # a class
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
MFA_ADAPTER = "accounts.adapter.PortalMFAAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.SecondFactorForm",
    "reauthenticate": "accounts.forms.SecondFactorAgainForm",
    "activate_totp": "accounts.forms.TotpForm",
    "add_webauthn": "accounts.forms.NewPasskeyForm",
    "login_webauthn": "accounts.forms.PasskeySignInForm",
    "authenticate_webauthn": "accounts.forms.PasskeyForm",
    "reauthenticate_webauthn": "accounts.forms.PasskeyAgainForm",
    "edit_webauthn": "accounts.forms.PasskeyNameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Fremdrift"
MFA_TOTP_TOLERANCE = 1  # clocks differ; a code is still accepted only once
MFA_PASSKEY_LOGIN_ENABLED = True
# A passkey is two factors only when its device verifies the user.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RATE_LIMITS = {"webauthn_login": "30/m/ip"}
# The grace period before a second factor is required.
SECOND_FACTOR_GRACE_DAYS = env.int("SECOND_FACTOR_GRACE_DAYS", default=14)
# Signed out after this time without a page, and after this time in any case.
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=120)
SESSION_HOURS = env.int("SESSION_HOURS", default=12)
SESSION_COOKIE_AGE = SESSION_HOURS * 3600

# Addresses with a token, for programs that do not sign in, and the function that finds the person.
BEARERS = {"/kalender/": "workplace.calendars.tokens.person_behind"}
# A calendar is fetched a few times a day; providers fetch many people's from the same addresses.
CALENDAR_RATE_LIMITS = {"fetch": "600/m/ip,60/h/key"}

# --- mail -----------------------------------------------------------------------

DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Fremdrift <fremdrift@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAIL_DIR = env.path("MAIL_DIR", default=str(BASE_DIR / ".data" / "mails"))
if DEMO:
    EMAIL_BACKEND = "demo.mail.MailboxBackend"
else:
    vars().update(env.email("EMAIL_URL", default="smtp://127.0.0.1:25"))
EMAIL_TIMEOUT = 20

# --- jobs -----------------------------------------------------------------------

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 300
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "socket_timeout": 30,
    "health_check_interval": 10,
}
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE: dict[str, Any] = {
    "night": {"task": "night.jobs.run_night", "schedule": crontab(hour=0, minute=5)},
    # Does nothing, or makes up for the night when the portal was down at 0:05.
    "late night": {"task": "night.jobs.run_night", "schedule": crontab(hour="1-23", minute=5)},
    "retention": {
        "task": "administration.jobs.forget_what_is_due",
        "schedule": crontab(hour=3, minute=20),
    },
    # Messages may be lost with the broker: these find what is waiting.
    "deliver": {"task": "notifications.jobs.deliver_due", "schedule": 300.0},
    "imports": {"task": "authoring.jobs.resume_imports", "schedule": 300.0},
}

# --- what is kept for a time only (docs/privacy.md) ------------------------------

PSEUDONYMISE_AFTER_DAYS = env.int("PSEUDONYMISE_AFTER_DAYS", default=180)
NOTIFICATIONS_KEPT_DAYS = env.int("NOTIFICATIONS_KEPT_DAYS", default=90)
PLAN_IMPORTS_KEPT_DAYS = env.int("PLAN_IMPORTS_KEPT_DAYS", default=30)
ADDRESSES_KEPT_DAYS = env.int("ADDRESSES_KEPT_DAYS", default=180)
# Outside the database, and not restored with it: whom to pseudonymise again.
PSEUDONYMS_FILE = env.path(
    "PSEUDONYMS_FILE", default=str(BASE_DIR / ".data" / "pseudonyms" / "list.jsonl")
)

# --- static files -----------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / ".data" / "static"))
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("dkfds", BASE_DIR / "node_modules" / "dkfds" / "dist"),
    ("htmx", BASE_DIR / "node_modules" / "htmx.org" / "dist"),
]
STATICFILES_FINDERS = [
    "config.static_files.LeanFinder",
    "config.static_files.LeanAppsFinder",
]
# For old browsers; not worth the seconds of compression.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["eot", "gif", "jpg", "map", "png", "ttf", "woff", "woff2"]
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Municipalities' files on tasks; never under STATIC_ROOT, never served directly.
    "task_files": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": env.str("FILES_DIR", default=str(BASE_DIR / ".data" / "files"))},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- the web's own rules ------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # The demo's mailbox shows a mail's html in a frame.
        "frame-src": [SELF] if DEMO else [NONE],
        "worker-src": [NONE],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "upgrade-insecure-requests": SECURE,
    }
}
# Only passkeys are used, by our own pages.
PERMISSIONS_POLICY = dict.fromkeys(
    (
        *("accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read"),
        *("display-capture", "encrypted-media", "fullscreen", "geolocation", "gyroscope", "hid"),
        *("idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment"),
        *("picture-in-picture", "screen-wake-lock", "serial", "storage-access", "sync-xhr", "usb"),
        *("window-management", "xr-spatial-tracking"),
    ),
    "none",
) | {"publickey-credentials-create": "self", "publickey-credentials-get": "self"}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# Messages name files and colleagues: they are kept on the server, not in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^sundhed/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# For a form with files, of a signed-in person; each file has its own limit.
UPLOAD_MAX_BYTES = 80 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "config.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# The virus scanner: the path of clamd's socket, or host:port. Without it files are not scanned, and
# the page says so.
CLAMAV = env.str("CLAMAV", default="")
if CLAMAV and not (CLAMAV.startswith("/") or re.fullmatch(r"[\w.:\[\]-]+:\d{1,5}", CLAMAV)):
    raise ImproperlyConfigured("CLAMAV must be the path of a socket, or host:port")
# The address of the accessibility statement; footer and /was lead there.
WAS_URL = env.str("WAS_URL", default="")
if WAS_URL and not (urlsplit(WAS_URL).scheme in {"http", "https"} and urlsplit(WAS_URL).hostname):
    raise ImproperlyConfigured("WAS_URL must be a whole web address, such as https://was.example/x")
# The contact for vulnerabilities, an e-mail address or a page, for /.well-known/security.txt.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")
SECURITY_POLICY_URL = env.str("SECURITY_POLICY_URL", default="")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "filters": {"visitor errors": {"()": "config.logs.VisitorErrors"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["visitor errors"],
        }
    },
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
}
