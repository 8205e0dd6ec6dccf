"""Django settings: what an operator sets comes from `env`, the rest is decided here."""

import os
from pathlib import Path

from roadbook.config.databases import databases
from roadbook.config.env import read_env
from roadbook.config.planner import kernel_cache
from roadbook.config.secret import secret_key

os.environ.setdefault("OMP_NUM_THREADS", "1")

ENV = read_env()
BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = ENV.data_dir
os.environ.setdefault("NUMBA_CACHE_DIR", str(kernel_cache(DATA_DIR)))
DEBUG = ENV.debug
SECRET_KEY = secret_key(given=ENV.secret_key, data_dir=DATA_DIR)
PUBLIC_URL = ENV.public_url
ALLOWED_HOSTS = list(ENV.allowed_hosts) or ["*"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "allauth.mfa",
    "allauth.usersessions",
    "roadbook.config.apps.RoadbookConfig",
    "roadbook.foundation.changes",
    "roadbook.foundation.jobs",
    "roadbook.foundation.files",
    "roadbook.foundation.search",
    "roadbook.foundation.sync",
    "roadbook.domains.identity",
    "roadbook.domains.recognition",
    "roadbook.domains.expenses",
    "roadbook.domains.customers",
    "roadbook.domains.interactions",
    "roadbook.domains.cadence",
    "roadbook.domains.approvals",
    "roadbook.domains.schedule",
    "roadbook.domains.visits",
    "roadbook.domains.standards",
    "roadbook.domains.planning",
    "roadbook.domains.rollout",
    "roadbook.domains.trips",
]
MIDDLEWARE = [
    "roadbook.foundation.http.middleware.request_observer",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "roadbook.adapters.signin.activity.SessionActivity",
    "roadbook.adapters.signin.trail.SignInTrail",
]
ROOT_URLCONF = "roadbook.config.urls"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
DATABASES = databases(ENV.database_url, DATA_DIR)
SNAPSHOT_ALIAS = "readonly"  # the connection that pulls read from, in one snapshot
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "identity.Person"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
STATIC_URL = "/static/"
WEB_DIST = BASE_DIR / "web_dist"
WHITENOISE_ROOT = WEB_DIST if WEB_DIST.exists() else None
WHITENOISE_INDEX_FILE = False
FILES_DIR = DATA_DIR / "files"
APPEND_SLASH = False

PASSWORD_HASHERS = ["roadbook.adapters.signin.hashing.OwaspArgon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
ACCOUNT_ADAPTER = "roadbook.adapters.signin.account.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("browser",)
HEADLESS_FRONTEND_URLS = {
    "account_confirm_email": f"{PUBLIC_URL}/sign-in",
    "account_reset_password": f"{PUBLIC_URL}/sign-in",
    "account_reset_password_from_key": f"{PUBLIC_URL}/welcome#{{key}}",
    "account_signup": f"{PUBLIC_URL}/sign-in",
}
MFA_ADAPTER = "roadbook.adapters.signin.factors.FactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # people are invited by an admin, who vouches for the address
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # clocks of phones drift
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = PUBLIC_URL.startswith("http://localhost")
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PUBLIC_URL.startswith("https://")
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 30 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "roadbook.foundation.http.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "roadbook": {"level": "INFO", "propagate": True},
        "roadbook.access": {"level": "INFO" if ENV.access_log else "WARNING", "propagate": True},
    },
}
