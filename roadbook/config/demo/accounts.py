"""Customers with their people, before anything has happened between them and us."""

from datetime import date, datetime, timedelta

from roadbook.config.demo.calendar import local
from roadbook.config.demo.company_names import CompanyName, company_name
from roadbook.config.demo.dice import Dice
from roadbook.config.demo.geography import MARKETS, district_in, known_place, near
from roadbook.config.demo.names import person_name
from roadbook.config.demo.records import Account, Contact, Contract, CustomerClass
from roadbook.config.demo.streets import street_address
from roadbook.core.geo import Position
from roadbook.engines.places import Place, province_of

CLASSES: dict[CustomerClass, float] = {"A": 0.10, "B": 0.25, "C": 0.40, "D": 0.25}
SERVICE_MINUTES: dict[CustomerClass, int] = {"A": 75, "B": 60, "C": 45, "D": 30}
NEGLECTED_SHARE = 0.18
_TITLES = (
    ("设备部经理", "decision_maker"),
    ("采购经理", "buyer"),
    ("采购工程师", "buyer"),
    ("总工程师", "influencer"),
    ("生产厂长", "decision_maker"),
    ("动力车间主任", "user"),
)
TAGS = ("老客户", "招标客户", "集团客户", "重点项目", "售后关注", "展会线索")
_WINDOWS = (("09:00", "11:30"), ("13:30", "16:30"), ("09:00", "16:30"))
_TAX_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_TAX_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_DAYS_OF_SERVICE = (400, 2400)


def make_account(*, seed: str, home: str, number: int, today: date) -> Account:
    """Make the customer `number` of the company, in the market of a seller living in `home`."""
    dice = Dice(seed, "account", number)
    city = known_place(dice.weighted(MARKETS[home].shares))
    district = district_in(dice, city.code)
    name = company_name(city=city.name, city_en=city.name_en, number=number, seed=seed)
    grade = dice.weighted(CLASSES)
    created = local(today - timedelta(days=dice.between(*_DAYS_OF_SERVICE)), 10)
    position, state = _position(dice, district, city)
    account = Account(
        id=dice.uuid(created),
        number=number,
        name=name.chinese,
        name_latin=name.english,
        industry=name.industry.code,
        customer_class=grade,
        city_code=city.code,
        district=district.name if not district.is_city else "",
        address=_address(dice, city, district),
        position=position,
        position_state=state,
        phone=f"0{dice.between(21, 799)}-{dice.between(50000000, 89999999)}",
        website=f"https://www.c{number:06}.example" if dice.chance(0.6) else "",
        tax_number=tax_number(dice, city.code),
        service_minutes=SERVICE_MINUTES[grade],
        windows=_windows(dice),
        tags=tuple(dice.some(TAGS, dice.weighted({0: 0.5, 1: 0.35, 2: 0.15}))),
        created_at=created,
        need=max(0.2, dice.bell(name.industry.need, 0.3)),
        is_neglected=dice.chance(NEGLECTED_SHARE),
    )
    account.contacts += _contacts(dice, account, name, today)
    if grade in "AB" and dice.chance(0.4):
        account.contracts.append(_contract(dice, account, today))
    return account


def _position(dice: Dice, district: Place, city: Place) -> tuple[Position | None, str]:
    state = dice.weighted({"confirmed": 0.62, "geocoded": 0.30, "city": 0.06, "none": 0.02})
    match state:
        case "none":
            return None, state
        case "city":
            return city.position, state
        case _:
            return near(dice, district.position), state


def _address(dice: Dice, city: Place, district: Place) -> str:
    province = province_of(city.code)
    head = f"{city.name}市" if city.name == province.name else f"{province.name}省{city.name}市"
    return head + (district.name if not district.is_city else "") + street_address(dice)


def _windows(dice: Dice) -> list[tuple[int, str, str]]:
    if dice.chance(0.7):
        return []
    first, last = dice.one(_WINDOWS)
    return [(weekday, first, last) for weekday in range(5)]


def _contacts(dice: Dice, account: Account, company: CompanyName, today: date) -> list[Contact]:
    found: dict[str, Contact] = {}
    size = {"A": 3, "B": 2, "C": 2, "D": 1}[account.customer_class]
    for title, role in dice.some(_TITLES, size):
        name = person_name(dice)
        born = date(dice.between(1964, 1998), dice.between(1, 12), dice.between(1, 28))
        if dice.chance(0.04):  # a few birthdays come up soon, for the reminders
            soon = today + timedelta(days=dice.between(0, 14))
            born = date(born.year, soon.month, min(soon.day, 28))
        found.setdefault(
            name.chinese,
            Contact(
                id=dice.uuid(account.created_at),
                name=name.chinese,
                name_latin=name.latin,
                title=title,
                role=role,
                phone=f"13{dice.between(100000000, 999999999)}",
                email=f"contact{account.number}-{len(found) + 1}@customer.example",
                birthday=born if dice.chance(0.4) else None,
                is_primary=not found,
            ),
        )
    return list(found.values())


def _contract(dice: Dice, account: Account, today: date) -> Contract:
    starts = today - timedelta(days=dice.between(30, 350))
    return Contract(
        id=dice.uuid(local(starts, 9)),
        number=f"HT{starts:%Y%m}{account.number:06}",
        name=dice.one(("年度备件框架合同", "泵站维保合同", "年度采购框架协议")),
        starts_on=starts,
        ends_on=starts + timedelta(days=364),
        amount_minor=dice.amount(20_000_000),
    )


def tax_number(dice: Dice, city_code: str) -> str:
    """Draw a unified social credit code with a right check digit (GB 32100-2015)."""
    body = f"91{city_code}MA" + "".join(dice.one(_TAX_LETTERS) for _ in range(7))
    total = sum(
        _TAX_LETTERS.index(letter) * weight
        for letter, weight in zip(body, _TAX_WEIGHTS, strict=True)
    )
    return body + _TAX_LETTERS[(31 - total % 31) % 31]


def born_of(today: date) -> datetime:
    """Give the moment the demo company began, long before its first customer."""
    return local(today - timedelta(days=3000), 9)
