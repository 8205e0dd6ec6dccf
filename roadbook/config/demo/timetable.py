"""A small timetable of the demo company: plausible, made up, marked as demo data.

Durations and fares are about right, numbers and departures are not those of any real train.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from roadbook.engines.sheets import csv_of

_STATION_HEADER: Final = ("name", "city", "mode", "position")
_SERVICE_HEADER: Final = (
    "code", "from", "to", "departs", "arrives", "days", "prices", "valid_from", "valid_until",
)  # fmt: skip
_STATIONS: Final = (
    ("上海虹桥", "上海", "rail", "31.1942,121.3157"),
    ("杭州东", "杭州", "rail", "30.2936,120.2084"),
    ("苏州", "苏州", "rail", "31.3312,120.6063"),
    ("苏州北", "苏州", "rail", "31.4245,120.6395"),
    ("北京南", "北京", "rail", "39.8652,116.3730"),
    ("成都东", "成都", "rail", "30.6297,104.1359"),
    ("广州南", "广州", "rail", "22.9905,113.2650"),
    ("上海虹桥机场", "上海", "flight", "31.1968,121.3363"),
    ("北京首都机场", "北京", "flight", "40.0725,116.5974"),
    ("成都天府机场", "成都", "flight", "30.3125,104.4440"),
    ("广州白云机场", "广州", "flight", "23.3924,113.2988"),
    ("杭州萧山机场", "杭州", "flight", "30.2295,120.4345"),
)
# from, to, number, minutes, fare in second or economy, in first or business class, departures
_WAYS: Final = """
上海虹桥 杭州东 G7301 52 73 117 06:33 08:05 09:40 11:15 13:02 14:38 16:20 18:05
上海虹桥 苏州 G7001 31 39.5 60 06:30 07:45 09:10 10:50 12:40 14:15 16:05 17:50
苏州 杭州东 G7581 96 111.5 177 07:20 10:10 14:25 18:15
上海虹桥 北京南 G2 273 662 1060 07:00 09:00 11:00 13:00 15:00 17:00 19:00
苏州北 北京南 G104 292 581 976 07:12 09:22 12:17 15:32
杭州东 北京南 G32 300 626 1035 07:05 09:15 13:10 16:20
上海虹桥 成都东 G1974 692 622 1105 07:26 09:12
上海虹桥 广州南 G85 438 908 1446 08:00 10:40 13:35
杭州东 广州南 G1305 400 772 1236 08:58 13:50
北京南 广州南 G79 485 862 1380 10:00 13:00
广州南 成都东 G2960 440 592 947 08:30 14:05
上海虹桥机场 北京首都机场 MU5101 140 1130 3900 08:00 11:00 15:00 19:00
上海虹桥机场 成都天府机场 MU5401 205 1180 4200 07:55 13:20 18:40
上海虹桥机场 广州白云机场 CZ3524 150 1060 3800 08:30 14:00 20:05
杭州萧山机场 成都天府机场 CA4504 190 1090 3600 09:15 18:20
北京首都机场 成都天府机场 CA4194 190 1320 4600 08:35 15:10
广州白云机场 成都天府机场 CZ3401 155 980 3200 09:05 17:45
"""


def stations_csv() -> bytes:
    """Give the stations as a file for the import."""
    return csv_of(_STATION_HEADER, _STATIONS)


def services_csv(*, first: date, last: date) -> bytes:
    """Give the trains and flights of a period, both ways, as a file for the import."""
    return csv_of(_SERVICE_HEADER, list(_services(first.isoformat(), last.isoformat())))


def _services(first: str, last: str) -> Iterator[Sequence[str]]:
    for line in _WAYS.strip().splitlines():
        origin, destination, number, minutes, second, better, *departures = line.split()
        letters = number.rstrip("0123456789")
        low, high = ("二等座", "一等座") if letters == "G" else ("经济舱", "公务舱")
        prices = f"{low}:{second}/{high}:{better}"
        for turn, (start, end) in enumerate(((origin, destination), (destination, origin))):
            for place, departs in enumerate(departures):
                code = f"{letters}{int(number[len(letters) :]) + 2 * place + turn}"
                arrives = _later(departs, int(minutes))
                yield (code, start, end, departs, arrives, "每天", prices, first, last)


def _later(clock: str, minutes: int) -> str:
    hour, minute = clock.split(":")
    total = int(hour) * 60 + int(minute) + minutes
    days, rest = divmod(total, 1_440)
    return f"{rest // 60:02d}:{rest % 60:02d}" + (f"+{days}" if days else "")
