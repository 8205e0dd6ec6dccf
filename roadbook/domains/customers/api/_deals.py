"""Routes of leads, opportunities and orders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Final
from uuid import UUID

from ninja import Query, Router, Schema
from pydantic import Field

from roadbook.core.ids import AccountId, LeadId, OpportunityId, PersonId
from roadbook.domains.customers import commands, queries
from roadbook.domains.customers.contracts import (
    BoardColumn,
    Conversion,
    LeadStatus,
    LeadSummary,
    OpportunitySummary,
    OrderLineValues,
    OrderSummary,
    PipelineRecord,
    StageMoveRecord,
    StageType,
)
from roadbook.domains.customers.schemas import (
    ConversionBody,
    LeadChangeBody,
    LeadStepBody,
    MoveOpportunityBody,
    NewLeadBody,
    NewOpportunityBody,
    NewOrderBody,
    OpportunityChangeBody,
)
from roadbook.foundation.http.fields import CursorText, Day, PageLimit
from roadbook.foundation.http.paging import Page, read_cursor, write_cursor
from roadbook.foundation.http.requests import ActorRequest, now

router = Router(tags=["customers"])
_LEADS: Final = "customers.leads"
_OPPORTUNITIES: Final = "customers.opportunities"
_CLOSED_SHOWN: Final = timedelta(days=90)


class LeadQuery(Schema):
    """The filters of the list of leads."""

    status: Annotated[list[LeadStatus], Field(max_length=10)] = []
    owner: Annotated[list[UUID], Field(max_length=100)] = []


class OpportunityQuery(Schema):
    """The filters of the list of opportunities."""

    stage_type: Annotated[list[StageType], Field(max_length=3)] = []
    owner: Annotated[list[UUID], Field(max_length=100)] = []
    closes_before: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityFile:
    """An opportunity and its stage log."""

    opportunity: OpportunitySummary
    moves: Sequence[StageMoveRecord]


@router.get("/leads", response=Page[LeadSummary], operation_id="listLeads", summary="Leads")
def list_leads(
    request: ActorRequest,
    wanted: Query[LeadQuery],
    cursor: CursorText | None = None,
    limit: PageLimit = 50,
) -> Page[LeadSummary]:
    """List leads, the latest first."""
    records, more = queries.lead_page(
        actor=request.actor,
        statuses=wanted.status,
        owner_ids=[PersonId(owner) for owner in wanted.owner],
        after=read_cursor(_LEADS, cursor, parts=2),
        limit=limit,
    )
    return Page(items=records, next_cursor=write_cursor(_LEADS, more) if more else None)


@router.post("/leads", response=LeadSummary, operation_id="createLead", summary="New lead")
def create_lead(request: ActorRequest, body: NewLeadBody) -> LeadSummary:
    """Enter somebody who may become a customer."""
    return commands.create_lead(
        actor=request.actor,
        lead_id=LeadId(body.id) if body.id else None,
        values=body.values.given(),
        owner_id=PersonId(body.owner_id) if body.owner_id else None,
        now=now(),
    )


@router.get("/leads/{lead_id}", response=LeadSummary, operation_id="showLead", summary="One lead")
def show_lead(request: ActorRequest, lead_id: UUID) -> LeadSummary:
    """Show a lead."""
    return queries.lead(actor=request.actor, lead_id=LeadId(lead_id))


@router.patch("/leads/{lead_id}", response=LeadSummary, operation_id="changeLead", summary="Change")
def change_lead(request: ActorRequest, lead_id: UUID, body: LeadChangeBody) -> LeadSummary:
    """Change the fields that are sent, or hand the lead to a colleague."""
    return commands.update_lead(
        actor=request.actor,
        lead_id=LeadId(lead_id),
        values=body.values.given(),
        owner_id=PersonId(body.owner_id) if body.owner_id else None,
        now=now(),
    )


@router.post(
    "/leads/{lead_id}/step",
    response=LeadSummary,
    operation_id="stepLead",
    summary="Move a lead along",
)
def step_lead(request: ActorRequest, lead_id: UUID, body: LeadStepBody) -> LeadSummary:
    """Say that a lead was contacted, nurtured, qualified, given up or taken up again."""
    return commands.step_lead(
        actor=request.actor,
        lead_id=LeadId(lead_id),
        step=body.step,
        reason=body.reason,
        now=now(),
    )


@router.post(
    "/leads/{lead_id}/conversion",
    response=Conversion,
    operation_id="convertLead",
    summary="Make a customer of a lead",
)
def convert_lead(request: ActorRequest, lead_id: UUID, body: ConversionBody) -> Conversion:
    """Turn a lead into a customer, a contact and, if wanted, an opportunity."""
    return commands.convert_lead(
        actor=request.actor,
        lead_id=LeadId(lead_id),
        account_id=AccountId(body.account_id) if body.account_id else None,
        opportunity=body.opportunity.given() if body.opportunity else None,
        now=now(),
    )


@router.get(
    "/pipelines",
    response=list[PipelineRecord],
    operation_id="listPipelines",
    summary="Pipelines and stages",
)
def list_pipelines(request: ActorRequest) -> Sequence[PipelineRecord]:
    """List the pipelines with their stages, the default one first."""
    return queries.pipelines(actor=request.actor)


@router.get(
    "/pipelines/{pipeline_id}/board",
    response=list[BoardColumn],
    operation_id="showBoard",
    summary="A pipeline as a board",
)
def show_board(
    request: ActorRequest, pipeline_id: UUID, owner: UUID | None = None
) -> Sequence[BoardColumn]:
    """Show a pipeline's opportunities by stage; closed ones of the last 90 days."""
    return queries.opportunity_board(
        actor=request.actor,
        pipeline_id=pipeline_id,
        owner_ids=[PersonId(owner)] if owner else [],
        closed_since=now() - _CLOSED_SHOWN,
    )


