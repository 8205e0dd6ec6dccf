"""It reads a document once, by a job, and says what it knows with confidence."""

from collections.abc import Sequence

import pytest

from roadbook.core.errors import NotFound
from roadbook.domains.identity.tests.factories import make_actor
from roadbook.domains.recognition import commands, queries, rules
from roadbook.domains.recognition.contracts import (
    DocumentAlreadyRead,
    DocumentId,
    DocumentNotFound,
    DocumentState,
)
from roadbook.domains.recognition.jobs import read_documents
from roadbook.domains.recognition.models import Document
from roadbook.domains.recognition.tests.factories import (
    NOW,
    QuietContext,
    SeeingRecognizer,
    make_document,
    make_file,
)
from roadbook.engines.invoices.facts import (
    Box,
    TextLine,
    UnreadableDocument,
    UnreadableReason,
)
from roadbook.engines.invoices.tests import specimens

pytestmark = pytest.mark.django_db
CODE = "01,32,,25442000000066202073,268.00,20261124,,A6A1"


def seen(specimen: specimens.Specimen, *, doubt: float = 1.0) -> Sequence[TextLine]:
    return [
        TextLine(
            text=text,
            confidence=0.97,
            box=Box(
                left=x / 210, top=y / 148, right=(x + 3 * len(text)) / 210, bottom=(y + 4) / 148
            ),
            doubts=((len(text) - 1, doubt),) if "发票号码" in text and doubt < 1 else (),
        )
        for x, y, text in specimens.page_of(specimen)
    ]


def test_reads_an_xml_invoice_exactly() -> None:
    rep = make_actor()

    document = make_document(rep, specimens.fapiao_xml(), name="invoice.xml")

    assert document.state is DocumentState.READ
    assert document.facts is not None
    assert document.facts.minor("total_minor") == 26800
    assert document.facts.source == "xml"
    assert document.invoice_key == "cn:25442000000066202073"


def test_takes_the_same_file_once() -> None:
    rep = make_actor()
    file_id = make_file(rep, specimens.fapiao_xml())

    first = commands.read_document(actor=rep, file_id=file_id, now=NOW)
    again = commands.read_document(actor=rep, file_id=file_id, now=NOW)

    assert first.id == again.id
    assert Document.objects.count() == 1


def test_refuses_a_file_that_somebody_else_uploaded() -> None:
    file_id = make_file(make_actor(), specimens.fapiao_xml())

    with pytest.raises(NotFound):
        commands.read_document(actor=make_actor(), file_id=file_id, now=NOW)

    assert Document.objects.count() == 0


def test_shows_a_document_to_its_owner_and_not_to_a_stranger() -> None:
    rep, stranger = make_actor(), make_actor()
    document = make_document(rep, specimens.fapiao_xml())

    assert queries.document(actor=rep, document_id=document.id).id == document.id
    with pytest.raises(DocumentNotFound):
        queries.document(actor=stranger, document_id=document.id)


def test_says_why_a_document_cannot_be_read() -> None:
    rep = make_actor()

    document = make_document(rep, b"<EInvoice><Header>", name="broken.xml")

    assert (document.state, document.reason) == (DocumentState.UNREADABLE, "broken")
    assert document.facts is None


def test_reads_a_document_once() -> None:
    rep = make_actor()
    document = make_document(rep, specimens.fapiao_xml())
    context = QuietContext()

    read_documents(context, {"ids": [str(document.id)]}, NOW)  # type: ignore[arg-type]

    assert context.notes == []
    with pytest.raises(DocumentAlreadyRead):
        commands.note_unreadable(
            actor=rep,
            document_id=DocumentId(document.id),
            reason=UnreadableReason.BROKEN,
            now=NOW,
        )


def test_lets_the_code_settle_what_the_eye_doubts() -> None:
    recognizer = SeeingRecognizer(codes=[CODE], lines=seen(specimens.Specimen(), doubt=0.61))

    facts = rules.facts_in(specimens.png(), recognizer=recognizer, report=lambda *_: None)

    assert facts.number is not None
    assert (facts.number.confidence, facts.number.doubts) == (1.0, ())
    assert facts.seller_name is not None


def test_shows_which_character_is_doubtful_when_there_is_no_code() -> None:
    recognizer = SeeingRecognizer(lines=seen(specimens.Specimen(), doubt=0.61))

    facts = rules.facts_in(specimens.png(), recognizer=recognizer, report=lambda *_: None)

    number = next(f for f in rules.as_record(facts).fields if f.field == "number")
    assert (number.value, number.confidence_pct) == ("25442000000066202073", 61)
    assert [(d.position, d.confidence_pct) for d in number.doubts] == [(19, 61)]
    assert number.spot is not None


def test_does_not_look_at_the_text_when_the_pdf_has_one() -> None:
    notes: list[tuple[int, str]] = []
    content = specimens.pdf(specimens.page_of(specimens.Specimen()))

    facts = rules.facts_in(
        content, recognizer=SeeingRecognizer(), report=lambda step, note: notes.append((step, note))
    )

    assert facts.sums_agree is True
    assert notes == [(0, "exact"), (1, "code")]


def test_finds_nothing_in_a_blank_picture() -> None:
    with pytest.raises(UnreadableDocument) as refused:
        rules.facts_in(specimens.png(), recognizer=SeeingRecognizer(), report=lambda *_: None)

    assert refused.value.reason is UnreadableReason.NOTHING_FOUND
