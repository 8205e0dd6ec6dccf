"""Jobs of planning: make a plan, work one over."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.errors import Refusal
from roadbook.core.ids import PersonId, PlanId
from roadbook.domains.identity import queries as identity
from roadbook.domains.planning import commands, queries, rules
from roadbook.domains.planning.contracts import TravelWay
from roadbook.domains.planning.jobs._progress import DRIVEN, GATHERED, SOLVED, TOTAL, Progress
from roadbook.domains.planning.jobs._solving import Made, on_roads, question, solved
from roadbook.domains.planning.jobs._travelling import by_rides
from roadbook.domains.planning.queries import StoredPlan
from roadbook.domains.planning.rules import PlanInputs
from roadbook.engines.routing.editing import pinned
from roadbook.engines.routing.explaining import explain
from roadbook.engines.routing.problem import BadProblem, PlanProblem
from roadbook.engines.routing.result import RequiredDoesNotFit
from roadbook.foundation.jobs.contracts import (
    JobArgs,
    JobContext,
    JobResult,
)


def make_plan(context: JobContext, args: JobArgs, now: datetime) -> JobResult:
    """Gather, solve on estimated times, ask for road times, solve again, explain, write.

    Stopped while it searches, it writes the best plan so far. A plan that is made again keeps what
    was pinned and left out by hand, and moves no visit to another day without a gain.
    """
    plan_id = PlanId(UUID(str(args["plan_id"])))
    actor, progress = _actor(context), Progress(context=context)
    try:
        inputs = queries.inputs_of(actor=actor, plan_id=plan_id)
        progress.tell(GATHERED, "gathered")
        made = _made(progress, actor, plan_id, inputs, now)
    except (RequiredDoesNotFit, BadProblem, Refusal) as error:
        return _refused(actor, plan_id, error, now)
    return _settled(progress, actor, plan_id, made, now)


def _made(
    progress: Progress, actor: Actor, plan_id: PlanId, inputs: PlanInputs, now: datetime
) -> Made:
    """Plan the way that was asked for; of both ways the better. One that can be planned at all is
    better than one that cannot."""
    way = queries.way_of(actor=actor, plan_id=plan_id)
    seed = queries.seed_of(actor=actor, plan_id=plan_id)
    found: list[Made] = []
    if way is not TravelWay.RIDES:
        before = queries.last_stored(actor, plan_id)
        try:
            found.append(_by_car(progress, rules.shortlisted(inputs), before, seed, now))
        except (RequiredDoesNotFit, BadProblem):
            if way is TravelWay.CAR:
                raise
    if way is not TravelWay.CAR:
        try:
            found.append(by_rides(progress, actor, inputs, seed, now))
        except (RequiredDoesNotFit, BadProblem):
            if not found:
                raise
    return max(found, key=lambda each: each.net)


def _by_car(
    progress: Progress, inputs: PlanInputs, before: StoredPlan | None, seed: int, now: datetime
) -> Made:
    problem, material = question(inputs, rules.positions_of(inputs), rules.problem_of)
    if before is not None:
        problem = _kept(problem, before)
    progress.tell(DRIVEN, "driven")
    result = solved(progress, problem, seed=seed)
    travel, note = on_roads(progress, rules.positions_of(inputs), problem, result, now)
    problem = replace(problem, travel=travel)
    if note.legs:
        result = solved(progress, problem, seed=result.seed, before=result)
    known = material.travel.calibrations
    material = replace(material, travel=replace(note, calibrations=known))
    return Made(problem=problem, result=result, material=material)


def improve_plan(context: JobContext, args: JobArgs, now: datetime) -> JobResult:
    """Solve again from the present plan, with a bonus for staying on one's day."""
    plan_id = PlanId(UUID(str(args["plan_id"])))
    actor, progress = _actor(context), Progress(context=context)
    stored = queries.stored_plan(actor, plan_id)
    kept = tuple(
        replace(each, keep_day=stored.result.day_of(each.id)) for each in stored.problem.candidates
    )
    problem = replace(stored.problem, candidates=kept)
    try:
        result = solved(progress, problem, seed=stored.result.seed, before=stored.result)
    except (RequiredDoesNotFit, BadProblem) as error:
        return _refused(actor, plan_id, error, now)
    made = Made(problem=problem, result=result, material=stored.material)
    return _settled(progress, actor, plan_id, made, now)


def _actor(context: JobContext) -> Actor:
    if context.requested_by is None:
        raise ValueError("a plan is asked for by a person")
    return identity.actor_of(PersonId(context.requested_by))


def _kept(problem: PlanProblem, before: StoredPlan) -> PlanProblem:
    """Put the marks of the plan before on the customers that are still in question."""
    candidates = tuple(
        replace(each, windows=(), required=False)
        if each.id in before.excluded
        else replace(each, keep_day=before.result.day_of(each.id) or each.keep_day)
        for each in problem.candidates
    )
    problem = replace(problem, candidates=candidates)
    known = {each.id for each in candidates}
    for key in sorted(before.pinned & known):
        day = before.result.day_of(key)
        if day is not None:
            problem = pinned(problem, key, day)
    return problem


def _settled(
    progress: Progress, actor: Actor, plan_id: PlanId, made: Made, now: datetime
) -> JobResult:
    explanation = explain(made.problem, made.result)
    progress.tell(SOLVED, "explained")
    commands.settle_plan(
        actor=actor,
        plan_id=plan_id,
        problem=made.problem,
        result=made.result,
        explanation=explanation,
        material=made.material,
        now=now,
    )
    progress.tell(TOTAL, "done")
    return {"plan_id": str(plan_id), "stops": sum(len(day.stops) for day in made.result.days)}


def _refused(
    actor: Actor, plan_id: PlanId, error: RequiredDoesNotFit | BadProblem | Refusal, now: datetime
) -> JobResult:
    trouble = _trouble(actor, error)
    commands.refuse_plan(actor=actor, plan_id=plan_id, trouble=trouble, now=now)
    return {"plan_id": str(plan_id), "refused": trouble["code"]}


def _trouble(actor: Actor, error: RequiredDoesNotFit | BadProblem | Refusal) -> dict[str, str]:
    if isinstance(error, RequiredDoesNotFit):
        blocked = error.blocked[0]
        return {
            "code": "planning.required_cannot_fit",
            "account_id": blocked.candidate_id,
            "account_name": queries.account_name(blocked.candidate_id),
            "constraint": blocked.constraint.value,
        }
    if isinstance(error, BadProblem):
        return {"code": "planning.no_bed_or_way", "constraint": error.reason}
    return {"code": error.code}
