"""Settings, all from environment variables; README.md lists them. A wrong value stops the program with a sentence."""

import contextlib
import os
import secrets
import sys
import tempfile
from pathlib import Path

from corsheaders.defaults import default_headers
from django.utils.translation import gettext_lazy as _
from psycopg.conninfo import conninfo_to_dict

from dc_registry.embedded import BASE_DIR, VAR_DIR


def flag(name: str) -> bool:
    """A yes-or-no variable: `1` or `0`; anything else is refused rather than guessed."""
    value = os.environ.get(name, "0")
    if value not in {"0", "1"}:
        sys.exit(f"{name} must be 1 or 0, not {value!r}.")
    return value == "1"


def listed(name: str, default: str = "") -> list[str]:
    """A variable holding several values separated by commas."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def secret_key() -> str:
    """SECRET_KEY, or one made once and kept under `var/` for those who only try the registry."""
    if "SECRET_KEY" in os.environ:
        return os.environ["SECRET_KEY"]
    kept = VAR_DIR / "secret-key"
    try:
        if not kept.exists():
            VAR_DIR.mkdir(parents=True, exist_ok=True)
            # Written aside and then put in place, so that nobody ever finds half a key.
            with tempfile.NamedTemporaryFile("w", dir=VAR_DIR) as file:
                file.write(secrets.token_urlsafe(50))
                file.flush()
                with contextlib.suppress(FileExistsError):
                    os.link(file.name, kept)
        return kept.read_text()
    except PermissionError as error:
        sys.exit(f"{error.filename} cannot be used; make it readable and writable, or set SECRET_KEY.")


def database_settings() -> dict[str, object]:
    """The database that DATABASE_URL names, as Django wants it."""
    try:
        parts = conninfo_to_dict(os.environ.get("DATABASE_URL", ""))
    except Exception as error:
        sys.exit(
            f"DATABASE_URL is not a PostgreSQL address ({str(error).strip()}). Write postgresql://user:password@host/name."
        )
    named = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    options: dict[str, object] = {key: value for key, value in parts.items() if key not in named.values()}
    if flag("DATABASE_POOL"):
        # They are used in turns, and each has to learn what the others know: those not needed for some seconds are closed.
        options["pool"] = {"min_size": 1, "max_size": 12, "timeout": 5, "max_idle": 5}
        # What the driver's own cursors ask a second time is planned once for the connection: for short statements that is half.
        options["prepare_threshold"] = 1
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{name: str(parts.get(key, "")) for name, key in named.items()},
        "OPTIONS": options,
    }


DEBUG = flag("DEBUG")
SECRET_KEY = secret_key()
ALLOWED_HOSTS = listed("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = listed("CSRF_TRUSTED_ORIGINS")
BEHIND_TLS = flag("BEHIND_TLS")

INSTALLED_APPS = [
    "modeltranslation",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django_filters",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "corsheaders",
    "csp",
    "pgtrigger",
    "pghistory",
    "dc_registry",
    "regions",
    "partnerships",
]

MIDDLEWARE = [
    "dc_registry.middleware.DatabaseAway",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "dc_registry.middleware.ReadOnlyPages",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "dc_registry.urls"
WSGI_APPLICATION = "dc_registry.wsgi.application"
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
                "django.template.context_processors.i18n",
            ],
        },
    },
]

DATABASES = {"default": database_settings()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Who and where is noted beside a change only where changes come from; a page that is only read needs no session.
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

LANGUAGE_CODE = "en"
FORMAT_MODULE_PATH = "dc_registry.formats"
LANGUAGES = [("en", _("English")), ("fr", _("French")), ("es", _("Spanish"))]
MODELTRANSLATION_LANGUAGES = tuple(code for code, name in LANGUAGES)
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_FALLBACK_LANGUAGES = MODELTRANSLATION_LANGUAGES
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", VAR_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Everything from this server and nothing inline. `data:` images are the admin's own icons.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# The API, and the files and the feed of the list of partnerships.
CORS_URLS_REGEX = r"^/(api/|[a-z-]+/partnerships\.)"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ("GET", "HEAD", "OPTIONS")
CORS_ALLOW_HEADERS = (*default_headers, "if-none-match")
CORS_EXPOSE_HEADERS = ("ETag", "Content-Disposition", "Content-Language", "Link")

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "partnerships.api.problems.problem_response",
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.1",
    "TITLE": "Decentralised cooperation partnership registry",
    "DESCRIPTION": "Who cooperates with whom, about what, and how we know. Read-only; data under CC BY 4.0.",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}
