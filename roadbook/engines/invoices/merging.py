"""Put together what several sources say about one document: the better source wins, agreement adds
trust.
"""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from roadbook.engines.invoices.facts import SOURCE_ORDER, DocumentKind, DraftFacts, Reading, Source

_VAGUE = frozenset({DocumentKind.UNKNOWN, DocumentKind.RECEIPT})
_EXACT = frozenset({Source.XML, Source.OFD, Source.QR})


def merged(*all_facts: DraftFacts) -> DraftFacts:
    """Merge facts of one document. Sources are taken best first (XML, OFD, PDF, QR, OCR), whatever
    the order given.

    A code that was decoded (QR) outranks text that was recognized and, being protected by error
    correction, also printed text for number, date and amounts. Where two sources differ the
    field's name is in `disagreements`. Raises ValueError for no facts.
    """
    if not all_facts:
        raise ValueError("nothing to merge")
    ranked = sorted(all_facts, key=lambda facts: SOURCE_ORDER.index(facts.source))
    best = ranked[0]
    changes: dict[str, Any] = {}
    disagreements = set(best.disagreements)
    for field in fields(DraftFacts):
        readings = [
            value for facts in ranked if isinstance(value := getattr(facts, field.name), Reading)
        ]
        if readings:
            changes[field.name] = _chosen(readings)
            if any(other.value != readings[0].value for other in readings[1:]):
                disagreements.add(field.name)
    kinds = [facts.kind for facts in ranked if facts.kind not in _VAGUE]
    changes["kind"] = kinds[0] if kinds else best.kind
    changes["items"] = next((facts.items for facts in ranked if facts.items), ())
    changes["is_reversal"] = any(facts.is_reversal for facts in ranked)
    together = replace(best, **changes, disagreements=tuple(sorted(disagreements)))
    return replace(together, sums_agree=_sums(together))


def _chosen(readings: Sequence[Reading[Any]]) -> Reading[Any]:
    """Take the best source's reading; an exact source that agrees with it makes it sure."""
    first = next((one for one in readings if one.source in _EXACT), readings[0])
    agreeing = [one for one in readings if one.value == first.value]
    return replace(
        first,
        confidence=max(one.confidence for one in agreeing),
        doubts=() if len(agreeing) > 1 else first.doubts,
        box=next((one.box for one in agreeing if one.box is not None), None),
    )


def _sums(facts: DraftFacts) -> bool | None:
    if facts.net_minor is None or facts.tax_minor is None or facts.total_minor is None:
        return facts.sums_agree
    fund = facts.fund_minor.value if facts.fund_minor else 0
    return facts.net_minor.value + facts.tax_minor.value + fund == facts.total_minor.value
