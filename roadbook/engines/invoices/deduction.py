"""Deductible input tax (进项税) of one document, and the rule by which it was computed.

Source: 财政部 税务总局 海关总署公告 2019 年第 39 号 第六条 (passenger transport) and the general
rule for special invoices. A tax that the e-ticket states goes before one computed from the price.
The rule is shown to the reader; whether it is still the law is for the accountant to say.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from roadbook.engines.invoices.facts import DocumentKind


class DeductionRule(StrEnum):
    """Why this much is deductible. The value is stable: screens translate it."""

    STATED_TAX = "stated_tax"
    RAIL_9 = "rail_9"
    AIR_9 = "air_9"
    ROAD_3 = "road_3"
    NOT_DOMESTIC = "not_domestic"
    NOT_IDENTIFIED = "not_identified"
    NOT_DEDUCTIBLE_KIND = "not_deductible_kind"
    EXCLUDED_USE = "excluded_use"
    REVERSED = "reversed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deduction:
    """`tax_minor` deductible out of `base_minor`, by `rule`. `rate_pct` is 0 when the tax was
    stated.
    """

    tax_minor: int
    base_minor: int
    rate_pct: int
    rule: DeductionRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Deductible:
    """What the rule needs to know about a document.

    `is_identified`: the ticket names the passenger or the invoice is made out to the company.
    `is_excluded_use`: entertainment, collective welfare, private use: never deductible, whatever
    the document.
    """

    kind: DocumentKind
    total_minor: int
    tax_minor: int | None = None
    fund_minor: int = 0
    is_domestic: bool = True
    is_identified: bool = True
    is_excluded_use: bool = False


_COMPUTED = {
    DocumentKind.RAIL_TICKET: (9, DeductionRule.RAIL_9),
    DocumentKind.AIR_ITINERARY: (9, DeductionRule.AIR_9),
    DocumentKind.ROAD_TICKET: (3, DeductionRule.ROAD_3),
}
_STATED = frozenset(
    {
        DocumentKind.VAT_SPECIAL,
        DocumentKind.DIGITAL_SPECIAL,
        DocumentKind.TOLL,
        *_COMPUTED,
    },
)


def deduction(document: Deductible) -> Deduction:
    """Compute the deductible input tax of one document, half up to the 分."""
    refused = _refused(document)
    if refused is not None:
        return Deduction(tax_minor=0, base_minor=document.total_minor, rate_pct=0, rule=refused)
    base = document.total_minor - document.fund_minor
    if document.tax_minor is not None:
        return Deduction(
            tax_minor=document.tax_minor, base_minor=base, rate_pct=0, rule=DeductionRule.STATED_TAX
        )
    if document.kind not in _COMPUTED:
        return Deduction(
            tax_minor=0, base_minor=base, rate_pct=0, rule=DeductionRule.NOT_DEDUCTIBLE_KIND
        )
    rate, rule = _COMPUTED[document.kind]
    tax = (Decimal(base) * rate / (100 + rate)).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return Deduction(tax_minor=int(tax), base_minor=base, rate_pct=rate, rule=rule)


def _refused(document: Deductible) -> DeductionRule | None:
    if document.kind not in _STATED:
        return DeductionRule.NOT_DEDUCTIBLE_KIND
    if document.total_minor <= 0:
        return DeductionRule.REVERSED
    if document.is_excluded_use:
        return DeductionRule.EXCLUDED_USE
    if not document.is_domestic:
        return DeductionRule.NOT_DOMESTIC
    return None if document.is_identified else DeductionRule.NOT_IDENTIFIED
