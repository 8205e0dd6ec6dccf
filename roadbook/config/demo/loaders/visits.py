"""Visits with their checks and reports; what is still to come is in the calendar too."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from roadbook.config.demo.calendar import ZONE
from roadbook.config.demo.dice import Dice
from roadbook.config.demo.records import Account, RepYear
from roadbook.config.demo.records import Visit as Meeting
from roadbook.config.demo.writing import write
from roadbook.domains.schedule.models import CalendarEvent
from roadbook.domains.visits.models import Visit, VisitCheck, VisitReport

_OUTCOMES = {"positive": "met", "neutral": "partly", "negative": "not_met"}
_KEPT_CHECKS = timedelta(days=90)
_NEAR_M = 150


def load(year: RepYear, *, seed: str, today: date, at: datetime) -> int:
    """Write one seller's visits; checks are kept for the last three months only."""
    dice = Dice(seed, "visits", year.rep.key)
    accounts = {account.id: account for account in year.accounts}
    rows = [_visit(meeting, year) for meeting in year.visits]
    done = [meeting for meeting in year.visits if meeting.status == "reported"]
    recent = [m for m in done if today - m.starts_at.date() <= _KEPT_CHECKS]
    coming = [meeting for meeting in year.visits if meeting.status == "planned"]
    written = write("visit.planned", rows, at=at)
    written += write("visit.reported", [_report(dice, m) for m in done], at=at)
    written += write(
        "visit.checked", [c for m in recent for c in _checks(dice, m, accounts)], at=at
    )
    return written + write("event.added", [_event(dice, m, year, accounts) for m in coming], at=at)


def _visit(meeting: Meeting, year: RepYear) -> Visit:
    came = meeting.status == "reported"
    return Visit(
        id=meeting.id,
        account_id=meeting.account_id,
        person_id=year.rep.id,
        status=meeting.status,
        certainty=meeting.certainty,
        day=meeting.starts_at.astimezone(ZONE).date(),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        goal=meeting.purpose,
        reason=meeting.reason,
        contact_ids=[str(meeting.contact_id)] if meeting.contact_id else [],
        trip_id=meeting.trip_id if meeting.status != "planned" else None,
        checked_in_at=meeting.starts_at if came else None,
        checked_out_at=meeting.ends_at if came else None,
        created_at=meeting.starts_at - timedelta(days=4),
    )


def _report(dice: Dice, meeting: Meeting) -> VisitReport:
    return VisitReport(
        id=dice.uuid(meeting.ends_at),
        visit_id=meeting.id,
        outcome=_OUTCOMES[meeting.outcome],
        notes=meeting.notes,
        next_step=meeting.next_step,
        reported_at=meeting.ends_at + timedelta(minutes=5),
    )


def _checks(dice: Dice, meeting: Meeting, accounts: dict[UUID, Account]) -> Iterator[VisitCheck]:
    account = accounts[meeting.account_id]
    for kind, at in (("in", meeting.starts_at), ("out", meeting.ends_at)):
        known = account.position is not None and account.position_state != "city"
        distance = float(meeting.distance_m or dice.between(5, 180)) if known else None
        grade = "unverified" if distance is None else "near" if distance > _NEAR_M else "verified"
        yield VisitCheck(
            id=dice.uuid(at),
            visit_id=meeting.id,
            kind=kind,
            happened_at=at,
            lat=account.position.lat if account.position and known else None,
            lon=account.position.lon if account.position and known else None,
            accuracy_m=float(meeting.accuracy_m or 20),
            fix_age_s=float(dice.between(1, 12)),
            distance_m=distance,
            grade=grade,
            doubt="" if known else "no_place",
        )


def _event(
    dice: Dice, meeting: Meeting, year: RepYear, accounts: dict[UUID, Account]
) -> CalendarEvent:
    starts, ends = (moment.astimezone(ZONE) for moment in (meeting.starts_at, meeting.ends_at))
    account = accounts[meeting.account_id]
    return CalendarEvent(
        id=dice.uuid(meeting.starts_at),
        person_id=year.rep.id,
        kind="visit",
        title=account.name,
        place=account.address,
        zone=str(ZONE),
        first_day=starts.date(),
        start_time=starts.time(),
        last_day=ends.date(),
        end_time=ends.time(),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        account_id=account.id,
        subject_id=meeting.id,
    )
