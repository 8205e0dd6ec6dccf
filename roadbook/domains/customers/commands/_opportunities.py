"""Writes of pipelines, opportunities and orders."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, ContactId, OpportunityId, OrderId, PersonId
from roadbook.domains.customers import policies, rules
from roadbook.domains.customers.commands._saving import already_made, remove, save_changed, save_new
from roadbook.domains.customers.contracts import (
    AccountAction,
    FieldsRefused,
    LossReason,
    OpportunitySummary,
    OpportunityValues,
    OrderLineValues,
    OrderSummary,
    RecordUnknown,
    StageType,
)
from roadbook.domains.customers.models import (
    Opportunity,
    Order,
    OrderLine,
    Stage,
    StageMove,
)
from roadbook.domains.customers.queries._records import (
    opportunity_summary_of,
    order_summary_of,
)
from roadbook.domains.identity import queries as identity
from roadbook.foundation.changes import door as changes
from roadbook.foundation.changes.models import new_id

_MOST_ORDER_LINES: Final = 200


@changes.unit_of_work
def create_opportunity(
    *,
    actor: Actor,
    account_id: AccountId,
    values: OpportunityValues,
    now: datetime,
    stage_id: UUID | None = None,
    owner_id: PersonId | None = None,
    opportunity_id: OpportunityId | None = None,
) -> OpportunitySummary:
    """Open a possible sale, in the first stage of the default pipeline unless one is named."""
    account = policies.access_account(actor=actor, account_id=account_id, action=AccountAction.WORK)
    known = already_made(opportunity_id, seen=policies.visible_opportunities(actor))
    if known is not None:
        return opportunity_summary_of(known)
    rules.checked_new(values, rules.OPPORTUNITY_LIMITS, needed=("name",))
    _check_references(actor, account_id, values, owner_id)
    stage = _open_stage(actor, stage_id)
    opportunity = Opportunity(
        id=opportunity_id or new_id(),
        account=account,
        owner_id=owner_id or actor.person_id,
        stage=stage,
        stage_since=now,
        created_at=now,
    )
    _take(opportunity, values)
    save_new(opportunity, actor=actor, kind="opportunity.created", now=now)
    _log_move(opportunity, None, actor=actor, now=now)
    return opportunity_summary_of(opportunity)


@changes.unit_of_work
def update_opportunity(
    *,
    actor: Actor,
    opportunity_id: OpportunityId,
    values: OpportunityValues,
    now: datetime,
    owner_id: PersonId | None = None,
) -> OpportunitySummary:
    """Change the given fields of an opportunity; its stage moves by `move_opportunity`."""
    opportunity = policies.access_opportunity(actor=actor, opportunity_id=opportunity_id)
    rules.checked(values, rules.OPPORTUNITY_LIMITS)
    _check_references(actor, AccountId(opportunity.account_id), values, owner_id)
    _take(opportunity, values)
    if owner_id is not None:
        opportunity.owner_id = owner_id
    save_changed(opportunity, actor=actor, kind="opportunity.changed", now=now)
    return opportunity_summary_of(opportunity)


@changes.unit_of_work
def move_opportunity(
    *,
    actor: Actor,
    opportunity_id: OpportunityId,
    stage_id: UUID,
    now: datetime,
    loss_reason: LossReason | None = None,
    loss_note: str = "",
    competitor: str = "",
) -> OpportunitySummary:
    """Move an opportunity to another stage and log the move.

    Raises LossReasonMissing for a loss without a reason, OpportunityClosed for a move between
    closed stages, RecordUnknown for an unknown stage.
    """
    opportunity = policies.access_opportunity(actor=actor, opportunity_id=opportunity_id)
    stage = _stage(actor, stage_id)
    if stage.id == opportunity.stage_id:
        return opportunity_summary_of(opportunity)
    to = StageType(stage.stage_type)
    effect = rules.stage_effect(
        now_in=StageType(opportunity.stage_type), to=to, loss_reason=loss_reason
    )
    rules.checked({"competitor": competitor}, rules.OPPORTUNITY_LIMITS)
    rules.checked({"note": loss_note}, {"note": rules.ORDER_LIMITS["note"]})
    left = opportunity.stage
    opportunity.stage, opportunity.stage_type, opportunity.stage_since = stage, to, now
    opportunity.closed_at = now if effect.closes else None
    if effect.clears_loss:
        opportunity.loss_reason = opportunity.loss_note = ""
    if to is StageType.LOST and loss_reason is not None:
        opportunity.loss_reason, opportunity.loss_note = loss_reason, loss_note
    if competitor:
        opportunity.competitor = competitor
    save_changed(opportunity, actor=actor, kind=f"opportunity.{_MOVED[to]}", now=now)
    _log_move(opportunity, left, actor=actor, now=now)
    return opportunity_summary_of(opportunity)


_MOVED: Final = {StageType.OPEN: "moved", StageType.WON: "won", StageType.LOST: "lost"}


@changes.unit_of_work
def record_order(
    *,
    actor: Actor,
    account_id: AccountId,
    number: str,
    ordered_on: date,
    currency: str,
    lines: Sequence[OrderLineValues],
    now: datetime,
    opportunity_id: OpportunityId | None = None,
) -> OrderSummary:
    """Enter what a customer bought. The amount is the sum of the lines.

    Raises FieldsRefused for a number that the customer has already, for no or too many lines.
    """
    policies.access_account(actor=actor, account_id=account_id, action=AccountAction.WORK)
    head: dict[str, object] = {"number": number, "ordered_on": ordered_on, "currency": currency}
    rules.checked(head, rules.ORDER_LIMITS)
    _check_lines(lines)
    _check_order(actor, account_id, number, opportunity_id)
    order = Order(
        account_id=account_id,
        opportunity_id=opportunity_id,
        number=number.strip(),
        ordered_on=ordered_on,
        amount_minor=sum(line.amount_minor for line in lines),
        currency=currency,
        created_at=now,
    )
    save_new(order, actor=actor, kind="order.recorded", now=now)
    rows = [
        OrderLine(
            order=order,
            rank=rank,
            product=line.product.strip(),
            quantity_milli=line.quantity_milli,
            unit=line.unit.strip(),
            amount_minor=line.amount_minor,
        )
        for rank, line in enumerate(lines)
    ]
    OrderLine.objects.bulk_create(rows)
    changes.record_many(actor=actor, kind="order.lines_recorded", rows=rows, happened_at=now)
    return order_summary_of(order)


@changes.unit_of_work
def remove_order(*, actor: Actor, order_id: OrderId, now: datetime) -> None:
    """Take an order back that was entered by mistake."""
    order = policies.visible_orders(actor).filter(id=order_id).first()
    if order is None:
        raise RecordUnknown(kind="order")
    account = AccountId(order.account_id)
    policies.access_account(actor=actor, account_id=account, action=AccountAction.WORK)
    remove(order, actor=actor, kind="order.removed", now=now)
    for line in OrderLine.objects.filter(order=order, deleted_at=None):
        remove(line, actor=actor, kind="order.line_removed", now=now)


def _check_references(
    actor: Actor,
    account_id: AccountId,
    values: OpportunityValues,
    owner_id: PersonId | None,
) -> None:
    wrong: dict[str, str] = {}
    if owner_id is not None and not identity.person_names([owner_id]):
        wrong["owner_id"] = "unknown"
    contact_id: ContactId | None = values.get("primary_contact_id")
    at_account = policies.visible_account_contacts(actor).filter(account_id=account_id)
    if contact_id is not None and not at_account.filter(contact_id=contact_id).exists():
        wrong["primary_contact_id"] = "unknown"
    if wrong:
        raise FieldsRefused(wrong)


def _check_lines(lines: Sequence[OrderLineValues]) -> None:
    if not 0 < len(lines) <= _MOST_ORDER_LINES:
        raise FieldsRefused({"lines": "too_many" if lines else "required"})
    for line in lines:
        rules.checked(
            {
                "product": line.product,
                "quantity_milli": line.quantity_milli,
                "unit": line.unit,
                "amount_minor": line.amount_minor,
            },
            rules.ORDER_LINE_LIMITS,
        )


def _check_order(
    actor: Actor, account_id: AccountId, number: str, opportunity_id: OpportunityId | None
) -> None:
    same = Order.objects.filter(account_id=account_id, number=number.strip(), deleted_at=None)
    if same.exists():
        raise FieldsRefused({"number": "taken"})
    of_account = policies.visible_opportunities(actor).filter(account_id=account_id)
    if opportunity_id is not None and not of_account.filter(id=opportunity_id).exists():
        raise FieldsRefused({"opportunity_id": "unknown"})


def _stage(actor: Actor, stage_id: UUID) -> Stage:
    stage = policies.visible_stages(actor).filter(id=stage_id).first()
    if stage is None:
        raise RecordUnknown(kind="stage")
    return stage


def _open_stage(actor: Actor, stage_id: UUID | None) -> Stage:
    if stage_id is not None:
        stage = _stage(actor, stage_id)
        if stage.stage_type != StageType.OPEN:
            raise FieldsRefused({"stage_id": "not_open"})
        return stage
    first = (
        policies.visible_stages(actor)
        .filter(pipeline__is_default=True, pipeline__deleted_at=None, stage_type=StageType.OPEN)
        .order_by("rank", "id")
        .first()
    )
    if first is None:
        raise RecordUnknown(kind="pipeline")
    return first


def _take(opportunity: Opportunity, values: OpportunityValues) -> None:
    for name, value in values.items():
        setattr(opportunity, name, value.strip() if isinstance(value, str) else value)


def _log_move(opportunity: Opportunity, left: Stage | None, *, actor: Actor, now: datetime) -> None:
    move = StageMove(
        opportunity=opportunity,
        from_stage=left,
        to_stage=opportunity.stage,
        moved_by_id=actor.person_id,
        moved_at=now,
        amount_minor=opportunity.amount_minor,
        currency=opportunity.currency,
    )
    save_new(move, actor=actor, kind="opportunity.move_logged", now=now)
