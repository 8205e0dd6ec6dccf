"""Store files, find them again, and give their bytes to those who may read them."""

import io
from collections.abc import Collection
from datetime import datetime
from hashlib import sha256

from roadbook.core.actor import Actor
from roadbook.core.ids import FileId, PersonId
from roadbook.foundation.changes import door as changes
from roadbook.foundation.files.contracts import (
    FileFact,
    FileKind,
    FileNotFound,
    FileReaders,
    FileRefused,
    Storage,
)
from roadbook.foundation.files.inspection import inspect
from roadbook.foundation.files.models import StoredFile

_PREVIEW_SIDE = 1_600


def store_file(
    *,
    actor: Actor,
    name: str,
    content: bytes,
    allowed: Collection[FileKind],
    storage: Storage,
    now: datetime,
) -> FileFact:
    """Inspect and keep a file. Raises FileRefused (empty, too_large, unknown_type, wrong_kind …).

    The bytes are written before the row: a crash between the two leaves bytes nobody refers to.
    """
    found = inspect(content)
    if found.kind not in allowed:
        raise FileRefused(reason="wrong_kind", found=found.kind.value)
    digest = sha256(content).hexdigest()
    storage.write(digest, content)
    row = StoredFile(
        name=name.replace("\x00", "")[:200] or "file",
        kind=found.kind,
        media_type=found.media_type,
        size=len(content),
        sha256=digest,
        uploaded_by=actor.person_id,
        created_at=now,
    )
    _keep(actor=actor, row=row, now=now)
    return _fact(row)


@changes.unit_of_work
def _keep(*, actor: Actor, row: StoredFile, now: datetime) -> None:
    row.save(force_insert=True)
    changes.record(actor=actor, kind="file.stored", row=row, happened_at=now)


def file_fact(file_id: FileId) -> FileFact:
    """Give a file's facts for a slice that has checked the right to it. Raises FileNotFound."""
    row = StoredFile.objects.filter(pk=file_id, deleted_at=None).first()
    if row is None:
        raise FileNotFound
    return _fact(row)


def file_facts(file_ids: Collection[FileId]) -> dict[FileId, FileFact]:
    """Give the facts of many files in one statement; unknown ids are left out."""
    rows = StoredFile.objects.filter(pk__in=list(file_ids), deleted_at=None)
    return {FileId(row.pk): _fact(row) for row in rows}


def not_stored(file_ids: Collection[FileId]) -> set[FileId]:
    """Give those of the files whose bytes are not here (yet)."""
    rows = StoredFile.objects.filter(pk__in=list(file_ids), deleted_at=None)
    return set(file_ids) - {FileId(pk) for pk in rows.values_list("pk", flat=True)}


def own_file(*, actor: Actor, file_id: FileId) -> FileFact:
    """Give a file that this actor uploaded. Raises FileNotFound."""
    fact = file_fact(file_id)
    if fact.uploaded_by != actor.person_id and not actor.is_clockwork:
        raise FileNotFound
    return fact


def readable_file(*, actor: Actor, file_id: FileId, readers: FileReaders) -> FileFact:
    """Give a file to its uploader or to whom a slice's row lets read. Raises FileNotFound."""
    fact = file_fact(file_id)
    if fact.uploaded_by == actor.person_id or any(r(actor, file_id) for r in readers.readers):
        return fact
    raise FileNotFound


def preview(content: bytes) -> bytes:
    """Give an image as a JPEG of at most 1,600 px a side, upright and without metadata."""
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(content)) as image:
        image.draft("RGB", (_PREVIEW_SIDE, _PREVIEW_SIDE))
        upright = ImageOps.exif_transpose(image).convert("RGB")
        upright.thumbnail((_PREVIEW_SIDE, _PREVIEW_SIDE))
        out = io.BytesIO()
        upright.save(out, "JPEG", quality=82)
    return out.getvalue()


def _fact(row: StoredFile) -> FileFact:
    return FileFact(
        id=FileId(row.pk),
        name=row.name,
        kind=FileKind(row.kind),
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
        uploaded_by=PersonId(row.uploaded_by),
        created_at=row.created_at,
    )
