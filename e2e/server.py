"""A real Roadbook server for the browser tests, with the demo company, on a port of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READY_WITHIN_S = 300


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_ready(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/health/ready", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


@contextmanager
def running_server(data_dir: Path, *, demo: bool = True) -> Iterator[str]:
    """Start `roadbook up` and give its address; its log is shown when it does not become ready."""
    port = free_port()
    address = f"http://localhost:{port}"
    settings = {
        "ROADBOOK_PORT": str(port),
        "ROADBOOK_DATA_DIR": str(data_dir),
        "ROADBOOK_DATABASE_URL": "",
        "ROADBOOK_DEMO": "1" if demo else "0",
        "ROADBOOK_ACCESS_LOG": "0",
    }
    log_path = data_dir / "server.log"
    with log_path.open("w") as log:
        process = subprocess.Popen(  # our own program
            [sys.executable, "-m", "roadbook.config.cli", "up"],
            cwd=ROOT,
            env={**os.environ, **settings},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        deadline = time.monotonic() + READY_WITHIN_S
        while not is_ready(address):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the server did not start:\n{log_path.read_text()[-4000:]}")
            time.sleep(0.3)
        yield address
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)
