"""Decisions of visits: the life cycle, the grading of a check, what comes next, times."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final, NoReturn

from roadbook.core.errors import Invalid
from roadbook.core.geo import Position, distance_km
from roadbook.domains.visits.contracts import (
    CheckDoubt,
    CheckGrade,
    Fix,
    Grading,
    Leg,
    NotInThisState,
    Outcome,
    ReportDraft,
    VisitAction,
    VisitDraft,
    VisitStatus,
)

_S, _A = VisitStatus, VisitAction

TRANSITIONS: Final[Mapping[tuple[VisitStatus, VisitAction], VisitStatus]] = {
    (_S.PLANNED, _A.SET_OFF): _S.EN_ROUTE,
    (_S.PLANNED, _A.CHECK_IN): _S.CHECKED_IN,
    (_S.PLANNED, _A.REPORT): _S.REPORTED,
    (_S.PLANNED, _A.MISS): _S.MISSED,
    (_S.PLANNED, _A.CANCEL): _S.CANCELLED,
    (_S.PLANNED, _A.RESCHEDULE): _S.PLANNED,
    (_S.PLANNED, _A.EDIT): _S.PLANNED,
    (_S.EN_ROUTE, _A.CHECK_IN): _S.CHECKED_IN,
    (_S.EN_ROUTE, _A.REPORT): _S.REPORTED,
    (_S.EN_ROUTE, _A.MISS): _S.MISSED,
    (_S.EN_ROUTE, _A.CANCEL): _S.CANCELLED,
    (_S.EN_ROUTE, _A.RESCHEDULE): _S.PLANNED,
    (_S.CHECKED_IN, _A.CHECK_OUT): _S.CHECKED_OUT,
    (_S.CHECKED_IN, _A.REPORT): _S.REPORTED,
    (_S.CHECKED_OUT, _A.REPORT): _S.REPORTED,
    (_S.MISSED, _A.REOPEN): _S.PLANNED,
    (_S.MISSED, _A.RESCHEDULE): _S.PLANNED,
    (_S.CANCELLED, _A.REOPEN): _S.PLANNED,
}

CONFIRMED_RADIUS_M, GUESSED_RADIUS_M, NEAR_M = 200.0, 500.0, 1_000.0
OLDEST_FIX_S, COARSEST_FIX_M, GOOD_FIX_M = 300.0, 1_000.0, 100.0
DETOUR = 1.35
LONGEST_VISIT = timedelta(hours=12)
LONGEST_PERIOD = timedelta(days=731)
EARLIEST_REPORT = timedelta(hours=12)
OPPORTUNITY_STEP_MAX, SUMMARY_MAX = 200, 120
GOAL_MAX, NOTES_MAX, STEP_MAX, REASON_MAX = 500, 20_000, 500, 500

OUTCOME_WORDS: Final[Mapping[str, Mapping[Outcome, str]]] = {
    "zh-Hans": {
        Outcome.MET: "拜访达成目标",
        Outcome.PARTLY: "拜访部分达成",
        Outcome.NOT_MET: "拜访未达成",
        Outcome.NOBODY: "到访，没见到人",
    },
    "en": {
        Outcome.MET: "Visit: goal met",
        Outcome.PARTLY: "Visit: partly met",
        Outcome.NOT_MET: "Visit: goal not met",
        Outcome.NOBODY: "Visit: nobody there",
    },
}

_TOWN_KM, _TOWN_KMH, _ROAD_KMH = 12.0, 28.0, 62.0
_PARKING_S = 240


def next_state(status: VisitStatus, action: VisitAction) -> VisitStatus:
    """Give the state after an action. Raises NotInThisState."""
    found = TRANSITIONS.get((status, action))
    if found is None:
        raise NotInThisState(status=status.value, action=action.value)
    return found


def actions_in(status: VisitStatus) -> Sequence[VisitAction]:
    """Give what the life cycle allows in a state, in the order of `VisitAction`."""
    return tuple(action for action in VisitAction if (status, action) in TRANSITIONS)


def grade_check(*, fix: Fix | None, place: Position | None, is_place_confirmed: bool) -> Grading:
    """Grade a fix against the customer's place. Never refuses.

    The fix counts as there when it may be: its distance less its accuracy is within the radius,
    which is wider for a place known from an address only.
    """
    distance = None
    if fix is not None and place is not None:
        distance = round(distance_km(fix.position, place) * 1000, 1)
    doubt = _doubt(fix, place)
    if doubt is not CheckDoubt.NONE or fix is None or distance is None:
        return Grading(grade=CheckGrade.UNVERIFIED, doubt=doubt, distance_m=distance)
    radius = CONFIRMED_RADIUS_M if is_place_confirmed else GUESSED_RADIUS_M
    at_least = distance - fix.accuracy_m
    if at_least <= radius:
        grade = CheckGrade.VERIFIED
    elif at_least <= NEAR_M:
        grade = CheckGrade.NEAR
    else:
        grade = CheckGrade.OUT_OF_RANGE
    return Grading(grade=grade, doubt=CheckDoubt.NONE, distance_m=distance)


def _doubt(fix: Fix | None, place: Position | None) -> CheckDoubt:
    if fix is None:
        return CheckDoubt.NO_FIX
    if fix.age_s > OLDEST_FIX_S:
        return CheckDoubt.OLD_FIX
    if fix.accuracy_m > COARSEST_FIX_M:
        return CheckDoubt.COARSE_FIX
    return CheckDoubt.NO_PLACE if place is None else CheckDoubt.NONE


def offers_position(*, fix: Fix | None, has_own_place: bool) -> bool:
    """Tell whether a check-in's position should be offered for a customer without a good one."""
    if fix is None or has_own_place:
        return False
    return fix.age_s <= OLDEST_FIX_S and fix.accuracy_m <= GOOD_FIX_M


