"""Take a time that was offered: the visit, and its place in a plan."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from roadbook.core.actor import Actor
from roadbook.core.ids import PersonId
from roadbook.domains.identity import queries as identity
from roadbook.domains.planning import policies
from roadbook.domains.planning.commands._editing import place_stop
from roadbook.domains.planning.contracts import SlotChoice, SlotGone, StopUnknown, TakenSlot
from roadbook.domains.visits import commands as visits
from roadbook.domains.visits.contracts import Certainty, VisitDraft
from roadbook.foundation.changes import door as changes


@changes.unit_of_work
def take_slot(*, actor: Actor, person_id: PersonId, choice: SlotChoice, now: datetime) -> TakenSlot:
    """Enter the visit; where a plan covers the day, put it in there at this time and pin it.

    Raises PersonNotFound, NotYourPlan, AccountUnknown, SlotGone, and as move_stop.
    """
    person = identity.person(actor=actor, person_id=person_id)
    policies.require_planner(actor=actor, person_id=person_id)
    midnight = datetime.combine(choice.day, time(), ZoneInfo(person.time_zone))
    starts_at = midnight + timedelta(seconds=choice.start_s)
    if starts_at < now:
        raise SlotGone
    placed = visits.plan_visit(
        actor=actor,
        person_id=person_id,
        draft=VisitDraft(
            account_id=choice.account_id,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=choice.minutes),
            zone=person.time_zone,
            certainty=Certainty.FLEXIBLE_DAY,
        ),
        now=now,
    )
    revision = 0
    if choice.plan_id is not None:
        plan = place_stop(actor=actor, choice=choice, now=now)
        if plan.person_id != person_id:
            raise StopUnknown
        revision = plan.revision
    return TakenSlot(
        visit_id=placed.visit.id,
        day=choice.day,
        starts_at=starts_at,
        clash=placed.clashes[0].title if placed.clashes else "",
        plan_id=choice.plan_id,
        plan_revision=revision,
    )
