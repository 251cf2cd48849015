"""What an installation may set, declared once: the reference page and the settings read this list.

Each value comes from the environment; everything an installation owns lies in `LUOSHI_HOME`.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable: its name, default (as text) and what it is for."""

    name: str
    default: str
    purpose: str


SETTINGS = (
    Setting("LUOSHI_HOME", "~/.luoshi", "本安装的一切：数据库、附件、密钥、本单位的事项类型。"),
    Setting(
        "LUOSHI_DATABASE_URL",
        "",
        "数据库地址，如 postgres://user:pass@host/luoshi；留空则用 LUOSHI_HOME 里的 SQLite。",
    ),
    Setting(
        "LUOSHI_SECRET_KEY", "", "签名密钥；留空则首次启动时生成并存入 LUOSHI_HOME/secret_key。"
    ),
    Setting("LUOSHI_ALLOWED_HOSTS", "127.0.0.1,localhost", "允许访问的主机名，逗号分隔。"),
    Setting("LUOSHI_ORIGINS", "", "反向代理后的外部地址（含 https://），逗号分隔。"),
    Setting("LUOSHI_HTTPS", "0", "1：只允许加密访问，Cookie 带 Secure 标记并启用 HSTS。"),
    Setting("LUOSHI_OFFICE", "安澜县人民政府办公室", "页眉与打印件上的单位名称。"),
    Setting("LUOSHI_UPLOAD_MB", "50", "单个文件的上限（MB）。"),
    Setting("LUOSHI_DEMO", "0", "1：演示安装，登录页列出演示账号。由 luoshi demo 设置。"),
    Setting("LUOSHI_TESTING", "0", "1：测试时使用快速口令散列。"),
)
_DEFAULTS = {s.name: s.default for s in SETTINGS}


def value(name: str) -> str:
    """The value of a declared setting; a name that is not declared is a mistake in the code."""
    return os.environ.get(name, "").strip() or _DEFAULTS[name]


def flag(name: str) -> bool:
    """Whether a declared setting is switched on."""
    return value(name).lower() in {"1", "true", "yes", "on"}


def listed(name: str) -> list[str]:
    """A comma-separated setting as a list without blanks."""
    return [part.strip() for part in value(name).split(",") if part.strip()]


def home() -> Path:
    """The folder of this installation; made on first use, readable by its owner alone."""
    path = Path(value("LUOSHI_HOME")).expanduser().resolve()
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def secret_key() -> str:
    """The signing key: from the environment, else from the home, where it is made once."""
    if given := value("LUOSHI_SECRET_KEY"):
        return given
    path = home() / "secret_key"
    if not path.exists():
        path.write_text(secrets.token_urlsafe(48), "utf-8")
        path.chmod(0o600)
    return path.read_text("utf-8").strip()


# Without IMMEDIATE two writers deadlock on upgrade of a read lock; WAL lets readers go on.
_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
        "PRAGMA cache_size=-32000;PRAGMA temp_store=MEMORY;PRAGMA foreign_keys=ON"
    ),
}


def database() -> dict[str, object]:
    """Django's description of the database named by `LUOSHI_DATABASE_URL`."""
    url = value("LUOSHI_DATABASE_URL")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home() / "luoshi.sqlite3",
            "OPTIONS": _SQLITE,
            "CONN_MAX_AGE": 600,
        }
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path),
            "OPTIONS": _SQLITE,
            "CONN_MAX_AGE": 600,
        }
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SystemExit(
            f"LUOSHI_DATABASE_URL 只支持 postgres:// 与 sqlite:///，收到：{parts.scheme}://"
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": options,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
