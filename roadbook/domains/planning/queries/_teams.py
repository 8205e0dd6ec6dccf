"""The team board."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from pydantic import TypeAdapter

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, PersonId, PlanId, TeamPlanId
from roadbook.domains.cadence import queries as cadence
from roadbook.domains.customers import queries as customers
from roadbook.domains.identity import queries as identity
from roadbook.domains.planning import policies
from roadbook.domains.planning.contracts import (
    GivenCustomer,
    PlanState,
    TeamHours,
    TeamLeftOut,
    TeamPerson,
    TeamPlanDay,
    TeamPlanRecord,
    TeamPlanState,
    TeamPlanSummary,
    TeamPlanUnknown,
    TeamShares,
    TeamStop,
    TeamTie,
    TeamTotals,
    TeamUnassigned,
    TerritoryLoad,
)
from roadbook.domains.planning.models import Plan, TeamPlan
from roadbook.domains.planning.queries._days import days_of
from roadbook.domains.planning.queries._plans import trouble_of
from roadbook.domains.planning.queries._revisions import (
    StoredPlan,
    current_revision,
    revision_of,
)

MOST_LISTED: Final = 30
_SHARES: Final = TypeAdapter(TeamShares)
_FULL_PCT: Final = 100


def shares_of_row(row: TeamPlan) -> TeamShares:
    """Unpack who was given what."""
    return _SHARES.validate_python(row.shares) if row.shares else TeamShares()


def packed_shares(shares: TeamShares) -> Mapping[str, object]:
    """Pack who was given what for storing."""
    packed: Mapping[str, object] = _SHARES.dump_python(shares, mode="json")
    return packed


def team_plans(*, actor: Actor) -> Sequence[TeamPlanSummary]:
    """Give the latest team plans."""
    rows = list(policies.visible_team_plans(actor).order_by("-made_at", "id")[:MOST_LISTED])
    names = identity.person_names(PersonId(row.asked_by_id) for row in rows)
    states: dict[UUID, Counter[str]] = {row.id: Counter() for row in rows}
    plans = policies.visible_plans(actor).filter(team_plan__in=rows)
    for team_plan_id, state in plans.values_list("team_plan_id", "state"):
        states[team_plan_id][state] += 1
    return [
        TeamPlanSummary(
            id=TeamPlanId(row.id),
            asked_by_id=PersonId(row.asked_by_id),
            asked_by_name=names.get(PersonId(row.asked_by_id), ""),
            first_day=row.first_day,
            last_day=row.last_day,
            state=TeamPlanState(row.state),
            people=len(row.person_ids),
            plans=dict(states[row.id]),
            made_at=row.made_at,
        )
        for row in rows
    ]


def team_plan(*, actor: Actor, team_plan_id: TeamPlanId) -> TeamPlanRecord:
    """Give the board: a line a person, who is left out, the totals. Raises TeamPlanUnknown."""
    row = policies.visible_team_plans(actor).filter(id=team_plan_id).first()
    if row is None:
        raise TeamPlanUnknown
    shares = shares_of_row(row)
    person_ids = [PersonId(UUID(each)) for each in row.person_ids]
    names = identity.person_names([*person_ids, PersonId(row.asked_by_id)])
    rows = policies.visible_plans(actor).filter(team_plan=row)
    plans = {PersonId(each.person_id): each for each in rows}
    hours = {each.person_id: each for each in shares.people}
    given = {each.account_id: each for each in shares.given}
    people = [
        _person(person_id, names.get(person_id, ""), plans.get(person_id), hours, given)
        for person_id in person_ids
    ]
    people.sort(key=lambda each: (each.person_name, each.person_id))
    return TeamPlanRecord(
        id=TeamPlanId(row.id),
        asked_by_id=PersonId(row.asked_by_id),
        asked_by_name=names.get(PersonId(row.asked_by_id), ""),
        first_day=row.first_day,
        last_day=row.last_day,
        sleeps_away=row.sleeps_away,
        state=TeamPlanState(row.state),
        trouble=row.trouble,
        can_edit=actor.may_write and policies.may_plan_all(actor, person_ids),
        plans=dict(Counter(plan.state for plan in plans.values())),
        people=people,
        unassigned=_unassigned(actor, shares),
        totals=_totals(people),
        made_at=row.made_at,
        version=row.version,
    )


def _person(
    person_id: PersonId,
    name: str,
    plan: Plan | None,
    hours: Mapping[PersonId, TeamHours],
    given: Mapping[AccountId, GivenCustomer],
) -> TeamPerson:
    revision = current_revision(plan) if plan is not None else None
    stored = revision_of(revision) if revision is not None else None
    days = _days(stored, given) if stored is not None else []
    known = hours.get(person_id)
    capacity_s = known.capacity_s if known else 0
    busy_s = sum(day.busy_s for day in days)
    trouble = trouble_of(plan.trouble if plan is not None else None)
    if trouble is None and known is not None and known.trouble:
        trouble = trouble_of({"code": known.trouble})
    return TeamPerson(
        person_id=person_id,
        person_name=name,
        plan_id=PlanId(plan.id) if plan is not None else None,
        state=PlanState(plan.state) if plan is not None else None,
        revision=plan.revision if plan is not None else 0,
        trouble=trouble,
        given_count=sum(each.person_id == person_id for each in given.values()),
        stop_count=sum(len(day.stops) for day in days),
        left_out_count=len(stored.explanation.left_out) if stored is not None else 0,
        busy_s=busy_s,
        capacity_s=capacity_s,
        load_pct=busy_s * _FULL_PCT // capacity_s if capacity_s else 0,
        drive_m=sum(day.drive_m for day in days),
        cash_minor=plan.cash_minor if plan is not None else 0,
        currency=plan.currency if plan is not None else "CNY",
        territory=known.load if known else TerritoryLoad(),
        days=days,
        left_out=_left_out(stored) if stored is not None else [],
    )


def _days(stored: StoredPlan, given: Mapping[AccountId, GivenCustomer]) -> list[TeamPlanDay]:
    return [
        TeamPlanDay(
            day=day.day,
            start=day.start,
            end=day.end,
            leave_s=day.leave_s,
            back_s=day.back_s,
            drive_m=day.drive_m,
            busy_s=day.drive_s + day.visit_s + day.wait_s,
            stops=[
                TeamStop(
                    account_id=stop.account.account_id,
                    name=stop.account.name,
                    customer_class=stop.account.customer_class,
                    position=stop.account.position,
                    start_s=stop.start_s,
                    leave_s=stop.leave_s,
                    tie=_tie(given.get(stop.account.account_id)),
                )
                for stop in day.stops
            ],
        )
        for day in days_of(stored)
    ]


def _tie(given: GivenCustomer | None) -> TeamTie:
    return given.tie if given is not None else TeamTie.FIXED


def _left_out(stored: StoredPlan) -> list[TeamLeftOut]:
    facts = stored.material.facts
    return [
        TeamLeftOut(
            account_id=facts[each.candidate_id].account_id,
            name=facts[each.candidate_id].name,
            city_name=facts[each.candidate_id].city_name,
            constraint=each.constraint,
        )
        for each in stored.explanation.left_out
    ]


def _unassigned(actor: Actor, shares: TeamShares) -> list[TeamUnassigned]:
    known = customers.account_summaries(actor, [each.account_id for each in shares.ungiven])
    return [
        TeamUnassigned(
            account_id=each.account_id,
            name=known[each.account_id].name,
            city_name=cadence.city_name(known[each.account_id].city_code),
            gap=each.gap,
        )
        for each in shares.ungiven
        if each.account_id in known
    ]


def _totals(people: Sequence[TeamPerson]) -> TeamTotals:
    at_work = [each.load_pct for each in people if each.capacity_s]
    return TeamTotals(
        stop_count=sum(each.stop_count for each in people),
        busy_s=sum(each.busy_s for each in people),
        capacity_s=sum(each.capacity_s for each in people),
        drive_m=sum(each.drive_m for each in people),
        cash_minor=sum(each.cash_minor for each in people),
        currency=people[0].currency if people else "CNY",
        lightest_pct=min(at_work, default=0),
        heaviest_pct=max(at_work, default=0),
    )
