"""Changes by hand, undo, acceptance."""

import pytest

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, PersonId
from roadbook.domains.customers.tests.factories import NOW
from roadbook.domains.identity.tests.factories import actor_for, make_person, make_team
from roadbook.domains.planning import commands, queries
from roadbook.domains.planning.contracts import (
    CannotFit,
    NothingToUndo,
    NotYourPlan,
    PlanChanged,
    PlanNotReady,
    PlanRecord,
    PlanState,
    PlanUnknown,
    StopUnknown,
)
from roadbook.domains.planning.models import PlanRevision
from roadbook.domains.planning.tests.factories import (
    TUESDAY,
    WEDNESDAY,
    ask,
    make_customers,
    make_plan,
    make_profile,
    wish,
)
from roadbook.domains.visits import queries as visits
from roadbook.foundation.jobs.runner import run_due

pytestmark = pytest.mark.django_db


def stops(plan: PlanRecord) -> list[set[AccountId]]:
    return [{stop.account.account_id for stop in day.stops} for day in plan.days]


def somebody_on(plan: PlanRecord) -> tuple[AccountId, int]:
    """Give a visit and the other of the two days."""
    day = 0 if plan.days[0].stops else 1
    return plan.days[day].stops[0].account.account_id, 1 - day


def ready() -> tuple[Actor, PlanRecord]:
    rep = make_person()
    return actor_for(rep), make_plan(rep)


def test_prices_a_move_like_the_move_itself() -> None:
    actor, plan = ready()
    account_id, day = somebody_on(plan)

    price = queries.price_move(
        actor=actor, plan_id=plan.id, account_id=account_id, day=day, position=None
    )
    after = commands.move_stop(
        actor=actor,
        plan_id=plan.id,
        account_id=account_id,
        day=day,
        position=None,
        revision=1,
        now=NOW,
    )

    assert price.is_possible
    assert after.change is not None
    assert (price.drive_s, price.drive_m) == (after.change.drive_s, after.change.drive_m)
    assert after.change.moved == [account_id]
    assert account_id in stops(after)[day]
    moved = next(s for s in after.days[day].stops if s.account.account_id == account_id)
    assert (moved.is_pinned, moved.start_s) == (True, price.start_s)


def test_takes_changes_back_one_by_one() -> None:
    actor, plan = ready()
    account_id, _ = somebody_on(plan)

    out = commands.exclude_account(
        actor=actor, plan_id=plan.id, account_id=account_id, revision=1, now=NOW
    )
    undone = commands.undo_plan(actor=actor, plan_id=plan.id, revision=2, now=NOW)

    assert not any(account_id in day for day in stops(out))
    assert [each.account.account_id for each in out.left_out if each.is_excluded] == [account_id]
    assert undone.days == plan.days
    assert (undone.revision, undone.can_undo) == (1, False)
    with pytest.raises(NothingToUndo):
        commands.undo_plan(actor=actor, plan_id=plan.id, revision=1, now=NOW)


def test_keeps_out_who_is_excluded_when_it_works_the_plan_over() -> None:
    actor, plan = ready()
    account_id, _ = somebody_on(plan)
    commands.exclude_account(
        actor=actor, plan_id=plan.id, account_id=account_id, revision=1, now=NOW
    )

    commands.improve_plan(actor=actor, plan_id=plan.id, now=NOW)
    run_due()
    after = queries.plan(actor, plan.id)

    assert (after.state, after.revision) == (PlanState.READY, 3)
    assert not any(account_id in day for day in stops(after))
    assert after.change is not None
    assert after.change.moved == []


