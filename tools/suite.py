"""`make test`: every test there is, part by part, with one sum at the end in pytest's words.

Parts that cannot run on this machine are named aloud; a part that fails makes the whole fail, after
the other parts have run.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.environment import ROOT, WEB, browser, ensure_node, say
from tools.services import postgresql, redis_server

WORKERS = os.environ.get("ROADBOOK_TEST_WORKERS") or str(min(4, os.cpu_count() or 2))
SUMMARY = re.compile(r"(\d+) (passed|failed|skipped|xfailed|deselected|errors?)\b")
NO_TESTS = 5


def run_part(
    title: str, command: list[str], extra: dict[str, str], cwd: Path = ROOT
) -> Counter[str]:
    """Run one part, echo what it says, and give its counts."""
    print(f"\n━━ {title}\n   {' '.join(command)}", flush=True)
    environment = {**os.environ, **extra}
    counts: Counter[str] = Counter()
    with subprocess.Popen(
        command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, text=True, encoding="utf-8",
        errors="replace", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as process:  # fmt: skip
        assert process.stdout is not None  # noqa: S101  # asked for above
        for line in process.stdout:
            print(line, end="", flush=True)
            found = SUMMARY.findall(line)
            if found and " in " in line:
                counts = Counter(
                    {word.rstrip("s") if "error" in word else word: int(n) for n, word in found}
                )
    if process.returncode not in {0, NO_TESTS} and not counts["failed"] + counts["error"]:
        counts["error"] += 1
    return counts


def pytest(*words: str) -> list[str]:
    return [sys.executable, "-m", "pytest", "-n", WORKERS, *words]


def server_parts(redis_url: str | None) -> Counter[str]:
    """Run the server's suite on SQLite, then on PostgreSQL."""
    with tempfile.TemporaryDirectory(prefix="roadbook-suite-") as data:
        shared = {"ROADBOOK_DATA_DIR": data, "ROADBOOK_TEST_REDIS_URL": redis_url or ""}
        counts = run_part("Server on SQLite", pytest(), {**shared, "ROADBOOK_DATABASE_URL": ""})
        with postgresql() as url:
            if url is None:
                say("NOT RUN: the PostgreSQL half (no server reachable, no initdb installed)")
                return counts
            say(f"PostgreSQL: {url.rpartition('@')[2]}")
            extra = {**shared, "ROADBOOK_DATABASE_URL": url}
            words = ("-m", "not one_database")
            return counts + run_part("Server on PostgreSQL", pytest(*words), extra)


def web_part() -> Counter[str]:
    if not (WEB / "package.json").exists():
        return Counter()
    npm = ensure_node()
    command = [npm, "run", "--silent", "test"]
    before = time.monotonic()
    environment = {"PATH": f"{Path(npm).parent}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1"}
    done = run_part("Web app (vitest)", command, environment, WEB)
    say(f"web part took {time.monotonic() - before:.0f} s")
    return done


def browser_part() -> Counter[str]:
    if not (ROOT / "e2e").is_dir():
        return Counter()
    program = browser()
    if program is None:
        say("NOT RUN: the browser half (no Chromium on this machine)")
        return Counter()
    command = [sys.executable, "-m", "pytest", "-c", "e2e/pytest.ini", "e2e"]
    return run_part("Browser, end to end", command, {"ROADBOOK_CHROMIUM": program})


def closing_line(counts: Counter[str], seconds: float) -> str:
    order = ("failed", "passed", "skipped", "deselected", "xfailed", "error")
    said = ", ".join(f"{counts[word]} {word}" for word in order if counts[word])
    text = f" {said or 'no tests ran'} in {seconds:.2f}s "
    return text.center(min(100, shutil.get_terminal_size().columns), "=")


def main() -> int:
    started = time.monotonic()
    with redis_server() as redis_url:
        if redis_url is None:
            say("NOT RUN: tests of Redis and the distributed engine (no server, no redis-server)")
        counts = server_parts(redis_url)
    counts += web_part()
    counts += browser_part()
    print("\nAll parts together:")
    print(closing_line(counts, time.monotonic() - started), flush=True)
    return 1 if counts["failed"] or counts["error"] or not counts["passed"] else 0


if __name__ == "__main__":
    sys.exit(main())
