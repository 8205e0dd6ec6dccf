"""Settings from the environment, read once, failing loudly (docs/settings.md lists them)."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


class BadSetting(SystemExit):
    """A setting that cannot be meant; the message says what to write instead."""


def _bool(name: str, *, default: bool) -> bool:
    raw = os.environ.get(name)
    if raw is None or raw == "":
        return default
    if raw not in {"0", "1"}:
        raise BadSetting(f"{name} must be 0 or 1, not {raw!r}")
    return raw == "1"


def _int(name: str, *, default: int) -> int:
    raw = os.environ.get(name) or str(default)
    if not raw.isdecimal():
        raise BadSetting(f"{name} must be a whole number, not {raw!r}")
    return int(raw)


def _choice(name: str, choices: tuple[str, ...]) -> str:
    raw = os.environ.get(name) or choices[0]
    if raw not in choices:
        raise BadSetting(f"{name} must be one of {', '.join(choices)}, not {raw!r}")
    return raw


def _optional_int(name: str) -> int | None:
    return _int(name, default=0) if os.environ.get(name) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Env:
    """Everything an operator may set. Each field is the environment variable ROADBOOK_<FIELD>."""

    debug: bool
    data_dir: Path
    database_url: str
    redis_url: str
    jobs_engine: str
    jobs_broker_url: str
    host: str
    port: int
    public_url: str
    secret_key: str
    allowed_hosts: tuple[str, ...]
    demo: bool
    embedded_jobs: bool
    access_log: bool
    roads: str
    roads_url: str
    roads_timeout_s: int
    roads_keep_days: int
    roads_points: int
    roads_calls_a_day: int | None
    roads_calls_a_second: int
    amap_key: str
    tencent_key: str
    geocoder: str
    geocoder_url: str
    geocoder_searches_a_day: int
    rail_before_min: int
    rail_after_min: int
    flight_before_min: int
    flight_after_min: int
    taxi_km_minor: int


def read_env() -> Env:
    """Read and check all settings. Raises BadSetting with a sentence that says what to do."""
    port = _int("ROADBOOK_PORT", default=8000)
    engine = os.environ.get("ROADBOOK_JOBS_ENGINE", "embedded")
    if engine not in {"embedded", "celery"}:
        raise BadSetting(f"ROADBOOK_JOBS_ENGINE must be embedded or celery, not {engine!r}")
    data_dir = Path(os.environ.get("ROADBOOK_DATA_DIR") or ROOT / "var")
    return Env(
        debug=_bool("ROADBOOK_DEBUG", default=False),
        data_dir=data_dir,
        database_url=os.environ.get("ROADBOOK_DATABASE_URL", ""),
        redis_url=os.environ.get("ROADBOOK_REDIS_URL", ""),
        jobs_engine=engine,
        jobs_broker_url=os.environ.get("ROADBOOK_JOBS_BROKER_URL", ""),
        host=os.environ.get("ROADBOOK_HOST") or "127.0.0.1",
        port=port,
        public_url=os.environ.get("ROADBOOK_PUBLIC_URL") or f"http://localhost:{port}",
        secret_key=os.environ.get("ROADBOOK_SECRET_KEY", ""),
        allowed_hosts=tuple(
            h for h in os.environ.get("ROADBOOK_ALLOWED_HOSTS", "").split(",") if h
        ),
        demo=_bool("ROADBOOK_DEMO", default=True),
        embedded_jobs=_bool("ROADBOOK_EMBEDDED_JOBS", default=True),
        access_log=_bool("ROADBOOK_ACCESS_LOG", default=True),
        roads=_choice("ROADBOOK_ROADS", ("estimate", "osrm", "valhalla", "amap", "tencent")),
        roads_url=os.environ.get("ROADBOOK_ROADS_URL", ""),
        roads_timeout_s=_int("ROADBOOK_ROADS_TIMEOUT_S", default=20),
        roads_keep_days=_int("ROADBOOK_ROADS_KEEP_DAYS", default=30),
        roads_points=_int("ROADBOOK_ROADS_POINTS", default=100),
        roads_calls_a_day=_optional_int("ROADBOOK_ROADS_CALLS_A_DAY"),
        roads_calls_a_second=_int("ROADBOOK_ROADS_CALLS_A_SECOND", default=3),
        amap_key=os.environ.get("ROADBOOK_AMAP_KEY", ""),
        tencent_key=os.environ.get("ROADBOOK_TENCENT_KEY", ""),
        geocoder=_choice("ROADBOOK_GEOCODER", ("atlas", "nominatim", "amap")),
        geocoder_url=os.environ.get("ROADBOOK_GEOCODER_URL", ""),
        geocoder_searches_a_day=_int("ROADBOOK_GEOCODER_SEARCHES_A_DAY", default=2000),
        rail_before_min=_int("ROADBOOK_RAIL_BEFORE_MIN", default=30),
        rail_after_min=_int("ROADBOOK_RAIL_AFTER_MIN", default=15),
        flight_before_min=_int("ROADBOOK_FLIGHT_BEFORE_MIN", default=90),
        flight_after_min=_int("ROADBOOK_FLIGHT_AFTER_MIN", default=40),
        taxi_km_minor=_int("ROADBOOK_TAXI_KM_MINOR", default=300),
    )
