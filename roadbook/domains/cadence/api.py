"""Edges of cadence: the due list, the rhythm of an account."""

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from ninja import Query, Router

from roadbook.core.ids import AccountId
from roadbook.domains.cadence import commands, queries
from roadbook.domains.cadence.contracts import (
    DueCounts,
    DueItem,
    Rhythm,
)
from roadbook.domains.cadence.schemas import DueQuery, RhythmBody
from roadbook.foundation.http.paging import Page, read_cursor, write_cursor
from roadbook.foundation.http.requests import ActorRequest, now

router = Router(tags=["cadence"])
_DUE = "cadence.due"
_HOME_ZONE = ZoneInfo("Asia/Shanghai")


def _today() -> date:
    return now().astimezone(_HOME_ZONE).date()


@router.get("/due", response=Page[DueItem], operation_id="dueList", summary="Customers by due")
def due_list(request: ActorRequest, asked: Query[DueQuery]) -> Page[DueItem]:
    """Give customers with how due they are, the most due first."""
    items, after = queries.due_list(
        actor=request.actor,
        filters=asked.filters(),
        today=asked.on or _today(),
        after=read_cursor(_DUE, asked.cursor, parts=2),
        limit=asked.limit,
    )
    return Page(items=items, next_cursor=write_cursor(_DUE, after) if after else None)


@router.get("/due/counts", response=DueCounts, operation_id="dueCounts", summary="Count by due")
def due_counts(request: ActorRequest, asked: Query[DueQuery]) -> DueCounts:
    """Count the customers of a list by where they stand."""
    today = asked.on or _today()
    return queries.due_counts(actor=request.actor, filters=asked.filters(), today=today)


@router.get(
    "/rhythms/{account_id}",
    response=Rhythm,
    operation_id="getRhythm",
    summary="Interval of a customer",
)
def get_rhythm(request: ActorRequest, account_id: UUID) -> Rhythm:
    """Give interval, channel and reason. Refused: cadence.rhythm_unknown."""
    return queries.rhythm(actor=request.actor, account_id=AccountId(account_id))


@router.put(
    "/rhythms/{account_id}", response=Rhythm, operation_id="setRhythm", summary="Set an interval"
)
def set_rhythm(request: ActorRequest, account_id: UUID, body: RhythmBody) -> Rhythm:
    """Set the interval by hand. Refused: cadence.rhythm_unknown, cadence.not_yours."""
    return commands.set_rhythm(
        actor=request.actor,
        account_id=AccountId(account_id),
        interval_days=body.interval_days,
        channel=body.channel,
        tolerance_pct=body.tolerance_pct,
        note=body.note,
        now=now(),
    )


@router.delete(
    "/rhythms/{account_id}",
    response=Rhythm,
    operation_id="resetRhythm",
    summary="Follow the recommendation",
)
def reset_rhythm(request: ActorRequest, account_id: UUID) -> Rhythm:
    """Take a setting back. Refused: cadence.rhythm_unknown, cadence.not_yours."""
    return commands.follow_recommendation(
        actor=request.actor, account_id=AccountId(account_id), now=now()
    )
