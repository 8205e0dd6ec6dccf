"""A database of many accounts to measure on: plausible names, every row searchable."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from roadbook.core.actor import Role
from roadbook.domains.customers.models import Account, AccountContact, Contact, Order
from roadbook.domains.customers.sync import SYNC_TYPES
from roadbook.domains.identity.models import Person, RoleGrant
from roadbook.engines.matching.pinyin import sort_key
from roadbook.foundation.search.indexing import index_rows

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
CITIES = ("310000", "320500", "330100", "110000", "510100", "440100")
PLACES = ("上海", "苏州", "杭州", "北京", "成都", "广州")
HEADS = ("华辰", "永固", "启元", "澜海", "天擎", "汇川", "金辰", "康力", "博达", "捷成", "恒利")
TRADES = ("新能源", "精细化工", "水处理", "食品机械", "印染", "制药装备", "重工", "光电", "半导体")
STEP = 2_000
SELLERS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Who is asked to look: an admin who sees all, a seller who sees their own."""

    admin: Person
    seller: Person
    account: Account


def build(accounts: int, seed: int = 1) -> Company:
    """Write the accounts with a contact and an order each, indexed as the unit of work does."""
    rng = random.Random(seed)
    admin = Person.objects.create_user("admin@bench.example", name="管理员")
    RoleGrant.objects.create(person=admin, role=Role.ADMIN)
    sellers = [
        Person(email=f"s{n}@bench.example", name=f"销售{n}", password="!") for n in range(SELLERS)
    ]
    Person.objects.bulk_create(sellers)
    RoleGrant.objects.bulk_create([RoleGrant(person=s, role=Role.REP) for s in sellers])
    account_type = next(t for t in SYNC_TYPES if t.name == "account")
    last = None
    for start in range(0, accounts, STEP):
        rows = [_account(rng, n, sellers) for n in range(start, min(start + STEP, accounts))]
        with transaction.atomic():
            _write(rng, rows)
            index_rows(account_type, [row.id for row in rows])
        last = rows[-1]
    assert last is not None
    return Company(admin=admin, seller=sellers[0], account=last)


def _write(rng: random.Random, rows: list[Account]) -> None:
    Account.objects.bulk_create(rows)
    contacts = [Contact(name="王敏", owner=row.owner, created_at=NOW) for row in rows]
    Contact.objects.bulk_create(contacts)
    AccountContact.objects.bulk_create(
        [AccountContact(account=a, contact=c) for a, c in zip(rows, contacts, strict=True)]
    )
    Order.objects.bulk_create([_order(rng, row) for row in rows])


def _account(rng: random.Random, number: int, sellers: list[Person]) -> Account:
    city = rng.randrange(len(CITIES))
    name = f"{PLACES[city]}{rng.choice(HEADS)}{rng.choice(TRADES)}{number}有限公司"
    return Account(
        name=name,
        sort_key=sort_key(name),
        name_key=name,
        city_code=CITIES[city],
        customer_class=rng.choice("ABCD"),
        owner=sellers[number % SELLERS],
        created_at=NOW,
    )


def _order(rng: random.Random, account: Account) -> Order:
    return Order(
        account=account,
        number=f"SO{account.id.hex[-10:]}",
        ordered_on=NOW.date(),
        amount_minor=rng.randrange(10_000, 9_000_000),
        created_at=NOW,
    )
