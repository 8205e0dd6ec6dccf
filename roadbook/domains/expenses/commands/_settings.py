"""Exchange rates and one's own companies."""

from datetime import date, datetime
from decimal import Decimal

from roadbook.core.actor import Actor
from roadbook.domains.expenses.contracts import (
    BadExpense,
    CompanyId,
    OwnCompanyRecord,
    RateId,
    RateRecord,
)
from roadbook.domains.expenses.models import ExchangeRate, OwnCompany
from roadbook.domains.expenses.policies import access_company, access_rate, require_finance
from roadbook.domains.expenses.queries import company_record, rate_record
from roadbook.domains.identity import queries as identity
from roadbook.foundation.changes import door as changes

MOST_RATE = Decimal(1_000_000)


@changes.unit_of_work
def put_rate(
    *, actor: Actor, currency: str, rate: Decimal, valid_from: date, source: str, now: datetime
) -> RateRecord:
    """Set the rate of a currency from a day on; the same day again replaces it."""
    require_finance(actor)
    base = identity.base_currency()
    if currency == base:
        raise BadExpense({"currency": "is_base"})
    if not 0 < rate <= MOST_RATE:
        raise BadExpense({"rate": "out_of_range"})
    row = ExchangeRate.objects.filter(
        currency=currency, base_currency=base, valid_from=valid_from, deleted_at=None
    ).first() or ExchangeRate(currency=currency, base_currency=base, valid_from=valid_from)
    row.rate, row.source = rate, source
    row.save()
    changes.record(actor=actor, kind="exchange_rate.set", row=row, happened_at=now)
    return rate_record(row)


@changes.unit_of_work
def remove_rate(*, actor: Actor, rate_id: RateId, now: datetime) -> RateId:
    """Remove a rate; lines that were converted with it stay as they are."""
    row = access_rate(actor=actor, rate_id=rate_id)
    row.deleted_at = now
    row.save(update_fields=["deleted_at"])
    changes.record(actor=actor, kind="exchange_rate.removed", row=row, happened_at=now)
    return rate_id


@changes.unit_of_work
def put_company(*, actor: Actor, name: str, tax_id: str, now: datetime) -> OwnCompanyRecord:
    """Add a company of one's own; the same tax id again renames it."""
    require_finance(actor)
    wanted = tax_id.strip().upper()
    if not wanted.isalnum():
        raise BadExpense({"tax_id": "not_a_tax_id"})
    row = OwnCompany.objects.filter(tax_id=wanted, deleted_at=None).first() or OwnCompany(
        tax_id=wanted
    )
    row.name = name.strip()
    row.save()
    changes.record(actor=actor, kind="own_company.set", row=row, happened_at=now)
    return company_record(row)


@changes.unit_of_work
def remove_company(*, actor: Actor, company_id: CompanyId, now: datetime) -> CompanyId:
    """Remove a company of one's own; invoices checked against it stay as they are."""
    row = access_company(actor=actor, company_id=company_id)
    row.deleted_at = now
    row.save(update_fields=["deleted_at"])
    changes.record(actor=actor, kind="own_company.removed", row=row, happened_at=now)
    return company_id
