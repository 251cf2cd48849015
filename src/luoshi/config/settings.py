"""Django's settings, read from the environment through `env` and from nowhere else."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF

from luoshi.config import env

BASE = Path(__file__).resolve().parent.parent
HOME = env.home()
OFFICE = env.value("LUOSHI_OFFICE")
DEMO = env.flag("LUOSHI_DEMO")
UPLOAD_LIMIT = int(env.value("LUOSHI_UPLOAD_MB")) * 1024 * 1024

SECRET_KEY = env.secret_key()
DEBUG = False
ALLOWED_HOSTS = env.listed("LUOSHI_ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.listed("LUOSHI_ORIGINS")
ROOT_URLCONF = "luoshi.config.urls"
WSGI_APPLICATION = "luoshi.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "luoshi.org",
    "luoshi.matters",
    "luoshi.notices",
    "luoshi.instruments",
    "luoshi.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "luoshi.web.middleware.Present",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "luoshi.web.context.shell",
            ],
            "builtins": ["luoshi.web.templatetags.luoshi"],
        },
    }
]

DATABASES = {"default": env.database()}

AUTH_USER_MODEL = "org.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "web:sign_in"
LOGIN_REDIRECT_URL = "web:today"
LOGOUT_REDIRECT_URL = "web:sign_in"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_LOCKOUT_CALLABLE = "luoshi.web.pages.account.locked_out"
AXES_RESET_ON_SUCCESS = True
# By name alone on purpose: a whole office sits behind one address, and a lock must not spread.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]

SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "luoshi.web.pages.errors.csrf_failure"

HTTPS = env.flag("LUOSHI_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None

ADDRESS = env.address()
NOTICE_CHANNELS = env.listed("LUOSHI_NOTICE_CHANNELS")
NOTICE_UNREAD_HOURS = env.number("LUOSHI_NOTICE_UNREAD_HOURS")
EMAIL_HOST = env.value("LUOSHI_MAIL_HOST")
EMAIL_PORT = env.number("LUOSHI_MAIL_PORT")
EMAIL_HOST_USER = env.value("LUOSHI_MAIL_USER")
EMAIL_HOST_PASSWORD = env.value("LUOSHI_MAIL_PASSWORD")
EMAIL_USE_TLS = env.value("LUOSHI_MAIL_TLS") == "starttls"
EMAIL_USE_SSL = env.value("LUOSHI_MAIL_TLS") == "ssl"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.value("LUOSHI_MAIL_FROM")
WECOM_ROBOT = env.value("LUOSHI_WECOM_ROBOT")
DINGTALK_ROBOT = env.value("LUOSHI_DINGTALK_ROBOT")
DINGTALK_SECRET = env.value("LUOSHI_DINGTALK_SECRET")
WEBHOOK_URL = env.value("LUOSHI_WEBHOOK_URL")
WEBHOOK_SECRET = env.value("LUOSHI_WEBHOOK_SECRET")

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
DATETIME_FORMAT = "Y-m-d H:i"
DATE_FORMAT = "Y-m-d"

STATIC_URL = "static/"
STATIC_ROOT = None  # served from the packages themselves; there is nothing to collect
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}

if env.flag("LUOSHI_TESTING"):
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
