"""An accepted plan becomes visits and calendar events."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from roadbook.core.actor import Actor
from roadbook.core.clock import instant_at
from roadbook.core.ids import AccountId, PersonId, PlanId, TripId
from roadbook.domains.customers import commands as customer_commands
from roadbook.domains.customers import queries as customers
from roadbook.domains.customers.contracts import MemberRole
from roadbook.domains.identity import queries as identity
from roadbook.domains.planning import policies, queries, rules
from roadbook.domains.planning.contracts import PlanChanged, PlanNotReady, PlanRecord, PlanState
from roadbook.domains.planning.models import Plan
from roadbook.domains.planning.queries import StoredPlan
from roadbook.domains.schedule import commands as schedule
from roadbook.domains.schedule.contracts import EventDraft, EventKind
from roadbook.domains.visits import commands as visits
from roadbook.domains.visits import queries as visit_queries
from roadbook.domains.visits.contracts import Certainty, VisitDraft, VisitStatus, VisitSummary
from roadbook.foundation.changes import door as changes

_FIXED = frozenset({Certainty.EXACT, Certainty.CONFIRMED})
_UNDER_WAY = frozenset(
    {
        VisitStatus.EN_ROUTE,
        VisitStatus.CHECKED_IN,
        VisitStatus.CHECKED_OUT,
        VisitStatus.REPORTED,
    }
)


@changes.unit_of_work
def accept_plan(*, actor: Actor, plan_id: PlanId, revision: int, now: datetime) -> PlanRecord:
    """Write a plan's visits into the diary and its rides into the calendar; visits that stood
    already move instead of doubling.

    Raises PlanUnknown, NotYourPlan, PlanNotReady, PlanChanged.
    """
    plan = policies.access_plan(actor=actor, plan_id=plan_id)
    row = queries.current_revision(plan)
    if plan.state != PlanState.READY or row is None:
        raise PlanNotReady(state=plan.state)
    if plan.revision != revision:
        raise PlanChanged(revision=plan.revision)
    stored = queries.revision_of(row)
    found = _visits(actor, plan)
    standing = _standing(plan, found)
    took_place = {visit.account_id for visit in found if visit.status in _UNDER_WAY}
    drafts = {key: each for key, each in _drafts(stored).items() if key not in took_place}
    for account_id, draft in drafts.items():
        if account_id in standing:
            _move(actor, standing[account_id], draft, now)
    _let_in(plan, list(drafts), now)
    visits.plan_visits(
        actor=actor,
        person_id=PersonId(plan.person_id),
        drafts=[draft for account_id, draft in drafts.items() if account_id not in standing],
        plan_id=plan_id,
        now=now,
    )
    _put_rides(actor, plan, stored, now)
    plan.state, plan.frozen_until = PlanState.ACCEPTED, plan.last_day
    plan.save(update_fields=["state", "frozen_until"])
    changes.record(actor=actor, kind="plan.accepted", row=plan, happened_at=now)
    return queries.plan(actor, plan_id)


@changes.unit_of_work
def attach_trip(*, actor: Actor, plan_id: PlanId, trip_id: TripId, now: datetime) -> PlanRecord:
    """Note which trip a plan has become; said again for the same trip it changes nothing."""
    plan = policies.access_plan(actor=actor, plan_id=plan_id)
    if plan.trip_id != trip_id:
        if plan.trip_id is not None:
            raise PlanNotReady(state="in_trip")
        plan.trip_id = trip_id
        plan.save(update_fields=["trip_id"])
        changes.record(actor=actor, kind="plan.became_trip", row=plan, happened_at=now)
    return queries.plan(actor, plan_id)


def _let_in(plan: Plan, account_ids: Sequence[AccountId], now: datetime) -> None:
    """Let whoever was given a customer that is not theirs take part in it from now on."""
    if plan.team_plan is None:
        return
    traveller = identity.actor_of(PersonId(plan.person_id))
    known = customers.readable_accounts(traveller, account_ids)
    asker = identity.actor_of(PersonId(plan.team_plan.asked_by_id))
    for account_id in sorted(set(account_ids) - known):
        customer_commands.add_member(
            actor=asker,
            account_id=account_id,
            person_id=traveller.person_id,
            role=MemberRole.BACKUP,
            now=now,
        )


def _visits(actor: Actor, plan: Plan) -> Sequence[VisitSummary]:
    return visit_queries.visits_between(
        actor=actor,
        first=plan.first_day,
        last=plan.last_day,
        person_ids=[PersonId(plan.person_id)],
    )


def _standing(plan: Plan, found: Sequence[VisitSummary]) -> dict[AccountId, VisitSummary]:
    """Give the open visits of the period that other plans or people have entered."""
    return {
        visit.account_id: visit
        for visit in found
        if visit.status is VisitStatus.PLANNED and visit.plan_id != plan.id
    }


def _move(actor: Actor, visit: VisitSummary, draft: VisitDraft, now: datetime) -> None:
    if visit.certainty in _FIXED or visit.starts_at == draft.starts_at:
        return
    visits.reschedule_visit(
        actor=actor,
        visit_id=visit.id,
        starts_at=draft.starts_at,
        ends_at=draft.ends_at,
        now=now,
    )


def _put_rides(actor: Actor, plan: Plan, stored: StoredPlan, now: datetime) -> None:
    """Enter trains and flights as taken time; whoever changes the journey changes them there."""
    zone = ZoneInfo(stored.material.zone)
    for ride in stored.problem.rides:
        ticket = stored.material.tickets[ride.id]
        when = rules.date_of(stored.problem, ride.day)
        schedule.put_event(
            actor=actor,
            draft=EventDraft(
                person_id=PersonId(plan.person_id),
                kind=EventKind.OTHER,
                title=f"{ticket.code} {ticket.origin.name} → {ticket.destination.name}",
                zone=stored.material.zone,
                starts_at=instant_at(when, ride.departs_s, zone),
                ends_at=instant_at(when, ride.arrives_s, zone),
                place=ticket.origin.name,
            ),
            now=now,
        )


def _drafts(stored: StoredPlan) -> Mapping[AccountId, VisitDraft]:
    zone = ZoneInfo(stored.material.zone)
    drafts = {}
    for day in stored.result.days:
        when = date.fromisoformat(day.date)
        for stop in day.stops:
            account_id = AccountId(UUID(stop.candidate_id))
            drafts[account_id] = VisitDraft(
                account_id=account_id,
                starts_at=instant_at(when, stop.start_s, zone),
                ends_at=instant_at(when, stop.leave_s, zone),
                zone=stored.material.zone,
                certainty=Certainty.FLEXIBLE_DAY,
            )
    return drafts
