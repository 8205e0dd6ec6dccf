"""A time for one more visit, and whom free time reaches."""

from datetime import UTC, date, datetime, timedelta

import pytest

from roadbook.core.geo import Position
from roadbook.core.ids import AccountId, PersonId
from roadbook.domains.customers.contracts import AccountUnknown
from roadbook.domains.customers.tests.factories import NOW
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.factories import actor_for, make_person, make_team
from roadbook.domains.planning import commands, queries
from roadbook.domains.planning.contracts import (
    FreeTime,
    FreeTimeWish,
    FreeTrouble,
    FreeUntil,
    NotYourPlan,
    PositionSource,
    RelaxationKind,
    SlotAnswer,
    SlotChoice,
    SlotGone,
    SlotWish,
)
from roadbook.domains.planning.ports import TravelTimes
from roadbook.domains.planning.tests.factories import (
    SUZHOU,
    TUESDAY,
    ask,
    make_customers,
    make_profile,
    wish,
)
from roadbook.domains.schedule import commands as schedule
from roadbook.domains.schedule.contracts import EventDraft, EventKind
from roadbook.domains.visits import commands as visits
from roadbook.domains.visits import queries as visit_queries
from roadbook.domains.visits.contracts import Certainty, VisitDraft, VisitSummary
from roadbook.foundation.wiring import port

pytestmark = pytest.mark.django_db
MONDAY_NIGHT = datetime(2026, 11, 30, 14, tzinfo=UTC)  # 22:00 in Shanghai
HOUR = 3_600


def estimate() -> TravelTimes:
    return port(TravelTimes)  # type: ignore[type-abstract]  # a port is asked by type


def find(  # who, whom, and the wish's own parts
    rep: Person,
    account_id: AccountId,
    *,
    now: datetime = MONDAY_NIGHT,
    minutes: int | None = None,
    from_minute: int | None = None,
    until_minute: int | None = None,
) -> SlotAnswer:
    return queries.find_slots(
        actor=actor_for(rep),
        person_id=PersonId(rep.id),
        wish=SlotWish(
            account_id=account_id,
            minutes=minutes,
            from_minute=from_minute,
            until_minute=until_minute,
        ),
        times=estimate(),
        now=now,
    )


def visit(rep: Person, account_id: AccountId, day: date, hour: int) -> VisitSummary:
    starts_at = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hour - 8)
    placed = visits.plan_visit(
        actor=actor_for(rep),
        person_id=PersonId(rep.id),
        draft=VisitDraft(
            account_id=account_id,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=60),
            certainty=Certainty.EXACT,
        ),
        now=NOW,
    )
    return placed.visit


def meeting(rep: Person, day: date, from_hour: int, until_hour: int) -> None:
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=8)
    schedule.put_event(
        actor=actor_for(rep),
        draft=EventDraft(
            person_id=PersonId(rep.id),
            kind=EventKind.MEETING,
            title="例会",
            starts_at=midnight + timedelta(hours=from_hour),
            ends_at=midnight + timedelta(hours=until_hour),
        ),
        now=NOW,
    )


def ready(customers: int = 3) -> tuple[Person, list[AccountId]]:
    rep = make_person()
    make_profile(rep)
    return rep, make_customers(rep, customers)


def test_offers_the_day_on_which_one_is_nearby_first() -> None:
    rep, (before, after, wanted) = ready()
    visit(rep, before, date(2026, 12, 3), 10)
    visit(rep, after, date(2026, 12, 3), 15)

    answer = find(rep, wanted, minutes=45)

    first = answer.offers[0]
    assert (first.day, first.visit_count) == (date(2026, 12, 3), 2)
    assert (first.before_name, first.after_name) == ("苏州客户0", "苏州客户1")
    assert first.near_m is not None
    assert first.near_m < 3_000
    assert first.leave_s - first.start_s == 45 * 60
    assert first.start_s % 300 == 0
    elsewhere = [offer for offer in answer.offers if offer.day != first.day]
    assert elsewhere
    assert all(o.extra_minor > 3 * first.extra_minor and o.near_m is None for o in elsewhere)
    assert answer.constraint is None


