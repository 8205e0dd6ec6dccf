"""Accept a re-planning as it was shown, and take one back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, PersonId, PlanId, TripId, VisitId
from roadbook.domains.planning import policies, queries
from roadbook.domains.planning.commands._revising import Cause, write_revision
from roadbook.domains.planning.contracts import (
    DiaryChanged,
    Happening,
    PlanRecord,
    PlanState,
    ProposalOutdated,
    ReplanRequest,
)
from roadbook.domains.planning.models import Plan, PlanRevision
from roadbook.domains.planning.ports import TravelTimes
from roadbook.domains.planning.queries import Proposed
from roadbook.domains.visits import commands as visits
from roadbook.domains.visits import queries as visit_queries
from roadbook.domains.visits.contracts import Certainty, VisitDraft, VisitStatus, VisitSummary
from roadbook.engines.routing.explaining import Explanation, explain
from roadbook.foundation.changes import door as changes

REASONS: Final[Mapping[str, Mapping[str, str]]] = {
    "zh-Hans": {"cancelled": "客户取消", "dropped": "行程重排后排不下"},
    "en": {"cancelled": "Called off", "dropped": "No longer fits after re-planning"},
}
_TO_COME: Final = frozenset({VisitStatus.PLANNED, VisitStatus.EN_ROUTE})


@dataclass(slots=True)
class _Written:
    """What a re-planning did to visits: (id, start, end) before and after."""

    moved: list[dict[str, str]] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)

    def facts(self, *, is_accepted: bool) -> dict[str, Any]:
        return {
            "is_accepted": is_accepted,
            "moved": self.moved,
            "cancelled": self.cancelled,
            "added": self.added,
        }


def accept_replanning(
    *,
    actor: Actor,
    plan_id: PlanId,
    request: ReplanRequest,
    seen: str,
    times: TravelTimes,
    now: datetime,
) -> PlanRecord:
    """Make the proposal again, and write it when it is still the one that was `seen`.

    An accepted plan's visits and calendar follow; of one that is only ready, what happened is
    written: the visit that was called off, the appointment that was made. Raises ProposalOutdated,
    and what `propose_replanning` raises.
    """
    proposed = queries.proposed(actor=actor, plan_id=plan_id, request=request, times=times)
    is_fresh = now - queries.LATEST_ASK <= request.asked_at <= now
    if not is_fresh or proposed.record.seen != seen:
        raise ProposalOutdated
    explanation = explain(proposed.problem, proposed.result)
    return _write(
        actor=actor,
        plan_id=plan_id,
        proposed=proposed,
        explanation=explanation,
        request=request,
        now=now,
    )


@changes.unit_of_work
def _write(
    *,
    actor: Actor,
    plan_id: PlanId,
    proposed: Proposed,
    explanation: Explanation,
    request: ReplanRequest,
    now: datetime,
) -> PlanRecord:
    plan = policies.access_plan(actor=actor, plan_id=plan_id)
    zone = ZoneInfo(proposed.stored.material.zone)
    state = queries.diary_state(actor, plan, zone)
    if state.digest != proposed.digest:
        raise ProposalOutdated
    standing = {each.account_id: each for each in state.visits if each.status in _TO_COME}
    written = _Written()
    _write_what_happened(actor, proposed, request, standing, written, now)
    is_accepted = plan.state == PlanState.ACCEPTED
    drafts = _drafts(proposed, zone)
    subject = request.account_id
    if not is_accepted:
        drafts = {
            key: draft
            for key, draft in drafts.items()
            if key == subject and request.kind is Happening.INSERTED
        }
    _write_drafts(actor, plan, drafts, standing, written, request, now)
    stored = proposed.stored
    excluded = set(stored.excluded)
    if request.kind is Happening.CANCELLED and not is_accepted:
        excluded.add(str(subject))
    write_revision(
        plan,
        cause=Cause(
            kind="replanned",
            account_id=subject,
            diary=written.facts(is_accepted=is_accepted),
        ),
        problem=proposed.problem,
        result=proposed.result,
        explanation=explanation,
        material=proposed.material,
        marks=(stored.pinned - excluded, excluded),
        now=now,
    )
    plan.save()
    changes.record(
        actor=actor,
        kind="plan.replanned",
        row=plan,
        happened_at=now,
        facts={
            "cause": request.kind.value,
            "revision": plan.revision,
            "moved": len(written.moved),
            "cancelled": len(written.cancelled),
            "added": len(written.added),
        },
    )
    return queries.plan(actor, plan_id)


def _write_what_happened(
    actor: Actor,
    proposed: Proposed,
    request: ReplanRequest,
    standing: Mapping[AccountId, VisitSummary],
    written: _Written,
    now: datetime,
) -> None:
    """Call off the visit that fell away, and those the planner had chosen that no longer fit."""
    told = {each.account_id: "dropped" for each in proposed.record.dropped if not each.must_be_told}
    if proposed.record.state is not PlanState.ACCEPTED:
        told = {}
    if request.kind is Happening.CANCELLED and request.account_id is not None:
        told[request.account_id] = "cancelled"
    words = REASONS["en" if actor.locale == "en" else "zh-Hans"]
    for account_id, why in told.items():
        visit = standing.get(account_id)
        if visit is not None:
            visits.cancel_visit(actor=actor, visit_id=visit.id, reason=words[why], now=now)
            written.cancelled.append(str(visit.id))


def _drafts(proposed: Proposed, zone: ZoneInfo) -> dict[AccountId, VisitDraft]:
    """Give the visits to come as the new plan has them."""
    behind = {each.key for each in proposed.diary.done}
    if proposed.diary.heading_to is not None:
        behind.add(proposed.diary.heading_to.key)
    found = {}
    for k, day in enumerate(proposed.result.days):
        for stop in day.stops:
            if k < proposed.day or stop.candidate_id in behind:
                continue
            account_id = AccountId(UUID(stop.candidate_id))
            found[account_id] = VisitDraft(
                account_id=account_id,
                starts_at=queries.instant_of(proposed.problem, zone, k, stop.start_s),
                ends_at=queries.instant_of(proposed.problem, zone, k, stop.leave_s),
                zone=zone.key,
                certainty=Certainty.FLEXIBLE_DAY,
            )
    return found


def _write_drafts(
    actor: Actor,
    plan: Plan,
    drafts: Mapping[AccountId, VisitDraft],
    standing: Mapping[AccountId, VisitSummary],
    written: _Written,
    request: ReplanRequest,
    now: datetime,
) -> None:
    """Move the visits that stand, enter those that came in."""
    added = []
    for account_id, draft in drafts.items():
        is_agreed = request.kind is Happening.INSERTED and account_id == request.account_id
        visit = standing.get(account_id)
        if visit is not None:
            certainty = Certainty.EXACT if is_agreed else None
            _move(actor, visit, draft, written, now, certainty=certainty)
        elif is_agreed:
            placed = visits.plan_visit(
                actor=actor,
                person_id=PersonId(plan.person_id),
                draft=replace(draft, certainty=Certainty.EXACT),
                now=now,
            )
            written.added.append(str(placed.visit.id))
        else:
            added.append(draft)
    entered = visits.plan_visits(
        actor=actor,
        person_id=PersonId(plan.person_id),
        drafts=added,
        plan_id=PlanId(plan.id),
        now=now,
    )
    written.added += [str(each.id) for each in entered]
    if plan.trip_id is not None and written.added:
        visits.link_to_trip(
            actor=actor,
            visit_ids=[VisitId(UUID(each)) for each in written.added],
            trip_id=TripId(plan.trip_id),
            now=now,
        )


def _move(
    actor: Actor,
    visit: VisitSummary,
    draft: VisitDraft,
    written: _Written,
    now: datetime,
    *,
    certainty: Certainty | None,
) -> None:
    if (visit.starts_at, visit.ends_at) == (draft.starts_at, draft.ends_at) and certainty is None:
        return
    visits.reschedule_visit(
        actor=actor,
        visit_id=visit.id,
        starts_at=draft.starts_at,
        ends_at=draft.ends_at,
        certainty=certainty,
        now=now,
    )
    written.moved.append(
        {
            "id": str(visit.id),
            "from": visit.starts_at.isoformat(),
            "until": visit.ends_at.isoformat(),
            "certainty": visit.certainty.value,
            "to": draft.starts_at.isoformat(),
        }
    )


def take_back(*, actor: Actor, row: PlanRevision, now: datetime) -> None:
    """Put the visits of a re-planning back, inside the unit of work that undoes it.

    Raises DiaryChanged when one of them was changed since.
    """
    moved = {VisitId(UUID(each["id"])): each for each in row.diary.get("moved", ())}
    cancelled = [VisitId(UUID(each)) for each in row.diary.get("cancelled", ())]
    added = [VisitId(UUID(each)) for each in row.diary.get("added", ())]
    found = visit_queries.visits_by_ids(actor=actor, visit_ids=[*moved, *cancelled, *added])
    untouched = (
        all(
            found[each].status is VisitStatus.PLANNED
            and found[each].starts_at == datetime.fromisoformat(moved[each]["to"])
            for each in moved
        )
        and all(found[each].status is VisitStatus.CANCELLED for each in cancelled)
        and all(found[each].status is VisitStatus.PLANNED for each in added)
    )
    if not untouched:
        raise DiaryChanged
    for visit_id in cancelled:
        visits.reopen_visit(actor=actor, visit_id=visit_id, now=now)
    words = REASONS["en" if actor.locale == "en" else "zh-Hans"]
    for visit_id in added:
        visits.cancel_visit(actor=actor, visit_id=visit_id, reason=words["dropped"], now=now)
    for visit_id, each in moved.items():
        visits.reschedule_visit(
            actor=actor,
            visit_id=visit_id,
            starts_at=datetime.fromisoformat(each["from"]),
            ends_at=datetime.fromisoformat(each["until"]),
            certainty=Certainty(each["certainty"]),
            now=now,
        )
