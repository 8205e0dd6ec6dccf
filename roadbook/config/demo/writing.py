"""Write many rows of one model through the unit of work, slice by slice."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import PersonId
from roadbook.foundation.changes import door as changes
from roadbook.foundation.changes.models import SyncedModel

DEMO = Actor(person_id=PersonId(UUID(int=0)), is_clockwork=True, device="demo")
_ROWS_A_UNIT = 1_000
_ROWS_A_STATEMENT = 200


def write(kind: str, rows: Sequence[SyncedModel], *, at: datetime) -> int:
    """Insert rows of one model as `demo.<kind>`, to which nothing reacts; gives how many.

    Rows of a unit land or fail together.
    """
    for start in range(0, len(rows), _ROWS_A_UNIT):
        _write_unit(kind, rows[start : start + _ROWS_A_UNIT], at=at)
    return len(rows)


@changes.unit_of_work
def _write_unit(kind: str, rows: Sequence[SyncedModel], *, at: datetime) -> None:
    type(rows[0])._default_manager.bulk_create(rows, batch_size=_ROWS_A_STATEMENT)
    changes.record_many(actor=DEMO, kind=f"demo.{kind}", rows=rows, happened_at=at)
