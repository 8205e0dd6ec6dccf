"""OFD (GB/T 33190): a zip of XML. An invoice's facts are in an attached EInvoice, in CustomData,
or in the text.
"""

from lxml import etree

from roadbook.engines.invoices.archive import entries
from roadbook.engines.invoices.facts import (
    Box,
    DraftFacts,
    Source,
    TextLine,
    UnreadableDocument,
    UnreadableReason,
)
from roadbook.engines.invoices.fapiao_xml import is_fapiao, read_fapiao
from roadbook.engines.invoices.lines import read_lines
from roadbook.engines.invoices.safe_xml import parse_xml

MOST_LINES = 5_000
_CUSTOM_LABELS = {
    "发票代码",
    "发票号码",
    "开票日期",
    "合计金额",
    "合计税额",
    "价税合计",
    "购买方纳税人识别号",
    "销售方纳税人识别号",
    "购买方名称",
    "销售方名称",
}


def read_ofd(content: bytes) -> DraftFacts:
    """Read an OFD invoice. Raises UnreadableDocument (see `archive.entries`, `parse_xml`,
    nothing_found).
    """
    custom: list[TextLine] = []
    printed: list[TextLine] = []
    for name, unpacked in entries(content, wanted=_is_wanted):
        root = _parsed(name, unpacked)
        if root is None:
            continue
        if is_fapiao(root):
            return read_fapiao(root, source=Source.OFD)
        custom += _custom_lines(root)
        printed += _printed_lines(root)
    if not custom and not printed:
        raise UnreadableDocument(UnreadableReason.NOTHING_FOUND)
    return read_lines([*custom, *printed[:MOST_LINES]], source=Source.OFD)


def _is_wanted(name: str) -> bool:
    lowered = name.lower()
    return (
        lowered.endswith(".xml")
        and "/res/" not in lowered
        and not lowered.endswith("signature.xml")
    )


def _parsed(name: str, unpacked: bytes) -> etree._Element | None:
    """Parse one part; a broken one is skipped unless it is the root, a hostile one is never."""
    try:
        return parse_xml(unpacked)
    except UnreadableDocument as problem:
        if problem.reason is UnreadableReason.BROKEN and name.lower() != "ofd.xml":
            return None
        raise


def _custom_lines(root: etree._Element) -> list[TextLine]:
    lines = []
    for element in root.iter("{*}CustomData"):
        label, value = element.get("Name", "").strip(), (element.text or "").strip()
        if label in _CUSTOM_LABELS and value:
            lines.append(TextLine(text=f"{label}:{value[:200]}"))
    return lines


def _printed_lines(root: etree._Element) -> list[TextLine]:
    lines = []
    for element in root.iter("{*}TextObject"):
        text = "".join((code.text or "") for code in element.iter("{*}TextCode")).strip()
        box = _box(element.get("Boundary", ""))
        if text:
            lines.append(TextLine(text=text[:500], box=box))
    return lines


def _box(boundary: str) -> Box | None:
    try:
        left, top, width, height = (float(part) for part in boundary.split())
    except ValueError:
        return None
    return Box(left=left, top=top, right=left + width, bottom=top + height)
