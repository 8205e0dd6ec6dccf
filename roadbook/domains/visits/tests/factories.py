"""Typed builders of visits."""

from datetime import UTC, datetime, timedelta

from roadbook.core.actor import Actor
from roadbook.core.geo import Position
from roadbook.core.ids import AccountId, OpportunityId
from roadbook.domains.visits.commands import plan_visit
from roadbook.domains.visits.contracts import Certainty, Fix, VisitDraft, VisitSummary

NOW = datetime(2026, 11, 24, 5, 20, tzinfo=UTC)  # 13:20 in Shanghai
AT = datetime(2026, 11, 24, 5, 30, tzinfo=UTC)
DOOR = Position(lat=31.2304, lon=121.4737)  # the factories' customer in Shanghai


def visit_draft(
    account_id: AccountId,
    *,
    starts_at: datetime = AT,
    minutes: int = 60,
    certainty: Certainty = Certainty.EXACT,
    opportunity_id: OpportunityId | None = None,
) -> VisitDraft:
    return VisitDraft(
        account_id=account_id,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        certainty=certainty,
        goal="定下 3 台卫生级泵的交期",
        opportunity_id=opportunity_id,
    )


def make_visit(
    actor: Actor, account_id: AccountId, *, starts_at: datetime = AT, minutes: int = 60
) -> VisitSummary:
    """Plan a visit of the actor's own."""
    draft = visit_draft(account_id, starts_at=starts_at, minutes=minutes)
    return plan_visit(actor=actor, person_id=actor.person_id, draft=draft, now=NOW).visit


def make_fix(*, lat: float = DOOR.lat, lon: float = DOOR.lon, accuracy_m: float = 15) -> Fix:
    return Fix(position=Position(lat=lat, lon=lon), accuracy_m=accuracy_m, age_s=3)