def leg_between(a: Position | None, b: Position | None) -> Leg | None:
    """Estimate the way by car: great circle times 1.35; slow in town, faster beyond 12 km."""
    if a is None or b is None:
        return None
    km = distance_km(a, b) * DETOUR
    hours = min(km, _TOWN_KM) / _TOWN_KMH + max(0.0, km - _TOWN_KM) / _ROAD_KMH
    return Leg(distance_m=round(km * 1000, 1), duration_s=round(hours * 3600) + _PARKING_S)


def check_draft(draft: VisitDraft) -> None:
    """Refuse times and texts that cannot be meant. Raises Invalid."""
    check_times(draft.starts_at, draft.ends_at)
    if len(draft.goal) > GOAL_MAX:
        raise Invalid({"goal": "too_long"})


def check_times(starts_at: datetime, ends_at: datetime) -> None:
    """Refuse visits that end before they start or last more than 12 hours. Raises Invalid."""
    if starts_at.tzinfo is None or ends_at.tzinfo is None:
        raise Invalid({"starts_at": "without_zone"})
    if ends_at <= starts_at:
        raise Invalid({"ends_at": "before_start"})
    if ends_at - starts_at > LONGEST_VISIT:
        raise Invalid({"ends_at": "too_long"})


def refuse_early_report(starts_at: datetime) -> NoReturn:
    """A visit of another day cannot have happened yet. Raises NotInThisState."""
    raise NotInThisState(status="planned", action="report", starts_at=starts_at.isoformat())


def report_summary(report: ReportDraft, *, locale: str) -> str:
    """Give the timeline's line: first line of the notes, else the next step or the outcome."""
    lines = (report.notes.strip().splitlines() or [""])[0].strip() or report.next_step.strip()
    words = OUTCOME_WORDS["en" if locale == "en" else "zh-Hans"]
    return (lines or words[report.outcome])[:SUMMARY_MAX]


def check_period(first: date, last: date) -> None:
    """Refuse periods that run backward or last more than two years. Raises Invalid."""
    if last < first:
        raise Invalid({"last": "before_start"})
    if last - first > LONGEST_PERIOD:
        raise Invalid({"last": "too_long"})


def check_report(report: ReportDraft, *, now: datetime) -> None:
    """Refuse reports that contradict themselves. Raises Invalid."""
    fields: dict[str, str] = {}
    if len(report.notes) > NOTES_MAX:
        fields["notes"] = "too_long"
    if len(report.next_step) > STEP_MAX:
        fields["next_step"] = "too_long"
    if report.next_step_due is not None and not report.next_step.strip():
        fields["next_step"] = "required"
    if report.stage_id is not None and report.opportunity_id is None:
        fields["opportunity_id"] = "required"
    if report.next_starts_at is not None and report.next_starts_at <= now:
        fields["next_starts_at"] = "in_the_past"
    if not 0 < report.next_minutes <= LONGEST_VISIT.total_seconds() / 60:
        fields["next_minutes"] = "out_of_range"
    if fields:
        raise Invalid(fields)
