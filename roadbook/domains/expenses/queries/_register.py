"""The register of invoices, exchange rates, one's own companies."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from roadbook.core.actor import Actor
from roadbook.core.ids import InvoiceId, PersonId
from roadbook.domains.expenses import policies
from roadbook.domains.expenses.contracts import (
    BuyerCheck,
    CompanyId,
    InvoiceRecord,
    InvoiceState,
    OwnCompanyRecord,
    RateId,
    RateMissing,
    RateRecord,
)
from roadbook.domains.expenses.models import ExchangeRate, ExpenseReceipt, Invoice, OwnCompany
from roadbook.domains.identity import queries as identity

_MOST = 200


def invoices(
    *,
    actor: Actor,
    state: InvoiceState | None = None,
    text: str = "",
    before: tuple[str, str] | None = None,
    limit: int = 50,
) -> Sequence[InvoiceRecord]:
    """Give visible invoices, newest first; `before` is (created_at, id) of the last one shown."""
    rows = policies.visible_invoices(actor).order_by("-created_at", "-id")
    if state is not None:
        rows = rows.filter(state=state)
    if text:
        rows = rows.filter(
            Q(number__startswith=text) | Q(seller_name__contains=text) | Q(number__endswith=text)
        )
    if before is not None:
        at, pk = before
        rows = rows.filter(Q(created_at__lt=at) | Q(created_at=at, id__lt=pk))
    found = list(rows[: min(limit, _MOST)])
    counts = dict(
        ExpenseReceipt.objects.filter(
            invoice_id__in=[row.id for row in found], deleted_at=None, expense__deleted_at=None
        )
        .values("invoice_id")
        .annotate(n=Count("id"))
        .values_list("invoice_id", "n")
    )
    names = identity.person_names(PersonId(row.owner_id) for row in found)
    return [
        invoice_record(
            row,
            owner_name=names.get(PersonId(row.owner_id), ""),
            line_count=counts.get(row.id, 0),
        )
        for row in found
    ]


def invoice_record(row: Invoice, *, owner_name: str, line_count: int) -> InvoiceRecord:
    """Turn a row into its record."""
    return InvoiceRecord(
        id=InvoiceId(row.id),
        owner_id=PersonId(row.owner_id),
        owner_name=owner_name,
        kind=row.kind,
        number=row.number,
        code=row.code,
        issued_on=row.issued_on,
        seller_name=row.seller_name,
        buyer_name=row.buyer_name,
        buyer_tax_id=row.buyer_tax_id,
        buyer_check=BuyerCheck(row.buyer_check),
        net_minor=row.net_minor,
        tax_minor=row.tax_minor,
        total_minor=row.total_minor,
        currency=row.currency,
        state=InvoiceState(row.state),
        line_count=line_count,
        version=row.version,
    )


def rate_for(*, currency: str, base_currency: str, on: date) -> ExchangeRate:
    """Give the rate that holds on a day. Raises RateMissing."""
    rate = (
        ExchangeRate.objects.filter(
            currency=currency, base_currency=base_currency, valid_from__lte=on, deleted_at=None
        )
        .order_by("-valid_from", "-id")
        .first()
    )
    if rate is None:
        raise RateMissing({"currency": "rate_missing"}, currency=currency, on=on.isoformat())
    return rate


def rates(*, actor: Actor) -> Sequence[RateRecord]:
    """Give the exchange rates, newest first."""
    rows = policies.visible_rates(actor).order_by("currency", "-valid_from", "id")
    return [rate_record(row) for row in rows[:_MOST]]


def rate_record(row: ExchangeRate) -> RateRecord:
    """Turn a row into its record."""
    return RateRecord(
        id=RateId(row.id),
        currency=row.currency,
        base_currency=row.base_currency,
        rate=f"{row.rate:.8f}".rstrip("0").rstrip("."),
        valid_from=row.valid_from,
        source=row.source,
        version=row.version,
    )


def own_companies(*, actor: Actor) -> Sequence[OwnCompanyRecord]:
    """Give one's own companies by name."""
    rows = policies.visible_companies(actor).order_by("name", "id")
    return [company_record(row) for row in rows[:_MOST]]


def company_record(row: OwnCompany) -> OwnCompanyRecord:
    """Turn a row into its record."""
    return OwnCompanyRecord(
        id=CompanyId(UUID(str(row.id))), name=row.name, tax_id=row.tax_id, version=row.version
    )


def buyers() -> Sequence[tuple[str, str]]:
    """Give name and tax id of every company of one's own, for checking invoices."""
    rows = OwnCompany.objects.filter(deleted_at=None).order_by("id")
    return (*identity.company_buyers(), *rows.values_list("name", "tax_id")[:_MOST])
