"""Buyer and seller on a printed Chinese invoice: the buyer always stands first (above, or at the
left).
"""

from collections.abc import Sequence
from dataclasses import replace

from stdnum.cn import uscc

from roadbook.engines.invoices.facts import DraftFacts, Reading
from roadbook.engines.invoices.rows import Row, after_label

_NAME = r"[^\s:：](?:[^:：\s]| (?! ))*"
_TAX_ID = r"[0-9A-Z]{15,20}(?![0-9A-Z])"
_TAX_LABEL = r"统一社会信用代码(?:/纳税人识别号)?|纳税人识别号"
_BUYER = r"(?:购买方|购方|购货单位)(?:信息)?\s*"
_SELLER = r"(?:销售方|销方|销货单位)(?:信息)?\s*"
_UNSURE = 0.5


def with_parties(facts: DraftFacts, rows: Sequence[Row]) -> DraftFacts:
    """Add names and tax ids of buyer and seller."""
    source = facts.source
    buyers = list(after_label(rows, _BUYER + "名称", _NAME, source=source))
    sellers = list(after_label(rows, _SELLER + "名称", _NAME, source=source))
    names = list(after_label(rows, r"(?<!项目)(?<!商品)(?<!服务)名称", _NAME, source=source))
    buyer_ids = list(after_label(rows, rf"{_BUYER}(?:{_TAX_LABEL})", _TAX_ID, source=source))
    seller_ids = list(after_label(rows, rf"{_SELLER}(?:{_TAX_LABEL})", _TAX_ID, source=source))
    ids = list(after_label(rows, _TAX_LABEL, _TAX_ID, source=source))
    return replace(
        facts,
        buyer_name=_pick(buyers, names, 0),
        seller_name=_pick(sellers, names, 1),
        buyer_tax_id=_weighed(_pick(buyer_ids, ids, 0)),
        seller_tax_id=_weighed(_pick(seller_ids, ids, 1)),
    )


def _pick(
    labelled: Sequence[Reading[str]], any_party: Sequence[Reading[str]], place: int
) -> Reading[str] | None:
    if labelled:
        return labelled[0]
    return any_party[place] if len(any_party) > place else None


def _weighed(found: Reading[str] | None) -> Reading[str] | None:
    """Trust a tax id whose check character is right (GB 32100-2015), doubt another."""
    if found is None or len(found.value) != 18:  # noqa: PLR2004  # the standard's length
        return found
    if uscc.is_valid(found.value):
        return replace(
            found, confidence=max(found.confidence, 1 - (1 - found.confidence) / 4), doubts=()
        )
    return replace(found, confidence=min(found.confidence, _UNSURE))
