"""Changes by hand: move, pin, exclude, force in, undo. Each writes a revision."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, PlanId
from roadbook.domains.planning import policies, queries, rules
from roadbook.domains.planning.commands._replanning import take_back
from roadbook.domains.planning.commands._revising import Cause, show_numbers, write_revision
from roadbook.domains.planning.contracts import (
    CannotFit,
    NothingToUndo,
    PlanChanged,
    PlanNotReady,
    PlanRecord,
    PlanState,
    RequiredCannotFit,
    SlotChoice,
    StopUnknown,
)
from roadbook.domains.planning.models import Plan
from roadbook.domains.planning.queries import StoredPlan
from roadbook.engines.routing.editing import Move, Price, insert, pinned, price_of
from roadbook.engines.routing.explaining import explain
from roadbook.engines.routing.problem import BadProblem, Candidate, PlanProblem, Window
from roadbook.engines.routing.result import PlanResult, RequiredDoesNotFit
from roadbook.engines.routing.wire import hash_of
from roadbook.foundation.changes import door as changes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edit:
    """A change of the present revision: the new question and answer, and the marks."""

    cause: str
    problem: PlanProblem
    result: PlanResult
    pinned: frozenset[str]
    excluded: frozenset[str]


@changes.unit_of_work
def move_stop(  # what is moved, where to, and the revision seen
    *,
    actor: Actor,
    plan_id: PlanId,
    account_id: AccountId,
    day: int,
    position: int | None,
    revision: int,
    now: datetime,
) -> PlanRecord:
    """Move a visit to another day or place of the day and pin it there.

    Raises PlanUnknown, NotYourPlan, PlanNotReady, PlanChanged, StopUnknown, CannotFit.
    """
    plan, stored = _open(actor, plan_id, revision)
    key = _key(stored, account_id)
    moved = _moved(stored, key, day, position)
    result = _fitting(stored, moved.price)
    edit = _pinned_edit(stored, key, moved.stretch, result, cause="moved")
    return _write(actor, plan, stored, edit, account_id, now)


@changes.unit_of_work
def place_stop(*, actor: Actor, choice: SlotChoice, now: datetime) -> PlanRecord:
    """Put a visit at a time of a day of its plan and pin it there. Raises as move_stop."""
    if choice.plan_id is None:
        raise StopUnknown
    plan, stored = _open(actor, choice.plan_id, choice.plan_revision)
    key = _key(stored, choice.account_id)
    date_number = (choice.day - plan.first_day).days
    if not rules.stretches_on(stored.problem, date_number):
        raise StopUnknown
    day = rules.stretch_at(stored.problem, date_number, choice.start_s)
    at = replace(
        _candidate(stored.problem, key),
        service_s=choice.minutes * 60,
        windows=(Window(day=day, from_s=choice.start_s, until_s=choice.start_s),),
    )
    timed = replace(
        stored,
        problem=_with_candidate(stored.problem, at),
        excluded=stored.excluded - {key},
    )
    moved = _moved(timed, key, date_number, choice.position)
    edit = _pinned_edit(timed, key, day, _fitting(timed, moved.price), cause="forced")
    return _write(actor, plan, stored, edit, choice.account_id, now)


@changes.unit_of_work
def pin_stop(
    *, actor: Actor, plan_id: PlanId, account_id: AccountId, revision: int, now: datetime
) -> PlanRecord:
    """Keep a visit on its day whatever the planner does later."""
    plan, stored = _open(actor, plan_id, revision)
    key = _key(stored, account_id)
    day = stored.result.day_of(key)
    if day is None:
        raise StopUnknown
    edit = _pinned_edit(stored, key, day, stored.result, cause="pinned")
    return _write(actor, plan, stored, edit, account_id, now)


@changes.unit_of_work
def unpin_stop(
    *, actor: Actor, plan_id: PlanId, account_id: AccountId, revision: int, now: datetime
) -> PlanRecord:
    """Let the planner move a visit again."""
    plan, stored = _open(actor, plan_id, revision)
    key = _key(stored, account_id)
    problem = _with_candidate(stored.problem, _original(plan, key))
    edit = _Edit(
        cause="unpinned",
        problem=problem,
        result=stored.result,
        pinned=stored.pinned - {key},
        excluded=stored.excluded,
    )
    return _write(actor, plan, stored, edit, account_id, now)


@changes.unit_of_work
def exclude_account(
    *, actor: Actor, plan_id: PlanId, account_id: AccountId, revision: int, now: datetime
) -> PlanRecord:
    """Take a customer out and keep them out; the other visits stay where they are."""
    plan, stored = _open(actor, plan_id, revision)
    key = _key(stored, account_id)
    loose = replace(_candidate(stored.problem, key), required=False)
    problem = _with_candidate(stored.problem, loose)
    price = _price(replace(stored, problem=problem), Move(candidate_id=key, day=None))
    result = _fitting(stored, price)
    edit = _Edit(
        cause="excluded",
        problem=_with_candidate(problem, replace(loose, windows=())),
        result=result,
        pinned=stored.pinned - {key},
        excluded=stored.excluded | {key},
    )
    return _write(actor, plan, stored, edit, account_id, now)


@changes.unit_of_work
def restore_account(
    *, actor: Actor, plan_id: PlanId, account_id: AccountId, revision: int, now: datetime
) -> PlanRecord:
    """Make an excluded customer a candidate again."""
    plan, stored = _open(actor, plan_id, revision)
    key = _key(stored, account_id)
    original = replace(_original(plan, key), required=False)
    edit = _Edit(
        cause="restored",
        problem=_with_candidate(stored.problem, original),
        result=stored.result,
        pinned=stored.pinned,
        excluded=stored.excluded - {key},
    )
    return _write(actor, plan, stored, edit, account_id, now)


@changes.unit_of_work
def force_in(
    *, actor: Actor, plan_id: PlanId, account_id: AccountId, revision: int, now: datetime
) -> PlanRecord:
    """Put a left-out customer in where it costs least; visits that are not pinned may give way.

    Raises CannotFit when no day takes it.
    """
    plan, stored = _open(actor, plan_id, revision)
    key = _key(stored, account_id)
    problem = stored.problem
    if key in stored.excluded:
        problem = _with_candidate(problem, replace(_original(plan, key), required=False))
    result = _fitting(stored, insert(problem, stored.result, key))
    day = result.day_of(key)
    if day is None:
        raise StopUnknown
    edit = _pinned_edit(
        replace(stored, problem=problem, excluded=stored.excluded - {key}),
        key,
        day,
        result,
        cause="forced",
    )
    return _write(actor, plan, stored, edit, account_id, now)


@changes.unit_of_work
def undo_plan(*, actor: Actor, plan_id: PlanId, revision: int, now: datetime) -> PlanRecord:
    """Take the last change back, of an accepted plan a re-planning with its visits.

    Raises NothingToUndo, PlanChanged, PlanNotReady, DiaryChanged.
    """
    plan = policies.access_plan(actor=actor, plan_id=plan_id)
    last = queries.current_revision(plan)
    if last is None or not queries.may_be_undone(plan, last):
        if plan.state != PlanState.READY:
            raise PlanNotReady(state=plan.state)
        raise NothingToUndo
    if plan.revision != revision:
        raise PlanChanged(revision=plan.revision)
    take_back(actor=actor, row=last, now=now)
    plan.revision -= 1
    row = queries.current_revision(plan)
    if row is None:
        raise NothingToUndo
    stored = queries.revision_of(row)
    show_numbers(plan, stored.problem, stored.result, stored.material)
    plan.save()
    changes.record(actor=actor, kind="plan.undone", row=plan, happened_at=now)
    return queries.plan(actor, plan_id)


def _open(actor: Actor, plan_id: PlanId, revision: int) -> tuple[Plan, StoredPlan]:
    """Lock a plan that may be changed and is as it was seen."""
    plan = policies.access_plan(actor=actor, plan_id=plan_id)
    row = queries.current_revision(plan)
    if plan.state != PlanState.READY or row is None:
        raise PlanNotReady(state=plan.state)
    if plan.revision != revision:
        raise PlanChanged(revision=plan.revision)
    return plan, queries.revision_of(row)


def _key(stored: StoredPlan, account_id: AccountId) -> str:
    key = str(account_id)
    if key not in stored.material.facts:
        raise StopUnknown
    return key


def _moved(stored: StoredPlan, key: str, day: int, position: int | None) -> rules.Moved:
    try:
        return rules.moved_on_date(stored.problem, stored.result, key, day, position)
    except BadProblem as error:
        raise StopUnknown from error


def _price(stored: StoredPlan, move: Move) -> Price:
    try:
        return price_of(stored.problem, stored.result, move)
    except BadProblem as error:
        raise StopUnknown from error


def _fitting(stored: StoredPlan, price: Price) -> PlanResult:
    if price.result is not None:
        return price.result
    blocked = price.blocked
    day = blocked.day if blocked else None
    raise CannotFit(
        constraint=blocked.constraint.value if blocked else "",
        day=stored.problem.days[day].date if day is not None else "",
    )


def _pinned_edit(
    stored: StoredPlan, key: str, day: int, result: PlanResult, *, cause: str
) -> _Edit:
    try:
        problem = pinned(stored.problem, key, day)
    except RequiredDoesNotFit as error:
        constraint = error.blocked[0].constraint.value
        raise RequiredCannotFit(
            constraint=constraint, day=date.fromisoformat(stored.problem.days[day].date).isoformat()
        ) from error
    return _Edit(
        cause=cause,
        problem=problem,
        result=result,
        pinned=stored.pinned | {key},
        excluded=stored.excluded,
    )


def _candidate(problem: PlanProblem, key: str) -> Candidate:
    return next(each for each in problem.candidates if each.id == key)


def _original(plan: Plan, key: str) -> Candidate:
    """Give a candidate as it was before it was pinned or taken out."""
    rows = plan.revisions.filter(number__lte=plan.revision).order_by("-number")
    free = [row for row in rows if key not in row.pinned and key not in row.excluded]
    row = free[0] if free else plan.revisions.get(number=1)
    return _candidate(queries.revision_of(row).problem, key)


def _with_candidate(problem: PlanProblem, changed: Candidate) -> PlanProblem:
    candidates: Sequence[Candidate] = [
        changed if each.id == changed.id else each for each in problem.candidates
    ]
    return replace(problem, candidates=tuple(candidates))


def _write(
    actor: Actor,
    plan: Plan,
    stored: StoredPlan,
    edit: _Edit,
    account_id: AccountId,
    now: datetime,
) -> PlanRecord:
    result = replace(edit.result, problem_hash=hash_of(edit.problem))
    write_revision(
        plan,
        cause=Cause(kind=edit.cause, account_id=account_id),
        problem=edit.problem,
        result=result,
        explanation=explain(edit.problem, result),
        material=stored.material,
        marks=(edit.pinned, edit.excluded),
        now=now,
    )
    plan.save()
    changes.record(
        actor=actor,
        kind=f"plan.{edit.cause}",
        row=plan,
        happened_at=now,
        facts={"account_id": str(account_id), "revision": plan.revision},
    )
    return queries.plan(actor, _plan_id(plan))


def _plan_id(plan: Plan) -> PlanId:
    return PlanId(plan.id)
