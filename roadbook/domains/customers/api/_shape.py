"""Routes of what a company adds by itself: tags, custom fields, saved views, stages."""

from collections.abc import Sequence
from uuid import UUID

from ninja import Router, Status

from roadbook.domains.customers import commands, queries
from roadbook.domains.customers.api._file import NewId
from roadbook.domains.customers.contracts import (
    CustomerRecordKind,
    FieldRecord,
    SavedViewRecord,
    TagRecord,
)
from roadbook.domains.customers.schemas import FieldBody, StageBody, TagBody, ViewBody
from roadbook.foundation.http.requests import ActorRequest, now

router = Router(tags=["customers"])


@router.get("/tags", response=list[TagRecord], operation_id="listTags", summary="Tags")
def list_tags(request: ActorRequest) -> Sequence[TagRecord]:
    """List the tags by name."""
    return queries.tags(actor=request.actor)


@router.post("/tags", response=NewId, operation_id="createTag", summary="New tag")
def create_tag(request: ActorRequest, body: TagBody) -> NewId:
    """Give the tag of this name, made if it is new."""
    return NewId(id=commands.create_tag(actor=request.actor, name=body.name, now=now()))


@router.get(
    "/fields", response=list[FieldRecord], operation_id="listFields", summary="Custom fields"
)
def list_fields(request: ActorRequest, subject_kind: CustomerRecordKind) -> Sequence[FieldRecord]:
    """List the fields that the company added to a kind of record."""
    return queries.custom_fields(actor=request.actor, subject_kind=subject_kind)


@router.post("/fields", response=NewId, operation_id="defineField", summary="New custom field")
def define_field(request: ActorRequest, body: FieldBody) -> NewId:
    """Add a field to a kind of record; admins only."""
    made = commands.define_field(
        actor=request.actor,
        subject_kind=body.subject_kind,
        name=body.name,
        kind=body.kind,
        choices=body.choices,
        rank=body.rank,
        now=now(),
    )
    return NewId(id=made)


@router.delete(
    "/fields/{field_id}",
    response={204: None},
    operation_id="retireField",
    summary="Take a custom field off",
)
def retire_field(request: ActorRequest, field_id: UUID) -> Status[None]:
    """Take a custom field off the screens; its values stay in the history."""
    commands.retire_field(actor=request.actor, field_id=field_id, now=now())
    return Status(204, None)


@router.get(
    "/views", response=list[SavedViewRecord], operation_id="listViews", summary="Saved views"
)
def list_views(
    request: ActorRequest, subject_kind: CustomerRecordKind
) -> Sequence[SavedViewRecord]:
    """List your own views and the shared ones."""
    return queries.saved_views(actor=request.actor, subject_kind=subject_kind)


@router.post("/views", response=NewId, operation_id="saveView", summary="Save a view")
def save_view(request: ActorRequest, body: ViewBody) -> NewId:
    """Keep a list's filters and sort under a name; managers and admins may share it."""
    made = commands.save_view(
        actor=request.actor,
        subject_kind=body.subject_kind,
        name=body.name,
        query=body.query,
        is_shared=body.is_shared,
        now=now(),
    )
    return NewId(id=made)


@router.delete(
    "/views/{view_id}",
    response={204: None},
    operation_id="removeView",
    summary="Forget a view",
)
def remove_view(request: ActorRequest, view_id: UUID) -> Status[None]:
    """Forget one of your own views."""
    commands.remove_view(actor=request.actor, view_id=view_id, now=now())
    return Status(204, None)


@router.post(
    "/pipelines/{pipeline_id}/stages",
    response=NewId,
    operation_id="addStage",
    summary="Add a stage",
)
def add_stage(request: ActorRequest, pipeline_id: UUID, body: StageBody) -> NewId:
    """Add an open stage to a pipeline; admins only."""
    made = commands.add_stage(
        actor=request.actor,
        pipeline_id=pipeline_id,
        name=body.name,
        probability_pct=body.probability_pct,
        rank=body.rank,
        now=now(),
    )
    return NewId(id=made)


@router.patch(
    "/stages/{stage_id}",
    response={204: None},
    operation_id="changeStage",
    summary="Rename a stage",
)
def change_stage(request: ActorRequest, stage_id: UUID, body: StageBody) -> Status[None]:
    """Rename a stage or change its probability; admins only."""
    commands.change_stage(
        actor=request.actor,
        stage_id=stage_id,
        name=body.name,
        probability_pct=body.probability_pct,
        now=now(),
    )
    return Status(204, None)


@router.delete(
    "/stages/{stage_id}",
    response={204: None},
    operation_id="removeStage",
    summary="Remove a stage",
)
def remove_stage(request: ActorRequest, stage_id: UUID) -> Status[None]:
    """Remove an open stage in which nothing stands; admins only."""
    commands.remove_stage(actor=request.actor, stage_id=stage_id, now=now())
    return Status(204, None)