def test_forces_in_who_was_left_out() -> None:
    rep = make_person()
    make_profile(rep, max_visits=2)
    make_customers(rep, 6)
    actor = actor_for(rep)
    plan = ask(rep, wish(rep, sleeps_away=False))
    left = plan.left_out[0].account.account_id

    why = queries.why_left_out(actor=actor, plan_id=plan.id, account_id=left)
    after = commands.force_in(actor=actor, plan_id=plan.id, account_id=left, revision=1, now=NOW)

    assert why.constraint == "max_visits"
    assert why.forced is not None
    assert any(left in day for day in stops(after))
    assert after.change is not None
    assert after.change.removed == list(why.forced.dropped)
    assert sum(map(len, stops(after))) == 4


def test_refuses_what_does_not_fit_and_changes_nothing() -> None:
    rep = make_person()
    make_profile(rep, max_visits=2)
    make_customers(rep, 6)
    actor = actor_for(rep)
    plan = ask(rep, wish(rep, sleeps_away=False))
    account_id, day = somebody_on(plan)
    for n, other in enumerate(stops(plan)[day], start=1):
        commands.pin_stop(actor=actor, plan_id=plan.id, account_id=other, revision=n, now=NOW)
    revision = queries.plan(actor, plan.id).revision

    with pytest.raises(CannotFit) as refused:
        commands.move_stop(
            actor=actor,
            plan_id=plan.id,
            account_id=account_id,
            day=day,
            position=None,
            revision=revision,
            now=NOW,
        )

    assert refused.value.facts["constraint"] == "max_visits"
    assert PlanRevision.objects.count() == revision


def test_refuses_changes_of_a_plan_seen_before_another_change() -> None:
    actor, plan = ready()
    account_id, _ = somebody_on(plan)
    commands.pin_stop(actor=actor, plan_id=plan.id, account_id=account_id, revision=1, now=NOW)

    with pytest.raises(PlanChanged):
        commands.exclude_account(
            actor=actor, plan_id=plan.id, account_id=account_id, revision=1, now=NOW
        )

    assert queries.plan(actor, plan.id).revision == 2


def test_lets_go_what_was_pinned() -> None:
    actor, plan = ready()
    account_id, _ = somebody_on(plan)

    held = commands.pin_stop(
        actor=actor, plan_id=plan.id, account_id=account_id, revision=1, now=NOW
    )
    loose = commands.unpin_stop(
        actor=actor, plan_id=plan.id, account_id=account_id, revision=2, now=NOW
    )

    assert [s.is_pinned for d in held.days for s in d.stops].count(True) == 1
    assert [s.is_pinned for d in loose.days for s in d.stops].count(True) == 0


def test_puts_an_accepted_plan_into_the_diary_once() -> None:
    actor, plan = ready()

    after = commands.accept_plan(actor=actor, plan_id=plan.id, revision=1, now=NOW)

    diary = visits.visits_between(
        actor=actor,
        first=TUESDAY,
        last=WEDNESDAY,
        person_ids=[PersonId(actor.person_id)],
    )
    assert after.state is PlanState.ACCEPTED
    assert {v.account_id for v in diary} == set().union(*stops(plan))
    assert {v.plan_id for v in diary} == {plan.id}
    with pytest.raises(PlanNotReady):
        commands.accept_plan(actor=actor, plan_id=plan.id, revision=1, now=NOW)


def test_is_changed_by_nobody_else() -> None:
    team = make_team()
    rep = make_person(team=team)
    plan = make_plan(rep)
    account_id, _ = somebody_on(plan)

    for other in (make_person(name="同事", team=team), make_person(name="外人")):
        with pytest.raises((PlanUnknown, NotYourPlan)):
            commands.exclude_account(
                actor=actor_for(other),
                plan_id=plan.id,
                account_id=account_id,
                revision=1,
                now=NOW,
            )

    assert PlanRevision.objects.count() == 1


def test_knows_only_its_own_candidates() -> None:
    actor, plan = ready()
    stranger = make_customers(make_person(name="外人"), 1)[0]

    with pytest.raises(StopUnknown):
        queries.price_move(actor=actor, plan_id=plan.id, account_id=stranger, day=0, position=None)
