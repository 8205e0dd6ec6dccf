"""Parse XML that a stranger wrote."""

from lxml import etree

from roadbook.engines.invoices.facts import UnreadableDocument, UnreadableReason

MOST_BYTES = 5 * 1024 * 1024
MOST_ELEMENTS = 50_000
MOST_TEXT = 20_000
_DECLARATIONS = ("<!DOCTYPE", "<!ENTITY", "<!doctype", "<!entity")
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def parse_xml(content: bytes) -> etree._Element:
    """Parse without entities, document types, network or unbounded size; give the root element.

    Raises UnreadableDocument: too_large, hostile (a document type or an entity is declared),
    broken. No invoice format needs a document type, so one is refused before the parser sees it.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableDocument(UnreadableReason.TOO_LARGE)
    if any(word.encode(encoding) in content for word in _DECLARATIONS for encoding in _ENCODINGS):
        raise UnreadableDocument(UnreadableReason.HOSTILE)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise UnreadableDocument(UnreadableReason.BROKEN) from problem
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableDocument(UnreadableReason.HOSTILE)
    for count, _ in enumerate(root.iter()):
        if count > MOST_ELEMENTS:
            raise UnreadableDocument(UnreadableReason.BOMB)
    return root


def local_name(element: etree._Element) -> str:
    """Give the tag without its namespace."""
    return etree.QName(element).localname


def first_text(root: etree._Element, *names: str) -> str:
    """Give the stripped text of the first element whose local name is one of `names`, tried in
    order.
    """
    for name in names:
        for element in root.iter("{*}" + name):
            text = (element.text or "").strip()
            if text:
                return text[:MOST_TEXT]
    return ""


def child(root: etree._Element, name: str) -> etree._Element | None:
    """Give the first descendant with this local name."""
    return next(root.iter("{*}" + name), None)


def text_at(root: etree._Element, path: str) -> str:
    """Give the stripped text at a path of local names separated by slashes, from `root` downwards;
    empty if absent.

    The first step may lie at any depth, the following ones are direct children.
    """
    first, *rest = path.split("/")
    for start in root.iter("{*}" + first):
        node: etree._Element | None = start
        for step in rest:
            node = node.find("{*}" + step) if node is not None else None
        if node is not None and (node.text or "").strip():
            return (node.text or "").strip()[:MOST_TEXT]
    return ""
