"""What a re-planning would change, asked before it is accepted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from roadbook.core.actor import Actor
from roadbook.core.clock import clock_seconds
from roadbook.core.errors import Invalid
from roadbook.core.ids import AccountId, PersonId, PlanId
from roadbook.domains.planning import policies, rules
from roadbook.domains.planning.contracts import (
    Happening,
    HotelUnknown,
    NoWayOn,
    PlanNotReady,
    PlanState,
    PlanUnknown,
    ReplanProposal,
    ReplanRequest,
    StopUnknown,
    TripIsOver,
)
from roadbook.domains.planning.models import Plan
from roadbook.domains.planning.ports import TravelTimes
from roadbook.domains.planning.queries._diary import DiaryState, diary_of, diary_state
from roadbook.domains.planning.queries._lived import (
    Question,
    days_now,
    first_question,
    question_now,
)
from roadbook.domains.planning.queries._revisions import (
    StoredPlan,
    current_revision,
    revision_of,
)
from roadbook.domains.planning.queries._telling import Telling
from roadbook.domains.planning.rules import Busy, Diary, Lived, OpenVisit, Turn
from roadbook.engines.routing.explaining import explain
from roadbook.engines.routing.problem import BadProblem, Certainty, PlanProblem
from roadbook.engines.routing.replanning import Event, EventKind, Replanned, Scope, replan
from roadbook.engines.routing.result import PlanResult
from roadbook.engines.routing.solving import Budget

ITERATIONS: Final = 400
LATEST_ASK: Final = timedelta(minutes=30)
_CLOCK_SKEW: Final = timedelta(minutes=5)
_DAY_S: Final = 86_400
_KINDS: Final = {
    Happening.CANCELLED: EventKind.CANCELLED,
    Happening.LATE: EventKind.LATE,
    Happening.INSERTED: EventKind.INSERTED,
    Happening.HOTEL_FULL: EventKind.HOTEL_FULL,
    Happening.CALENDAR: EventKind.LATE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A proposal with all that accepting it writes; `digest` names the diary it was made from."""

    record: ReplanProposal
    problem: PlanProblem
    result: PlanResult
    material: rules.PlanMaterial
    diary: Diary
    stored: StoredPlan
    digest: str
    day: int


def propose_replanning(
    *,
    actor: Actor,
    plan_id: PlanId,
    request: ReplanRequest,
    times: TravelTimes,
    now: datetime,
) -> ReplanProposal:
    """Say what a re-planning would change. Nothing is written.

    Raises PlanUnknown, NotYourPlan, PlanNotReady, TripIsOver, NoWayOn, StopUnknown, HotelUnknown,
    Invalid.
    """
    if not now - LATEST_ASK <= request.asked_at <= now + _CLOCK_SKEW:
        raise Invalid({"asked_at": "out_of_range"})
    return proposed(actor=actor, plan_id=plan_id, request=request, times=times).record


def proposed(
    *, actor: Actor, plan_id: PlanId, request: ReplanRequest, times: TravelTimes
) -> Proposed:
    """Make a proposal: the same for the same request, plan, diary and calendar."""
    plan = policies.visible_plans(actor).filter(id=plan_id).first()
    if plan is None:
        raise PlanUnknown
    policies.require_planner(actor=actor, person_id=PersonId(plan.person_id))
    row = current_revision(plan)
    if plan.state not in {PlanState.READY, PlanState.ACCEPTED} or row is None:
        raise PlanNotReady(state=plan.state)
    stored = revision_of(row)
    zone = ZoneInfo(stored.material.zone)
    state = diary_state(actor, plan, zone)
    also = [request.account_id] if request.kind is Happening.INSERTED and request.account_id else []
    first = first_question(plan, stored)
    question = question_now(
        actor, plan, stored, first, state, also=also, position=request.position, times=times
    )
    day, at_s = _moment(plan, first.problem, zone, request.asked_at)
    known = frozenset(each.id for each in question.problem.candidates)
    diary = diary_of(plan, stored, state, known=known, day=day, at_s=at_s)
    problem = replace(
        question.problem,
        days=days_now(actor, plan, first.problem.days, _taken(first.problem, state, diary)),
    )
    turn = _turn(plan, stored, problem, diary, question, request, (day, at_s))
    try:
        lived = rules.lived(problem, stored.result, diary, turn)
        replanned = _replanned(lived, turn, request)
        whole, result = rules.settled(lived, replanned)
    except BadProblem as error:
        raise NoWayOn from error
    record = Telling(
        plan=plan,
        stored=stored,
        material=question.material,
        diary=diary,
        turn=turn,
        lived=lived,
        replanned=replanned,
        problem=whole,
        result=result,
        explanation=explain(whole, result, price_first=0),
    ).record(request, state)
    return Proposed(
        record=record,
        problem=whole,
        result=result,
        material=question.material,
        diary=diary,
        stored=stored,
        digest=state.digest,
        day=day,
    )


