"""Job threads of the serving process, started and stopped with it."""

from django.conf import settings

from roadbook.config.planner import warm_up_in_background
from roadbook.foundation.jobs import engine
from roadbook.foundation.jobs.runner import EmbeddedRunner, hand_out

_THREADS = 2
_running: list[EmbeddedRunner] = []


def start() -> None:
    """Start the embedded runner; without it, only hand jobs out to the distributed engine."""
    if settings.ENV.jobs_engine == "celery":
        from roadbook.foundation.jobs.celery_engine import CeleryEngine

        engine.install(CeleryEngine(settings.ENV.jobs_broker_url).wake)
    if settings.ENV.embedded_jobs:
        warm_up_in_background()
        runner = EmbeddedRunner(threads=_THREADS, name="embedded")
        if settings.ENV.jobs_engine != "celery":
            engine.install(runner.wake)
    else:
        runner = EmbeddedRunner(threads=1, name="hand-out", work=hand_out)
    runner.start()
    _running.append(runner)


def stop() -> None:
    """Stop the embedded runner; a job it holds is taken over when its lease ends."""
    while _running:
        _running.pop().stop()
