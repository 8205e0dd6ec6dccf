"""The story of DESIGN.md section 6: what waits for whom on the day the demo begins."""

from dataclasses import replace
from datetime import date, timedelta

from roadbook.config.demo.calendar import is_workday, local
from roadbook.config.demo.journeys import make_report, make_trip
from roadbook.config.demo.records import Account, Report, Trip
from roadbook.config.demo.visiting import planned_visit
from roadbook.config.demo.year import Year

SELLER, COLLEAGUE, NEIGHBOUR = "lin", "zhou", "chen"
TODAYS_VISITS = 4
_TRIP_STOPS = 9
_STOPS_A_DAY = 3


def tell(year: Year) -> None:
    """Arrange the present of the named people; everybody gets some visits today."""
    _visits_today(year)
    if year.seat.key == COLLEAGUE:
        year.trips.append(_asked_trip(year))
    if year.seat.key == NEIGHBOUR:
        _report_at_finance(year)


def _visits_today(year: Year) -> None:
    near = [
        account
        for account in year.accounts
        if account.city_code == year.seat.home and account.lost_on is None
    ]
    near.sort(key=lambda a: (a.customer_class, a.last_visit_at or a.created_at, a.number))
    for place, account in enumerate(near[:TODAYS_VISITS]):
        certainty = ("exact", "leeway", "confirmed", "flexible_day")[place % 4]
        year.visits.append(
            planned_visit(year.dice, account, year.today, place, trip_id=None, certainty=certainty)
        )


def next_workdays(after: date, count: int) -> list[date]:
    """Give the next days in a row on which somebody may travel, starting at least two days on."""
    start = after + timedelta(days=2)
    while not all(is_workday(start + timedelta(days=n)) for n in range(count)):
        start += timedelta(days=1)
    return [start + timedelta(days=n) for n in range(count)]


def _asked_trip(year: Year) -> Trip:
    days = next_workdays(year.today, 3)
    away = [a for a in year.accounts if a.city_code != year.seat.home and a.lost_on is None]
    away.sort(key=lambda a: (a.city_code, a.number))
    hub = _busiest_city(away)
    chosen = [a for a in away if a.city_code == hub][:_TRIP_STOPS]
    stops = [(days[min(i // _STOPS_A_DAY, 2)], account) for i, account in enumerate(chosen)]
    trip_id = year.dice.uuid(local(year.today, 8))
    trip = make_trip(
        year.dice,
        trip_id=trip_id,
        home_city=year.seat.home,
        hotels=year.hotels,
        stops=stops,
        state="submitted",
    )
    visits = [
        planned_visit(
            year.dice, account, day, i % _STOPS_A_DAY, trip_id=trip_id, certainty="flexible_week"
        )
        for i, (day, account) in enumerate(stops)
    ]
    year.visits += visits
    asked = local(year.today - timedelta(days=1), 16, 40)
    ids = tuple(visit.id for visit in visits)
    return replace(trip, submitted_at=asked, approved_at=None, visit_ids=ids)


def _busiest_city(accounts: list[Account]) -> str:
    counts: dict[str, int] = {}
    for account in accounts:
        counts[account.city_code] = counts.get(account.city_code, 0) + 1
    return max(counts, key=lambda code: (counts[code], code))


def _report_at_finance(year: Year) -> None:
    trip = year.trips[-1]
    visits = [visit for visit in year.visits if visit.trip_id == trip.id]
    report = make_report(year.dice, trip, visits, year.today)
    waiting = Report(
        id=report.id,
        lines=tuple(replace(line, approved_minor=None, refusal="") for line in report.lines),
        submitted_at=local(year.today - timedelta(days=1), 9, 20),
        decided_at=None,
        paid_at=None,
        state="submitted",
    )
    year.trips[-1] = replace(trip, report=waiting, state="completed")
