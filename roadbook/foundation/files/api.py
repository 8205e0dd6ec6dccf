"""Routes for files: upload, facts, the original, a picture's preview."""

from urllib.parse import quote
from uuid import UUID

from django.http import HttpResponse
from ninja import File, Router
from ninja.files import UploadedFile

from roadbook.core.ids import FileId
from roadbook.foundation.files import door
from roadbook.foundation.files.contracts import (
    MAX_BYTES,
    FileFact,
    FileKind,
    FileReaders,
    FileRefused,
    Storage,
)
from roadbook.foundation.http.requests import ActorRequest, now
from roadbook.foundation.wiring import port

router = Router(tags=["files"])
_ALLOWED = frozenset(FileKind)


@router.post("", response=FileFact, operation_id="uploadFile", summary="Upload a file")
def upload_file(request: ActorRequest, file: File[UploadedFile]) -> FileFact:
    """Keep a receipt, invoice, table or voice note of at most 25 MB, typed by its bytes."""
    if file.size is None or file.size > MAX_BYTES:
        raise FileRefused(reason="too_large")
    return door.store_file(
        actor=request.actor,
        name=file.name or "",
        content=file.read(),
        allowed=_ALLOWED,
        storage=port(Storage),  # type: ignore[type-abstract]
        now=now(),
    )


@router.get("/{file_id}", response=FileFact, operation_id="getFile", summary="Facts of a file")
def get_file(request: ActorRequest, file_id: UUID) -> FileFact:
    """Give name, kind and size of a file that you uploaded or whose record you may read."""
    return _readable(request, file_id)


@router.get(
    "/{file_id}/content", response=bytes, operation_id="downloadFile", summary="The original"
)
def download_file(request: ActorRequest, file_id: UUID) -> HttpResponse:
    """Give the original bytes as an attachment."""
    fact = _readable(request, file_id)
    content = port(Storage).read(fact.sha256)  # type: ignore[type-abstract]
    response = _bytes(content, fact.media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(fact.name)}"
    return response


@router.get(
    "/{file_id}/preview", response=bytes, operation_id="previewFile", summary="A picture to show"
)
def preview_file(request: ActorRequest, file_id: UUID) -> HttpResponse:
    """Give a picture re-encoded without metadata. Raises files.refused for what is no picture."""
    fact = _readable(request, file_id)
    if fact.kind is not FileKind.IMAGE:
        raise FileRefused(reason="no_picture")
    content = port(Storage).read(fact.sha256)  # type: ignore[type-abstract]
    return _bytes(door.preview(content), "image/jpeg")


def _readable(request: ActorRequest, file_id: UUID) -> FileFact:
    return door.readable_file(
        actor=request.actor, file_id=FileId(file_id), readers=port(FileReaders)
    )


def _bytes(content: bytes, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    return response
