"""A visit's place in the visitor's calendar."""

from collections.abc import Sequence
from datetime import datetime

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, PersonId
from roadbook.domains.customers import queries as customers
from roadbook.domains.schedule import commands as schedule
from roadbook.domains.schedule.contracts import BusyState, EventDraft, EventKind, EventRecord
from roadbook.domains.visits.contracts import Certainty
from roadbook.domains.visits.models import Visit

_LOOSE = frozenset({Certainty.SUGGESTED, Certainty.RESERVED})


def write_event(*, actor: Actor, visit: Visit, now: datetime) -> Sequence[EventRecord]:
    """Enter or move the visit's event; gives what it overlaps."""
    account_id = AccountId(visit.account_id)
    names = customers.account_names([account_id])
    draft = EventDraft(
        person_id=PersonId(visit.person_id),
        kind=EventKind.VISIT,
        title=names.get(account_id, "—"),
        zone=visit.zone,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        busy_state=BusyState.TENTATIVE if visit.certainty in _LOOSE else BusyState.BUSY,
        account_id=account_id,
        subject_id=visit.id,
    )
    return schedule.put_event(actor=actor, draft=draft, now=now).clashes


def drop_event(*, actor: Actor, visit: Visit, now: datetime) -> None:
    """Take the visit out of the calendar."""
    schedule.cancel_events(actor=actor, subject_id=visit.id, now=now)