def _moment(
    plan: Plan, problem: PlanProblem, zone: ZoneInfo, asked_at: datetime
) -> tuple[int, int]:
    """Give the day and the second of it; before the first day its very beginning. On board it is
    when one will have left the station."""
    local = asked_at.astimezone(zone)
    day = (local.date() - plan.first_day).days
    if local.date() > plan.last_day:
        raise TripIsOver(last_day=plan.last_day.isoformat())
    if day < 0:
        return 0, 0
    at_s = clock_seconds(asked_at, local.date(), zone)
    k = rules.stretch_at(problem, day, at_s)
    ridden = rules.ride_after(problem, k - 1)
    return k, max(at_s, ridden.free_s) if ridden else at_s


def _taken(problem: PlanProblem, state: DiaryState, diary: Diary) -> Mapping[date, Sequence[Busy]]:
    taken = {day: list(busy) for day, busy in state.busy.items()}
    for k, busy in diary.busy.items():
        taken.setdefault(rules.date_of(problem, k), []).extend(busy)
    return taken


def _turn(  # the state of the plan and what was told of the change
    plan: Plan,
    stored: StoredPlan,
    problem: PlanProblem,
    diary: Diary,
    question: Question,
    request: ReplanRequest,
    at: tuple[int, int],
) -> Turn:
    day, at_s = at
    has_begun = diary.heading_to is not None or any(each.day == day for each in diary.done)
    if not has_begun:
        at_s = max(at_s, problem.days[day].earliest_s)
    turn = Turn(day=day, at_s=at_s, here=question.here, only_today=request.scope is Scope.TODAY)
    match request.kind:
        case Happening.CANCELLED:
            key = _known(stored, diary, request.account_id)
            return replace(
                turn,
                cancelled=key,
                only_today=turn.only_today and _is_today(stored, diary, key, day),
            )
        case Happening.LATE:
            return replace(turn, late_s=request.late_minutes * 60)
        case Happening.INSERTED:
            visit = _inserted(plan, problem, request, at=(day, at_s))
            return replace(turn, inserted=visit, only_today=turn.only_today and visit.day == day)
        case Happening.HOTEL_FULL:
            hotel = str(request.hotel_id)
            if hotel not in {each.id for each in problem.hotels}:
                raise HotelUnknown
            return replace(turn, full_hotel=hotel, only_today=False)
        case Happening.CALENDAR:
            return turn


def _known(stored: StoredPlan, diary: Diary, account_id: AccountId | None) -> str:
    """Give the visit that falls away; one that took place cannot."""
    key = str(account_id)
    heading = diary.heading_to.key if diary.heading_to else ""
    is_there = key in {*diary.open, *diary.gone, heading} or stored.result.day_of(key) is not None
    if not is_there or any(each.key == key for each in diary.done):
        raise StopUnknown
    return key


def _is_today(stored: StoredPlan, diary: Diary, key: str, day: int) -> bool:
    visit = diary.open.get(key)
    return (visit.day if visit else stored.result.day_of(key)) in {day, None}


def _inserted(
    plan: Plan, problem: PlanProblem, request: ReplanRequest, *, at: tuple[int, int]
) -> OpenVisit:
    slot, key = request.slot, str(request.account_id)
    if slot is None:
        raise Invalid({"slot": "required"})
    if key not in {each.id for each in problem.candidates}:
        raise StopUnknown
    day = rules.stretch_at(problem, (slot.day - plan.first_day).days, slot.from_minute * 60)
    if not at[0] <= day < len(problem.days):
        raise Invalid({"day": "outside_plan"})
    if slot.until_minute <= slot.from_minute:
        raise Invalid({"until_minute": "before_start"})
    if day == at[0] and slot.from_minute * 60 < at[1]:
        raise Invalid({"from_minute": "in_the_past"})
    return OpenVisit(
        key=key,
        day=day,
        start_s=slot.from_minute * 60,
        service_s=(slot.until_minute - slot.from_minute) * 60,
        certainty=Certainty.EXACT,
        is_ours=False,
    )


def _replanned(lived: Lived, turn: Turn, request: ReplanRequest) -> Replanned:
    subject = turn.cancelled or turn.full_hotel or (turn.inserted.key if turn.inserted else "")
    known = {each.id for each in lived.problem.candidates} | {turn.full_hotel}
    kind = _KINDS[request.kind] if subject in known and subject else EventKind.LATE
    return replan(
        lived.problem,
        lived.before,
        Event(kind=kind, subject_id=subject if kind is not EventKind.LATE else ""),
        moment=lived.moment,
        scope=Scope.TODAY if turn.only_today else Scope.TRIP,
        budget=Budget(iterations=ITERATIONS),
    )
