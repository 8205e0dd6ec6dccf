"""Jobs of planning: make a plan, work one over."""

from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.errors import Refusal
from roadbook.core.ids import PersonId, PlanId
from roadbook.domains.identity import queries as identity
from roadbook.domains.planning import commands, queries, rules
from roadbook.domains.planning.contracts import TravelNote
from roadbook.domains.planning.jobs._progress import DRIVEN, GATHERED, SOLVED, TOTAL, Progress
from roadbook.domains.planning.jobs._roads import estimated_travel, with_road_times
from roadbook.domains.planning.ports import Roads
from roadbook.domains.planning.queries import StoredPlan
from roadbook.domains.planning.rules import PlanInputs, PlanMaterial
from roadbook.engines.routing.editing import pinned
from roadbook.engines.routing.explaining import explain
from roadbook.engines.routing.problem import BadProblem, PlanProblem
from roadbook.engines.routing.result import PlanResult, RequiredDoesNotFit
from roadbook.engines.routing.solving import Budget, solve
from roadbook.foundation.jobs.contracts import (
    JobArgs,
    JobCancelled,
    JobContext,
    JobLost,
    JobResult,
)
from roadbook.foundation.wiring import port

MOST_ITERATIONS: Final = 20_000
_ITERATIONS_A_CANDIDATE: Final = 100


def make_plan(context: JobContext, args: JobArgs, now: datetime) -> JobResult:
    """Gather, solve on estimated times, ask for road times, solve again, explain, write.

    Stopped while it searches, it writes the best plan so far. A plan that is made again keeps what
    was pinned and left out by hand, and moves no visit to another day without a gain.
    """
    plan_id = PlanId(UUID(str(args["plan_id"])))
    actor, progress = _actor(context), Progress(context=context)
    try:
        inputs = rules.shortlisted(queries.inputs_of(actor=actor, plan_id=plan_id))
        progress.tell(GATHERED, "gathered")
        problem, material = _question(inputs)
        before = queries.last_stored(actor, plan_id)
        if before is not None:
            problem = _kept(problem, before)
        progress.tell(DRIVEN, "driven")
        result = _solved(progress, problem, seed=queries.seed_of(actor=actor, plan_id=plan_id))
        problem, note = _on_roads(progress, inputs, problem, result, now)
        if note.legs:
            result = _solved(progress, problem, seed=result.seed, before=result)
        known = material.travel.calibrations
        material = replace(material, travel=replace(note, calibrations=known))
    except (RequiredDoesNotFit, BadProblem, Refusal) as error:
        return _refused(actor, plan_id, error, now)
    return _settled(progress, actor, plan_id, problem, result, material, now)


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
        result = _solved(progress, problem, seed=stored.result.seed, before=stored.result)
    except (RequiredDoesNotFit, BadProblem) as error:
        return _refused(actor, plan_id, error, now)
    return _settled(progress, actor, plan_id, problem, result, stored.material, now)


def _actor(context: JobContext) -> Actor:
    if context.requested_by is None:
        raise ValueError("a plan is asked for by a person")
    return identity.actor_of(PersonId(context.requested_by))


def _question(inputs: PlanInputs) -> tuple[PlanProblem, PlanMaterial]:
    travel, calibrations = estimated_travel(rules.positions_of(inputs))
    kept = {str(each.facts.account_id) for each in inputs.prospects}
    material = PlanMaterial(
        zone=inputs.zone,
        start=inputs.start,
        facts={str(each.facts.account_id): each.facts for each in inputs.prospects},
        hotels={str(choice.hotel.id): choice for choice in inputs.hotels},
        deals={key: deals for key, deals in inputs.deals.items() if key in kept},
        rates=inputs.rates,
        uplift=inputs.uplift,
        considered_count=inputs.considered_count,
        travel=TravelNote(calibrations=calibrations),
        load=inputs.load,
    )
    return rules.problem_of(inputs, travel), material


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


def _on_roads(
    progress: Progress,
    inputs: PlanInputs,
    problem: PlanProblem,
    result: PlanResult,
    now: datetime,
) -> tuple[PlanProblem, TravelNote]:
    """Put road times between the short-listed places, where a road service is set up.

    A stopped plan stays on what it was solved with.
    """
    roads = port(Roads)

    def tell(done: int, total: int) -> None:
        progress.tell(DRIVEN, f"roads {done}/{total}")
        if progress.is_stopped:
            raise JobCancelled

    if progress.is_stopped:
        return problem, TravelNote()
    try:
        travel, note = with_road_times(
            roads=roads,
            travel=problem.travel,
            places=rules.places_to_look_up(problem, result, most=roads.most_points),
            positions=rules.positions_of(inputs),
            tell=tell,
            now=now,
        )
    except JobLost:
        raise
    except JobCancelled:
        return problem, TravelNote()
    return replace(problem, travel=travel), note


def _solved(
    progress: Progress, problem: PlanProblem, *, seed: int, before: PlanResult | None = None
) -> PlanResult:
    progress.searched = 0
    iterations = min(MOST_ITERATIONS, _ITERATIONS_A_CANDIDATE * (len(problem.candidates) + 5))
    budget = Budget(iterations=iterations)
    return solve(
        problem,
        budget=budget,
        seed=seed,
        warm_start=before,
        on_progress=progress.tell_search,
        is_cancelled=progress.may_end_search,
    )


def _settled(  # all of what a job has found
    progress: Progress,
    actor: Actor,
    plan_id: PlanId,
    problem: PlanProblem,
    result: PlanResult,
    material: PlanMaterial,
    now: datetime,
) -> JobResult:
    explanation = explain(problem, result)
    progress.tell(SOLVED, "explained")
    commands.settle_plan(
        actor=actor,
        plan_id=plan_id,
        problem=problem,
        result=result,
        explanation=explanation,
        material=material,
        now=now,
    )
    progress.tell(TOTAL, "done")
    return {"plan_id": str(plan_id), "stops": sum(len(day.stops) for day in result.days)}


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