@router.get(
    "/opportunities",
    response=Page[OpportunitySummary],
    operation_id="listOpportunities",
    summary="Opportunities",
)
def list_opportunities(
    request: ActorRequest,
    wanted: Query[OpportunityQuery],
    cursor: CursorText | None = None,
    limit: PageLimit = 50,
) -> Page[OpportunitySummary]:
    """List opportunities, the latest entered first."""
    records, more = queries.opportunity_page(
        actor=request.actor,
        stage_types=wanted.stage_type,
        owner_ids=[PersonId(owner) for owner in wanted.owner],
        closes_before=wanted.closes_before,
        after=read_cursor(_OPPORTUNITIES, cursor, parts=2),
        limit=limit,
    )
    return Page(items=records, next_cursor=write_cursor(_OPPORTUNITIES, more) if more else None)


@router.post(
    "/opportunities",
    response=OpportunitySummary,
    operation_id="createOpportunity",
    summary="New opportunity",
)
def create_opportunity(request: ActorRequest, body: NewOpportunityBody) -> OpportunitySummary:
    """Open a possible sale, in the first stage unless one is named."""
    return commands.create_opportunity(
        actor=request.actor,
        account_id=AccountId(body.account_id),
        opportunity_id=OpportunityId(body.id) if body.id else None,
        values=body.values.given(),
        stage_id=body.stage_id,
        owner_id=PersonId(body.owner_id) if body.owner_id else None,
        now=now(),
    )


@router.get(
    "/opportunities/{opportunity_id}",
    response=OpportunityFile,
    operation_id="showOpportunity",
    summary="One opportunity",
)
def show_opportunity(request: ActorRequest, opportunity_id: UUID) -> OpportunityFile:
    """Show an opportunity with its stage log."""
    found, moves = queries.opportunity(
        actor=request.actor, opportunity_id=OpportunityId(opportunity_id)
    )
    return OpportunityFile(opportunity=found, moves=moves)


@router.patch(
    "/opportunities/{opportunity_id}",
    response=OpportunitySummary,
    operation_id="changeOpportunity",
    summary="Change fields",
)
def change_opportunity(
    request: ActorRequest, opportunity_id: UUID, body: OpportunityChangeBody
) -> OpportunitySummary:
    """Change the fields that are sent; the stage moves by its own route."""
    return commands.update_opportunity(
        actor=request.actor,
        opportunity_id=OpportunityId(opportunity_id),
        values=body.values.given(),
        owner_id=PersonId(body.owner_id) if body.owner_id else None,
        now=now(),
    )


@router.post(
    "/opportunities/{opportunity_id}/stage",
    response=OpportunitySummary,
    operation_id="moveOpportunity",
    summary="Move to a stage",
)
def move_opportunity(
    request: ActorRequest, opportunity_id: UUID, body: MoveOpportunityBody
) -> OpportunitySummary:
    """Move an opportunity to a stage; a loss needs its reason."""
    return commands.move_opportunity(
        actor=request.actor,
        opportunity_id=OpportunityId(opportunity_id),
        stage_id=body.stage_id,
        loss_reason=body.loss_reason,
        loss_note=body.loss_note,
        competitor=body.competitor,
        now=now(),
    )


@router.post("/orders", response=OrderSummary, operation_id="recordOrder", summary="Enter an order")
def record_order(request: ActorRequest, body: NewOrderBody) -> OrderSummary:
    """Enter what a customer bought; the amount is the sum of the lines."""
    return commands.record_order(
        actor=request.actor,
        account_id=AccountId(body.account_id),
        number=body.number,
        ordered_on=body.ordered_on,
        currency=body.currency,
        lines=[OrderLineValues(**line.model_dump()) for line in body.lines],
        opportunity_id=OpportunityId(body.opportunity_id) if body.opportunity_id else None,
        now=now(),
    )
