"""Ask for approval, take it back, change what was approved; hear what was decided."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import PersonId, TripId
from roadbook.domains.approvals import commands as approvals
from roadbook.domains.approvals.contracts import ChangedSinceSeen, SubjectKind
from roadbook.domains.approvals.ports import SubjectFacts
from roadbook.domains.trips.commands._drafting import grade_of, present_version
from roadbook.domains.trips.commands._rows import write_content
from roadbook.domains.trips.contracts import (
    BadTrip,
    TripAction,
    TripState,
)
from roadbook.domains.trips.models import Trip, TripCost, TripFinding, TripVersion
from roadbook.domains.trips.policies import access_trip, lock_subject
from roadbook.domains.trips.queries._content import (
    Found,
    content_of,
    cost_rows,
    live_findings,
    shown_hash,
    stored_findings,
)
from roadbook.domains.trips.queries._subject import subject_facts
from roadbook.domains.trips.rules import MAX_TEXT, WAITING, check_findings, next_state
from roadbook.foundation.changes import door as changes
from roadbook.foundation.changes.models import new_id


@changes.unit_of_work
def submit_trip(*, actor: Actor, trip_id: TripId, version: int, now: datetime) -> TripId:
    """Send the draft to its approvers, if every standard is kept or explained.

    Raises TripChanged, NotNow, OverStandard, ReasonMissing, and what opening a chain raises.
    """
    trip = access_trip(actor=actor, trip_id=trip_id, action=TripAction.SUBMIT, version=version)
    draft = present_version(trip)
    costs = cost_rows(draft)
    found = live_findings(costs, grade_id=grade_of(actor, trip))
    check_findings(found.findings)
    _store_findings(actor=actor, draft=draft, found=found, now=now)
    content = content_of(draft)
    draft.within_count, draft.submitted_at = found.within_count, now
    stored = stored_findings(draft)
    draft.seen = shown_hash(draft, content=content, costs=costs, found=stored)
    draft.save(update_fields=["within_count", "submitted_at", "seen"])
    changes.record(actor=actor, kind="trip.submitted", row=draft, happened_at=now)
    trip.state = next_state(TripState(trip.state), TripAction.SUBMIT)
    trip.submitted_at, trip.comment, trip.comment_by_id = now, "", None
    trip.save(update_fields=["state", "submitted_at", "comment", "comment_by"])
    changes.record(actor=actor, kind="trip.submitted", row=trip, happened_at=now)
    barred = {trip.traveller_id, trip.created_by_id, trip.edited_by_id, *content.companion_ids}
    approvals.open_chain(
        actor=actor,
        subject_kind=SubjectKind.TRIP,
        subject_id=trip.id,
        requester_id=PersonId(trip.traveller_id),
        barred_ids=[PersonId(person) for person in barred],
        amount_minor=draft.cost_minor,
        currency=trip.currency,
        is_over_standard=bool(found.findings),
        seen=draft.seen,
        now=now,
    )
    return trip_id


@changes.unit_of_work
def recall_trip(*, actor: Actor, trip_id: TripId, now: datetime) -> TripId:
    """Take the request back before it is decided."""
    trip = access_trip(actor=actor, trip_id=trip_id, action=TripAction.RECALL)
    approvals.recall_chain(actor=actor, subject_kind=SubjectKind.TRIP, subject_id=trip.id, now=now)
    move(actor=actor, trip=trip, action=TripAction.RECALL, kind="trip.recalled", now=now)
    return trip_id


@changes.unit_of_work
def request_change(*, actor: Actor, trip_id: TripId, reason: str, now: datetime) -> TripId:
    """Begin a new version of an approved trip; the approved one is kept and stands until then."""
    trip = access_trip(actor=actor, trip_id=trip_id, action=TripAction.REQUEST_CHANGE)
    if not reason.strip() or len(reason) > MAX_TEXT["reason"]:
        raise BadTrip({"reason": "required" if not reason.strip() else "too_long"})
    approved = present_version(trip)
    content, costs = content_of(approved), cost_rows(approved)
    number = _last_number(trip) + 1
    draft = TripVersion(
        trip=trip,
        number=number,
        reason=reason.strip(),
        first_day=approved.first_day,
        last_day=approved.last_day,
    )
    write_content(actor=actor, trip=trip, version=draft, content=content, now=now)
    _copy_amounts(actor=actor, draft=draft, costs=costs, now=now)
    draft.cost_minor = sum(row.amount_minor for row in cost_rows(draft))
    draft.save()
    changes.record(actor=actor, kind="trip.change_requested", row=draft, happened_at=now)
    trip.number = number
    trip.save()
    move(
        actor=actor,
        trip=trip,
        action=TripAction.REQUEST_CHANGE,
        kind="trip.change_requested",
        now=now,
    )
    return trip_id


@changes.unit_of_work
def drop_change(*, actor: Actor, trip_id: TripId, now: datetime) -> TripId:
    """Give the change up: what was approved before holds again."""
    trip = access_trip(actor=actor, trip_id=trip_id, action=TripAction.DROP_CHANGE)
    draft = present_version(trip)
    draft.deleted_at = now
    draft.save(update_fields=["deleted_at"])
    changes.record(actor=actor, kind="trip.change_dropped", row=draft, happened_at=now)
    trip.number = trip.approved_number or trip.number
    approved = present_version(trip)
    trip.title, trip.cost_minor = approved.title, approved.cost_minor
    trip.first_day, trip.last_day = approved.first_day, approved.last_day
    trip.save()
    move(
        actor=actor,
        trip=trip,
        action=TripAction.DROP_CHANGE,
        kind="trip.change_dropped",
        now=now,
    )
    return trip_id


class TripSubject:
    """Trips as approvals knows them: what is decided on, and what a decision does."""

    def describe(self, *, subject_ids: Sequence[UUID]) -> Mapping[UUID, SubjectFacts]:
        """Give facts of the submitted versions, whoever reads: a task is the right to."""
        return subject_facts(subject_ids)

    def forwarded(self, *, actor: Actor, subject_id: UUID, now: datetime) -> None:
        """Touch the trip, so that those who are asked now get it."""
        trip = lock_subject(subject_id)
        changes.record(actor=actor, kind="trip.forwarded", row=trip, happened_at=now)

    def approved(self, *, actor: Actor, subject_id: UUID, now: datetime) -> None:
        """Let the version stand, if it is still what was hashed."""
        trip = lock_subject(subject_id)
        version = present_version(trip)
        shown = shown_hash(
            version,
            content=content_of(version),
            costs=cost_rows(version),
            found=stored_findings(version),
        )
        if shown != version.seen:
            raise ChangedSinceSeen
        version.approved_at = now
        version.save(update_fields=["approved_at"])
        changes.record(actor=actor, kind="trip.approved", row=version, happened_at=now)
        trip.approved_number, trip.approved_at = version.number, now
        trip.save(update_fields=["approved_number", "approved_at"])
        move(actor=actor, trip=trip, action=TripAction.APPROVE, kind="trip.approved", now=now)

    def rejected(self, *, actor: Actor, subject_id: UUID, comment: str, now: datetime) -> None:
        """Keep the reason with the trip."""
        self._answered(
            TripAction.REJECT, "trip.rejected", actor, subject_id, comment=comment, now=now
        )

    def returned(self, *, actor: Actor, subject_id: UUID, comment: str, now: datetime) -> None:
        """Make it a draft again, with what is asked for."""
        self._answered(
            TripAction.RETURN, "trip.returned", actor, subject_id, comment=comment, now=now
        )

    @staticmethod
    def _answered(
        action: TripAction,
        kind: str,
        actor: Actor,
        subject_id: UUID,
        *,
        comment: str,
        now: datetime,
    ) -> None:
        trip = lock_subject(subject_id)
        trip.comment, trip.comment_by_id = comment, actor.person_id
        trip.save(update_fields=["comment", "comment_by"])
        move(actor=actor, trip=trip, action=action, kind=kind, now=now)


def move(*, actor: Actor, trip: Trip, action: TripAction, kind: str, now: datetime) -> None:
    """Write the state that follows; a submission that came back can be worked on again."""
    was_waiting = TripState(trip.state) in WAITING
    trip.state = next_state(TripState(trip.state), action, has_started=trip.started_at is not None)
    trip.save(update_fields=["state"])
    changes.record(actor=actor, kind=kind, row=trip, happened_at=now)
    if was_waiting and action not in {TripAction.APPROVE, TripAction.CANCEL}:
        _reopen(actor=actor, trip=trip, kind=kind, now=now)


def _reopen(*, actor: Actor, trip: Trip, kind: str, now: datetime) -> None:
    """Take the seal off a version that was not approved; what was asked stays in the history."""
    version = present_version(trip)
    version.submitted_at, version.seen = None, ""
    version.save(update_fields=["submitted_at", "seen"])
    changes.record(actor=actor, kind=kind, row=version, happened_at=now)
    for finding in TripFinding.objects.filter(of_id=version.id, deleted_at=None):
        finding.deleted_at = now
        finding.save(update_fields=["deleted_at"])
        changes.record(actor=actor, kind=kind, row=finding, happened_at=now)


def _store_findings(*, actor: Actor, draft: TripVersion, found: Found, now: datetime) -> None:
    for finding in found.findings:
        row = TripFinding(
            id=new_id(),
            cost_id=finding.cost_id,
            of=draft,
            on=finding.on,
            limit_minor=finding.limit_minor,
            asked_minor=finding.asked_minor,
            over_minor=finding.over_minor,
            is_class_over=finding.is_class_over,
            action=finding.action,
        )
        row.save(force_insert=True)
        changes.record(actor=actor, kind="trip.submitted", row=row, happened_at=now)


def _copy_amounts(
    *, actor: Actor, draft: TripVersion, costs: Sequence[TripCost], now: datetime
) -> None:
    """Keep the reasons and amounts of the approved estimate where the lines are the same."""
    before = {(c.category, c.label, c.on): c for c in costs}
    for row in cost_rows(draft):
        known = before.get((row.category, row.label, row.on))
        if known is None:
            continue
        row.amount_minor, row.reason = known.amount_minor, known.reason
        row.save(update_fields=["amount_minor", "reason"])
        changes.record(actor=actor, kind="trip_content.written", row=row, happened_at=now)


def _last_number(trip: Trip) -> int:
    numbers = TripVersion.objects.filter(trip_id=trip.id).values_list("number", flat=True)
    return max(numbers)
