"""Typed builders for lines, reports and people, and a book of trips that a test fills."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from roadbook.core.actor import Actor, Role
from roadbook.core.errors import NotFound
from roadbook.core.ids import AccountId, ExpenseId, ReportId, TripId
from roadbook.domains.expenses import commands, queries
from roadbook.domains.expenses.contracts import (
    ExpenseContent,
    ExpenseDecision,
    ExpenseRecord,
    ExpenseState,
    ReportPage,
    ReportSummary,
)
from roadbook.domains.expenses.ports import TripFacts, TripStop
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.factories import actor_for, make_person, make_team
from roadbook.domains.recognition.contracts import DocumentId
from roadbook.domains.standards.models import MileageRate, PerDiemRate
from roadbook.engines.policy.limits import Category
from roadbook.engines.policy.perdiem import Leg
from roadbook.foundation.changes.models import new_id

NOW = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)
DAY = date(2026, 11, 24)


@dataclass
class Trips:
    """A book of trips for tests."""

    trips: dict[TripId, TripFacts] = field(default_factory=dict)

    def trip(self, *, actor: Actor, trip_id: TripId) -> TripFacts:
        found = self.trips.get(trip_id)
        if found is None or (found.traveller_id != actor.person_id and not actor.sees_everything):
            raise NotFound
        return found

    def trips_around(self, *, actor: Actor, day: date) -> Sequence[TripFacts]:
        own = [t for t in self.trips.values() if t.traveller_id == actor.person_id]
        near = [
            t
            for t in own
            if t.first_day - timedelta(days=3) <= day <= t.last_day + timedelta(days=3)
        ]
        return sorted(near, key=lambda t: (abs((t.first_day - day).days), t.id))

    def add(
        self,
        traveller: Actor,
        *,
        is_approved: bool = True,
        driven_m: int = 0,
        stops: Sequence[TripStop] = (),
    ) -> TripId:
        """Add a trip Shanghai to Suzhou and back over three days, 24 to 26 November."""
        trip_id = TripId(new_id())
        there, back = _leg("310000", "320500", 24), _leg("320500", "310000", 26)
        self.trips[trip_id] = TripFacts(
            id=trip_id,
            title="苏州无锡三日",
            traveller_id=traveller.person_id,
            first_day=DAY,
            last_day=date(2026, 11, 26),
            is_approved=is_approved,
            legs=(there, back),
            driven_m=driven_m,
            stops=stops,
        )
        return trip_id


def _leg(origin: str, destination: str, day: int) -> Leg:
    departs = datetime(2026, 11, day, 1, 0, tzinfo=UTC)
    return Leg(
        departs_at=departs,
        departs_zone="Asia/Shanghai",
        origin=origin,
        arrives_at=departs + timedelta(hours=1),
        arrives_zone="Asia/Shanghai",
        destination=destination,
    )


@dataclass
class Company:
    """A rep, a team mate, their manager, a stranger from another team, and two of finance."""

    rep: Actor
    mate: Actor
    manager: Actor
    stranger: Actor
    finance: Actor
    other_finance: Actor
    trips: Trips = field(default_factory=Trips)


def make_company_people() -> Company:
    team, other = make_team("华东销售部"), make_team("华北销售部")
    return Company(
        rep=actor_for(make_person("李娜", team=team)),
        mate=actor_for(make_person("王强", team=team)),
        manager=actor_for(make_person("陈立", role=Role.MANAGER, leads=team)),
        stranger=actor_for(make_person("赵磊", team=other)),
        finance=actor_for(make_person("孙敏", role=Role.FINANCE)),
        other_finance=actor_for(make_person("周洁", role=Role.FINANCE)),
    )


def person_of(actor: Actor) -> Person:
    return Person.objects.get(id=actor.person_id)


def content(  # noqa: PLR0913  # each is optional; a test names the one it is about
    *,
    category: Category = Category.LOCAL,
    amount_minor: int = 26800,
    currency: str = "CNY",
    spent_on: date = DAY,
    merchant: str = "平江里餐饮",
    note: str = "",
    quantity: int = 1,
    over_reason: str = "",
    city_code: str = "320500",
    rate: Decimal | None = None,
    trip_id: TripId | None = None,
    account_id: AccountId | None = None,
) -> ExpenseContent:
    return ExpenseContent(
        category=category,
        spent_on=spent_on,
        amount_minor=amount_minor,
        currency=currency,
        merchant=merchant,
        note=note,
        quantity=quantity,
        over_reason=over_reason,
        city_code=city_code,
        rate=rate,
        trip_id=trip_id,
        account_id=account_id,
    )


def make_expense(
    company: Company,
    *,
    actor: Actor | None = None,
    what: ExpenseContent | None = None,
    documents: Sequence[DocumentId] = (),
    report_id: ReportId | None = None,
) -> ExpenseRecord:
    return commands.add_expense(
        actor=actor or company.rep,
        expense_id=ExpenseId(new_id()),
        content=what or content(note="出租车，无发票"),
        document_ids=documents,
        report_id=report_id,
        trips=company.trips,
        now=NOW,
    )


def make_report(
    company: Company, *, amounts: Sequence[int] = (26800,), submitted: bool = True
) -> ReportSummary:
    """Make a report of the rep's trip with lines of these amounts."""
    trip_id = company.trips.add(company.rep)
    for amount in amounts:
        make_expense(
            company,
            what=content(
                amount_minor=amount, note="无发票", merchant=f"商家{amount}", trip_id=trip_id
            ),
        )
    report = commands.open_trip_report(
        actor=company.rep, trip_id=trip_id, trips=company.trips, now=NOW
    )
    if submitted:
        return commands.submit_report(actor=company.rep, report_id=report.id, now=NOW)
    return report


def approve_all(company: Company, report_id: ReportId, *, by: Actor | None = None) -> ReportPage:
    actor = by or company.manager
    page = queries.report_page(actor=actor, report_id=report_id)
    decisions = [
        ExpenseDecision(expense_id=line.id, is_approved=True, approved_minor=line.base_minor)
        for line in page.lines
        if line.state is ExpenseState.SUBMITTED
    ]
    return commands.decide_lines(
        actor=actor, report_id=report_id, decisions=decisions, seen=page.seen, now=NOW
    )


def set_daily_rates(*, day_minor: int = 10000, per_km_minor: int = 80) -> None:
    PerDiemRate.objects.create(city_code="", day_minor=day_minor, currency="CNY")
    MileageRate.objects.create(
        valid_from=date(2026, 1, 1), per_km_minor=per_km_minor, currency="CNY"
    )
