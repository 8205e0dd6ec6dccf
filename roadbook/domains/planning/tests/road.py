"""Somebody on the road by an accepted plan, for the tests of re-planning."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId
from roadbook.domains.customers.tests.factories import NOW
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.factories import actor_for, make_person
from roadbook.domains.planning import commands, queries
from roadbook.domains.planning.contracts import (
    Happening,
    PlanRecord,
    ReplanProposal,
    ReplanRequest,
)
from roadbook.domains.planning.ports import TravelTimes
from roadbook.domains.planning.tests.factories import (
    TUESDAY,
    WEDNESDAY,
    make_plan,
)
from roadbook.domains.schedule.models import CalendarEvent
from roadbook.domains.visits import commands as visit_commands
from roadbook.domains.visits import queries as visit_queries
from roadbook.domains.visits.contracts import VisitStatus, VisitSummary
from roadbook.engines.routing.replanning import Scope
from roadbook.foundation.wiring import port

ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, kw_only=True)
class Road:
    """Somebody on the road by an accepted plan of two days."""

    rep: Person
    actor: Actor
    plan: PlanRecord

    def at(self, hour: int, minute: int = 0) -> datetime:
        return datetime(2026, 12, 1, hour, minute, tzinfo=ZONE)

    def visits(self) -> list[VisitSummary]:
        found = visit_queries.visits_between(
            actor=self.actor,
            first=TUESDAY,
            last=WEDNESDAY,
            person_ids=[self.plan.person_id],
        )
        return list(found)

    def visit(self, account_id: AccountId) -> VisitSummary:
        return next(each for each in self.visits() if each.account_id == account_id)

    def today(self) -> list[AccountId]:
        return [stop.account.account_id for stop in self.plan.days[0].stops]

    def propose(self, request: ReplanRequest) -> ReplanProposal:
        return queries.propose_replanning(
            actor=self.actor,
            plan_id=self.plan.id,
            request=request,
            times=port(TravelTimes),  # type: ignore[type-abstract]  # a port is asked by type
            now=request.asked_at,
        )

    def accept(self, request: ReplanRequest, seen: str, *, later_s: int = 20) -> PlanRecord:
        return commands.accept_replanning(
            actor=self.actor,
            plan_id=self.plan.id,
            request=request,
            seen=seen,
            times=port(TravelTimes),  # type: ignore[type-abstract]  # a port is asked by type
            now=request.asked_at + timedelta(seconds=later_s),
        )

    def do(self, account_id: AccountId, start: datetime, end: datetime | None) -> None:
        visit = self.visit(account_id)
        visit_commands.check_in(actor=self.actor, visit_id=visit.id, fix=None, now=start)
        if end is not None:
            visit_commands.check_out(actor=self.actor, visit_id=visit.id, fix=None, now=end)


def on_the_road(*, customers: int = 7, sleeps_away: bool = True) -> Road:
    rep = make_person()
    actor = actor_for(rep)
    plan = make_plan(rep, customers=customers, sleeps_away=sleeps_away)
    plan = commands.accept_plan(actor=actor, plan_id=plan.id, revision=1, now=NOW)
    return Road(rep=rep, actor=actor, plan=plan)


def asked(kind: Happening, at: datetime, **told: object) -> ReplanRequest:
    request = ReplanRequest(kind=kind, scope=Scope.TRIP, asked_at=at)
    return replace(request, **told)  # type: ignore[arg-type]  # the fields of a request


def assert_agree(road: Road, plan: PlanRecord) -> None:
    """Plan, visits and calendar say the same of every visit that is still to come."""
    diary = {each.account_id: each for each in road.visits() if each.status is VisitStatus.PLANNED}
    planned = {
        stop.account.account_id: (day.day, stop)
        for day in plan.days
        for stop in day.stops
        if road.visit(stop.account.account_id).status is VisitStatus.PLANNED
    }
    assert diary.keys() == planned.keys()
    for account_id, (day, stop) in planned.items():
        visit = diary[account_id]
        local = visit.starts_at.astimezone(ZONE)
        assert (local.date(), local.hour * 3600 + local.minute * 60 + local.second) == (
            day,
            stop.start_s,
        )
        event = CalendarEvent.objects.get(subject_id=visit.id, deleted_at=None)
        assert (event.starts_at, event.ends_at) == (visit.starts_at, visit.ends_at)
