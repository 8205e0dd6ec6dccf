"""`make check`: every static check, all of them even when one fails, then a verdict."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.environment import BIN, ROOT, WEB, ensure_node, say

PYTHON_TREES = ("roadbook", "tools", "tests", "benchmarks", "e2e", "conftest.py", "manage.py")
CANARY = "https://pypi.org/pypi/django/2.2/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A program whose exit code is the verdict."""

    title: str
    command: tuple[str, ...]
    cwd: Path = ROOT


def _existing(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if (ROOT / name).exists())


def python_checks() -> list[Check]:
    python = sys.executable
    trees = _existing(PYTHON_TREES)
    bandit = ("-m", "bandit", "-q", "-c", "pyproject.toml", "-r", *_existing(("roadbook", "tools")))
    return [
        Check(title="format (ruff)", command=(str(BIN / "ruff"), "format", "--check", ".")),
        Check(title="lint (ruff)", command=(str(BIN / "ruff"), "check", ".")),
        Check(title="types (mypy --strict)", command=(python, "-m", "mypy", *trees)),
        Check(title="floors and slices (import-linter)", command=(str(BIN / "lint-imports"),)),
        Check(title="house rules (tools/lints)", command=(python, "-m", "tools.lints")),
        Check(title="security (bandit)", command=(python, *bandit)),
        Check(
            title="migrations match models",
            command=(python, "manage.py", "makemigrations", "--check", "--dry-run"),
        ),
        Check(
            title="generated files are up to date", command=(python, "tools/generate.py", "--check")
        ),
        Check(
            title="documentation builds",
            command=(python, "-m", "mkdocs", "build", "--strict", "--quiet"),
        ),
    ]


def web_checks() -> list[Check]:
    if not (WEB / "package.json").exists():
        return []
    npm = ensure_node()
    return [
        Check(title="web types (tsc)", command=(npm, "run", "--silent", "typecheck"), cwd=WEB),
        Check(title="web lint", command=(npm, "run", "--silent", "lint"), cwd=WEB),
        Check(title="web size budget", command=(npm, "run", "--silent", "budget"), cwd=WEB),
    ]


def _knows_old_news() -> bool:
    """Ask the advisory service for a version whose holes everybody knows: no holes, no service."""
    try:
        with urllib.request.urlopen(CANARY, timeout=10) as answer:  # nosec B310  # a fixed https address
            return bool(json.load(answer).get("vulnerabilities"))
    except (OSError, ValueError):
        return False


def advisory_checks() -> list[Check]:
    """Scan for known holes; where advisories cannot be had, say so instead of passing quietly."""
    if not _knows_old_news():
        say("NOT RUN: vulnerability scan (pip-audit): no advisories can be had from this network")
        return []
    command = (str(BIN / "pip-audit"), "--strict", "--skip-editable", "--progress-spinner", "off")
    return [Check(title="known vulnerabilities (pip-audit --strict)", command=command)]


def passes(check: Check) -> bool:
    started = time.monotonic()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    environment["PATH"] = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        check.command,
        cwd=check.cwd,
        env=environment,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    seconds = time.monotonic() - started
    print(f"{'✓' if done.returncode == 0 else '✗'} {check.title}  {seconds:.1f} s", flush=True)
    if done.returncode != 0:
        print(done.stdout, flush=True)
    return done.returncode == 0


def main() -> int:
    checks = [*python_checks(), *web_checks(), *advisory_checks()]
    failed = [check.title for check in checks if not passes(check)]
    if failed:
        print(f"\n{len(failed)} of {len(checks)} checks failed: {', '.join(failed)}")
        return 1
    print(f"\nAll {len(checks)} checks passed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
