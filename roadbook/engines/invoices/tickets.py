"""Rail tickets, air itineraries and taxi receipts as printed."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from roadbook.engines.invoices.amounts import amount_minor, date_in
from roadbook.engines.invoices.facts import DraftFacts, Reading, Source, TextLine
from roadbook.engines.invoices.rows import Row, after_label, matches
from roadbook.engines.invoices.sums import MONEY, minors

_STATION = r"([㐀-鿿]{2,8}?)站"
_NOT_STATIONS = frozenset({"进", "出", "到", "本", "网", "车", "火车"})
_TRAIN = re.compile(r"(?<![A-Z0-9])[GDCZTKYS]\d{1,4}(?!\d)")
_MASKED_ID = r"\d{6,10}\*{3,8}\d{3}[\dX]\s*([㐀-鿿·]{2,12})"
_AIR_LABELS = ("票价", "燃油附加费", "增值税税率", "增值税税额", "民航发展基金", "其他税费", "合计")
_FEWEST_AIR_LABELS = 3


def with_rail(facts: DraftFacts, rows: Sequence[Row]) -> DraftFacts:
    """Add fare, journey and passenger of a rail ticket."""
    source = facts.source
    stations = [s for s in matches(rows, _STATION, source=source) if s.value not in _NOT_STATIONS]
    fares = minors(after_label(rows, "票价", MONEY, source=source)) or minors(
        matches(rows, r"[¥￥]\s*(\d[\d,]*\.\d{1,2})", source=source),
    )
    return replace(
        facts,
        total_minor=fares[0] if fares else facts.total_minor,
        origin=stations[0] if stations else None,
        destination=stations[1] if len(stations) > 1 else None,
        passenger=next(matches(rows, _MASKED_ID, source=source), None),
        travelled_on=_departure(rows, source),
        items=tuple(found for row in rows for found in _TRAIN.findall(row.text))[:1],
    )


def with_air(facts: DraftFacts, rows: Sequence[Row]) -> DraftFacts:
    """Add fare with fuel, tax, fund and total of an air itinerary, printed as a table of labels
    over values.
    """
    found: dict[str, Reading[int]] = {}
    for row, values in pairwise(rows):
        labels = [line for line in row.lines if _label(line)]
        if len(labels) >= _FEWEST_AIR_LABELS:
            found = _columns(labels, values, facts.source)
            break
    else:
        for label in _AIR_LABELS:
            amounts = minors(after_label(rows, label, MONEY, source=facts.source))
            found |= {label: amounts[0]} if amounts else {}
    net = _sum([found[label] for label in ("票价", "燃油附加费") if label in found])
    tax, fund, total = found.get("增值税税额"), found.get("民航发展基金"), found.get("合计")
    known = sum(part.value for part in (net, tax, fund, found.get("其他税费")) if part is not None)
    return replace(
        facts,
        net_minor=net,
        tax_minor=tax,
        fund_minor=fund,
        total_minor=total or facts.total_minor,
        sums_agree=None if total is None or net is None else known == total.value,
        travelled_on=_departure(rows, facts.source),
    )


def with_taxi(facts: DraftFacts, rows: Sequence[Row]) -> DraftFacts:
    """Add the amount of a taxi receipt; its number identifies nothing across companies."""
    amounts = minors(
        after_label(rows, "实收金额|金额|合计|车费", MONEY, source=facts.source)
    ) or minors(
        matches(rows, r"(\d[\d,]*\.\d{1,2})\s*元", source=facts.source),
    )
    return replace(facts, total_minor=amounts[0] if amounts else facts.total_minor)


def _departure(rows: Sequence[Row], source: Source) -> Reading[date] | None:
    for row in rows:
        found = date_in(row.text)
        if found is not None and "开票" not in row.text and re.search(r"\d{1,2}:\d{2}", row.text):
            line = row.lines[0]
            return Reading(value=found, confidence=line.confidence, source=source, box=line.box)
    return None


def _label(line: TextLine) -> str:
    return next((label for label in _AIR_LABELS if label in line.text.replace(" ", "")), "")


def _columns(labels: Sequence[TextLine], values: Row, source: Source) -> dict[str, Reading[int]]:
    """Pair each value with the label whose middle is nearest, or by order when the page gives no
    places.
    """
    found: dict[str, Reading[int]] = {}
    for place, value in enumerate(values.lines):
        minor = amount_minor(value.text)
        if minor is None:
            continue
        nearest = min(
            range(len(labels)), key=lambda i: _distance(labels[i], value, by_order=abs(i - place))
        )
        found[_label(labels[nearest])] = Reading(
            value=minor, confidence=value.confidence, source=source, box=value.box
        )
    return found


def _distance(label: TextLine, value: TextLine, *, by_order: int) -> float:
    if label.box is None or value.box is None:
        return by_order
    return abs((label.box.left + label.box.right) - (value.box.left + value.box.right))


def _sum(parts: Sequence[Reading[int]]) -> Reading[int] | None:
    if not parts:
        return None
    return replace(
        parts[0],
        value=sum(part.value for part in parts),
        confidence=min(part.confidence for part in parts),
    )
