"""Lists of leads and opportunities, the pipeline as a board, and what lists are made with."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q, Sum

from roadbook.core.actor import Actor
from roadbook.core.ids import LeadId, OpportunityId, PersonId
from roadbook.domains.customers import policies
from roadbook.domains.customers.contracts import (
    BoardColumn,
    CustomerRecordKind,
    FieldRecord,
    LeadStatus,
    LeadSummary,
    LeadUnknown,
    OpportunitySummary,
    OpportunityUnknown,
    PipelineRecord,
    SavedViewRecord,
    StageMoveRecord,
    StageRecord,
    StageType,
    TagRecord,
)
from roadbook.domains.customers.queries._records import (
    lead_summary_of,
    opportunity_summary_of,
)
from roadbook.domains.identity import queries as identity

CARDS_A_COLUMN: Final = 40


def pipelines(*, actor: Actor) -> Sequence[PipelineRecord]:
    """Give the pipelines with their stages, the default one first."""
    rows = list(policies.visible_pipelines(actor).order_by("-is_default", "rank", "id"))
    stages: dict[UUID, list[StageRecord]] = {row.id: [] for row in rows}
    for stage in policies.visible_stages(actor).order_by("rank", "id"):
        if stage.pipeline_id in stages:
            stages[stage.pipeline_id].append(
                StageRecord(
                    id=stage.id,
                    name=stage.name,
                    stage_type=StageType(stage.stage_type),
                    probability_pct=stage.probability_pct,
                )
            )
    return [
        PipelineRecord(id=row.id, name=row.name, is_default=row.is_default, stages=stages[row.id])
        for row in rows
    ]


def opportunity_board(
    *, actor: Actor, pipeline_id: UUID, owner_ids: Collection[PersonId], closed_since: datetime
) -> Sequence[BoardColumn]:
    """Give a pipeline's opportunities by stage: sums of all, and the forty largest cards of each.

    Closed ones count from `closed_since`. Sums are by currency; a column shows its largest.
    """
    rows = policies.visible_opportunities(actor).filter(stage__pipeline_id=pipeline_id)
    rows = rows.filter(Q(closed_at=None) | Q(closed_at__gte=closed_since))
    if owner_ids:
        rows = rows.filter(owner_id__in=list(owner_ids))
    sums: dict[UUID, list[dict[str, Any]]] = {}
    totals = rows.values("stage_id", "currency").annotate(
        total=Sum("amount_minor"), number=Count("id")
    )
    for line in totals.order_by("stage_id", "-total"):
        sums.setdefault(line["stage_id"], []).append(dict(line))
    columns = []
    for stage in policies.visible_stages(actor).filter(pipeline_id=pipeline_id).order_by("rank"):
        lines = sums.get(stage.id, [])
        cards = rows.filter(stage=stage).select_related("account", "stage")
        columns.append(
            BoardColumn(
                stage_id=stage.id,
                name=stage.name,
                stage_type=StageType(stage.stage_type),
                probability_pct=stage.probability_pct,
                number=sum(line["number"] for line in lines),
                amount_minor=lines[0]["total"] if lines else 0,
                currency=lines[0]["currency"] if lines else "CNY",
                cards=[
                    opportunity_summary_of(row)
                    for row in cards.order_by("-amount_minor", "id")[:CARDS_A_COLUMN]
                ],
            )
        )
    return columns


def opportunity_page(
    *,
    actor: Actor,
    stage_types: Collection[StageType],
    owner_ids: Collection[PersonId],
    closes_before: date | None,
    after: Sequence[Any] | None,
    limit: int,
) -> tuple[Sequence[OpportunitySummary], Sequence[str] | None]:
    """Give opportunities, the latest entered first, and the key to go on from."""
    rows = policies.visible_opportunities(actor)
    if stage_types:
        rows = rows.filter(stage_type__in=list(stage_types))
    if owner_ids:
        rows = rows.filter(owner_id__in=list(owner_ids))
    if closes_before is not None:
        rows = rows.filter(close_date__lt=closes_before)
    if after is not None:
        at, last_id = after
        rows = rows.filter(Q(created_at__lt=at) | Q(created_at=at, id__lt=last_id))
    page = list(rows.select_related("account", "stage").order_by("-created_at", "-id")[: limit + 1])
    shown = page[:limit]
    more = (shown[-1].created_at.isoformat(), str(shown[-1].id)) if len(page) > limit else None
    return [opportunity_summary_of(row) for row in shown], more


def opportunity(
    *, actor: Actor, opportunity_id: OpportunityId
) -> tuple[OpportunitySummary, Sequence[StageMoveRecord]]:
    """Give one opportunity and its stage log, the first move first. Raises OpportunityUnknown."""
    row = (
        policies.visible_opportunities(actor)
        .select_related("account", "stage")
        .filter(id=opportunity_id)
        .first()
    )
    if row is None:
        raise OpportunityUnknown
    moves = list(
        policies.visible_stage_moves(actor)
        .filter(opportunity=row)
        .select_related("to_stage")
        .order_by("moved_at", "id")[:200]
    )
    names = identity.person_names({PersonId(move.moved_by_id) for move in moves})
    log = [
        StageMoveRecord(
            id=move.id,
            stage_name=move.to_stage.name,
            moved_at=move.moved_at,
            person_name=names.get(PersonId(move.moved_by_id), ""),
            amount_minor=move.amount_minor,
            currency=move.currency,
        )
        for move in moves
    ]
    return opportunity_summary_of(row), log


def lead_page(
    *,
    actor: Actor,
    statuses: Collection[LeadStatus],
    owner_ids: Collection[PersonId],
    after: Sequence[Any] | None,
    limit: int,
) -> tuple[Sequence[LeadSummary], Sequence[str] | None]:
    """Give leads, the latest entered first, and the key to go on from."""
    rows = policies.visible_leads(actor)
    if statuses:
        rows = rows.filter(status__in=list(statuses))
    if owner_ids:
        rows = rows.filter(owner_id__in=list(owner_ids))
    if after is not None:
        at, last_id = after
        rows = rows.filter(Q(created_at__lt=at) | Q(created_at=at, id__lt=last_id))
    page = list(rows.order_by("-created_at", "-id")[: limit + 1])
    shown = page[:limit]
    more = (shown[-1].created_at.isoformat(), str(shown[-1].id)) if len(page) > limit else None
    return [lead_summary_of(row) for row in shown], more


def lead(*, actor: Actor, lead_id: LeadId) -> LeadSummary:
    """Give one lead. Raises LeadUnknown."""
    row = policies.visible_leads(actor).filter(id=lead_id).first()
    if row is None:
        raise LeadUnknown
    return lead_summary_of(row)


def tags(*, actor: Actor) -> Sequence[TagRecord]:
    """Give all tags by name."""
    rows = policies.visible_tags(actor).order_by("name")[:500]
    return [TagRecord(id=row.id, name=row.name, color=row.color) for row in rows]


def custom_fields(*, actor: Actor, subject_kind: CustomerRecordKind) -> Sequence[FieldRecord]:
    """Give the fields that the company added to a kind of record."""
    rows = policies.visible_custom_fields(actor).filter(subject_kind=subject_kind)
    return [
        FieldRecord(field_id=row.id, name=row.name, kind=row.kind, choices=row.choices, value="")
        for row in rows.order_by("rank", "name", "id")
    ]


def saved_views(*, actor: Actor, subject_kind: CustomerRecordKind) -> Sequence[SavedViewRecord]:
    """Give one's own views and the shared ones."""
    rows = policies.visible_saved_views(actor).filter(subject_kind=subject_kind)
    return [
        SavedViewRecord(
            id=row.id,
            name=row.name,
            query=row.query,
            is_shared=row.is_shared,
            is_mine=row.owner_id == actor.person_id,
        )
        for row in rows.order_by("is_shared", "rank", "name", "id")[:200]
    ]
