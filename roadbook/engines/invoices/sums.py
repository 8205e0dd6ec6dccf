"""Net, tax and total of a printed invoice, checked against each other and against the amount in
capitals.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from roadbook.engines.invoices.amounts import amount_minor, capitals_minor
from roadbook.engines.invoices.facts import DraftFacts, Reading, Source
from roadbook.engines.invoices.rows import Row, after_label, matches

MONEY = r"-?(?:CNY|RMB)?\s*[¥￥]?\s*-?\d[\d,]*\.\d{1,2}(?!\d)"
_MARKED = r"[¥￥]\s*(-?\d[\d,]*\.\d{2})(?!\d)"
_UNSURE = 0.5
_MOST_AMOUNTS = 40


def with_sums(facts: DraftFacts, rows: Sequence[Row]) -> DraftFacts:
    """Add net, tax and total as far as the page states them, and whether they add up."""
    source = facts.source
    marked = minors(matches(rows, _MARKED, source=source))[:_MOST_AMOUNTS]
    total = _first(rows, r"\(?小写\)?", source) or _first(rows, r"价税合计(?!\(?大写)", source)
    net, tax = _labelled_pair(rows, source)
    if net is None and tax is None and total is None:
        net, tax, total = _triple(marked)
    elif total is not None and (net is None or tax is None):
        net, tax = _parts_of(total, marked) or (net, tax)
    elif total is None and net is not None and tax is not None:
        total = replace(
            net, value=net.value + tax.value, confidence=min(net.confidence, tax.confidence)
        )
    if total is None and marked:
        total = replace(max(marked, key=lambda found: found.value), confidence=_UNSURE)
    return _checked(replace(facts, net_minor=net, tax_minor=tax, total_minor=total), rows)


def minors(readings: Iterable[Reading[str]], *, currency: str = "CNY") -> list[Reading[int]]:
    """Turn texts into amounts, leaving out what is not one."""
    found = []
    for text in readings:
        minor = amount_minor(text.value, currency=currency)
        if minor is not None:
            found.append(
                Reading(value=minor, confidence=text.confidence, source=text.source, box=text.box),
            )
    return found


def confirmed(found: Reading[int]) -> Reading[int]:
    """Give the reading with the confidence of two independent witnesses."""
    return replace(found, confidence=max(found.confidence, 1 - (1 - found.confidence) / 4))


def _first(rows: Sequence[Row], label: str, source: Source) -> Reading[int] | None:
    return next(iter(minors(after_label(rows, label, MONEY, source=source))), None)


def _labelled_pair(
    rows: Sequence[Row], source: Source
) -> tuple[Reading[int] | None, Reading[int] | None]:
    net, tax = (
        _first(rows, "合计金额|不含税金额", source),
        _first(rows, "合计税额|税额合计", source),
    )
    if net is not None and tax is not None:
        return net, tax
    for row in rows:
        at = re.search(r"(?<!税)合计(?!金额|税额)", row.text)
        if at is None:
            continue
        tail = Row(text=row.text[at.end() :], spots=row.spots[at.end() :], lines=row.lines)
        amounts = minors(matches([tail], MONEY, source=source))
        if len(amounts) >= 2:  # noqa: PLR2004  # net and tax
            return amounts[0], amounts[1]
        if len(amounts) == 1 and "***" in tail.text:
            return amounts[0], replace(amounts[0], value=0)
    return net, tax


def _triple(
    marked: Sequence[Reading[int]],
) -> tuple[Reading[int] | None, Reading[int] | None, Reading[int] | None]:
    for total in sorted(marked, key=lambda found: -found.value):
        parts = _parts_of(total, marked)
        if parts is not None:
            return parts[0], parts[1], total
    return None, None, None


def _parts_of(
    total: Reading[int], marked: Sequence[Reading[int]]
) -> tuple[Reading[int], Reading[int]] | None:
    """Find two printed amounts that add up to the total, the larger first (tax is below half of
    any price).
    """
    for index, one in enumerate(marked):
        for other in marked[index + 1 :]:
            if (
                one.value + other.value == total.value
                and 0 < min(one.value, other.value) < total.value
            ):
                return (one, other) if one.value >= other.value else (other, one)
    return None


def _checked(facts: DraftFacts, rows: Sequence[Row]) -> DraftFacts:
    net, tax, total = facts.net_minor, facts.tax_minor, facts.total_minor
    if total is None:
        return facts
    capitals = {found for row in rows if (found := capitals_minor(row.text)) is not None}
    if total.value in capitals:
        total = confirmed(total)
    elif capitals:
        total = replace(total, confidence=min(total.confidence, _UNSURE))
    agree = None if net is None or tax is None else net.value + tax.value == total.value
    if agree and net is not None and tax is not None:
        net, tax, total = confirmed(net), confirmed(tax), confirmed(total)
    elif agree is False and net is not None and tax is not None:
        net = replace(net, confidence=min(net.confidence, _UNSURE))
        tax = replace(tax, confidence=min(tax.confidence, _UNSURE))
        total = (
            total
            if total.value in capitals
            else replace(total, confidence=min(total.confidence, _UNSURE))
        )
    return replace(
        facts,
        net_minor=net,
        tax_minor=tax,
        total_minor=total,
        sums_agree=agree,
        is_reversal=total.value < 0,
    )
