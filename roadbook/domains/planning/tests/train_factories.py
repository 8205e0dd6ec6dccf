"""A traveller by train, for the tests of every slice above."""

from dataclasses import replace
from datetime import datetime

from roadbook.core.actor import Role
from roadbook.core.geo import Position
from roadbook.core.ids import AccountId
from roadbook.domains.cadence import commands as cadence
from roadbook.domains.cadence.jobs import CLOCKWORK
from roadbook.domains.customers.contracts import CustomerClass
from roadbook.domains.customers.models import Account
from roadbook.domains.customers.tests.factories import NOW, make_account
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.factories import make_actor, make_person, make_team
from roadbook.domains.planning import commands
from roadbook.domains.planning.contracts import HotelValues, PlanRecord, TravelWay
from roadbook.domains.planning.tests.factories import THURSDAY, TUESDAY, ask, make_profile, wish

NANJING = Position(lat=31.95, lon=118.80)
HANGZHOU = Position(lat=30.27, lon=120.16)
STATIONS = """站名,城市,类型,坐标
上海虹桥,上海,铁路,"31.1942,121.3157"
杭州东,杭州,铁路,"30.2936,120.2084"
南京南,南京,铁路,"31.9686,118.7973"
"""
PERIOD = "每天,{price},2026-11-01,2027-01-31\n"
HEADER = "车次,出发站,到达站,出发时间,到达时间,星期,票价,有效期自,有效期至\n"
RUNS = (
    ("G7", "上海虹桥", "南京南", "08:00", "09:39", "二等座:139.5/一等座:229.5"),
    ("G9", "上海虹桥", "南京南", "13:00", "14:39", "二等座:139.5"),
    ("G8", "南京南", "上海虹桥", "16:30", "18:09", "二等座:139.5"),
    ("G10", "南京南", "上海虹桥", "18:30", "20:09", "二等座:139.5"),
    ("G20", "南京南", "杭州东", "17:30", "18:50", "二等座:117"),
    ("G21", "杭州东", "上海虹桥", "17:00", "17:52", "二等座:73"),
    ("G22", "上海虹桥", "杭州东", "08:10", "09:02", "二等座:73"),
)


def make_traveller_by_train() -> Person:
    """Make somebody in Shanghai, with trains to Nanjing and Hangzhou and a hotel in each."""
    person = make_person(team=make_team())
    make_profile(person)
    admin = make_actor(role=Role.ADMIN, name="管理员")
    told = commands.import_stations(
        actor=admin, content=STATIONS.encode(), is_dry_run=False, now=NOW
    )
    assert told.is_written
    lines = [
        f"{code},{a},{b},{go},{come}," + PERIOD.format(price=price)
        for code, a, b, go, come, price in RUNS
    ]
    told = commands.import_timetable(
        actor=admin, content=(HEADER + "".join(lines)).encode(), is_dry_run=False, now=NOW
    )
    assert told.is_written, told.troubles
    for name, code, place in (("南京酒店", "320100", NANJING), ("杭州酒店", "330100", HANGZHOU)):
        commands.add_hotel(
            actor=admin,
            values=HotelValues(
                name=name,
                city_code=code,
                address="",
                position=place,
                price_minor=30_000,
                currency="CNY",
                is_preferred=False,
            ),
            now=NOW,
        )
    return person


def make_customers_in(owner: Person, count: int, *, around: Position, code: str) -> list[AccountId]:
    made = [
        make_account(
            owner=owner,
            name=f"客户{code}{i}",
            customer_class=CustomerClass.A,
            city_code=code,
            position=Position(lat=around.lat + i * 0.008, lon=around.lon),
        ).id
        for i in range(count)
    ]
    back_then = datetime(2026, 6, 1, tzinfo=NOW.tzinfo)
    cadence.recalculate(actor=CLOCKWORK, account_ids=made, now=back_then)
    return made


def make_train_plan(owner: Person, *, way: TravelWay = TravelWay.RIDES) -> PlanRecord:
    """Ask for three days; without customers of their own there are some in Nanjing."""
    if not Account.objects.filter(owner=owner).exists():
        make_customers_in(owner, 8, around=NANJING, code="320100")
    return ask(owner, replace(wish(owner, first=TUESDAY, last=THURSDAY), way=way))
