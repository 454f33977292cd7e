"""Django's settings, built from the platform's own file (TONGBAN_HOME/platform.toml)."""

from __future__ import annotations

import os
from pathlib import Path

from tongban.wiring.clock import Clock
from tongban.wiring.databases import database_settings
from tongban.wiring.platform import Platform

PACKAGE = Path(__file__).resolve().parent.parent

TONGBAN = Platform.load(Path(os.environ.get("TONGBAN_HOME", "var/platform")).resolve())
TONGBAN_CLOCK = Clock(TONGBAN.clock_file)
TONGBAN_PRODUCTION = TONGBAN.production
TONGBAN_PERSONAL_KEYS = TONGBAN.home / "keys" / "personal.json"
TONGBAN_CONTENT = TONGBAN.home / "content"

SECRET_KEY = TONGBAN.secret_key
DEBUG = False
ALLOWED_HOSTS = ["*"] if not TONGBAN.production else [TONGBAN.public_url.split("//")[-1].split(":")[0]]
CSRF_TRUSTED_ORIGINS = [TONGBAN.public_url]

INSTALLED_APPS = [
    "tongban.frame",
    "tongban.register",
    "tongban.access",
    "tongban.documents",
    "tongban.courts",
    "tongban.people",
    "tongban.federation",
    "tongban.cases",
    "tongban.dossier",
    "tongban.evidence",
    "tongban.fees",
    "tongban.delivery",
    "tongban.filing",
    "tongban.mediation",
    "tongban.hearings",
    "tongban.judgments",
    "tongban.helpline",
    "tongban.motions",
    "tongban.publication",
    "tongban.cooperation",
    "tongban.face",
    "tongban.portal",
    "tongban.desk",
    "tongban.api",
    "tongban.cli",
    "tongban.reactions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "tongban.wiring.proxies.WhereFrom",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tongban.wiring.middleware.NothingKept",
    "tongban.wiring.middleware.ReadersLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "tongban.wiring.middleware.NullsFallAway",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tongban.wiring.devices.KnownDevices",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tongban.wiring.middleware.ContentSecurity",
    "tongban.wiring.middleware.WhoAndWhen",
    "tongban.wiring.middleware.StaffStay",
    "tongban.wiring.reads.NotesReads",
    "tongban.wiring.middleware.StaffShowTwo",
    "tongban.wiring.middleware.CourtSaysNo",
    "allauth.account.middleware.AccountMiddleware",
    "tongban.wiring.limits.NotTooOften",
    "tongban.wiring.middleware.KeyLeaves",
    "tongban.wiring.typed.ForgetsTyped",
    "tongban.wiring.doors.Doors",
]

ROOT_URLCONF = "tongban.wiring.urls"
WSGI_APPLICATION = "tongban.wiring.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tongban.face.context.face",
            ],
        },
    },
]
FORM_RENDERER = "tongban.face.renderer.FaceRenderer"
CSRF_FAILURE_VIEW = "tongban.face.errors.csrf"
TONGBAN_PLATFORM_NAME = TONGBAN.name

DATABASES = {"default": database_settings(TONGBAN.database, TONGBAN.home)}
TONGBAN_COUNTS = TONGBAN.home / "counts.sqlite3"
CACHES = {
    "default": {
        "BACKEND": "tongban.wiring.shared_counts.SharedCounts"
        if TONGBAN.several_machines
        else "tongban.wiring.counts.FileCounts"
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "tongban.wiring.signin.SignIn"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# By address, guesses are counted by wiring/limits.py, which knows persons and devices; here by login name alone.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "5/300s/key", "reauthenticate": "10/m/user"}
MFA_RATE_LIMITS = {"webauthn_login": None}
MFA_ADAPTER = "tongban.wiring.signin.SecondFactor"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {"authenticate": "tongban.wiring.codes.SecondCode", "reauthenticate": "tongban.wiring.codes.CodeAgain"}
MFA_RECOVERY_CODES_SHOW_ONCE = True
TONGBAN_STAFF_NEED_SECOND_FACTOR = TONGBAN.production
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "portal:home"

SESSION_ENGINE = "tongban.wiring.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
_ENCRYPTED = TONGBAN.public_url.startswith("https://")
# Browsers take a cookie with this prefix from this very host only: no other machine of the court's domain plants one.
_PREFIX = "__Host-" if _ENCRYPTED else ""
SESSION_COOKIE_NAME = f"{_PREFIX}tongban_{TONGBAN.slug}"
CSRF_COOKIE_NAME = f"{_PREFIX}tongban_csrf_{TONGBAN.slug}"
TONGBAN_DEVICE_COOKIE = f"{_PREFIX}tongban_device_{TONGBAN.slug}"
TONGBAN_WORK_COOKIE = f"{_PREFIX}tongban_work_{TONGBAN.slug}"
TONGBAN_STORY_COOKIE = f"{_PREFIX}tongban_story_{TONGBAN.slug}"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _ENCRYPTED
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if TONGBAN.production and _ENCRYPTED else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [
    ("zh-hans", "简体中文"),
    ("zh-hant", "繁體中文"),
    ("en", "English"),
    ("vi", "Tiếng Việt"),
    ("es", "Español"),
    ("ru", "Русский"),
    ("ky", "Кыргызча"),
]
TONGBAN_STAFF_PAGES = ("desk",)
TONGBAN_STAFF_LANGUAGES = ("zh-hans", "en")
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
TIME_ZONE = TONGBAN.time_zone
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = TONGBAN.home / "static"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

EMAIL_HOST, _separator, _port = TONGBAN.mail.partition(":")
EMAIL_PORT = int(_port or 25)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = TONGBAN.mail_from

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"tongban": {"level": "INFO"}},
}
