"""A re-planning in facts: what changes for whom, and why."""

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date

from roadbook.core.ids import PlanId
from roadbook.domains.planning import rules
from roadbook.domains.planning.contracts import (
    DroppedVisit,
    NightShift,
    PlanState,
    ReplanProposal,
    ReplanRequest,
    VisitShift,
)
from roadbook.domains.planning.models import Plan
from roadbook.domains.planning.queries._diary import DiaryState
from roadbook.domains.planning.queries._lived import account_of
from roadbook.domains.planning.queries._plans import money_of
from roadbook.domains.planning.queries._revisions import StoredPlan
from roadbook.domains.planning.rules import Change, Diary, Lived, Turn
from roadbook.engines.routing.explaining import Explanation
from roadbook.engines.routing.problem import PlanProblem
from roadbook.engines.routing.replanning import Replanned, Scope
from roadbook.engines.routing.result import Constraint, PlanResult
from roadbook.engines.routing.wire import dump_result


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Everything the record of a proposal is told from."""

    plan: Plan
    stored: StoredPlan
    material: rules.PlanMaterial
    diary: Diary
    turn: Turn
    lived: Lived
    replanned: Replanned
    problem: PlanProblem
    result: PlanResult
    explanation: Explanation

    def record(self, request: ReplanRequest, state: DiaryState) -> ReplanProposal:
        done = self.lived.moment.done or frozenset()
        found = [self._since(each) for each in rules.changes(self.lived.before, self.result, done)]
        both = [each for each in found if each.before and each.after]
        day, before, after = self.turn.day, self.stored.result, self.result
        old = money_of(self.stored.material, self.stored.problem, before)
        new = money_of(self.material, self.problem, after)
        stops = after.days[day].stops
        return ReplanProposal(
            plan_id=PlanId(self.plan.id),
            state=PlanState(self.plan.state),
            seen=_seal(state.digest, after, request),
            asked_at=request.asked_at,
            kind=request.kind,
            scope=Scope.TODAY if self.turn.only_today else Scope.TRIP,
            today=self._date(day),
            free_s=self.lived.moment.clock_s,
            done_count=len(done),
            unchanged_count=sum(_is_same(each) for each in both),
            cancelled=self._cancelled(),
            dropped=[self._dropped(each) for each in found if each.after is None],
            moved=[self._shift(each) for each in both if _day(each.before) != _day(each.after)],
            retimed=[
                self._shift(each)
                for each in both
                if _day(each.before) == _day(each.after) and not _is_same(each)
            ],
            added=[self._shift(each) for each in found if each.before is None],
            nights=self._nights(),
            drive_s=after.drive_s - before.drive_s,
            drive_m=after.drive_m - before.drive_m,
            hours_s=new.hours_s - old.hours_s,
            cash_minor=new.cash_minor - old.cash_minor,
            currency=new.currency,
            back_before_s=before.days[day].back_s,
            back_after_s=after.days[day].back_s,
            overtime_s=self.replanned.overtime_s if stops else 0,
        )

    def _since(self, change: Change) -> Change:
        """A visit left over from an earlier day comes from there."""
        left = self.diary.left_behind.get(change.key)
        if change.before is not None or left is None:
            return change
        return replace(change, before=(left.day, left.start_s))

    def _date(self, k: int) -> date:
        return rules.date_of(self.problem, k)

    def _name(self, key: str) -> str:
        return self.material.facts[key].name

    def _shift(self, change: Change) -> VisitShift:
        before, after = change.before, change.after
        return VisitShift(
            account_id=account_of(change.key),
            account_name=self._name(change.key),
            day_before=self._date(before[0]) if before else None,
            start_before_s=before[1] if before else None,
            day_after=self._date(after[0]) if after else None,
            start_after_s=after[1] if after else None,
            must_be_told=self._is_agreed(change.key),
        )

    def _is_agreed(self, key: str) -> bool:
        visit = self.diary.open.get(key)
        return visit is not None and visit.is_fixed

    def _cancelled(self) -> VisitShift | None:
        key = self.turn.cancelled
        if not key:
            return None
        visit = self.diary.open.get(key) or self.diary.heading_to
        at = (visit.day, visit.start_s) if visit and visit.key == key else None
        if at is None:
            k = self.stored.result.day_of(key)
            starts = [
                stop.start_s
                for each in self.stored.result.days
                for stop in each.stops
                if stop.candidate_id == key
            ]
            at = (k, starts[0]) if k is not None else None
        return self._shift(Change(key=key, before=at, after=None))

    def _dropped(self, change: Change) -> DroppedVisit:
        at = change.before or (self.turn.day, 0)
        given_up = {each.candidate_id: each.constraint for each in self.replanned.given_up}
        reasons = {each.candidate_id: each.constraint for each in self.explanation.left_out}
        constraint = given_up.get(change.key) or reasons[change.key]
        visit = self.diary.open.get(change.key)
        if constraint is Constraint.NO_WINDOW:
            constraint = Constraint.WINDOW
        return DroppedVisit(
            account_id=account_of(change.key),
            account_name=self._name(change.key),
            day=self._date(at[0]),
            start_s=at[1],
            constraint=constraint,
            must_be_told=visit is not None and not visit.is_ours,
        )

    def _nights(self) -> list[NightShift]:
        names = {key: each.hotel.name for key, each in self.material.hotels.items()}
        pairs = zip(self.stored.result.days, self.result.days, strict=True)
        return [
            NightShift(
                day=self._date(k),
                hotel_before=names.get(old.hotel_id or "", ""),
                hotel_after=names.get(new.hotel_id or "", ""),
            )
            for k, (old, new) in enumerate(pairs)
            if k >= self.turn.day and old.hotel_id != new.hotel_id
        ]


def _day(at: tuple[int, int] | None) -> int | None:
    return at[0] if at else None


def _is_same(change: Change) -> bool:
    """A minute more or less is not another time."""
    before, after = change.before, change.after
    if before is None or after is None or before[0] != after[0]:
        return False
    return before[1] // 60 == after[1] // 60


def _seal(digest: str, result: PlanResult, request: ReplanRequest) -> str:
    """Name a proposal by what it was made from and what it says."""
    at = request.asked_at.astimezone(UTC).isoformat()
    told = "\n".join([digest, dump_result(result), request.kind, at])
    return hashlib.sha256(told.encode()).hexdigest()
