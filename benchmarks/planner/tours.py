"""TOPTW and OPHS instances as questions to the kernel, and independent checks of the answers.

What is maximized is profit. A price of driving guides the search: 25 points if the whole TOPTW
horizon were driven (chosen on 32 of these pairs), half a point in OPHS.

Rounding as in the literature: TOPTW distances are cut to one decimal (two for `pr`).
"""

import itertools
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from roadbook.engines.routing.kernel import tuning
from roadbook.engines.routing.kernel.building import Caps, Question, Route

POINT = 1_000_000_000  # value of one point of profit
NO_CAP = Caps(max_drive=10**8, max_visits=10**6)
OPHS_SCALE, OPHS_SLACK = 100_000, 2e-3  # the proven routes are longer than allowed by up to 1.7e-3
Rows = list[tuple[float, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tour:
    """One instance, its question and its best known value."""

    family: str
    name: str
    question: Question
    best: int
    is_verified: bool
    is_proven: bool
    source: Path
    rows: Rows
    first_beds: tuple[int, ...] = ()


def toptw_tours(directory: Path) -> Iterator[Tour]:
    """Give every pair of instance and team size whose best is not simply all customers."""
    known = json.loads((directory / "best_known.json").read_text())
    for name, teams in known.items():
        rows = _toptw_rows(directory / f"{name}.txt")
        for size, entry in teams.items():
            if entry["bks"] >= sum(int(row[3]) for row in rows[1:]):
                continue
            yield Tour(
                family=name.rstrip("0123456789")[:2]
                + ("" if name.startswith("pr") else _kind(name)),
                name=f"{name}/{size}",
                question=_toptw_question(rows, int(size)),
                best=int(entry["bks"]),
                is_verified=bool(entry["verified"]),
                is_proven="proven" in entry["status"],
                source=directory / f"{name}.txt",
                rows=rows,
            )


def _kind(name: str) -> str:
    digits = name.lstrip("abcdefghijklmnopqrstuvwxyz")
    return digits[:1]


def _toptw_rows(path: Path) -> Rows:
    """Give (x, y, service, profit, opens, closes), the depot first, in whole scaled units."""
    scale = 100 if path.stem.startswith("pr") else 10
    lines = [line.split() for line in path.read_text().splitlines() if line.strip()]
    count = int(lines[0][2]) + 1
    return [
        (
            float(r[1]),
            float(r[2]),
            round(float(r[3]) * scale),
            round(float(r[4])),
            round(float(r[-2]) * scale),
            round(float(r[-1]) * scale),
            scale,
        )
        for r in lines[2 : 2 + count]
    ]


def _toptw_question(rows: Rows, team: int) -> Question:
    rows = [*rows[1:], rows[0]]
    scale = rows[0][6]
    there = np.array(
        [[math.floor(math.dist(a[:2], b[:2]) * scale + 1e-9) for b in rows] for a in rows]
    )
    visits, depot, end = rows[:-1], len(rows) - 1, int(rows[-1][5])
    start = int(rows[-1][4])
    return Question(
        there=there,
        cost=np.zeros_like(there),
        tuning={tuning.GUIDE: 25 * POINT // (team * end)},
        service=[int(row[2]) for row in visits],
        windows=[[[(int(row[4]), int(row[5]))] for row in visits]] * team,
        worth=np.array([[int(row[3]) * POINT for row in visits]] * team),
        required=[False] * len(visits),
        routes=[
            Route(start=depot, end=depot, earliest=start, latest=end, group=k) for k in range(team)
        ],
        caps=[NO_CAP] * team,
    )


def ophs_tours(directory: Path) -> Iterator[Tour]:
    """Give every instance of the orienteering problem with hotel selection."""
    known = json.loads((directory / "best_known.json").read_text())
    for name, entry in known.items():
        path = directory / f"{name}.ophs"
        lines = [line.split() for line in path.read_text().splitlines()]
        lines = [line for line in lines if line and not line[0].startswith("--")]
        rows: Rows = [tuple(map(float, line)) for line in lines[3:]]
        lengths = [float(each) for each in lines[2]]
        hotels = int(lines[0][1]) + 2
        question = _ophs_question(rows, lengths, hotels)
        yield Tour(
            family="ophs",
            name=name,
            question=question,
            best=int(entry["bks"]),
            is_verified=True,
            is_proven="proven" in entry["status"],
            source=path,
            rows=rows,
            first_beds=_beds_in_reach(question),
        )


def _ophs_question(rows: Rows, lengths: list[float], hotels: int) -> Question:
    rows = [*rows[hotels:], *rows[:hotels]]
    count, days = len(rows) - hotels, len(lengths)
    points = np.array([row[:2] for row in rows])
    gaps = np.hypot(points[:, None, 0] - points[:, 0], points[:, None, 1] - points[:, 1])
    there = np.rint(gaps * OPHS_SCALE).astype(np.int64)
    ends = [int((length + OPHS_SLACK) * OPHS_SCALE) for length in lengths]
    beds = [(count + each, 0) for each in range(hotels)]
    return Question(
        there=there,
        cost=np.zeros_like(there),
        tuning={tuning.GUIDE: POINT // 2 // sum(ends)},
        service=[0] * count,
        windows=[[[(0, end)]] * count for end in ends],
        worth=np.array([[round(row[2]) * POINT for row in rows[:count]]] * days),
        required=[False] * count,
        routes=[
            Route(
                start=count if k == 0 else None,
                end=count + 1 if k == days - 1 else None,
                earliest=0,
                latest=ends[k],
                group=k,
                beds=() if k == days - 1 else beds,
            )
            for k in range(days)
        ],
        caps=[NO_CAP] * days,
    )


def _beds_in_reach(question: Question) -> tuple[int, ...]:
    """Give hotels such that every day can be walked without visits."""
    nodes = len(question.service)
    chains: dict[int, tuple[int, ...]] = {0: ()}
    for route in question.routes[:-1]:
        chains = {
            bed: (*chain, bed)
            for last, chain in chains.items()
            for bed in range(len(route.beds))
            if question.there[nodes + last, nodes + bed] <= route.latest
        }
    end = question.routes[-1]
    return next(c for b, c in chains.items() if question.there[nodes + b, nodes + 1] <= end.latest)


def profit_of(tour: Tour, routes: Sequence[Sequence[int]], beds: Sequence[int]) -> int:
    """Walk the routes on the instance's own numbers; raise AssertionError when one is not kept."""
    if tour.family == "ophs":
        return _walked_ophs(tour, routes, beds)
    seen: set[int] = set()
    for route in routes:
        clock, last = tour.rows[0][4], tour.rows[0]
        for each in route:
            row = tour.rows[each + 1]
            assert each not in seen, "visited twice"
            seen.add(each)
            clock = max(clock + _cut(last, row), row[4])
            assert clock <= row[5], "late"
            clock, last = clock + row[2], row
        assert clock + _cut(last, tour.rows[0]) <= tour.rows[0][5], "back too late"
    return sum(int(tour.rows[each + 1][3]) for each in seen)


def _cut(a: tuple[float, ...], b: tuple[float, ...]) -> int:
    return math.floor(math.dist(a[:2], b[:2]) * a[6] + 1e-9)


def _walked_ophs(tour: Tour, routes: Sequence[Sequence[int]], beds: Sequence[int]) -> int:
    count = len(tour.question.service)
    hotels, place, seen = len(tour.rows) - count, 0, set[int]()
    for k, route in enumerate(routes):
        end = beds[k] if k < len(routes) - 1 else 1
        stops = [place, *(each + hotels for each in route), end]
        length = sum(
            math.dist(tour.rows[a][:2], tour.rows[b][:2]) for a, b in itertools.pairwise(stops)
        )
        limit = tour.question.routes[k].latest / OPHS_SCALE - OPHS_SLACK
        assert length <= limit + 3e-3, "too long"
        assert not seen & set(route), "visited twice"
        seen |= set(route)
        place = end
    return sum(round(tour.rows[each + hotels][2]) for each in seen)


def as_form(found: Any) -> str:  # noqa: ANN401  # whatever json takes
    """Give one line of JSON."""
    return json.dumps(found, sort_keys=True)
