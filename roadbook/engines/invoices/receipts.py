"""Till receipts and foreign invoices: total, currency, date, number and merchant by the words
around them.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from roadbook.engines.invoices.facts import DraftFacts, Reading
from roadbook.engines.invoices.rows import Row, after_label, matches
from roadbook.engines.invoices.sums import minors

_AMOUNT = r"-?(?:[A-Z]{2,3}\$?|[¥￥$€£])?\s*-?\d[\d,]*\.\d{2}(?!\d)"
_TOTAL_LABELS = (
    r"实付(?:金额)?|实收(?:金额)?",
    r"grand total|amount due|total due|amount paid|total paid",
    r"应付(?:金额)?|应收(?:金额)?|价税合计",
    r"(?<!sub)(?<!sub )(?<!sub-)total(?: amount)?|总计|总额|总金额",
    r"合计(?:金额)?|消费金额|金额",
)
_TAX_LABELS = r"(?:vat|sales tax|tax|gst|税额)(?: amount)?(?:\s*\(?\d{1,2}(?:\.\d)?\s*%\)?)?"
_NET_LABELS = r"sub-?\s?total|net(?: amount| total)?|不含税金额"
_NUMBER_LABELS = (
    r"invoice (?:no|number|#)\.?|receipt (?:no|number|#)\.?|流水号|小票号|单号|订单号|no\."
)
_MERCHANT_LABELS = r"商户名称|商家|收款方|店名|门店|merchant"
_TITLES = re.compile(
    r"收据|小票|结账单|消费单|签购单|欢迎|谢谢|发票|^\W*(?:tax )?(?:receipt|invoice|welcome|thank)",
    re.IGNORECASE,
)
_CURRENCIES = (
    (r"HK\$|HKD", "HKD"),
    (r"S\$|SGD", "SGD"),
    (r"NT\$|TWD", "TWD"),
    (r"€|EUR", "EUR"),
    (r"£|GBP", "GBP"),
    (r"CHF", "CHF"),
    (r"THB|฿", "THB"),
    (r"JPY|円", "JPY"),
    (r"CNY|RMB|人民币|元", "CNY"),
    (r"US\$|USD|\$", "USD"),
)
_HEAD_ROWS = 6
_FEWEST_LETTERS = 3
_MOST_DIGITS = 4
_GUESSED = 0.6


def with_receipt(facts: DraftFacts, rows: Sequence[Row]) -> DraftFacts:
    """Add what a till receipt or a foreign invoice states."""
    currency = currency_of(rows)
    source = facts.source
    total = next(
        (found[0] for label in _TOTAL_LABELS if (found := _labelled(rows, label, facts, currency))),
        None,
    )
    tax = next(iter(_labelled(rows, _TAX_LABELS, facts, currency)), None)
    net = next(iter(_labelled(rows, _NET_LABELS, facts, currency)), None)
    if total is None:
        largest = minors(matches(rows, rf"({_AMOUNT})", source=source), currency=currency)
        total = (
            replace(max(largest, key=lambda f: f.value), confidence=_GUESSED / 2)
            if largest
            else None
        )
    number = next(
        after_label(rows, _NUMBER_LABELS, r"[A-Z0-9][A-Z0-9/-]{3,30}", source=source), None
    )
    return replace(
        facts,
        currency=currency,
        total_minor=total,
        tax_minor=tax,
        net_minor=net,
        sums_agree=None if None in (net, tax, total) else _agrees(net, tax, total),
        number=facts.number or number,
        seller_name=facts.seller_name or _merchant(rows, facts),
    )


def currency_of(rows: Sequence[Row]) -> str:
    """Give the currency that the page names; CNY when it names none."""
    page = "\n".join(row.text for row in rows)
    return next((code for pattern, code in _CURRENCIES if re.search(pattern, page)), "CNY")


def _labelled(
    rows: Sequence[Row], label: str, facts: DraftFacts, currency: str
) -> list[Reading[int]]:
    texts = [
        replace(found, value=re.sub(r"^-?[A-Z]{2,3}\$?", "", found.value))
        for found in after_label(rows, label, _AMOUNT, source=facts.source)
    ]
    return minors(texts, currency=currency)


def _agrees(net: Reading[int] | None, tax: Reading[int] | None, total: Reading[int] | None) -> bool:
    return (
        net is not None
        and tax is not None
        and total is not None
        and net.value + tax.value == total.value
    )


def _merchant(rows: Sequence[Row], facts: DraftFacts) -> Reading[str] | None:
    labelled = next(
        after_label(rows, _MERCHANT_LABELS, r"[^\s:：].{1,60}", source=facts.source), None
    )
    if labelled is not None:
        return labelled
    for row in rows[:_HEAD_ROWS]:
        text = row.text.strip()
        letters = sum(char.isalpha() for char in text)
        digits = sum(char.isdigit() for char in text)
        if (
            letters >= _FEWEST_LETTERS
            and digits < _MOST_DIGITS
            and not _TITLES.search(text)
            and ":" not in text
        ):
            found = next(matches([row], r"(.+)", source=facts.source))
            return replace(found, confidence=min(found.confidence, _GUESSED))
    return None
