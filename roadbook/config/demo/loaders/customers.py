"""Customers of one seller with everything that hangs on them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from roadbook.config.demo.deals import LOST, STAGES, WON
from roadbook.config.demo.dice import Dice
from roadbook.config.demo.records import Account as Customer
from roadbook.config.demo.records import Contact as Person
from roadbook.config.demo.records import Opportunity as Deal
from roadbook.config.demo.records import Order as Purchase
from roadbook.config.demo.records import RepYear
from roadbook.config.demo.records import StageMove as Move
from roadbook.config.demo.writing import write
from roadbook.domains.customers.models import (
    Account,
    AccountContact,
    Contact,
    Contract,
    KeyDate,
    Opportunity,
    Order,
    OrderLine,
    Pipeline,
    Stage,
    StageMove,
    Tag,
    TagLink,
)
from roadbook.domains.customers.rules import name_key, phone_key
from roadbook.engines.matching.pinyin import sort_key

_STAGES = (
    ("prospecting", "初步接洽", "open", 10),
    ("qualification", "需求确认", "open", 30),
    ("proposal", "方案报价", "open", 55),
    ("negotiation", "商务谈判", "open", 80),
    (WON, "赢单", "won", 100),
    (LOST, "输单", "lost", 0),
)
_TAG_COLORS = ("teal", "orange", "grape", "blue", "red", "gray")


class CustomerLoader:
    """Writes the shared rows once (pipeline, stages, tags), then year after year."""

    def __init__(self, *, seed: str, tags: Iterable[str], at: datetime) -> None:
        self._at = at
        self._dice = Dice(seed, "customers")
        pipeline = Pipeline(id=self._dice.uuid(at), name="设备销售", is_default=True)
        self._stages = {
            key: Stage(
                id=self._dice.uuid(at),
                pipeline=pipeline,
                name=name,
                stage_type=kind,
                probability_pct=percent,
                rank=rank,
            )
            for rank, (key, name, kind, percent) in enumerate(_STAGES)
        }
        self._tags = {
            name: Tag(id=self._dice.uuid(at), name=name, color=color)
            for name, color in zip(tags, _TAG_COLORS, strict=False)
        }
        write("pipeline.created", [pipeline], at=at)
        write("stage.created", list(self._stages.values()), at=at)
        write("tag.created", list(self._tags.values()), at=at)

    def load(self, year: RepYear) -> int:
        """Write one seller's customers; gives how many rows."""
        at, accounts = self._at, year.accounts
        contacts = [(customer, contact) for customer in accounts for contact in customer.contacts]
        deals = [(customer, deal) for customer in accounts for deal in customer.opportunities]
        orders = [(customer, order) for customer in accounts for order in customer.orders]
        owner = year.rep.id
        return sum(
            (
                write("account.created", [_account(c, year) for c in accounts], at=at),
                write("contact.created", [_contact(p, owner, c) for c, p in contacts], at=at),
                write("contact.linked", [self._link(c, p) for c, p in contacts], at=at),
                write("key_date.created", list(self._birthdays(accounts)), at=at),
                write("contract.created", list(_contracts(accounts)), at=at),
                write("tag.linked", list(self._tag_links(accounts)), at=at),
                write(
                    "opportunity.created",
                    [self._opportunity(c, d, owner) for c, d in deals],
                    at=at,
                ),
                write(
                    "opportunity.moved",
                    [move for _, d in deals for move in self._moves(d, owner)],
                    at=at,
                ),
                write("order.recorded", [_order(c, o, at) for c, o in orders], at=at),
                write("order_line.recorded", [self._order_line(o) for _, o in orders], at=at),
            )
        )

    def _id(self) -> UUID:
        return self._dice.uuid(self._at)

    def _link(self, customer: Customer, contact: Person) -> AccountContact:
        return AccountContact(
            id=self._id(),
            account_id=customer.id,
            contact_id=contact.id,
            role=contact.role,
            is_primary=contact.is_primary,
        )

    def _birthdays(self, accounts: Iterable[Customer]) -> Iterator[KeyDate]:
        for customer in accounts:
            for contact in customer.contacts:
                if contact.birthday is not None:
                    yield KeyDate(
                        id=self._id(),
                        account_id=customer.id,
                        contact_id=contact.id,
                        kind="birthday",
                        title=f"{contact.name}生日",
                        month=contact.birthday.month,
                        day=contact.birthday.day,
                    )
            for contract in customer.contracts:
                yield KeyDate(
                    id=self._id(),
                    account_id=customer.id,
                    kind="contract_end",
                    title=f"{contract.name}到期",
                    year=contract.ends_on.year,
                    month=contract.ends_on.month,
                    day=contract.ends_on.day,
                    repeats_yearly=False,
                )

    def _tag_links(self, accounts: Iterable[Customer]) -> Iterator[TagLink]:
        for customer in accounts:
            for name in customer.tags:
                yield TagLink(id=self._id(), tag=self._tags[name], account_id=customer.id)

    def _opportunity(self, customer: Customer, deal: Deal, owner: UUID) -> Opportunity:
        last = deal.moves[-1]
        is_open = last.stage in STAGES
        return Opportunity(
            id=deal.id,
            account_id=customer.id,
            name=deal.name,
            owner_id=owner,
            stage=self._stages[last.stage],
            stage_type=self._stages[last.stage].stage_type,
            stage_since=last.at,
            amount_minor=deal.amount_minor,
            close_date=deal.expected_close,
            competitor=deal.competitor,
            loss_reason=deal.loss_reason,
            created_at=deal.created_at,
            closed_at=None if is_open else last.at,
        )

    def _moves(self, deal: Deal, owner: UUID) -> Iterator[StageMove]:
        before: Move | None = None
        for move in deal.moves:
            yield StageMove(
                id=move.id,
                opportunity_id=deal.id,
                from_stage=self._stages[before.stage] if before else None,
                to_stage=self._stages[move.stage],
                moved_by_id=owner,
                moved_at=move.at,
                amount_minor=deal.amount_minor,
                currency="CNY",
            )
            before = move

    def _order_line(self, order: Purchase) -> OrderLine:
        return OrderLine(
            id=self._id(),
            order_id=order.id,
            rank=0,
            product=order.product,
            quantity_milli=order.quantity * 1000,
            unit="台",
            amount_minor=order.amount_minor,
        )