def test_keeps_clear_of_visits_meetings_days_off_and_the_hours_asked() -> None:
    rep, (other, wanted, _) = ready()
    visit(rep, other, TUESDAY, 11)
    meeting(rep, TUESDAY, 13, 18)

    answer = find(rep, wanted, from_minute=13 * 60, until_minute=16 * 60)

    assert answer.offers
    assert all(o.day.weekday() < 5 and o.day != TUESDAY for o in answer.offers)
    assert all(o.start_s >= 13 * HOUR and o.leave_s <= 16 * HOUR for o in answer.offers)


def test_offers_nothing_that_is_over() -> None:
    rep, (wanted, *_) = ready()
    at_two = datetime(2026, 12, 1, 6, 10, tzinfo=UTC)

    answer = find(rep, wanted, now=at_two)

    today = [offer.start_s for offer in answer.offers if offer.day == TUESDAY]
    assert all(start >= 14 * HOUR + 600 for start in today)
    assert min(offer.day for offer in answer.offers) >= TUESDAY


def test_says_what_stands_against_it_and_what_would_help() -> None:
    rep, (wanted, *_) = ready()

    early = find(rep, wanted, from_minute=7 * 60, until_minute=9 * 60 + 10)
    far = find(rep, make_customers(rep, 1, around=Position(lat=45.0, lon=126.0))[0])

    assert not early.offers
    assert early.constraint is not None
    assert RelaxationKind.ANY_TIME in {each.kind for each in early.relaxations}
    helps = next(r for r in early.relaxations if r.kind is RelaxationKind.ANY_TIME)
    assert helps.start_s >= 9 * HOUR
    assert (far.offers, far.relaxations) == ([], [])
    assert far.constraint == "max_drive"


def test_says_that_it_is_a_long_way_and_how_much_more_driving_would_do() -> None:
    rep, _ = ready()
    (far,) = make_customers(rep, 1, around=Position(lat=31.7, lon=119.4))

    answer = find(rep, far, minutes=30)

    assert answer.constraint == "max_drive"
    assert [each.kind for each in answer.relaxations] == [RelaxationKind.MORE_DRIVING]


def test_names_the_smallest_longer_day() -> None:
    rep, (wanted, *_) = ready()
    for n in range(14):
        day = TUESDAY + timedelta(days=n)
        if day.weekday() < 5:
            meeting(rep, day, 8, 15)

    answer = find(rep, wanted, minutes=60)

    kinds = {each.kind: each for each in answer.relaxations}
    assert answer.constraint == "window_too_far"
    assert kinds[RelaxationKind.LONGER].minutes in {30, 60, 90, 120}
    assert kinds[RelaxationKind.ANOTHER_DAY].day > answer.last_day


def test_takes_the_time_in_the_diary_and_in_the_plan_of_that_day() -> None:
    rep, accounts = ready(6)
    make_profile(rep, max_visits=2)
    plan = ask(rep, wish(rep, sleeps_away=False))
    make_profile(rep)
    left = plan.left_out[0].account.account_id
    dropped = plan.days[0].stops[0].account.account_id
    freed = commands.exclude_account(
        actor=actor_for(rep), plan_id=plan.id, account_id=dropped, revision=1, now=NOW
    )

    answer = find(rep, left, minutes=40)
    offer = next(each for each in answer.offers if each.plan_id == plan.id)
    taken = commands.take_slot(
        actor=actor_for(rep),
        person_id=PersonId(rep.id),
        choice=SlotChoice(
            account_id=left,
            day=offer.day,
            start_s=offer.start_s,
            minutes=40,
            plan_id=offer.plan_id,
            plan_revision=offer.plan_revision,
            position=offer.position,
        ),
        now=MONDAY_NIGHT,
    )
    after = queries.plan(actor_for(rep), plan.id)

    assert offer.plan_revision == freed.revision
    (stop,) = [s for d in after.days for s in d.stops if s.account.account_id == left]
    assert (stop.start_s, stop.leave_s, stop.is_pinned) == (offer.start_s, offer.leave_s, True)
    assert taken.plan_revision == after.revision == freed.revision + 1
    diary = visit_queries.visits_of_account(actor=actor_for(rep), account_id=left)
    assert [(v.id, v.day) for v in diary] == [(taken.visit_id, offer.day)]
    accepted = commands.accept_plan(
        actor=actor_for(rep), plan_id=plan.id, revision=after.revision, now=NOW
    )
    again = visit_queries.visits_of_account(actor=actor_for(rep), account_id=left)
    assert accepted.state == "accepted"
    assert [v.starts_at for v in again] == [taken.starts_at]
    assert len(accounts) == 6


