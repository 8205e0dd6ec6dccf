"""PostgreSQL and Redis for the tests: a reachable server, else a throwaway one."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import redis

PATIENCE_S = 30


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _may_create_databases(url: str) -> bool:
    question = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            row = connection.execute(question).fetchone()
    except psycopg.Error:
        return False
    return bool(row and row[0])


def _reachable_postgresql() -> str | None:
    given = os.environ.get("ROADBOOK_TEST_DATABASE_URL", "")
    candidates = [given] if given else ["postgresql://postgres@127.0.0.1:5432/postgres"]
    return next((url for url in candidates if _may_create_databases(url)), None)


def _postgresql_programs() -> Path | None:
    """Find the directory with initdb and pg_ctl: Debian keeps it off the PATH."""
    found = [path.parent for path in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))]
    on_path = shutil.which("initdb")
    if on_path:
        found.append(Path(on_path).parent)
    return found[-1] if found else None


def _someone_else() -> str | None:
    """Name the user that runs the cluster: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@contextmanager
def _throwaway_cluster(programs: Path) -> Iterator[str]:
    user, port = _someone_else(), free_port()
    with tempfile.TemporaryDirectory(
        prefix="roadbook-pg-", ignore_cleanup_errors=True
    ) as directory:
        if user:
            shutil.chown(directory, user)
        cluster = f"{directory}/cluster"
        options = f"-p {port} -k {directory} -c listen_addresses=127.0.0.1 -c fsync=off"

        def program(name: str, *words: str) -> None:
            command = [str(programs / name), "-D", cluster, *words]
            subprocess.run(
                command, user=user, cwd=directory, check=True, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT,
            )  # fmt: skip

        program("initdb", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "-N")
        program("pg_ctl", "-w", "-l", f"{directory}/log", "-o", options, "start")
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
        finally:
            program("pg_ctl", "-w", "-m", "immediate", "stop")


@contextmanager
def postgresql() -> Iterator[str | None]:
    """Give the URL of a server that lets us make databases; None when there is none to be had."""
    reachable = _reachable_postgresql()
    if reachable:
        yield reachable
        return
    programs = _postgresql_programs()
    if programs is None:
        yield None
        return
    with _throwaway_cluster(programs) as url:
        yield url


def _answers(url: str) -> bool:
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=2) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


@contextmanager
def redis_server() -> Iterator[str | None]:
    """Give the URL of a Redis for tests; None when there is none to be had."""
    given = os.environ.get("ROADBOOK_TEST_REDIS_URL") or "redis://127.0.0.1:6379/15"
    if _answers(given):
        yield given
        return
    program = shutil.which("redis-server")
    if program is None:
        yield None
        return
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="roadbook-redis-") as directory:
        command = [
            program,
            "--port",
            str(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            directory,
        ]
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        url, deadline = f"redis://127.0.0.1:{port}/0", time.monotonic() + PATIENCE_S
        try:
            while not _answers(url) and time.monotonic() < deadline:
                time.sleep(0.1)
            yield url
        finally:
            server.terminate()
            server.wait()