def _account(customer: Customer, year: RepYear) -> Account:
    exact = customer.position_state in {"geocoded", "confirmed"}
    place = customer.position if exact else None
    return Account(
        id=customer.id,
        name=customer.name,
        name_latin=customer.name_latin,
        industry=customer.industry,
        customer_class=customer.customer_class,
        lifecycle_stage=customer.lifecycle_stage,
        owner_id=year.rep.id,
        territory_id=year.territory.id,
        city_code=customer.city_code,
        district=customer.district,
        address=customer.address,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        position_state=customer.position_state,
        phone=customer.phone,
        website=customer.website,
        tax_number=customer.tax_number,
        service_minutes=customer.service_minutes,
        visit_windows=[
            [weekday, _minutes(opens), _minutes(closes)]
            for weekday, opens, closes in customer.windows
        ],
        created_at=customer.created_at,
        sort_key=sort_key(customer.name)[:200],
        name_key=name_key(customer.name),
        phone_key=phone_key(customer.phone),
    )


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def _contact(person: Person, owner: UUID, customer: Customer) -> Contact:
    return Contact(
        id=person.id,
        name=person.name,
        name_latin=person.name_latin,
        title=person.title,
        mobile=person.phone,
        email=person.email,
        owner_id=owner,
        created_at=customer.created_at,
        phone_key=phone_key(person.phone),
        email_key=person.email,
    )


def _contracts(accounts: Iterable[Customer]) -> Iterator[Contract]:
    for customer in accounts:
        for contract in customer.contracts:
            yield Contract(
                id=contract.id,
                account_id=customer.id,
                title=contract.name,
                number=contract.number,
                starts_on=contract.starts_on,
                ends_on=contract.ends_on,
                amount_minor=contract.amount_minor,
            )


def _order(customer: Customer, order: Purchase, at: datetime) -> Order:
    return Order(
        id=order.id,
        account_id=customer.id,
        opportunity_id=order.opportunity_id,
        number=order.number,
        ordered_on=order.ordered_on,
        amount_minor=order.amount_minor,
        created_at=at,
    )