def test_refuses_what_is_over_and_what_is_not_ones_own() -> None:
    team = make_team()
    rep = make_person(team=team)
    make_profile(rep)
    (account_id,) = make_customers(rep, 1)
    stranger = make_person(name="外人")
    make_profile(stranger)
    choice = SlotChoice(account_id=account_id, day=date(2026, 11, 30), start_s=0, minutes=30)

    with pytest.raises(SlotGone):
        commands.take_slot(
            actor=actor_for(rep), person_id=PersonId(rep.id), choice=choice, now=MONDAY_NIGHT
        )
    with pytest.raises(AccountUnknown):
        find(stranger, account_id)
    with pytest.raises((AccountUnknown, NotYourPlan)):
        queries.find_slots(
            actor=actor_for(make_person(name="同事", team=team)),
            person_id=PersonId(rep.id),
            wish=SlotWish(account_id=account_id),
            times=estimate(),
            now=MONDAY_NIGHT,
        )

    assert not visit_queries.visits_of_account(actor=actor_for(rep), account_id=account_id)


def free(
    rep: Person, hour: int, minutes: int | None = None, here: Position | None = SUZHOU
) -> FreeTime:
    starts_at = datetime(2026, 12, 1, tzinfo=UTC) + timedelta(hours=hour - 8)
    return queries.free_time(
        actor=actor_for(rep),
        wish=FreeTimeWish(starts_at=starts_at, minutes=minutes, position=here),
        times=estimate(),
        now=starts_at,
    )


def test_reaches_due_customers_nearby_before_the_next_visit() -> None:
    rep, accounts = ready(6)
    visit(rep, accounts[0], TUESDAY, 13)

    answer = free(rep, 10)

    assert (answer.until, answer.until_name) == (FreeUntil.VISIT, "苏州客户0")
    assert answer.until_s == 13 * HOUR
    assert answer.place_source is PositionSource.DEVICE
    found = {offer.account.account_id for offer in answer.offers}
    assert found == set(accounts[1:])
    assert all(o.account.days_overdue > 0 and o.leave_s <= answer.until_s for o in answer.offers)
    assert 0 < len(answer.sequence) < 5
    starts = [stop.start_s for stop in answer.sequence]
    assert starts == sorted(starts)
    assert answer.back_s <= answer.until_s


def test_begins_where_the_person_is_thought_to_be() -> None:
    rep, accounts = ready()
    without = free(rep, 10, 120, here=None)
    ahead = visit(rep, accounts[0], TUESDAY, 16)

    next_stop = free(rep, 10, 120, here=None)
    visits.check_in(actor=actor_for(rep), visit_id=ahead.id, fix=None, now=NOW)
    seen = free(rep, 10, 120, here=None)

    assert (without.place_source, without.place_name) == (PositionSource.START, "家")
    assert without.trouble is FreeTrouble.NOBODY_DUE
    assert (next_stop.place_source, next_stop.place_name) == (
        PositionSource.NEXT_STOP,
        "苏州客户0",
    )
    assert seen.place_source is PositionSource.CHECK_IN


def test_says_why_free_time_reaches_nobody() -> None:
    rep, accounts = ready()
    short = free(rep, 10, 20)
    visit(rep, accounts[0], TUESDAY, 10)

    inside = free(rep, 10)
    must_leave = free(rep, 9, here=Position(lat=31.22, lon=121.48))

    assert (short.trouble, short.offers, short.due_nearby) == (FreeTrouble.NOTHING_FITS, [], 3)
    assert inside.trouble is FreeTrouble.NO_TIME
    assert must_leave.trouble is FreeTrouble.NO_TIME
