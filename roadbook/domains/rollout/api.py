"""Routes of imports."""

from urllib.parse import quote
from uuid import UUID

from django.http import HttpResponse
from ninja import File, Router
from ninja.files import UploadedFile

from roadbook.core.ids import PersonId
from roadbook.domains.rollout import commands, queries
from roadbook.domains.rollout.contracts import (
    FileUnreadable,
    ImportId,
    ImportLine,
    ImportSummary,
    LineState,
)
from roadbook.domains.rollout.schemas import ColumnsBody, LineDecisionBody
from roadbook.engines.sheets import MOST_BYTES
from roadbook.foundation.http.fields import CursorText, PageLimit
from roadbook.foundation.http.paging import Page
from roadbook.foundation.http.requests import ActorRequest, now

router = Router(tags=["rollout"])


@router.post(
    "/imports", response=ImportSummary, operation_id="startImport", summary="Upload customers"
)
def start_import(request: ActorRequest, file: File[UploadedFile]) -> ImportSummary:
    """Read a CSV or XLSX file and guess its columns; nothing becomes a customer yet."""
    if file.size is None or file.size > MOST_BYTES:
        raise FileUnreadable({"file": "too_large"}, reason="too_large")
    return commands.start_import(
        actor=request.actor, name=file.name or "", content=file.read(), now=now()
    )


@router.get("/imports", response=Page[ImportSummary], operation_id="listImports", summary="Imports")
def list_imports(
    request: ActorRequest, cursor: CursorText = "", limit: PageLimit = 20
) -> Page[ImportSummary]:
    """Your imports, newest first; admins see all."""
    return queries.imports(actor=request.actor, cursor=cursor, limit=limit)


@router.get(
    "/imports/{import_id}",
    response=ImportSummary,
    operation_id="getImport",
    summary="One import",
)
def get_import(request: ActorRequest, import_id: UUID) -> ImportSummary:
    """Columns, counts and state. Refused: rollout.import_unknown."""
    return queries.import_summary(actor=request.actor, import_id=ImportId(import_id))


@router.put(
    "/imports/{import_id}/columns",
    response=ImportSummary,
    operation_id="mapImportColumns",
    summary="Say what the columns mean",
)
def map_columns(request: ActorRequest, import_id: UUID, body: ColumnsBody) -> ImportSummary:
    """The columns are remembered for the next file with this heading."""
    return commands.map_columns(
        actor=request.actor,
        import_id=ImportId(import_id),
        columns=body.columns,
        default_owner_id=PersonId(body.default_owner_id) if body.default_owner_id else None,
        now=now(),
    )


@router.post(
    "/imports/{import_id}/check",
    response=ImportSummary,
    operation_id="checkImport",
    summary="Dry run",
)
def check_import(request: ActorRequest, import_id: UUID) -> ImportSummary:
    """Find errors and likely duplicates line by line, as a job; writes no customer."""
    return commands.begin_check(actor=request.actor, import_id=ImportId(import_id), now=now())


@router.get(
    "/imports/{import_id}/lines",
    response=Page[ImportLine],
    operation_id="listImportLines",
    summary="Lines with what was found",
)
def list_lines(
    request: ActorRequest,
    import_id: UUID,
    state: LineState | None = None,
    cursor: CursorText = "",
    limit: PageLimit = 50,
) -> Page[ImportLine]:
    """Lines in the order of the file, all or those in one state."""
    return queries.import_lines(
        actor=request.actor,
        import_id=ImportId(import_id),
        state=state,
        cursor=cursor,
        limit=limit,
    )


@router.put(
    "/imports/{import_id}/lines/{line}",
    response=ImportLine,
    operation_id="decideImportLine",
    summary="Bring a likely duplicate in, or leave it out",
)
def decide_line(
    request: ActorRequest, import_id: UUID, line: int, body: LineDecisionBody
) -> ImportLine:
    """Refused: rollout.line_unknown, rollout.import_not_ready."""
    return commands.decide_line(
        actor=request.actor,
        import_id=ImportId(import_id),
        line=line,
        decision=body.decision,
        now=now(),
    )


@router.post(
    "/imports/{import_id}/apply",
    response=ImportSummary,
    operation_id="applyImport",
    summary="Make the customers",
)
def apply_import(request: ActorRequest, import_id: UUID) -> ImportSummary:
    """Write the lines that are ready, as a job with progress."""
    return commands.begin_apply(actor=request.actor, import_id=ImportId(import_id), now=now())


@router.post(
    "/imports/{import_id}/undo",
    response=ImportSummary,
    operation_id="undoImport",
    summary="Take the import back",
)
def undo_import(request: ActorRequest, import_id: UUID) -> ImportSummary:
    """Remove the customers of this import that nobody has worked on since, as a job."""
    return commands.begin_undo(actor=request.actor, import_id=ImportId(import_id), now=now())


@router.get(
    "/imports/{import_id}/left-out.csv",
    response=bytes,
    operation_id="downloadLeftOutLines",
    summary="Lines that did not come in",
)
def download_left_out(request: ActorRequest, import_id: UUID) -> HttpResponse:
    """CSV with line number and reason, ready to be corrected and imported again."""
    content = queries.lines_left_out(actor=request.actor, import_id=ImportId(import_id))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = quote("未导入的行.csv")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response
