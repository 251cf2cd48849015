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
    Setting(
        "LUOSHI_ADDRESS",
        "",
        "提醒里写的登录地址；留空则用 LUOSHI_ORIGINS 的第一个，再没有则 http://127.0.0.1:8000。",
    ),
    Setting(
        "LUOSHI_NOTICE_CHANNELS",
        "inbox",
        "提醒走哪些渠道，逗号分隔：inbox（站内）、email、wecom、dingtalk、webhook。站外只说几件，不带内容。",
    ),
    Setting(
        "LUOSHI_NOTICE_UNREAD_HOURS", "4", "领导的提醒超过几个工作小时未看，列到督查科的“今天”。"
    ),
    Setting("LUOSHI_MAIL_HOST", "", "发信服务器（SMTP）。"),
    Setting("LUOSHI_MAIL_PORT", "25", "发信服务器端口。"),
    Setting("LUOSHI_MAIL_TLS", "", "发信加密：starttls、ssl，留空不加密。"),
    Setting("LUOSHI_MAIL_USER", "", "发信账号；留空则不登录。"),
    Setting("LUOSHI_MAIL_PASSWORD", "", "发信账号的密码或授权码。"),
    Setting("LUOSHI_MAIL_FROM", "", "发件人地址。"),
    Setting("LUOSHI_WECOM_ROBOT", "", "企业微信群机器人的 webhook 地址；按手机号 @ 本人。"),
    Setting("LUOSHI_DINGTALK_ROBOT", "", "钉钉群机器人的 webhook 地址；按手机号 @ 本人。"),
    Setting("LUOSHI_DINGTALK_SECRET", "", "钉钉机器人选了“加签”时的密钥（SEC 开头）。"),
    Setting("LUOSHI_WEBHOOK_URL", "", "通用 webhook 地址；格式与验签见 notices.md。"),
    Setting("LUOSHI_WEBHOOK_SECRET", "", "通用 webhook 的签名密钥。"),
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


def number(name: str) -> int:
    """A declared setting that is a whole number."""
    try:
        return int(value(name))
    except ValueError:
        raise SystemExit(f"{name} 请写成整数，收到：{value(name)}") from None


def address() -> str:
    """Where people sign in, for messages that leave the house; without a slash at its end."""
    given = [value("LUOSHI_ADDRESS"), *listed("LUOSHI_ORIGINS"), "http://127.0.0.1:8000"]
    return next(filter(None, given)).rstrip("/")


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
