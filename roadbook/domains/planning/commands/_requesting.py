"""Ask for a plan, and settle what the job found."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, JobId, PlanId
from roadbook.domains.customers import queries as customers
from roadbook.domains.identity import queries as identity
from roadbook.domains.planning import policies, queries, rules
from roadbook.domains.planning.commands._revising import Cause, title_of, write_revision
from roadbook.domains.planning.contracts import (
    PlanNotReady,
    PlanRecord,
    PlanRequest,
    PlanState,
    StopUnknown,
    TravelWay,
)
from roadbook.domains.planning.models import Plan
from roadbook.domains.planning.rules import PlanMaterial
from roadbook.engines.routing.explaining import Explanation
from roadbook.engines.routing.problem import PlanProblem
from roadbook.engines.routing.result import PlanResult
from roadbook.foundation.changes import door as changes
from roadbook.foundation.jobs import door as jobs


@changes.unit_of_work
def request_plan(*, actor: Actor, request: PlanRequest, now: datetime) -> PlanRecord:
    """Ask for a plan; a job makes it. Raises NotYourPlan, Invalid, StopUnknown, PersonNotFound."""
    person = identity.person(actor=actor, person_id=request.person_id)
    rules.check_request(request, today=_today(now, person.time_zone))
    policies.require_planner(actor=actor, person_id=request.person_id)
    wished = list(dict.fromkeys(request.account_ids))
    if len(customers.readable_accounts(actor, wished)) != len(wished):
        raise StopUnknown
    plan = Plan(
        person_id=request.person_id,
        requested_by_id=person.id if actor.is_clockwork else actor.person_id,
        title=request.title.strip(),
        first_day=request.first_day,
        last_day=request.last_day,
        sleeps_away=request.sleeps_away,
        way=_way(actor, request),
        city_codes=list(dict.fromkeys(request.area.city_codes)),
        account_ids=[str(each) for each in wished],
        seed=request.seed,
        team_plan_id=request.team_plan_id,
        candidate_ids=_texts(request.candidate_ids),
        made_at=now,
    )
    plan.job_id = jobs.enqueue(
        "make_plan", {"plan_id": str(plan.id)}, requested_by=plan.requested_by_id
    )
    plan.save()
    changes.record(actor=actor, kind="plan.requested", row=plan, happened_at=now)
    return queries.plan(actor, PlanId(plan.id))


@changes.unit_of_work
def improve_plan(*, actor: Actor, plan_id: PlanId, now: datetime) -> PlanRecord:
    """Let the planner work over a changed plan, keeping what is pinned and moving as little as
    pays. Raises PlanUnknown, NotYourPlan, PlanNotReady."""
    plan = policies.access_plan(actor=actor, plan_id=plan_id)
    if plan.state != PlanState.READY:
        raise PlanNotReady(state=plan.state)
    plan.state = PlanState.MAKING
    plan.job_id = jobs.enqueue(
        "improve_plan", {"plan_id": str(plan.id)}, requested_by=plan.requested_by_id
    )
    plan.save(update_fields=["state", "job_id"])
    changes.record(actor=actor, kind="plan.improvement_requested", row=plan, happened_at=now)
    return queries.plan(actor, plan_id)


@changes.unit_of_work
def stop_plan(*, actor: Actor, plan_id: PlanId, now: datetime) -> PlanRecord:
    """End the making of a plan: a job at work writes the best plan so far; where none is at work
    the plan is what it was before. Raises PlanUnknown, NotYourPlan, PlanNotReady."""
    plan = policies.access_plan(actor=actor, plan_id=plan_id)
    if plan.state != PlanState.MAKING:
        raise PlanNotReady(state=plan.state)
    is_at_work = plan.job_id is not None and jobs.stop(JobId(plan.job_id), now)
    if not is_at_work:
        _end_making(plan, {"code": "planning.stopped"})
    changes.record(actor=actor, kind="plan.stopped", row=plan, happened_at=now)
    return queries.plan(actor, plan_id)


@changes.unit_of_work
def settle_plan(
    *,
    actor: Actor,
    plan_id: PlanId,
    problem: PlanProblem,
    result: PlanResult,
    explanation: Explanation,
    material: PlanMaterial,
    now: datetime,
) -> bool:
    """Write what a job has found; tells whether the plan still waited for it."""
    plan = policies.access_plan(actor=actor, plan_id=plan_id)
    if plan.state != PlanState.MAKING:
        return False
    before = queries.current_revision(plan)
    marks = (before.pinned, before.excluded) if before else ((), ())
    write_revision(
        plan,
        cause=Cause(kind="improved" if before else "made"),
        problem=problem,
        result=result,
        explanation=explanation,
        material=material,
        marks=marks,
        now=now,
    )
    plan.state, plan.job_id, plan.trouble = PlanState.READY, None, None
    plan.title = plan.title or title_of(result, material, fallback=material.start.name)
    plan.save()
    changes.record(actor=actor, kind="plan.made", row=plan, happened_at=now)
    return True


@changes.unit_of_work
def refuse_plan(
    *, actor: Actor, plan_id: PlanId, trouble: Mapping[str, str], now: datetime
) -> bool:
    """Write down why a plan could not be made; a plan that had a revision keeps it."""
    plan = policies.access_plan(actor=actor, plan_id=plan_id)
    if plan.state != PlanState.MAKING:
        return False
    _end_making(plan, trouble)
    changes.record(actor=actor, kind="plan.refused", row=plan, happened_at=now)
    return True


def _way(actor: Actor, request: PlanRequest) -> TravelWay:
    """A team goes by road unless it is said otherwise; a person as the profile says."""
    if request.way is not None or request.team_plan_id is not None:
        return request.way or TravelWay.CAR
    return queries.travel_profile(actor=actor, person_id=request.person_id).way


def _end_making(plan: Plan, trouble: Mapping[str, str]) -> None:
    plan.state = PlanState.READY if plan.revision else PlanState.REFUSED
    plan.trouble, plan.job_id = dict(trouble), None
    plan.save()


def _texts(ids: Sequence[AccountId] | None) -> list[str] | None:
    return None if ids is None else [str(each) for each in ids]


def _today(now: datetime, zone: str) -> date:
    return now.astimezone(ZoneInfo(zone)).date()
