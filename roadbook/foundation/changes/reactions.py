"""Reactions: change kind → jobs, put into the job table inside the unit's transaction."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from roadbook.foundation.changes.types import registry
from roadbook.foundation.changes.unit import Unit

Enqueue = Callable[[str, Sequence[str]], None]

_enqueue: list[Enqueue] = []


def install(enqueue: Enqueue) -> None:
    """Take the function that puts (job name, subject ids) into the outbox."""
    _enqueue[:] = [enqueue]


def enqueue_reactions(unit: Unit) -> None:
    """Put one job per name into the outbox, with the ids of all subjects that ask for it."""
    ids_by_job: dict[str, dict[str, None]] = defaultdict(dict)
    for change in unit.changes:
        for job in registry.reactions.get(change.kind, ()):
            subjects = change.bulk_ids or ((change.row_id,) if change.row_id else ())
            ids_by_job[job].update({str(rid): None for rid in subjects})
    for job, ids in ids_by_job.items():
        for enqueue in _enqueue:
            enqueue(job, tuple(ids))
