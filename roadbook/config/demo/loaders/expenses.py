"""Expense reports of journeys: lines with the decisions and payments that their age has brought."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from roadbook.config.demo.dice import Dice
from roadbook.config.demo.records import Line, Organisation, Report, RepYear
from roadbook.config.demo.records import Trip as Journey
from roadbook.config.demo.writing import write
from roadbook.domains.expenses.models import ExchangeRate, Expense, ExpenseReport, OwnCompany

_CATEGORIES = {"local_transport": "local"}
_NOTE = "纸质发票已交财务"
_CURRENCY = "CNY"
_RATES = {"EUR": "7.8412", "USD": "7.1035", "HKD": "0.9128", "JPY": "0.0471", "GBP": "9.2340"}


def load_company(company: Organisation, *, seed: str, at: datetime) -> int:
    """Write the company whose name invoices must carry, and exchange rates."""
    row = OwnCompany(
        id=Dice(seed, "own company").uuid(at), name=company.name, tax_id=company.tax_number
    )
    dice = Dice(seed, "exchange rates")
    rates = [
        ExchangeRate(
            id=dice.uuid(at),
            currency=currency,
            base_currency=_CURRENCY,
            rate=Decimal(rate),
            valid_from=date(at.year, 1, 1),
            source="演示 · demo",
        )
        for currency, rate in _RATES.items()
    ]
    return write("own_company.created", [row], at=at) + write("exchange_rate.set", rates, at=at)


def load(year: RepYear, *, seed: str, decider_id: UUID, at: datetime) -> int:
    """Write one seller's reports; gives how many rows."""
    dice = Dice(seed, "expenses", year.rep.key)
    reports: list[ExpenseReport] = []
    lines: list[Expense] = []
    for journey in year.trips:
        if journey.report is None:
            continue
        report = _report(journey, journey.report, year.rep.id)
        reports.append(report)
        lines += [
            _expense(line, journey, report, year.rep.id, decider_id)
            for line in _lines(dice, journey, journey.report)
        ]
    return write("expense_report.created", reports, at=at) + write("expense.created", lines, at=at)


def _report(journey: Journey, report: Report, owner_id: UUID) -> ExpenseReport:
    return ExpenseReport(
        id=report.id,
        owner_id=owner_id,
        trip_id=journey.id,
        title=journey.title,
        currency=_CURRENCY,
        submitted_at=report.submitted_at,
        created_at=journey.segments[-1].arrives_at,
    )


def _lines(dice: Dice, journey: Journey, report: Report) -> Iterator[Line]:
    """Give the lines, the daily allowance, and in a waiting report one ride that is there twice."""
    yield from report.lines
    decided = report.decided_at is not None
    yield Line(
        id=dice.uuid(journey.segments[-1].arrives_at),
        category="per_diem",
        spent_on=journey.last_day,
        amount_minor=journey.per_diem_minor,
        merchant="",
        invoice_number="",
        account_id=None,
        visit_id=None,
        approved_minor=journey.per_diem_minor if decided else None,
    )
    if report.state == "submitted":
        ride = next(line for line in report.lines if line.category == "local_transport")
        yield replace(ride, id=dice.uuid(journey.segments[-1].arrives_at))


def _expense(
    line: Line, journey: Journey, report: ExpenseReport, owner_id: UUID, decider_id: UUID
) -> Expense:
    facts = journey.report
    if facts is None:
        raise ValueError("a line belongs to a report")
    is_decided = line.approved_minor is not None
    is_approved = bool(line.approved_minor) if is_decided else None
    category = _CATEGORIES.get(line.category, line.category)
    return Expense(
        id=line.id,
        owner_id=owner_id,
        created_by_id=owner_id,
        edited_by_id=owner_id,
        report=report,
        origin="per_diem" if category == "per_diem" else "hand",
        category=category,
        spent_on=line.spent_on,
        merchant=line.merchant,
        note="" if category == "per_diem" else _NOTE,
        city_code=journey.city_codes[0] if category == "lodging" else "",
        quantity=_nights(journey, line) if category == "lodging" else 1,
        over_reason=journey.over_reason if category == "lodging" else "",
        amount_minor=line.amount_minor,
        currency=_CURRENCY,
        rate_on=line.spent_on,
        base_minor=line.amount_minor,
        base_currency=_CURRENCY,
        trip_id=journey.id,
        visit_id=line.visit_id,
        account_id=line.account_id,
        submitted_at=facts.submitted_at,
        is_approved=is_approved,
        approved_minor=line.approved_minor or 0,
        refusal_reason=line.refusal,
        decided_by_id=decider_id if is_decided else None,
        decided_at=facts.decided_at if is_decided else None,
        posted_at=facts.paid_at if is_approved else None,
        paid_minor=(line.approved_minor or 0) if facts.paid_at else 0,
        created_at=facts.submitted_at or journey.segments[-1].arrives_at,
    )


def _nights(journey: Journey, line: Line) -> int:
    return next((stay.nights for stay in journey.stays if stay.hotel == line.merchant), 1)
