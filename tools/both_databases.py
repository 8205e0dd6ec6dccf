"""Run some tests on SQLite, then on PostgreSQL: the long ones of `make test-…`."""

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.environment import ROOT, say
from tools.services import postgresql


def run(words: list[str], database_url: str) -> int:
    environment = {**os.environ, "ROADBOOK_DATABASE_URL": database_url}
    command = [sys.executable, "-m", "pytest", "-p", "no:randomly", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def main() -> int:
    words = sys.argv[1:]
    say("SQLite")
    failed = run(words, "")
    with postgresql() as url:
        if url is None:
            say("NOT RUN: the PostgreSQL half (no server reachable, no initdb installed)")
            return failed
        say("PostgreSQL")
        return failed or run(["-m", "not one_database", *words], url)


if __name__ == "__main__":
    sys.exit(main())
