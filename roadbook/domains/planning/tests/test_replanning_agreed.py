"""Re-planning: what was agreed with a customer keeps its time."""

from datetime import timedelta

import pytest

from roadbook.domains.planning.contracts import (
    Happening,
)
from roadbook.domains.planning.tests.road import asked, assert_agree, on_the_road
from roadbook.domains.visits import commands as visit_commands
from roadbook.domains.visits.contracts import Certainty, VisitStatus

pytestmark = pytest.mark.django_db


def test_does_not_move_what_was_agreed() -> None:
    road = on_the_road()
    agreed = road.visit(road.today()[-1])
    visit_commands.edit_visit(
        actor=road.actor,
        visit_id=agreed.id,
        goal="签合同",
        certainty=Certainty.CONFIRMED,
        now=road.at(8),
    )

    proposal = road.propose(asked(Happening.LATE, road.at(8, 30), late_minutes=30))

    shifts = (*proposal.moved, *proposal.retimed, *proposal.added)
    assert agreed.account_id not in {each.account_id for each in shifts}
    assert agreed.account_id not in {each.account_id for each in proposal.dropped}


def test_does_not_move_what_somebody_moved_by_hand() -> None:
    road = on_the_road()
    moved = road.visit(road.today()[-1])
    start = road.at(16, 40)
    visit_commands.reschedule_visit(
        actor=road.actor,
        visit_id=moved.id,
        starts_at=start,
        ends_at=start + timedelta(minutes=30),
        now=road.at(8),
    )
    request = asked(Happening.LATE, road.at(8, 30), late_minutes=15)

    plan = road.accept(request, road.propose(request).seen)

    assert road.visit(moved.account_id).starts_at == start
    assert_agree(road, plan)


def test_comes_late_to_an_appointment_rather_than_not_at_all() -> None:
    road = on_the_road()
    target = road.visit(road.today()[0])
    start = road.at(14)
    visit_commands.reschedule_visit(
        actor=road.actor,
        visit_id=target.id,
        starts_at=start,
        ends_at=start + timedelta(minutes=30),
        certainty=Certainty.CONFIRMED,
        now=road.at(8),
    )

    proposal = road.propose(asked(Happening.LATE, road.at(10), late_minutes=170))

    late = [each for each in proposal.retimed if each.account_id == target.account_id]
    assert [(each.start_before_s, each.must_be_told) for each in late] == [(14 * 3600, True)]


def test_names_an_appointment_that_cannot_be_kept_and_leaves_it_in_the_calendar() -> None:
    road = on_the_road()
    target = road.visit(road.today()[0])
    start = road.at(9)
    visit_commands.reschedule_visit(
        actor=road.actor,
        visit_id=target.id,
        starts_at=start,
        ends_at=start + timedelta(minutes=30),
        certainty=Certainty.CONFIRMED,
        now=road.at(8),
    )
    request = asked(Happening.LATE, road.at(10), late_minutes=120)

    proposal = road.propose(request)
    road.accept(request, proposal.seen)

    dropped = {each.account_id: each.must_be_told for each in proposal.dropped}
    assert dropped[target.account_id] is True
    assert road.visit(target.account_id).status is VisitStatus.PLANNED
    assert road.visit(target.account_id).starts_at == start
