"""Routes of accounts: lists, the map, the page, changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

from django.http import HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field, TypeAdapter

from roadbook.core.ids import AccountId, PersonId, TerritoryId
from roadbook.domains.customers import commands, queries
from roadbook.domains.customers.contracts import (
    AccountFilters,
    AccountPage,
    AccountSort,
    AccountSummary,
    AccountTwin,
    CustomerClass,
    LifecycleStage,
    MapPoints,
    PositionState,
    TwinProbe,
)
from roadbook.domains.customers.schemas import (
    AccountChangeBody,
    LikenessBody,
    MemberBody,
    NewAccountBody,
    OwnerBody,
    PlaceBody,
)
from roadbook.engines.places.atlas import cities
from roadbook.foundation.http.answers import json_answer
from roadbook.foundation.http.fields import CursorText, Day, PageLimit, SearchText
from roadbook.foundation.http.paging import BadCursor, Page, read_cursor, write_cursor
from roadbook.foundation.http.requests import ActorRequest, now

router = Router(tags=["customers"])
_LIST: Final = "customers.accounts"
_MOST_VALUES: Final = 100
_PAGE: Final = TypeAdapter(Page[AccountSummary])
_POINTS: Final = TypeAdapter(MapPoints)


class AccountQuery(Schema):
    """The filters of a list, a map or a plan. `field` is "<custom field id>:<value>"."""

    owner: Annotated[list[UUID], Field(max_length=_MOST_VALUES)] = []
    customer_class: Annotated[list[CustomerClass], Field(max_length=10)] = []
    stage: Annotated[list[LifecycleStage], Field(max_length=10)] = []
    city: Annotated[list[str], Field(max_length=_MOST_VALUES)] = []
    territory: Annotated[list[UUID], Field(max_length=_MOST_VALUES)] = []
    tag: Annotated[list[UUID], Field(max_length=_MOST_VALUES)] = []
    position: Annotated[list[PositionState], Field(max_length=10)] = []
    field: Annotated[list[str], Field(max_length=20)] = []
    q: SearchText = ""

    def filters(self) -> AccountFilters:
        fields: dict[UUID, str] = {}
        for part in self.field:
            name, _, value = part.partition(":")
            try:
                fields[UUID(name)] = value[:500]
            except ValueError as error:
                raise BadCursor({"field": "bad_format"}) from error
        return AccountFilters(
            owner_ids=[PersonId(owner) for owner in self.owner],
            customer_classes=self.customer_class,
            lifecycle_stages=self.stage,
            city_codes=[code[:6] for code in self.city],
            territory_ids=[TerritoryId(territory) for territory in self.territory],
            tag_ids=self.tag,
            position_states=self.position,
            name_part=self.q,
            field_values=fields,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipId:
    """The id of a colleague's part in a customer."""

    id: UUID


@router.get("", response=Page[AccountSummary], operation_id="listAccounts", summary="Customers")
def list_accounts(
    request: ActorRequest,
    wanted: Query[AccountQuery],
    sort: AccountSort = AccountSort.NAME,
    cursor: CursorText | None = None,
    limit: PageLimit = 50,
) -> HttpResponse:
    """List the customers you may read, filtered and sorted, page by page. Nothing is counted."""
    name = f"{_LIST}.{sort.value}"
    after = read_cursor(name, cursor, parts=queries.sort_width(sort))
    records, more = queries.account_page(
        actor=request.actor, filters=wanted.filters(), sort=sort, after=after, limit=limit
    )
    page = Page(items=records, next_cursor=write_cursor(name, more) if more else None)
    return json_answer(_PAGE, page)


@dataclass(frozen=True, slots=True, kw_only=True)
class CityRecord:
    """A city by its code of GB/T 2260, with its centre."""

    code: str
    name: str
    name_latin: str
    lat: float
    lon: float


@router.get("/cities", response=list[CityRecord], operation_id="listCities", summary="Cities")
def list_cities(request: ActorRequest) -> Sequence[CityRecord]:
    """List the cities of China with their centres; they change once in years, keep them."""
    return [
        CityRecord(
            code=city.code,
            name=city.name,
            name_latin=city.name_en,
            lat=city.position.lat,
            lon=city.position.lon,
        )
        for city in cities()
    ]


@router.get("/map", response=MapPoints, operation_id="mapAccounts", summary="Customers on a map")
def map_accounts(request: ActorRequest, wanted: Query[AccountQuery]) -> HttpResponse:
    """Give every customer with a position as columns; up to 100,000 points."""
    return json_answer(_POINTS, queries.map_points(actor=request.actor, filters=wanted.filters()))


