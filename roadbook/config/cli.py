"""The `roadbook` command: serve, work, migrate, load the demo, check the audit, let people in.

Every subcommand reads the same settings from the environment (docs/settings.md).
"""

import argparse
import os
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from roadbook.config.demo.generate import SCALES
from roadbook.config.planner import warm_up, warm_up_in_background

_READY_WITHIN_S = 120
_STOPPED_WITHIN_S = 8  # an answer that is being sent as the loop ends would wait for ever
_APPLICATION = "roadbook.config.asgi:application"


def _say(sentence: str = "") -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roadbook.config.settings")
    django.setup()


def migrate(_: argparse.Namespace) -> int:
    """Bring the database's schema up to this version."""
    call_command("migrate", interactive=False, verbosity=0)
    return 0


def _is_ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310  # nosec B310  # our own address
            return bool(answer.status == 200)  # noqa: PLR2004  # HTTP's own number
    except (urllib.error.URLError, OSError):
        return False


def _announce_when_ready(address: str, port: int) -> None:
    deadline = time.monotonic() + _READY_WITHIN_S
    while time.monotonic() < deadline:
        if _is_ready(f"http://127.0.0.1:{port}/health/ready"):
            _say(f"\n  Roadbook 路书 is ready:  {address}   (stop with Ctrl-C)\n")
            return
        time.sleep(0.2)


def serve(_: argparse.Namespace) -> int:
    """Serve the app, the API and the live stream; run jobs in the same process group."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    env = settings.ENV
    threading.Thread(
        target=_announce_when_ready, args=(env.public_url, env.port), daemon=True
    ).start()
    Granian(
        _APPLICATION,
        address=env.host,
        port=env.port,
        interface=Interfaces.ASGI,
        websockets=False,
        log_access=False,
        log_level=LogLevels.warning,
        workers_kill_timeout=_STOPPED_WITHIN_S,
    ).serve()
    return 0


def worker(_: argparse.Namespace) -> int:
    """Run jobs only: beside `serve`, or on other machines."""
    if settings.ENV.jobs_engine == "celery":
        from roadbook.foundation.jobs import engine
        from roadbook.foundation.jobs.celery_engine import CeleryEngine

        celery = CeleryEngine(settings.ENV.jobs_broker_url)
        engine.install(celery.wake)
        warm_up()
        celery.app.worker_main(["worker", "--loglevel=WARNING"])
        return 0
    from roadbook.foundation.jobs.runner import EmbeddedRunner

    warm_up_in_background()
    runner = EmbeddedRunner(threads=os.cpu_count() or 1, name=f"worker-{os.getpid()}")
    runner.start()
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        runner.stop()
    return 0


def verify_audit(_: argparse.Namespace) -> int:
    """Walk the audit chain; exit 1 when a line was changed, removed or is missing at the end."""
    from roadbook.foundation.changes import audit

    report = audit.verify()
    if report.broken_at is not None:
        _say(f"The audit chain is broken at line {report.broken_at}: {report.reason}.")
        return 1
    _say(f"The audit chain is whole: {report.checked} lines.")
    return 0


def reset_second_factor(arguments: argparse.Namespace) -> int:
    """Take the second factors of one person away, who then signs in with the password."""
    from roadbook.core.actor import Actor
    from roadbook.core.ids import PersonId
    from roadbook.domains.identity import commands, queries

    email: str = arguments.email
    person_id = queries.person_by_email(email)
    if person_id is None:
        _say(f"Nobody signs in with {email}; nothing was changed.")
        return 1
    console = Actor(
        person_id=PersonId(UUID(int=0)), is_clockwork=True, device="roadbook reset-second-factor"
    )
    count = commands.reset_factors(actor=console, person_id=person_id, now=datetime.now(UTC))
    _say(f"{email}: {count} second factors taken away, all sessions and API tokens ended.")
    _say("They sign in with their password now and set up a second factor again in Me · Security.")
    return 0


def demo(arguments: argparse.Namespace) -> int:
    """Load the demo company into an empty database."""
    from roadbook.config.demo.load import introduce, is_empty, load_demo

    if not is_empty():
        _say("This database is in use; the demo company is loaded into an empty one only.")
        return 1
    load_demo(accounts=arguments.accounts, say=_say)
    introduce(_say)
    return 0


def up(arguments: argparse.Namespace) -> int:
    """Migrate, load the demo company into an empty database, serve: what `make run` does."""
    from roadbook.config.demo.load import introduce, is_demo, is_empty, load_demo

    migrate(arguments)
    if settings.ENV.demo and is_empty():
        _say("Loading the demo company (DEMO=0 starts empty) …")
        load_demo(say=_say)
    if is_demo():
        introduce(_say)
    connections.close_all()
    return serve(arguments)


def warm_planner(_: argparse.Namespace) -> int:
    """Compile the planner ahead, where this installation keeps its machine code."""
    warm_up()
    return 0


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "up": up,
    "serve": serve,
    "worker": worker,
    "migrate": migrate,
    "demo": demo,
    "verify-audit": verify_audit,
    "reset-second-factor": reset_second_factor,
    "warm-planner": warm_planner,
}


def _customers(word: str) -> int:
    """Read a scale: one of its names, or a number of customers."""
    count = SCALES.get(word) or (int(word) if word.isdecimal() else 0)
    if not 1 <= count <= max(SCALES.values()):
        raise argparse.ArgumentTypeError(f"not a scale: {word}")
    return count


def main(words: Sequence[str] | None = None) -> int:
    """Run one subcommand and give its exit code."""
    parser = argparse.ArgumentParser(prog="roadbook", description="Roadbook (路书)")
    subcommands = parser.add_subparsers(dest="command", required=True)
    for name, command in _COMMANDS.items():
        subcommand = subcommands.add_parser(name, help=(command.__doc__ or "").splitlines()[0])
        if command is reset_second_factor:
            subcommand.add_argument("email", help="the address they sign in with")
        if command is demo:
            names = ", ".join(f"{name} ({count:,})" for name, count in SCALES.items())
            subcommand.add_argument(
                "--scale",
                dest="accounts",
                type=_customers,
                default=SCALES["default"],
                help=f"how many customers: {names}, or a number up to 1,000,000",
            )
    arguments = parser.parse_args(words)
    _django()
    return _COMMANDS[arguments.command](arguments)


if __name__ == "__main__":
    sys.exit(main())
