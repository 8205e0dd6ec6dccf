"""It has the report of an approved trip ready before anybody asks."""

from typing import Any

import pytest

from roadbook.domains.expenses import queries
from roadbook.domains.expenses.jobs import open_trip_reports
from roadbook.domains.expenses.models import ExpenseReport
from roadbook.domains.expenses.ports import TripBook
from roadbook.domains.expenses.tests.factories import NOW, Company, set_daily_rates
from roadbook.domains.recognition.tests.factories import QuietContext
from roadbook.foundation import wiring


def test_opens_the_report_of_a_trip_once(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    ports: dict[type[Any], Any] = {**wiring._ports, TripBook: company.trips}
    monkeypatch.setattr(wiring, "_ports", ports)
    set_daily_rates()
    trip_id = company.trips.add(company.rep)

    for _ in range(2):
        open_trip_reports(QuietContext(), {"ids": [str(trip_id)]}, NOW)  # type: ignore[arg-type]

    report = ExpenseReport.objects.get()
    assert report.owner_id == company.rep.person_id
    inbox = queries.inbox(actor=company.rep)
    assert [(r.claimed_minor, r.state) for r in inbox.reports] == [(30000, "draft")]