@router.post(
    "/likeness",
    response=list[AccountTwin],
    operation_id="findLikeAccounts",
    summary="Customers like the one being entered",
)
def find_like_accounts(request: ActorRequest, body: LikenessBody) -> Sequence[AccountTwin]:
    """Find customers with the same tax number, name, phone or place, while typing."""
    probe = TwinProbe(
        key="typed",
        name=body.name,
        phone=body.phone,
        tax_number=body.tax_number,
        position=body.position.position() if body.position else None,
    )
    return queries.likely_twins(actor=request.actor, probes=[probe]).get("typed", ())


@router.post("", response=AccountSummary, operation_id="createAccount", summary="New customer")
def create_account(request: ActorRequest, body: NewAccountBody) -> AccountSummary:
    """Enter a customer. Send an `id` of your own to repeat the request safely."""
    return commands.create_account(
        actor=request.actor,
        account_id=AccountId(body.id) if body.id else None,
        values=body.values.given(),
        owner_id=PersonId(body.owner_id) if body.owner_id else None,
        position=body.position.position() if body.position else None,
        now=now(),
    )


@router.get(
    "/{account_id}", response=AccountPage, operation_id="showAccount", summary="One customer"
)
def show_account(request: ActorRequest, account_id: UUID, today: Day | None = None) -> AccountPage:
    """Show a customer's file: profile, people, opportunities, contracts, dates, orders."""
    return queries.account_detail_page(
        actor=request.actor,
        account_id=AccountId(account_id),
        today=today or now().date(),
    )


@router.patch(
    "/{account_id}",
    response=AccountSummary,
    operation_id="changeAccount",
    summary="Change fields",
)
def change_account(
    request: ActorRequest, account_id: UUID, body: AccountChangeBody
) -> AccountSummary:
    """Change the fields that are sent. With `seen_version`, refuse when somebody was faster."""
    return commands.update_account(
        actor=request.actor,
        account_id=AccountId(account_id),
        values=body.values.given(),
        seen_version=body.seen_version,
        now=now(),
    )


@router.put(
    "/{account_id}/position",
    response=AccountSummary,
    operation_id="placeAccount",
    summary="Move the pin",
)
def place_account(request: ActorRequest, account_id: UUID, body: PlaceBody) -> AccountSummary:
    """Put the pin where the customer is, or say that only the city is known."""
    return commands.set_position(
        actor=request.actor,
        account_id=AccountId(account_id),
        position=body.position.position() if body.position else None,
        now=now(),
    )


@router.put(
    "/{account_id}/owner",
    response=AccountSummary,
    operation_id="handOverAccount",
    summary="Hand over",
)
def hand_over_account(request: ActorRequest, account_id: UUID, body: OwnerBody) -> AccountSummary:
    """Make a colleague the owner of a customer."""
    return commands.assign_owner(
        actor=request.actor,
        account_id=AccountId(account_id),
        owner_id=PersonId(body.owner_id),
        now=now(),
    )


@router.post(
    "/{account_id}/members",
    response=MembershipId,
    operation_id="addAccountMember",
    summary="Let a colleague take part",
)
def add_account_member(request: ActorRequest, account_id: UUID, body: MemberBody) -> MembershipId:
    """Let a colleague take part in a customer, in a role."""
    member_id = commands.add_member(
        actor=request.actor,
        account_id=AccountId(account_id),
        person_id=PersonId(body.person_id),
        role=body.role,
        now=now(),
    )
    return MembershipId(id=member_id)


@router.delete(
    "/{account_id}/members/{person_id}",
    response={204: None},
    operation_id="removeAccountMember",
    summary="End a colleague's part",
)
def remove_account_member(request: ActorRequest, account_id: UUID, person_id: UUID) -> Status[None]:
    """End a colleague's part in a customer."""
    commands.remove_member(
        actor=request.actor,
        account_id=AccountId(account_id),
        person_id=PersonId(person_id),
        now=now(),
    )
    return Status(204, None)


@router.delete(
    "/{account_id}",
    response={204: None},
    operation_id="archiveAccount",
    summary="Archive",
)
def archive_account(request: ActorRequest, account_id: UUID) -> Status[None]:
    """Take a customer out of sight; refused while opportunities are open."""
    commands.archive_account(actor=request.actor, account_id=AccountId(account_id), now=now())
    return Status(204, None)
