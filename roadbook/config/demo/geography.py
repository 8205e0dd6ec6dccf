"""Where sellers live and sell: the markets of the demo, and positions near real districts."""

from dataclasses import dataclass
from datetime import datetime

from roadbook.config.demo.dice import Dice
from roadbook.config.demo.records import Hotel
from roadbook.core.geo import Position
from roadbook.engines.places import Place, districts_of, place_of

_KM_PER_DEGREE = 111.0
_SPREAD_KM = 2.2
_FARTHEST_KM = 4.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """A seller's home city and the share of customers in each city of the area."""

    home: str
    shares: dict[str, float]


YANGTZE_DELTA = Market(
    home="310000",
    shares={
        "310000": 0.34,
        "320500": 0.15,
        "320200": 0.09,
        "330100": 0.09,
        "320100": 0.07,
        "330400": 0.07,
        "330200": 0.06,
        "320400": 0.05,
        "320600": 0.04,
        "330600": 0.04,
    },
)
MARKETS = {
    "310000": YANGTZE_DELTA,
    "320500": Market(home="320500", shares={"320500": 0.6, "320200": 0.25, "320400": 0.15}),
    "330100": Market(home="330100", shares={"330100": 0.5, "330600": 0.25, "330500": 0.25}),
    "330200": Market(home="330200", shares={"330200": 0.7, "330600": 0.3}),
    "110000": Market(home="110000", shares={"110000": 0.6, "120000": 0.4}),
    "510100": Market(home="510100", shares={"510100": 0.65, "500000": 0.35}),
    "440100": Market(
        home="440100",
        shares={"440100": 0.45, "440600": 0.25, "441900": 0.15, "440300": 0.15},
    ),
}
HOTELS = (
    ("全季酒店（苏州工业园区店）", "JI Hotel Suzhou SIP", "320571", 32900),
    ("苏州中茵皇冠酒店", "Crowne Hotel Suzhou", "320571", 68800),
    ("亚朵酒店（昆山店）", "Atour Hotel Kunshan", "320583", 35900),
    ("如家精选（无锡新吴店）", "Homeinn Select Wuxi", "320214", 26900),
    ("无锡太湖饭店", "Taihu Hotel Wuxi", "320211", 49800),
    ("汉庭优佳（常州武进店）", "Hanting Changzhou", "320412", 22900),
    ("全季酒店（南京江宁店）", "JI Hotel Nanjing Jiangning", "320115", 33900),
    ("南京玄武饭店", "Xuanwu Hotel Nanjing", "320102", 56800),
    ("亚朵酒店（杭州滨江店）", "Atour Hotel Hangzhou Binjiang", "330108", 39900),
    ("全季酒店（杭州萧山店）", "JI Hotel Hangzhou Xiaoshan", "330109", 34900),
    ("杭州西湖国宾酒店", "West Lake Hotel Hangzhou", "330106", 88800),
    ("汉庭酒店（嘉兴南湖店）", "Hanting Jiaxing", "330402", 21900),
    ("全季酒店（宁波鄞州店）", "JI Hotel Ningbo Yinzhou", "330212", 31900),
    ("如家商旅（绍兴柯桥店）", "Homeinn Shaoxing", "330603", 25900),
    ("亚朵酒店（南通崇川店）", "Atour Hotel Nantong", "320602", 32900),
    ("全季酒店（上海虹桥店）", "JI Hotel Shanghai Hongqiao", "310105", 42900),
    ("全季酒店（天津滨海店）", "JI Hotel Tianjin Binhai", "120116", 33900),
    ("亚朵酒店（北京亦庄店）", "Atour Hotel Beijing Yizhuang", "110115", 45900),
    ("全季酒店（重庆渝北店）", "JI Hotel Chongqing Yubei", "500112", 32900),
    ("亚朵酒店（成都高新店）", "Atour Hotel Chengdu", "510107", 36900),
    ("全季酒店（佛山顺德店）", "JI Hotel Foshan Shunde", "440606", 31900),
    ("亚朵酒店（深圳宝安店）", "Atour Hotel Shenzhen Baoan", "440306", 46900),
    ("全季酒店（东莞松山湖店）", "JI Hotel Dongguan", "441902", 32900),
    ("亚朵酒店（广州番禺店）", "Atour Hotel Guangzhou Panyu", "440113", 38900),
)


def known_place(code: str) -> Place:
    """Give a place of the table. Raises KeyError for a code that is not in it."""
    place = place_of(code)
    if place is None:
        raise KeyError(code)
    return place


def near(dice: Dice, middle: Position, *, spread_km: float = _SPREAD_KM) -> Position:
    """Draw a position around a centre, never farther than a few kilometres."""
    north, east = (
        max(-_FARTHEST_KM, min(_FARTHEST_KM, dice.bell(0, spread_km))) / _KM_PER_DEGREE
        for _ in range(2)
    )
    return Position(lat=round(middle.lat + north, 6), lon=round(middle.lon + east, 6))


def district_in(dice: Dice, city_code: str) -> Place:
    """Draw a district of a city; a city without known districts stands for itself."""
    districts = districts_of(city_code)
    return dice.one(districts) if districts else known_place(city_code)


def hotels(seed: str, born: datetime) -> list[Hotel]:
    """Give the hotels of the demo with their prices for one night; the dearer are over standard."""
    dice = Dice(seed, "hotels")
    return [
        Hotel(
            id=dice.uuid(born),
            name=name,
            name_latin=latin,
            city_code=known_place(code).city_code,
            position=near(dice, known_place(code).position, spread_km=1.0),
            price_minor=price,
        )
        for name, latin, code, price in HOTELS
    ]
