"""What became of a plan's visits: its diary, and a digest that changes with it."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from roadbook.core.actor import Actor
from roadbook.core.clock import clock_seconds, instant_at
from roadbook.core.ids import PersonId
from roadbook.domains.planning import rules
from roadbook.domains.planning.contracts import PlanState
from roadbook.domains.planning.models import Plan
from roadbook.domains.planning.queries._busy import busy_days, days_between
from roadbook.domains.planning.queries._revisions import StoredPlan
from roadbook.domains.planning.rules import Busy, Diary, DoneVisit, OpenVisit
from roadbook.domains.visits import queries as visits
from roadbook.domains.visits.contracts import VisitStatus, VisitSummary
from roadbook.engines.routing.problem import Certainty, PlanProblem

_DAY_S = 86_400
_SAME_S = 60
_DONE = frozenset({VisitStatus.CHECKED_IN, VisitStatus.CHECKED_OUT, VisitStatus.REPORTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryState:
    """The visits and the taken time of a plan's days; `digest` names this state."""

    visits: Sequence[VisitSummary]
    busy: Mapping[date, Sequence[Busy]]
    digest: str


@dataclass(slots=True)
class _Pages:
    """The diary while it is read."""

    done: dict[str, DoneVisit] = field(default_factory=dict)
    open: dict[str, OpenVisit] = field(default_factory=dict)
    left: dict[str, OpenVisit] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    heading_to: OpenVisit | None = None
    busy: dict[int, list[Busy]] = field(default_factory=lambda: defaultdict(list))


def diary_state(actor: Actor, plan: Plan, zone: ZoneInfo) -> DiaryState:
    """Read visits and taken time of a plan's days."""
    found = visits.visits_between(
        actor=actor,
        first=plan.first_day,
        last=plan.last_day,
        person_ids=[PersonId(plan.person_id)],
    )
    days = days_between(plan.first_day, plan.last_day)
    busy = busy_days(actor, PersonId(plan.person_id), days, zone)
    told = [
        [str(plan.id), plan.revision, plan.state],
        [[str(each.id), each.version] for each in found],
        [[day.isoformat(), b.from_s, b.until_s] for day in sorted(busy) for b in busy[day]],
    ]
    digest = hashlib.sha256(json.dumps(told).encode()).hexdigest()
    return DiaryState(visits=found, busy=busy, digest=digest)


def diary_of(
    plan: Plan,
    stored: StoredPlan,
    state: DiaryState,
    *,
    known: frozenset[str],
    day: int,
    at_s: int,
) -> Diary:
    """Tell visits apart at a moment of the plan's `day`; those to customers that are not `known`
    are taken time."""
    planned = {
        stop.candidate_id: (k, stop.start_s)
        for k, each in enumerate(stored.result.days)
        for stop in each.stops
    }
    pages, zone = _Pages(), ZoneInfo(stored.material.zone)
    for visit in state.visits:
        at_s_of_visit = clock_seconds(visit.starts_at, visit.day, zone)
        k = rules.stretch_at(stored.problem, (visit.day - plan.first_day).days, at_s_of_visit)
        entry = _entry(plan, visit, k, zone, planned.get(str(visit.account_id)))
        _read(pages, visit, entry, known=known, day=day, at_s=at_s)
    return Diary(
        done=_apart(list(pages.done.values())),
        heading_to=pages.heading_to,
        open={key: each for key, each in pages.open.items() if key not in pages.done},
        gone=frozenset(pages.gone - pages.open.keys()),
        left_behind=pages.left,
        busy=pages.busy,
    )


def _entry(
    plan: Plan, visit: VisitSummary, k: int, zone: ZoneInfo, planned: tuple[int, int] | None
) -> OpenVisit:
    """Read a visit as one to come; one that somebody moved by hand has its time from them."""
    start_s = clock_seconds(visit.starts_at, visit.day, zone)
    certainty = Certainty(visit.certainty.value)
    is_written = plan.state == PlanState.ACCEPTED and planned is not None
    is_as_planned = planned is not None and planned[0] == k and abs(planned[1] - start_s) < _SAME_S
    if is_written and not is_as_planned and certainty is Certainty.FLEXIBLE_DAY:
        certainty = Certainty.EXACT
    entry = OpenVisit(
        key=str(visit.account_id),
        day=k,
        start_s=max(0, start_s),
        service_s=min(_DAY_S, int((visit.ends_at - visit.starts_at).total_seconds())),
        certainty=certainty,
        is_ours=False,
    )
    return replace(entry, is_ours=visit.plan_id == plan.id and not entry.is_fixed)


def _read(
    pages: _Pages,
    visit: VisitSummary,
    entry: OpenVisit,
    *,
    known: frozenset[str],
    day: int,
    at_s: int,
) -> None:
    key, is_known = entry.key, entry.key in known
    if visit.status in _DONE:
        if is_known and key not in pages.done and entry.day <= day:
            pages.done[key] = _done(visit, entry, at_s if entry.day == day else _DAY_S)
    elif visit.status in {VisitStatus.MISSED, VisitStatus.CANCELLED}:
        pages.gone.add(key)
    elif visit.status is VisitStatus.EN_ROUTE and is_known and entry.day == day:
        pages.heading_to = entry
    elif entry.day < day:
        pages.left[key] = entry
    elif is_known and key not in pages.open and key not in pages.done:
        pages.open[key] = entry
    else:
        until_s = min(_DAY_S, entry.start_s + entry.service_s)
        pages.busy[entry.day].append(Busy(from_s=entry.start_s, until_s=until_s))


def _done(visit: VisitSummary, entry: OpenVisit, at_s: int) -> DoneVisit:
    """Take the times of the checks; whoever is still inside stays as long as planned."""
    start_s, leave_s = entry.start_s, entry.start_s + entry.service_s
    if visit.checked_in_at is not None:
        start_s += int((visit.checked_in_at - visit.starts_at).total_seconds())
        leave_s = start_s + entry.service_s
    if visit.checked_out_at is not None:
        leave_s = entry.start_s + int((visit.checked_out_at - visit.starts_at).total_seconds())
    start_s = min(max(0, start_s), at_s)
    if visit.status is not VisitStatus.CHECKED_IN:
        leave_s = min(leave_s, at_s)
    leave_s = min(max(start_s, leave_s), start_s + _DAY_S // 2)
    return DoneVisit(key=entry.key, day=entry.day, start_s=start_s, leave_s=leave_s)


def _apart(done: Sequence[DoneVisit]) -> list[DoneVisit]:
    """Put visits behind each other; where two overlap the earlier one ends."""
    ordered = sorted(done, key=lambda each: (each.day, each.start_s, each.key))
    found = []
    for n, each in enumerate(ordered):
        after = ordered[n + 1] if n + 1 < len(ordered) else None
        is_cut = after is not None and after.day == each.day and after.start_s < each.leave_s
        found.append(replace(each, leave_s=after.start_s) if after and is_cut else each)
    return found


def instant_of(problem: PlanProblem, zone: ZoneInfo, k: int, seconds: int) -> datetime:
    """Give the instant of so many seconds after local midnight of a plan's day or stretch."""
    return instant_at(rules.date_of(problem, k), seconds, zone)
