"""The due list: what stands in it, in which order, for whom."""

from datetime import date, timedelta

import pytest

from roadbook.core.actor import Actor, Role
from roadbook.core.ids import AccountId
from roadbook.domains.cadence import commands, queries
from roadbook.domains.cadence.contracts import (
    Channel,
    DueFilters,
    DueState,
    NotYourRhythm,
    RhythmUnknown,
)
from roadbook.domains.cadence.jobs import CLOCKWORK
from roadbook.domains.cadence.models import AccountRhythm
from roadbook.domains.customers.contracts import CustomerClass
from roadbook.domains.customers.tests.factories import NOW, make_account, make_opportunity
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.factories import (
    actor_for,
    make_actor,
    make_person,
    make_team,
)
from roadbook.domains.interactions import commands as interactions
from roadbook.domains.interactions.contracts import InteractionKind
from roadbook.foundation.jobs.runner import run_due

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
ALL = DueFilters()


def make_customer(
    owner: Person,
    *,
    name: str,
    visited_days_ago: int | None,
    customer_class: CustomerClass = CustomerClass.A,
) -> AccountId:
    account = make_account(owner=owner, name=name, customer_class=customer_class)
    if visited_days_ago is not None:
        interactions.log_interaction(
            actor=actor_for(owner),
            account_id=account.id,
            kind=InteractionKind.VISIT,
            happened_at=NOW - timedelta(days=visited_days_ago),
            summary="拜访",
            now=NOW,
        )
    commands.recalculate(actor=CLOCKWORK, account_ids=[account.id], now=NOW)
    return account.id


def names(actor: Actor, filters: DueFilters = ALL) -> list[str]:
    items, _ = queries.due_list(actor=actor, filters=filters, today=TODAY, after=None, limit=50)
    return [item.name for item in items]


def test_puts_the_most_due_first() -> None:
    rep = make_person()
    make_customer(rep, name="刚去过", visited_days_ago=2)
    make_customer(rep, name="早该去", visited_days_ago=60)
    make_customer(rep, name="该去了", visited_days_ago=45)

    actor = actor_for(rep)

    # a prospect of class A: 30 days × 75 %
    assert names(actor) == ["早该去", "该去了", "刚去过"]
    assert names(actor, DueFilters(states=(DueState.RESTING,))) == ["刚去过"]
    counts = queries.due_counts(actor=actor, filters=ALL, today=TODAY)
    assert (counts.overdue, counts.due, counts.soon, counts.resting) == (2, 0, 0, 1)


def test_has_a_customer_nobody_reached_due_at_once() -> None:
    rep = make_person()
    make_customer(rep, name="新客户", visited_days_ago=None)
    make_customer(rep, name="刚去过", visited_days_ago=2)

    (item,), _ = queries.due_list(
        actor=actor_for(rep),
        filters=DueFilters(states=(DueState.DUE,)),
        today=TODAY,
        after=None,
        limit=5,
    )

    assert item.name == "新客户"
    assert item.due.due_on == NOW.date()
    assert item.due.days_overdue == 0


def test_shows_facts_with_the_deal() -> None:
    rep = make_person()
    account_id = make_customer(rep, name="华辰泵业", visited_days_ago=42)
    make_opportunity(owner=rep, account_id=account_id, amount_minor=42_000_000)
    commands.recalculate(actor=CLOCKWORK, account_ids=[account_id], now=NOW)

    items, _ = queries.due_list(actor=actor_for(rep), filters=ALL, today=TODAY, after=None, limit=5)

    (item,) = items
    assert item.due.interval_days == 30 * 75 * 75 // 10_000
    assert item.due.days_overdue == 42 - item.due.interval_days
    assert item.due.reason.opportunity_pct == 75
    assert item.deal is not None
    assert (item.deal.amount_minor, item.deal.count) == (42_000_000, 1)
    assert item.owner_name == rep.name


def test_pages_without_gap_or_double() -> None:
    rep = make_person()
    for i in range(7):
        make_customer(rep, name=f"客户{i}", visited_days_ago=30 + i % 3)
    actor, seen, after = actor_for(rep), list[str](), None

    while True:
        items, after = queries.due_list(actor=actor, filters=ALL, today=TODAY, after=after, limit=2)
        seen += [item.name for item in items]
        if after is None:
            break

    assert seen == names(actor)
    assert len(set(seen)) == 7


def test_shows_each_person_what_is_theirs() -> None:
    team = make_team()
    rep = make_person(team=team)
    mate, stranger = make_actor(team=team), make_actor(team=make_team("华南"))
    leader = make_actor(role=Role.MANAGER, leads=team)
    account_id = make_customer(rep, name="华辰泵业", visited_days_ago=60)

    assert [names(each) for each in (actor_for(rep), leader, mate, stranger)] == [
        ["华辰泵业"],
        ["华辰泵业"],
        [],
        [],
    ]
    with pytest.raises(RhythmUnknown):
        queries.rhythm(actor=stranger, account_id=account_id)


def test_follows_what_happens_by_itself(
    django_capture_on_commit_callbacks: object,
) -> None:
    rep = make_person()
    account = make_account(owner=rep, customer_class=CustomerClass.B)

    run_due()
    before = queries.rhythm(actor=actor_for(rep), account_id=account.id)
    interactions.log_interaction(
        actor=actor_for(rep),
        account_id=account.id,
        kind=InteractionKind.VISIT,
        happened_at=NOW - timedelta(days=3),
        summary="拜访",
        now=NOW,
    )
    run_due()
    after = queries.rhythm(actor=actor_for(rep), account_id=account.id)

    assert before.last_visit_on is None
    assert after.last_visit_on == TODAY - timedelta(days=3)
    assert after.due_on == TODAY + timedelta(days=45 - 3)


def test_holds_what_is_set_by_hand_until_it_is_taken_back() -> None:
    rep = make_person()
    account_id = make_customer(rep, name="华辰泵业", visited_days_ago=10)
    actor = actor_for(rep)

    held = commands.set_rhythm(
        actor=actor,
        account_id=account_id,
        interval_days=7,
        channel=Channel.CALL,
        tolerance_pct=0,
        note="项目期",
        now=NOW,
    )
    commands.recalculate(actor=CLOCKWORK, account_ids=[account_id], now=NOW)
    still = queries.rhythm(actor=actor, account_id=account_id)
    back = commands.follow_recommendation(actor=actor, account_id=account_id, now=NOW)

    assert (held.interval_days, held.channel, held.is_set_by_hand) == (7, Channel.CALL, True)
    assert (still.interval_days, still.recommended_days) == (7, 22)
    assert (back.interval_days, back.is_set_by_hand) == (22, False)


def test_refuses_a_setting_by_who_does_not_work_the_customer() -> None:
    team = make_team()
    rep = make_person(team=team)
    account_id = make_customer(rep, name="华辰泵业", visited_days_ago=10)
    finance = make_actor(role=Role.FINANCE)

    with pytest.raises(NotYourRhythm):
        commands.set_rhythm(
            actor=finance,
            account_id=account_id,
            interval_days=7,
            channel=Channel.CALL,
            tolerance_pct=0,
            note="",
            now=NOW,
        )

    assert AccountRhythm.objects.get().set_days is None
