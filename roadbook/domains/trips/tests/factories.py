"""Typed builders of trips.

company = make_company_of_three()
trip_id = make_trip(company.rep)                    # a draft of three days with two nights
submit(company.rep, trip_id)
approve(company.boss)
"""

from datetime import UTC, date, datetime
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, PersonId, TripId
from roadbook.domains.approvals import commands as approvals
from roadbook.domains.approvals import queries as approval_queries
from roadbook.domains.approvals.contracts import Decision, DecisionOutcome, SubjectKind
from roadbook.domains.approvals.ports import OwnDesks, Subjects
from roadbook.domains.standards import commands as standards
from roadbook.domains.standards.contracts import Template
from roadbook.domains.trips import commands
from roadbook.domains.trips.commands import TripSubject
from roadbook.domains.trips.commands._drafting import present_version
from roadbook.domains.trips.contracts import (
    CostId,
    Mode,
    SegmentContent,
    StayContent,
    StopContent,
    TripContent,
    TripForecast,
    TripState,
)
from roadbook.domains.trips.models import Trip
from roadbook.domains.trips.queries._content import cost_rows

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TUESDAY, WEDNESDAY, THURSDAY = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 26)
CLOCKWORK = Actor(person_id=PersonId(UUID(int=1)), is_clockwork=True)
SUBJECTS = Subjects({SubjectKind.TRIP: TripSubject()})
RETURN = TripForecast(
    low_minor=1_200_000, mid_minor=3_800_000, high_minor=7_100_000, window_days=90, sample_count=46
)


def install_standards() -> None:
    standards.install_template(actor=CLOCKWORK, template=Template.CHINA_COMPANY, now=NOW)


def drive(day: date, origin: str, destination: str, *, distance_m: int) -> SegmentContent:
    return SegmentContent(
        mode=Mode.CAR,
        origin_code="310000" if origin == "上海" else "320500",
        origin_name=origin,
        destination_code="310000" if destination == "上海" else "320500",
        destination_name=destination,
        departs_at=datetime(day.year, day.month, day.day, 0, 30, tzinfo=UTC),
        departs_zone="Asia/Shanghai",
        arrives_at=datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC),
        arrives_zone="Asia/Shanghai",
        distance_m=distance_m,
        tolls_minor=10_800,
    )


def delta_content(
    *,
    account_ids: list[AccountId] | None = None,
    night_minor: int = 45_900,
    title: str = "苏州无锡三日",
    companion_ids: list[PersonId] | None = None,
) -> TripContent:
    """Three days by car, 640 km, two nights in Suzhou at one price."""
    return TripContent(
        title=title,
        purpose="回访到期客户",
        segments=[
            drive(TUESDAY, "上海", "苏州", distance_m=220_000),
            drive(WEDNESDAY, "苏州", "苏州", distance_m=200_000),
            drive(THURSDAY, "苏州", "上海", distance_m=220_000),
        ],
        stays=[
            StayContent(
                city_code="320500",
                city_name="苏州",
                hotel_name="金鸡湖酒店",
                first_night=TUESDAY,
                nights=2,
                night_minor=night_minor,
            )
        ],
        stops=[StopContent(account_id=a, on=WEDNESDAY) for a in account_ids or []],
        companion_ids=companion_ids or [],
        work_minutes=31 * 60,
        hour_cost_minor=18_000,
        expected_return=RETURN,
    )


def make_trip(actor: Actor, content: TripContent | None = None) -> TripId:
    return commands.create_trip(actor=actor, content=content or delta_content(), now=NOW)


def version_of(trip_id: TripId) -> int:
    return Trip.objects.get(id=trip_id).version


def state_of(trip_id: TripId) -> TripState:
    return TripState(Trip.objects.get(id=trip_id).state)


def explain(actor: Actor, trip_id: TripId, reason: str = "标准内的都远 40 分钟") -> None:
    """Give the lodging line its reason."""
    row = next(
        c
        for c in cost_rows(present_version(Trip.objects.get(id=trip_id)))
        if c.category == "lodging"
    )
    commands.set_cost(
        actor=actor,
        trip_id=trip_id,
        version=version_of(trip_id),
        cost_id=CostId(row.id),
        amount_minor=row.amount_minor,
        reason=reason,
        now=NOW,
    )


def submit(actor: Actor, trip_id: TripId) -> None:
    commands.submit_trip(actor=actor, trip_id=trip_id, version=version_of(trip_id), now=NOW)


def decide(actor: Actor, decision: Decision = Decision.APPROVE) -> DecisionOutcome:
    """Decide on the first thing that waits for the actor."""
    waiting = approval_queries.inbox(actor=actor, subjects=SUBJECTS, desks=OwnDesks())[0]
    assert waiting.task_id is not None
    return approvals.decide(
        actor=actor,
        task_id=waiting.task_id,
        decision=decision,
        comment="" if decision is Decision.APPROVE else "请改住标准内酒店",
        seen=waiting.seen,
        subjects=SUBJECTS,
        now=NOW,
    )
