"""A plan as its screen shows it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Q

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, JobId, PersonId, PlanId
from roadbook.domains.identity import queries as identity
from roadbook.domains.planning import policies, rules
from roadbook.domains.planning.contracts import (
    NotYourPlan,
    PlanMoney,
    PlanRecord,
    PlanReturn,
    PlanSettings,
    PlanState,
    PlanSummary,
    PlanTrouble,
    PlanUnknown,
    TravelWay,
)
from roadbook.domains.planning.models import Plan, PlanRevision
from roadbook.domains.planning.queries._days import change_of, days_of, left_out_of
from roadbook.domains.planning.queries._revisions import (
    StoredPlan,
    current_revision,
    result_of,
    revision_of,
)
from roadbook.domains.planning.rules import PlanMaterial
from roadbook.domains.standards import queries as standards
from roadbook.domains.standards.contracts import StandardFinding
from roadbook.engines.routing.problem import PlanProblem
from roadbook.engines.routing.result import PlanResult

_NO_PARTS: Final[Mapping[str, Any]] = {
    "days": (),
    "left_out": (),
    "money": None,
    "expected": None,
    "findings": (),
    "change": None,
    "settings": None,
}


def plan(actor: Actor, plan_id: PlanId) -> PlanRecord:
    """Give a plan with its days, reasons, price and return. Raises PlanUnknown."""
    row = policies.visible_plans(actor).filter(id=plan_id).first()
    if row is None:
        raise PlanUnknown
    return plan_record(actor, row)


def plan_record(actor: Actor, row: Plan) -> PlanRecord:
    """Turn a row with its present revision into the record."""
    revision = current_revision(row)
    names = identity.person_names([PersonId(row.person_id)])
    parts: dict[str, Any] = dict(_NO_PARTS)
    if revision is not None:
        parts = _parts(actor, row, revision_of(revision))
    return PlanRecord(
        id=PlanId(row.id),
        title=row.title,
        person_id=PersonId(row.person_id),
        person_name=names.get(PersonId(row.person_id), ""),
        first_day=row.first_day,
        last_day=row.last_day,
        state=PlanState(row.state),
        job_id=JobId(row.job_id) if row.job_id else None,
        revision=row.revision,
        can_undo=revision is not None and may_be_undone(row, revision),
        can_edit=row.state == PlanState.READY and _may_edit(actor, row),
        frozen_until=row.frozen_until,
        previous_id=PlanId(row.previous_id) if row.previous_id else None,
        trip_id=row.trip_id,
        trouble=trouble_of(row.trouble),
        version=row.version,
        **parts,
    )


def may_be_undone(row: Plan, revision: PlanRevision) -> bool:
    """Tell whether the present revision can be taken back; once accepted, only a re-planning."""
    if row.state == PlanState.READY:
        return row.revision > 1
    return row.state == PlanState.ACCEPTED and bool(revision.diary.get("is_accepted"))


def _may_edit(actor: Actor, row: Plan) -> bool:
    try:
        policies.require_planner(actor=actor, person_id=PersonId(row.person_id))
    except NotYourPlan:
        return False
    return actor.may_write


def trouble_of(stored: Mapping[str, str] | None) -> PlanTrouble | None:
    """Turn the stored reason why there is no plan into its record."""
    if not stored:
        return None
    account_id = stored.get("account_id")
    return PlanTrouble(
        code=stored.get("code", ""),
        account_id=AccountId(UUID(account_id)) if account_id else None,
        account_name=stored.get("account_name", ""),
        constraint=stored.get("constraint", ""),
    )


def _parts(actor: Actor, row: Plan, stored: StoredPlan) -> dict[str, Any]:
    material, result = stored.material, stored.result
    before = row.revisions.filter(number=stored.number - 1).first() if stored.number > 1 else None
    return {
        "days": days_of(stored),
        "left_out": left_out_of(stored),
        "money": money_of(material, stored.problem, result),
        "expected": _expected(material, result),
        "findings": _findings(actor, row, stored),
        "change": change_of(stored, result_of(before)) if before else None,
        "settings": _settings(row, stored),
    }


def money_of(material: PlanMaterial, problem: PlanProblem, result: PlanResult) -> PlanMoney:
    """Price a result with the material's rates and the rides of its problem."""
    return rules.money_of(
        result,
        rates=material.rates,
        zone=material.zone,
        facts=material.facts,
        hotel_cities=_hotel_cities(material),
        travelled=rules.Travelled(rides=problem.rides, tickets=material.tickets),
    )


def _hotel_cities(material: PlanMaterial) -> dict[str, str]:
    return {key: rules.city_of(each.hotel.city_code) for key, each in material.hotels.items()}


def _expected(material: PlanMaterial, result: PlanResult) -> PlanReturn:
    served = [stop.candidate_id for day in result.days for stop in day.stops]
    deals = [(deal[0], deal[1]) for each in served for deal in material.deals.get(each, ())]
    return rules.expected_return(
        uplift=material.uplift,
        deals=deals,
        stops=len(served),
        currency=material.rates.currency,
    )


def _findings(actor: Actor, row: Plan, stored: StoredPlan) -> Sequence[StandardFinding]:
    person = identity.person(actor=actor, person_id=PersonId(row.person_id))
    items = rules.lodging_items(
        stored.result,
        hotel_cities=_hotel_cities(stored.material),
        prices={key: each.hotel.price_minor for key, each in stored.material.hotels.items()},
    )
    return standards.check(grade_id=person.grade_id, items=items).findings


def _settings(row: Plan, stored: StoredPlan) -> PlanSettings:
    return PlanSettings(
        sleeps_away=row.sleeps_away,
        way=TravelWay(row.way),
        city_codes=row.city_codes,
        seed=stored.result.seed,
        engine=stored.result.engine,
        iterations=stored.result.iterations,
        inputs_hash=stored.result.problem_hash,
        candidate_count=len(stored.problem.candidates),
        considered_count=stored.material.considered_count,
        travel_sources=stored.problem.travel.sources,
        travel=stored.material.travel,
        weights=rules.stated_weights(stored.material.rates, stored.material.load),
    )


def plan_page(
    *,
    actor: Actor,
    person_id: PersonId | None,
    states: Sequence[PlanState],
    after: Sequence[Any] | None,
    limit: int,
) -> tuple[Sequence[PlanSummary], Sequence[Any] | None]:
    """Give a page of plans, the latest first, and the key to go on after."""
    rows = policies.visible_plans(actor)
    if person_id is not None:
        rows = rows.filter(person_id=person_id)
    if states:
        rows = rows.filter(state__in=list(states))
    if after is not None:
        made_at, last_id = datetime.fromisoformat(str(after[0])), UUID(str(after[1]))
        rows = rows.filter(Q(made_at__lt=made_at) | Q(made_at=made_at, id__gt=last_id))
    page = list(rows.order_by("-made_at", "id")[: limit + 1])
    names = identity.person_names(PersonId(row.person_id) for row in page)
    items = [_summary(row, names.get(PersonId(row.person_id), "")) for row in page[:limit]]
    if len(page) <= limit:
        return items, None
    return items, [page[limit - 1].made_at.isoformat(), str(page[limit - 1].id)]


def _summary(row: Plan, person_name: str) -> PlanSummary:
    return PlanSummary(
        id=PlanId(row.id),
        title=row.title,
        person_id=PersonId(row.person_id),
        person_name=person_name,
        first_day=row.first_day,
        last_day=row.last_day,
        state=PlanState(row.state),
        stop_count=row.stop_count,
        cash_minor=row.cash_minor,
        currency=row.currency,
        made_at=row.made_at,
    )
