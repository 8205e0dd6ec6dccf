"""What every test of the server shares: its own database, its own data directory, query counts."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import LazySettings, settings
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

ROOT = Path(__file__).parent


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a test of bytes after the argument: an archive holds the second in which it was made."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> Iterator[None]:
    """Give this run databases of its own: parallel runs and parallel workers never meet.

    SQLite is a file, so that threads see one another's transactions as they would in production.
    """
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    mark = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
    if not request.config.getoption("reuse_db", default=False):
        mark = f"{mark}_{os.getpid()}_{uuid4().hex[:6]}"
    with tempfile.TemporaryDirectory(prefix="roadbook-test-") as directory:
        database = settings.DATABASES["default"]
        name = f"test_roadbook_{mark}_{worker}"
        if database["ENGINE"].endswith("sqlite3"):
            name = str(Path(directory) / f"{name}.sqlite3")
            for (
                alias
            ) in settings.DATABASES.values():  # a test database need not survive a power cut
                options = alias["OPTIONS"]
                options["init_command"] = options["init_command"].replace("=FULL", "=OFF")
        else:
            for alias in settings.DATABASES.values():  # dropping a database may wait for the disk
                options = alias["OPTIONS"]
                options["options"] += " -c statement_timeout=300000"
        database.setdefault("TEST", {})["NAME"] = name
        yield


@pytest.fixture(autouse=True)
def _own_data_dir(settings: LazySettings, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.DATA_DIR = tmp_path_factory.mktemp("data")


@pytest.fixture(autouse=True)
def _snapshots_inside_the_tests_transaction(settings: LazySettings) -> None:
    """Pulls read on the test's own connection; tests/spine/commit_order.py runs the real alias."""
    settings.SNAPSHOT_ALIAS = "default"


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    yield
    cache.clear()


@pytest.fixture
def count_queries() -> Callable[[Callable[[], object]], int]:
    """Give a function that says how many statements a call sends to the database."""

    def count(call: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as seen:
            call()
        return len(seen)

    return count


@pytest.fixture
def redis_url() -> str:
    """Give the Redis that `make test` found or started; skip where there is none."""
    url = os.environ.get("ROADBOOK_TEST_REDIS_URL", "")
    if not url:
        pytest.skip("no Redis: `make test` says so aloud")
    return url
