"""The doors to documents: one's own, one's people's, and finance's."""

from django.db.models import Q, QuerySet

from roadbook.core.actor import Actor, Role
from roadbook.domains.identity import queries as identity
from roadbook.domains.recognition.contracts import DocumentId, DocumentNotFound
from roadbook.domains.recognition.models import Document


def visible_documents(actor: Actor) -> QuerySet[Document]:
    documents = Document.objects.filter(deleted_at=None)
    if actor.sees_everything or actor.has(Role.FINANCE):
        return documents
    return documents.filter(
        Q(owner_id=actor.person_id) | Q(owner_id__in=identity.led_person_ids(actor))
    )


def access_document(*, actor: Actor, document_id: DocumentId) -> Document:
    """Lock a document for a change: its owner's, or the clockwork's."""
    documents = Document.objects.filter(deleted_at=None)
    if not actor.is_clockwork:
        documents = documents.filter(owner_id=actor.person_id)
    document = documents.select_for_update(of=("self",)).filter(id=document_id).first()
    if document is None:
        raise DocumentNotFound
    return document
