"""Routes of booking, payment, the register and the rates."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from ninja import Router

from roadbook.core.ids import (
    InvoiceId,
    ReportId,
)
from roadbook.domains.expenses import commands, queries
from roadbook.domains.expenses.contracts import (
    CompanyId,
    InvoiceRecord,
    InvoiceState,
    OwnCompanyRecord,
    RateId,
    RateRecord,
    ReimbursementId,
    ReimbursementRecord,
    VoucherId,
    VoucherRecord,
)
from roadbook.domains.expenses.schemas import (
    BookBody,
    OwnCompanyBody,
    PayBody,
    RateBody,
)
from roadbook.foundation.http.fields import Day, PageLimit
from roadbook.foundation.http.fields import SearchText as SearchWords
from roadbook.foundation.http.requests import ActorRequest, now

router = Router(tags=["expenses"])
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.post(
    "/reports/{report_id}/post",
    response=VoucherRecord,
    operation_id="postReport",
    summary="Book the approved lines",
)
def post_report(request: ActorRequest, report_id: UUID, body: BookBody) -> VoucherRecord:
    """Book the approved lines with one balanced voucher. Finance only."""
    return commands.post_report(
        actor=request.actor, report_id=ReportId(report_id), booked_on=body.booked_on, now=now()
    )


@router.post(
    "/reports/{report_id}/payments",
    response=ReimbursementRecord,
    operation_id="payReport",
    summary="Pay a report, in full or in part",
)
def pay_report(request: ActorRequest, report_id: UUID, body: PayBody) -> ReimbursementRecord:
    """Pay at most what is booked and unpaid. Finance only, never one's own claim."""
    return commands.pay_report(
        actor=request.actor,
        reimbursement_id=ReimbursementId(body.id),
        report_id=ReportId(report_id),
        amount_minor=body.amount_minor,
        paid_on=body.paid_on,
        reference=body.reference,
        now=now(),
    )


@router.get(
    "/payments",
    response=list[ReimbursementRecord],
    operation_id="listPayments",
    summary="Payments",
)
def list_payments(request: ActorRequest) -> list[ReimbursementRecord]:
    """Give payments, newest first."""
    return list(queries.reimbursements(actor=request.actor))


@router.get(
    "/vouchers", response=list[VoucherRecord], operation_id="listVouchers", summary="Vouchers"
)
def list_vouchers(request: ActorRequest, first: Day, last: Day) -> list[VoucherRecord]:
    """Give the vouchers booked between two days, both included."""
    return list(queries.vouchers(actor=request.actor, first=first, last=last))


@router.get(
    "/vouchers/export",
    response=bytes,
    operation_id="exportVouchers",
    summary="Vouchers as CSV or XLSX",
)
def export_vouchers(
    request: ActorRequest, first: Day, last: Day, *, as_workbook: bool = False
) -> HttpResponse:
    """Give balanced vouchers with accounts, cost centre and tax as a table."""
    found = queries.vouchers(actor=request.actor, first=first, last=last)
    locale = request.actor.locale
    if as_workbook:
        return _table(queries.vouchers_xlsx(found, locale=locale), _XLSX, first, last, "xlsx")
    return _table(queries.vouchers_csv(found, locale=locale), "text/csv", first, last, "csv")


@router.post(
    "/vouchers/{voucher_id}/reverse",
    response=VoucherRecord,
    operation_id="reverseVoucher",
    summary="Reverse a booking",
)
def reverse_voucher(request: ActorRequest, voucher_id: UUID, body: BookBody) -> VoucherRecord:
    """Post the opposite of a booking of which nothing was paid. Finance only."""
    return commands.reverse_voucher(
        actor=request.actor, voucher_id=VoucherId(voucher_id), booked_on=body.booked_on, now=now()
    )


@router.get(
    "/invoices",
    response=list[InvoiceRecord],
    operation_id="listInvoices",
    summary="The register of invoices",
)
def list_invoices(
    request: ActorRequest,
    state: InvoiceState | None = None,
    text: SearchWords = "",
    limit: PageLimit = 100,
) -> list[InvoiceRecord]:
    """Give visible invoices, newest first, by state and by number or seller."""
    return list(queries.invoices(actor=request.actor, state=state, text=text, limit=limit))


@router.post(
    "/invoices/{invoice_id}/reverse",
    response=InvoiceRecord,
    operation_id="reverseInvoice",
    summary="Note that an invoice was reversed",
)
def reverse_invoice(request: ActorRequest, invoice_id: UUID) -> InvoiceRecord:
    """Mark an invoice as reversed (红冲): it supports no claim any more. Finance only."""
    return commands.reverse_invoice(
        actor=request.actor, invoice_id=InvoiceId(invoice_id), now=now()
    )


@router.get("/rates", response=list[RateRecord], operation_id="listRates", summary="Rates")
def list_rates(request: ActorRequest) -> list[RateRecord]:
    """Give the exchange rates."""
    return list(queries.rates(actor=request.actor))


@router.put("/rates", response=RateRecord, operation_id="putRate", summary="Set a rate")
def put_rate(request: ActorRequest, body: RateBody) -> RateRecord:
    """Set a currency's rate from a day on. Finance only."""
    return commands.put_rate(
        actor=request.actor,
        currency=body.currency,
        rate=body.rate,
        valid_from=body.valid_from,
        source=body.source,
        now=now(),
    )


@router.delete("/rates/{rate_id}", response=UUID, operation_id="removeRate", summary="Remove")
def remove_rate(request: ActorRequest, rate_id: UUID) -> UUID:
    """Remove a rate; lines converted with it stay. Finance only."""
    return commands.remove_rate(actor=request.actor, rate_id=RateId(rate_id), now=now())


@router.get(
    "/companies",
    response=list[OwnCompanyRecord],
    operation_id="listOwnCompanies",
    summary="Own companies",
)
def list_companies(request: ActorRequest) -> list[OwnCompanyRecord]:
    """Give the companies that are the right buyer on an invoice."""
    return list(queries.own_companies(actor=request.actor))


@router.put(
    "/companies", response=OwnCompanyRecord, operation_id="putOwnCompany", summary="Set a company"
)
def put_company(request: ActorRequest, body: OwnCompanyBody) -> OwnCompanyRecord:
    """Add or rename a company of one's own. Finance only."""
    return commands.put_company(actor=request.actor, name=body.name, tax_id=body.tax_id, now=now())


@router.delete(
    "/companies/{company_id}", response=UUID, operation_id="removeOwnCompany", summary="Remove"
)
def remove_company(request: ActorRequest, company_id: UUID) -> UUID:
    """Remove a company of one's own. Finance only."""
    return commands.remove_company(actor=request.actor, company_id=CompanyId(company_id), now=now())


def _table(content: bytes, media_type: str, first: date, last: date, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="vouchers-{first}-{last}.{ending}"'
    response["Cache-Control"] = "no-store"
    return response
