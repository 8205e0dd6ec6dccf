"""Database settings: SQLite beside the data by default, PostgreSQL by one URL."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from psycopg import IsolationLevel

from roadbook.config.env import BadSetting

_PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
    "PRAGMA cache_size=-20000;PRAGMA mmap_size=134217728;PRAGMA temp_store=MEMORY;"
)
_LIMITS = "-c lock_timeout=5000 -c statement_timeout=30000"


def databases(url: str, data_dir: Path) -> dict[str, dict[str, Any]]:
    """Give Django's DATABASES for a URL ("" means SQLite in `data_dir`).

    SQLite writes start IMMEDIATE and are fully synchronous (SYNC_PROTOCOL.md section 4); the alias
    `readonly` reads in deferred transactions, so that a pull never takes the write lock.
    """
    if not url:
        return _sqlite(data_dir / "roadbook.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgresql(url)
    raise BadSetting("ROADBOOK_DATABASE_URL must start with sqlite:/// or postgresql://")


def _sqlite(path: Path) -> dict[str, dict[str, Any]]:
    common = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "CONN_MAX_AGE": None}
    write = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": _PRAGMAS}
    read = {"transaction_mode": "DEFERRED", "timeout": 20, "init_command": _PRAGMAS}
    return {
        "default": {**common, "OPTIONS": write},
        "readonly": {**common, "OPTIONS": read, "TEST": {"MIRROR": "default"}},
    }


def _postgresql(url: str) -> dict[str, dict[str, Any]]:
    parts = urlsplit(url)
    common = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": _LIMITS},
    }
    snapshot = {
        "options": f"{_LIMITS} -c default_transaction_read_only=on",
        "isolation_level": IsolationLevel.REPEATABLE_READ,
    }
    return {
        "default": common,
        "readonly": {**common, "OPTIONS": snapshot, "TEST": {"MIRROR": "default"}},
    }
