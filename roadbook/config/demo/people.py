"""Teams, people, grades and territories of 沪江泵业."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from roadbook.config.demo.dice import Dice
from roadbook.config.demo.geography import MARKETS, hotels, known_place, near
from roadbook.config.demo.names import person_name
from roadbook.config.demo.records import Grade, Organisation, Person, Team, Territory

DOMAIN = "hujiang.example"
DEMO_PASSWORD = "pumps-and-roads"  # noqa: S105  # nosec B105  # printed and documented: demo people only
REPS_PER_EXTRA_TEAM = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A seller of the demo: which customers, how many, in which team."""

    key: str
    home: str
    accounts: int


GRADES = (("P1", "业务员", 1), ("P2", "高级业务 / 经理", 2), ("P3", "总监", 3))
TEAMS = (
    ("hq", "沪江泵业", None),
    ("sales", "销售中心", "hq"),
    ("east1", "华东一区", "sales"),
    ("east2", "华东二区", "sales"),
    ("north", "华北区", "sales"),
    ("west", "西南区", "sales"),
    ("south", "华南区", "sales"),
    ("finance", "财务部", "hq"),
    ("office", "综合管理部", "hq"),
)
TERRITORIES = (
    ("E1", "沪苏", "east1"),
    ("E2", "浙江", "east2"),
    ("N", "京津", "north"),
    ("W", "川渝", "west"),
    ("S", "珠三角", "south"),
)


class Staff(NamedTuple):
    """A named colleague of the story."""

    key: str
    name: str
    name_latin: str
    team: str
    grade: str
    roles: tuple[str, ...]
    leads: str | None
    home: str


STAFF = (
    Staff("lin", "林晓雯", "Xiaowen Lin", "east1", "P1", ("rep",), None, "310000"),
    Staff("zhou", "周俊杰", "Junjie Zhou", "east1", "P1", ("rep",), None, "310000"),
    Staff("chen", "陈浩然", "Haoran Chen", "east1", "P1", ("rep",), None, "320500"),
    Staff("wang", "王建国", "Jianguo Wang", "east1", "P2", ("rep", "manager"), "east1", "310000"),
    Staff("shen", "沈佳怡", "Jiayi Shen", "east2", "P1", ("rep",), None, "330100"),
    Staff("xu", "徐立新", "Lixin Xu", "east2", "P2", ("rep", "manager"), "east2", "330100"),
    Staff("zhao", "赵鹏", "Peng Zhao", "north", "P1", ("rep",), None, "110000"),
    Staff("liu", "刘海燕", "Haiyan Liu", "north", "P2", ("rep", "manager"), "north", "110000"),
    Staff("he", "何雨桐", "Yutong He", "west", "P1", ("rep",), None, "510100"),
    Staff("tan", "谭志强", "Zhiqiang Tan", "west", "P2", ("rep", "manager"), "west", "510100"),
    Staff("huang", "黄嘉欣", "Jiaxin Huang", "south", "P1", ("rep",), None, "440100"),
    Staff("liang", "梁振华", "Zhenhua Liang", "south", "P2", ("rep", "manager"), "south", "440100"),
    Staff("gao", "高志远", "Zhiyuan Gao", "sales", "P3", ("manager",), "sales", "310000"),
    Staff("sun", "孙秀英", "Xiuying Sun", "finance", "P2", ("finance",), None, "310000"),
    Staff("tang", "唐宁", "Ning Tang", "office", "P2", ("admin",), None, "310000"),
    Staff("zheng", "郑明", "Ming Zheng", "office", "P2", ("auditor",), None, "310000"),
)
SEATS = (
    Seat(key="lin", home="310000", accounts=180),
    Seat(key="zhou", home="310000", accounts=120),
    Seat(key="chen", home="320500", accounts=110),
    Seat(key="shen", home="330100", accounts=110),
    Seat(key="zhao", home="110000", accounts=100),
    Seat(key="he", home="510100", accounts=100),
    Seat(key="huang", home="440100", accounts=110),
)
ACCOUNTS_PER_EXTRA_SEAT = 150


def organisation(*, seed: str, born: datetime, accounts: int) -> tuple[Organisation, list[Seat]]:
    """Give the company and the seats that together hold `accounts` customers.

    The named people fill up first; then whole teams of further sellers are added.
    """
    dice = Dice(seed, "people")
    seats = _seats(accounts)
    extra = seats[len(SEATS) :]
    teams = [Team(id=dice.uuid(born), key=k, name=n, parent=p) for k, n, p in TEAMS]
    territories = [
        Territory(id=dice.uuid(born), code=code, name=name, team=team)
        for code, name, team in TERRITORIES
    ]
    people = [_named(dice, born, row) for row in STAFF]
    for number in range(0, len(extra), REPS_PER_EXTRA_TEAM):
        key, code = f"t{number:05}", f"X{number // REPS_PER_EXTRA_TEAM + 1:03}"
        name = f"第 {number // REPS_PER_EXTRA_TEAM + 1} 销售组"
        teams.append(Team(id=dice.uuid(born), key=key, name=name, parent="sales"))
        territories.append(Territory(id=dice.uuid(born), code=code, name=name, team=key))
        people.append(_drawn(dice, born, f"m{number:05}", key, "310000", leads=key))
        people += [
            _drawn(dice, born, seat.key, key, seat.home, leads=None)
            for seat in extra[number : number + REPS_PER_EXTRA_TEAM]
        ]
    company = Organisation(
        name="上海沪江泵业股份有限公司",
        name_latin="Shanghai Hujiang Pumps Co., Ltd.",
        tax_number="91310000MA1FL0X17T",
        teams=teams,
        grades=[Grade(id=dice.uuid(born), code=c, name=n, rank=r) for c, n, r in GRADES],
        territories=territories,
        people=people,
        hotels=hotels(seed, born),
    )
    return company, seats


def _seats(accounts: int) -> list[Seat]:
    left, seats = accounts, []
    for seat in SEATS:
        if left > 0:
            seats.append(Seat(key=seat.key, home=seat.home, accounts=min(left, seat.accounts)))
            left -= seat.accounts
    homes = list(MARKETS)
    while left > 0:
        size = min(left, ACCOUNTS_PER_EXTRA_SEAT)
        number = len(seats)
        seats.append(Seat(key=f"r{number:05}", home=homes[number % len(homes)], accounts=size))
        left -= size
    return seats


def _named(dice: Dice, born: datetime, row: Staff) -> Person:
    return Person(
        id=dice.uuid(born),
        key=row.key,
        name=row.name,
        name_latin=row.name_latin,
        email=f"{row.key}@{DOMAIN}",
        phone=f"139{dice.between(10000000, 99999999)}",
        locale="zh-Hans",
        team=row.team,
        grade=row.grade,
        roles=row.roles,
        leads=row.leads,
        home=near(dice, known_place(row.home).position),
    )


def _drawn(
    dice: Dice, born: datetime, key: str, team: str, home: str, *, leads: str | None
) -> Person:
    name = person_name(dice)
    return Person(
        id=dice.uuid(born),
        key=key,
        name=name.chinese,
        name_latin=name.latin,
        email=f"{key}@{DOMAIN}",
        phone=f"138{dice.between(10000000, 99999999)}",
        locale="zh-Hans",
        team=team,
        grade="P2" if leads else "P1",
        roles=("rep", "manager") if leads else ("rep",),
        leads=leads,
        home=near(dice, known_place(home).position),
    )
