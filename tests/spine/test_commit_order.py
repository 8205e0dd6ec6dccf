"""T-01: a device that pulls while others write misses nothing; with naive cursors it does.

ROADBOOK_T01_SECONDS is the length of the real run: 6 s here, 1,800 s at the release gate.
"""

import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from uuid import UUID, uuid4

import pytest
from django.conf import LazySettings
from django.db import connection, connections

from roadbook.core.errors import Conflict
from roadbook.domains.identity.models import Grade
from roadbook.foundation.changes import flush
from roadbook.foundation.changes.door import record, unit_of_work
from roadbook.foundation.changes.models import SyncHead
from roadbook.foundation.sync.touched import head_version
from tests.spine.replica import ACTOR, Replica

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SECONDS = float(os.environ.get("ROADBOOK_T01_SECONDS", "6"))
WRITERS = 8
Stamp = Callable[[], int | None]

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "readonly"])
_stamp = threading.local()


@pytest.fixture(autouse=True)
def _real_snapshots(settings: LazySettings) -> Iterator[None]:
    settings.SNAPSHOT_ALIAS = "readonly"
    yield
    connections["readonly"].close()


@dataclass
class Tally:
    committed: int = 0
    rolled_back: int = 0
    errors: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


@unit_of_work
def write(rng: random.Random, mine: list[UUID], pause_s: float) -> UUID | None:
    """Create, change or delete one grade, dawdle, and now and then give up."""
    created = None
    if not mine or rng.random() < 0.4:
        row = Grade(code=uuid4().hex[:16], name="new")
        row.save(force_insert=True)
        created = row.pk
    else:
        row = Grade.objects.get(pk=rng.choice(mine))
        row.name = f"{rng.random()}"
        row.deleted_at = NOW if rng.random() < 0.1 else None
        row.save()
    record(actor=ACTOR, kind="grade.changed", row=row, happened_at=NOW)
    time.sleep(rng.random() * pause_s)
    if rng.random() < 0.05:
        raise Conflict
    return created


def keep_writing(
    seed: int, stop: threading.Event, stamp: Stamp, pause_s: float, tally: Tally
) -> None:
    rng, mine = random.Random(seed), list[UUID]()
    try:
        while not stop.is_set():
            _stamp.value = stamp()
            try:
                created = write(rng, mine, pause_s)
            except Conflict:
                with tally.lock:
                    tally.rolled_back += 1
                continue
            with tally.lock:
                tally.committed += 1
            if created is not None:
                mine.append(created)
    except Exception as error:  # noqa: BLE001  # a thread's failure must reach the test
        tally.errors.append(repr(error))
    finally:
        connections.close_all()


def replica_differences(replica: Replica) -> tuple[int, int]:
    """Count rows (missing or too many, stale) against the tables."""
    truth = {g.pk: g.name for g in Grade.objects.filter(deleted_at=None)}
    held = {rid: row["name"] for rid, row in replica.rows.items()}  # type: ignore[index]  # rows are mappings
    return len(truth.keys() ^ held.keys()), sum(
        held[k] != truth[k] for k in truth.keys() & held.keys()
    )


def run(
    seconds: float, stamp: Stamp = lambda: None, *, pause_s: float = 0.02
) -> tuple[int, int, Tally]:
    """Write from eight threads while a device pulls; then let it pull once more and compare."""
    stop, tally, replica = threading.Event(), Tally(), Replica()
    threads = [
        threading.Thread(target=keep_writing, args=(seed, stop, stamp, pause_s, tally))
        for seed in range(WRITERS)
    ]
    for thread in threads:
        thread.start()
    rng, versions = random.Random(99), [0]
    until = time.monotonic() + seconds
    try:
        while time.monotonic() < until:
            page = replica.pull(limit=rng.choice([1, 2, 7, 50, 2_000]), most_pages=20)
            versions.append(page.version)
            time.sleep(0.015)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    versions.append(replica.pull().version)
    assert tally.errors == []
    assert versions == sorted(versions)
    missing, stale = replica_differences(replica)
    return missing, stale, tally


def test_a_pulling_device_misses_nothing() -> None:
    missing, stale, tally = run(SECONDS)

    print(f"{connection.vendor}: {tally.committed} committed, {tally.rolled_back} rolled back")  # noqa: T201  # the figure
    assert tally.committed > 20
    assert (missing, stale) == (0, 0)


def sequence() -> Stamp:
    """A database sequence: numbers are handed out in order, commits come in another."""
    numbers = count(1)
    return lambda: next(numbers)


def clock() -> Stamp:
    """`updated_at`: the time when the write began."""
    began = time.monotonic_ns()
    return lambda: (time.monotonic_ns() - began) // 1_000_000 + 1


def max_plus_one() -> Stamp:
    """`max(version) + 1` read without the lock."""
    return lambda: head_version() + 1


@pytest.mark.parametrize("naive", [sequence, clock, max_plus_one])
def test_naive_cursors_lose_changes(
    naive: Callable[[], Stamp], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stamped_head() -> SyncHead:
        SyncHead.objects.get_or_create(pk=1)
        SyncHead.objects.filter(pk=1, version__lt=_stamp.value).update(version=_stamp.value)
        head = SyncHead.objects.get(pk=1)
        head.version = _stamp.value
        return head

    monkeypatch.setattr(flush, "take_version", stamped_head)
    monkeypatch.setattr("roadbook.foundation.changes.audit.append", lambda changes, head: None)

    lost = 0
    for _ in range(6):
        missing, stale, _tally = run(2, naive(), pause_s=0.05)
        lost = missing + stale
        if lost:
            break
        Grade.objects.all().delete()

    assert lost > 0
