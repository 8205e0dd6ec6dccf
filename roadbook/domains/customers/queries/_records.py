"""Rows to records, without a statement of their own."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from roadbook.core.geo import Position
from roadbook.core.ids import (
    AccountId,
    ContactId,
    LeadId,
    OpportunityId,
    OrderId,
    PersonId,
    TerritoryId,
)
from roadbook.domains.customers.contracts import (
    AccountPlace,
    AccountSummary,
    Closure,
    ContactRole,
    ContactSummary,
    CustomerClass,
    LeadStatus,
    LeadSummary,
    LifecycleStage,
    OpportunitySummary,
    OrderSummary,
    PositionState,
    StageType,
    VisitWindow,
)
from roadbook.domains.customers.models import (
    Account,
    AccountContact,
    Contact,
    Lead,
    Opportunity,
    Order,
)
from roadbook.domains.customers.rules import closure_of, window_of
from roadbook.engines.places.atlas import place_of

SUMMARY_FIELDS: Final = (
    "id",
    "name",
    "owner_id",
    "customer_class",
    "lifecycle_stage",
    "city_code",
    "district",
    "industry",
    "territory_id",
    "lat",
    "lon",
    "position_state",
    "sort_key",
    "created_at",
    "version",
)


def position_of(account: Account) -> Position | None:
    """Give the account's own position; a city's centre is not one."""
    if account.lat is None or account.lon is None:
        return None
    return Position(lat=account.lat, lon=account.lon)


def usable_position_of(account: Account) -> Position | None:
    """Give the position, or the centre of the city when only that is known."""
    own = position_of(account)
    if own is not None or account.position_state != PositionState.CITY:
        return own
    city = place_of(account.city_code)
    return city.position if city else None


def account_summary_of(
    account: Account, tag_ids: Sequence[UUID] = (), owner_name: str = ""
) -> AccountSummary:
    return AccountSummary(
        id=AccountId(account.id),
        name=account.name,
        owner_id=PersonId(account.owner_id),
        customer_class=CustomerClass(account.customer_class),
        lifecycle_stage=LifecycleStage(account.lifecycle_stage),
        city_code=account.city_code,
        district=account.district,
        industry=account.industry,
        territory_id=TerritoryId(account.territory_id) if account.territory_id else None,
        position=position_of(account),
        position_state=PositionState(account.position_state),
        tag_ids=tag_ids,
        owner_name=owner_name,
        version=account.version,
    )


def windows_of(account: Account) -> Sequence[VisitWindow]:
    return tuple(window_of(stored) for stored in account.visit_windows)


def closures_of(account: Account) -> Sequence[Closure]:
    return tuple(closure_of(stored) for stored in account.closures)


def account_place_of(account: Account) -> AccountPlace:
    return AccountPlace(
        id=AccountId(account.id),
        name=account.name,
        customer_class=CustomerClass(account.customer_class),
        city_code=account.city_code,
        address=account.address,
        position=usable_position_of(account),
        position_state=PositionState(account.position_state),
        phone=account.phone,
        service_minutes=account.service_minutes,
        visit_windows=windows_of(account),
        closures=closures_of(account),
    )


def contact_summary_of(contact: Contact, link: AccountContact | None = None) -> ContactSummary:
    return ContactSummary(
        id=ContactId(contact.id),
        name=contact.name,
        title=contact.title,
        department=contact.department,
        phone=contact.mobile or contact.phone,
        email=contact.email,
        wechat=contact.wechat,
        role=ContactRole(link.role) if link else None,
        is_primary=bool(link and link.is_primary),
    )


def opportunity_summary_of(opportunity: Opportunity) -> OpportunitySummary:
    """Build the record of an opportunity whose stage and account are joined."""
    own = opportunity.probability_pct
    return OpportunitySummary(
        id=OpportunityId(opportunity.id),
        account_id=AccountId(opportunity.account_id),
        account_name=opportunity.account.name,
        name=opportunity.name,
        owner_id=PersonId(opportunity.owner_id),
        stage_id=opportunity.stage_id,
        stage_name=opportunity.stage.name,
        stage_type=StageType(opportunity.stage_type),
        stage_since=opportunity.stage_since,
        probability_pct=opportunity.stage.probability_pct if own is None else own,
        amount_minor=opportunity.amount_minor,
        currency=opportunity.currency,
        close_date=opportunity.close_date,
        next_step=opportunity.next_step,
        competitor=opportunity.competitor,
        version=opportunity.version,
    )


def order_summary_of(order: Order) -> OrderSummary:
    return OrderSummary(
        id=OrderId(order.id),
        account_id=AccountId(order.account_id),
        opportunity_id=OpportunityId(order.opportunity_id) if order.opportunity_id else None,
        number=order.number,
        ordered_on=order.ordered_on,
        amount_minor=order.amount_minor,
        currency=order.currency,
    )


def lead_summary_of(lead: Lead) -> LeadSummary:
    return LeadSummary(
        id=LeadId(lead.id),
        name=lead.name,
        company=lead.company,
        title=lead.title,
        status=LeadStatus(lead.status),
        owner_id=PersonId(lead.owner_id),
        city_code=lead.city_code,
        phone=lead.phone,
        email=lead.email,
        source=lead.source,
        note=lead.note,
        reason=lead.reason,
        created_at=lead.created_at,
        account_id=AccountId(lead.account_id) if lead.account_id else None,
        version=lead.version,
    )
