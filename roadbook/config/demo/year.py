"""One seller's year, week by week: visits, talks, deals, orders, journeys."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from roadbook.config.demo.accounts import make_account
from roadbook.config.demo.calendar import local, workdays
from roadbook.config.demo.deals import WON, Deal, after_visit, grow_cold, record_of
from roadbook.config.demo.dice import Dice
from roadbook.config.demo.journeys import make_report, make_trip
from roadbook.config.demo.market import (
    TALK_WARMS,
    VISIT_WARMS,
    make_order,
    pass_week,
    stage_of,
    warm,
)
from roadbook.config.demo.people import Seat
from roadbook.config.demo.records import (
    Account,
    Hotel,
    Person,
    RepYear,
    Talk,
    Territory,
    Trip,
    Visit,
)
from roadbook.config.demo.visiting import past_visit, talk
from roadbook.config.demo.weeks import DayPlan, plan_week

WEEKS = 52
TALK_CHANCE = 0.045
_DELIVERY_DAYS = 6


@dataclass(slots=True, kw_only=True)
class Year:
    """A year while it happens."""

    dice: Dice
    seat: Seat
    rep: Person
    hotels: Sequence[Hotel]
    today: date
    accounts: list[Account]
    visits: list[Visit] = field(default_factory=list)
    trips: list[Trip] = field(default_factory=list)
    deals: dict[UUID, list[Deal]] = field(default_factory=lambda: defaultdict(list))

    def by_id(self) -> dict[UUID, Account]:
        return {account.id: account for account in self.accounts}


def live_year(
    *,
    seed: str,
    seat: Seat,
    first_number: int,
    rep: Person,
    hotels: Sequence[Hotel],
    today: date,
) -> Year:
    """Simulate the 52 weeks before `today` for one seller."""
    accounts = [
        make_account(seed=seed, home=seat.home, number=first_number + i, today=today)
        for i in range(seat.accounts)
    ]
    year = Year(
        dice=Dice(seed, "year", seat.key),
        seat=seat,
        rep=rep,
        hotels=hotels,
        today=today,
        accounts=accounts,
    )
    monday = today - timedelta(days=today.weekday() + 7 * WEEKS)
    for week in range(WEEKS + 1):
        start = monday + timedelta(days=7 * week)
        days = list(workdays(start, min(start + timedelta(days=6), today - timedelta(days=1))))
        _live_week(year, days)
    return year


def _live_week(year: Year, days: list[date]) -> None:
    if year.rep.home is None:
        raise ValueError("a seller of the demo lives somewhere")
    plans = plan_week(
        year.dice,
        accounts=year.accounts,
        home=year.rep.home,
        home_city=year.seat.home,
        days=days,
    )
    away = [plan for plan in plans if plan.is_away]
    trip_id = year.dice.uuid(local(away[0].day, 7)) if away else None
    for plan in plans:
        _live_day(year, plan, trip_id if plan.is_away else None)
    if trip_id is not None:
        _go_home(year, trip_id, away)
    for account in year.accounts:
        _talk(year, account, days)
        pass_week(year.dice, account, days)
        for deal in year.deals[account.id]:
            if deal.is_open and days:
                grow_cold(year.dice, deal, account, local(days[-1], 18))


def _live_day(year: Year, plan: DayPlan, trip_id: UUID | None) -> None:
    for place, account in enumerate(plan.accounts):
        visit = past_visit(year.dice, account, plan.day, place, trip_id)
        year.visits.append(visit)
        if visit.status == "reported":
            account.last_visit_at = account.last_contact_at = visit.ends_at
            warm(account, VISIT_WARMS)
            _deal(year, account, visit.ends_at)


def _deal(year: Year, account: Account, at: datetime) -> None:
    running = next((deal for deal in year.deals[account.id] if deal.is_open), None)
    touched = after_visit(year.dice, account, running, at)
    if touched is None:
        return
    if running is None:
        year.deals[account.id].append(touched)
    if touched.stage == WON:
        day = min(at.date() + timedelta(days=year.dice.between(1, _DELIVERY_DAYS)), year.today)
        account.orders.append(
            make_order(
                year.dice,
                account,
                day,
                touched.amount_minor,
                product=touched.product,
                opportunity_id=touched.id,
            )
        )


def _talk(year: Year, account: Account, days: list[date]) -> None:
    chance = TALK_CHANCE * (0.3 if account.is_neglected else 1.0)
    if not days or account.lost_on is not None or not year.dice.chance(chance):
        return
    kind, summary = talk(year.dice)
    at = local(year.dice.one(days), year.dice.between(9, 17), year.dice.between(0, 59))
    contact = account.contacts[0].id if account.contacts else None
    account.talks.append(
        Talk(id=year.dice.uuid(at), kind=kind, at=at, summary=summary, contact_id=contact)
    )
    account.last_contact_at = max(at, account.last_contact_at or at)
    warm(account, TALK_WARMS)


def _go_home(year: Year, trip_id: UUID, away: list[DayPlan]) -> None:
    stops = [(plan.day, account) for plan in away for account in plan.accounts]
    trip = make_trip(
        year.dice, trip_id=trip_id, home_city=year.seat.home, hotels=year.hotels, stops=stops
    )
    visits = [visit for visit in year.visits if visit.trip_id == trip_id]
    report = make_report(year.dice, trip, visits, year.today)
    state = "closed" if report.state == "paid" else "completed"
    done = replace(trip, visit_ids=tuple(v.id for v in visits), report=report, state=state)
    year.trips.append(done)


def finished(year: Year, *, manager: Person, territory: Territory) -> RepYear:
    """Close the books: freeze deals and derive each customer's stage."""
    now = local(year.today, 8)
    for account in year.accounts:
        account.opportunities = [record_of(deal) for deal in year.deals[account.id]]
        account.lifecycle_stage = stage_of(account, now)
    return RepYear(
        rep=year.rep,
        manager=manager,
        territory=territory,
        accounts=year.accounts,
        visits=year.visits,
        trips=year.trips,
    )
