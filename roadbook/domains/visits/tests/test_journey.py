import pytest

from roadbook.core.actor import Role
from roadbook.domains.customers.contracts import PositionState
from roadbook.domains.customers.queries import account_summaries
from roadbook.domains.customers.tests.factories import make_account
from roadbook.domains.identity.tests.factories import actor_for, make_actor, make_person, make_team
from roadbook.domains.visits.commands import adopt_position, check_in, check_out, set_off
from roadbook.domains.visits.contracts import (
    CheckDoubt,
    CheckGrade,
    NoPositionToAdopt,
    NotInThisState,
    NotYourVisit,
    VisitStatus,
)
from roadbook.domains.visits.models import Visit, VisitCheck
from roadbook.domains.visits.tests.factories import DOOR, NOW, make_fix, make_visit

pytestmark = pytest.mark.django_db


def test_checks_in_at_the_door_as_verified() -> None:
    rep = make_person()
    visit = make_visit(actor_for(rep), make_account(owner=rep).id)

    checked = check_in(actor=actor_for(rep), visit_id=visit.id, fix=make_fix(), now=NOW)

    assert (checked.visit.status, checked.visit.check_grade) == (
        VisitStatus.CHECKED_IN,
        CheckGrade.VERIFIED,
    )
    row = VisitCheck.objects.get()
    assert (row.accuracy_m, row.fix_age_s, row.distance_m) == (15, 3, 0)


@pytest.mark.parametrize(
    ("lat", "grade"), [(DOOR.lat + 0.005, CheckGrade.NEAR), (31.4, CheckGrade.OUT_OF_RANGE)]
)
def test_never_refuses_for_the_position(lat: float, grade: CheckGrade) -> None:
    rep = make_person()
    visit = make_visit(actor_for(rep), make_account(owner=rep).id)

    checked = check_in(actor=actor_for(rep), visit_id=visit.id, fix=make_fix(lat=lat), now=NOW)

    assert (checked.visit.status, checked.check.grade) == (VisitStatus.CHECKED_IN, grade)


def test_checks_in_without_any_position() -> None:
    rep = make_person()
    visit = make_visit(actor_for(rep), make_account(owner=rep).id)

    checked = check_in(actor=actor_for(rep), visit_id=visit.id, fix=None, now=NOW)

    assert (checked.check.grade, checked.check.doubt) == (
        CheckGrade.UNVERIFIED,
        CheckDoubt.NO_FIX,
    )


def test_offers_the_position_to_a_customer_who_has_none() -> None:
    rep = make_person()
    actor, account = actor_for(rep), make_account(owner=rep, position=None)
    visit = make_visit(actor, account.id)

    checked = check_in(actor=actor, visit_id=visit.id, fix=make_fix(), now=NOW)
    assert (checked.offers_position, checked.check.doubt) == (True, CheckDoubt.NO_PLACE)
    adopt_position(actor=actor, visit_id=visit.id, now=NOW)

    found = account_summaries(actor, [account.id])[account.id]
    assert (found.position, found.position_state) == (DOOR, PositionState.CONFIRMED)


def test_does_not_replace_a_good_position() -> None:
    rep = make_person()
    actor = actor_for(rep)
    visit = make_visit(actor, make_account(owner=rep).id)
    check_in(actor=actor, visit_id=visit.id, fix=make_fix(lat=31.3), now=NOW)

    with pytest.raises(NoPositionToAdopt):
        adopt_position(actor=actor, visit_id=visit.id, now=NOW)


def test_leaves_after_arriving_only() -> None:
    rep = make_person()
    actor = actor_for(rep)
    visit = make_visit(actor, make_account(owner=rep).id)

    with pytest.raises(NotInThisState):
        check_out(actor=actor, visit_id=visit.id, fix=None, now=NOW)
    assert VisitCheck.objects.count() == 0

    set_off(actor=actor, visit_id=visit.id, now=NOW)
    check_in(actor=actor, visit_id=visit.id, fix=make_fix(), now=NOW)
    out = check_out(actor=actor, visit_id=visit.id, fix=make_fix(), now=NOW)

    assert (out.visit.status, out.visit.checked_out_at) == (VisitStatus.CHECKED_OUT, NOW)


def test_lets_nobody_check_in_for_another_not_even_the_boss() -> None:
    team = make_team()
    rep = make_person(team=team)
    boss = make_actor(role=Role.MANAGER, leads=team, name="老板")
    visit = make_visit(actor_for(rep), make_account(owner=rep).id)

    with pytest.raises(NotYourVisit):
        check_in(actor=boss, visit_id=visit.id, fix=make_fix(), now=NOW)

    assert Visit.objects.get().status == VisitStatus.PLANNED
    assert VisitCheck.objects.count() == 0
