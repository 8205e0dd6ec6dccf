"""Realistic trips as planning problems, read from a directory, and their answers checked."""

import itertools
import json
import math
from pathlib import Path
from typing import Any

import numpy as np

from roadbook.core.geo import Position
from roadbook.engines.routing.problem import (
    Candidate,
    Day,
    Hotel,
    PlanProblem,
    TravelMatrix,
    Weights,
    Window,
)
from roadbook.engines.routing.result import PlanResult
from roadbook.engines.routing.shortlisting import Prospect, shortlist

POINTS = 1_000  # of ours for one of the instance's; an hour at the wheel costs one of ours
WEIGHTS = Weights(hour_points=1, minor_per_point=1, stability_bonus=POINTS)
KEEP = 350
HOME = "home"
EARTH_KM = 6371.0088
Territory = dict[str, Any]


def read_territories(directory: Path) -> dict[str, Territory]:
    return {
        path.stem: json.loads(path.read_text()) for path in sorted(directory.glob("trip-*.json"))
    }


def kept_of(territory: Territory, *, sleeps_away: bool = True) -> list[dict[str, Any]]:
    """Shortlist the customers."""
    prospects = [
        Prospect(
            id=str(c["id"]),
            position=Position(lat=c["lat"], lon=c["lon"]),
            prize=c["prize"],
            service_s=c["service_s"],
            is_fixed=c["required"],
        )
        for c in territory["customers"]
    ]
    home = Position(lat=territory["home"]["lat"], lon=territory["home"]["lon"])
    kept = set(shortlist(prospects, base=home, keep=KEEP, sleeps_away=sleeps_away))
    return [c for c in territory["customers"] if str(c["id"]) in kept]


def problem_of(territory: Territory, *, at_home: bool = False) -> PlanProblem:
    """Give the whole question: the night is spent at home or in a hotel, whichever is better."""
    customers = kept_of(territory)
    days, home = territory["days"], 0
    places = [territory["home"], *customers, *territory["hotels"]]
    nights = () if at_home else tuple(range(days - 1))
    hotels = [Hotel(id=HOME, place=home, nights=nights)] + [
        Hotel(
            id=hotel["id"],
            place=1 + len(customers) + n,
            nights=nights,
            price_minor=hotel["cost"] * POINTS,
        )
        for n, hotel in enumerate(territory["hotels"])
    ]
    return PlanProblem(
        days=tuple(
            Day(
                date=f"day {k}",
                start=home if k == 0 or at_home else None,
                end=home if k == days - 1 or at_home else None,
                earliest_s=territory["day_start"][k],
                latest_s=territory["day_end"][k],
                max_drive_s=territory["max_drive_s"],
            )
            for k in range(days)
        ),
        candidates=tuple(_candidate(c, 1 + n) for n, c in enumerate(customers)),
        hotels=tuple(hotels),
        travel=travel_of(places, territory["travel"]),
        weights=WEIGHTS,
    )


def _candidate(customer: dict[str, Any], place: int) -> Candidate:
    return Candidate(
        id=str(customer["id"]),
        place=place,
        service_s=customer["service_s"],
        windows=tuple(
            Window(day=k, from_s=opens, until_s=closes)
            for k, spans in enumerate(customer["windows"])
            for opens, closes in spans
        ),
        prize=customer["prize"] * POINTS,
        required=customer["required"],
    )


def travel_of(places: list[dict[str, Any]], model: dict[str, Any]) -> TravelMatrix:
    """Give the instance's own travel times, rounded up where floating point leaves a doubt."""
    lat = np.radians([p["lat"] for p in places])
    lon = np.radians([p["lon"] for p in places])
    half = np.sin((lat[:, None] - lat) / 2) ** 2
    half += np.cos(lat[:, None]) * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    km = 2 * EARTH_KM * np.arcsin(np.sqrt(half)) * model["detour"]
    seconds, low = np.zeros_like(km), 0.0
    for high, speed in model["bands_km_kmh"]:
        seconds += np.clip(km - low, 0, high - low) / speed * 3_600
        low = high
    whole = np.where(km > 0, np.floor(seconds + model["fixed_s"] + 1e-5), 0).astype(np.int64)
    metres = np.rint(km * 1_000).astype(np.int64)
    return TravelMatrix(
        seconds=tuple(map(tuple, whole.tolist())), metres=tuple(map(tuple, metres.tolist()))
    )


def form_of(result: PlanResult) -> dict[str, Any]:
    """Give the answer as the directory's `check.py` reads it."""
    return {
        "days": [
            {
                "visits": [int(stop.candidate_id) for stop in day.stops],
                "sleep": day.hotel_id or HOME,
            }
            for day in result.days
        ]
    }


def objective_of(territory: Territory, form: dict[str, Any], *, keeps_all: bool = True) -> int:
    """Drive the days on the instance's own numbers; raise AssertionError when one is not kept."""
    customers = {c["id"]: c for c in territory["customers"]}
    hotels = {h["id"]: h for h in territory["hotels"]} | {HOME: {**territory["home"], "cost": 0}}
    base, seen, total = HOME, list[int](), 0
    for k, day in enumerate(form["days"]):
        stops = [hotels[base], *(customers[i] for i in day["visits"])]
        base = day["sleep"] if k < territory["days"] - 1 else HOME
        clock, drive = territory["day_start"][k], 0
        for a, b in itertools.pairwise([*stops, hotels[base]]):
            leg = _leg(a, b, territory["travel"])
            clock, drive = clock + leg, drive + leg
            if "windows" in b:
                clock = min(max(clock, o) for o, c in b["windows"][k] if clock <= c)
                clock += b["service_s"]
        assert clock <= territory["day_end"][k], "day too long"
        assert drive <= territory["max_drive_s"], "drives too long"
        total += sum(customers[i]["prize"] for i in day["visits"]) - hotels[base]["cost"]
        seen += day["visits"]
    assert len(seen) == len(set(seen)), "visited twice"
    assert not keeps_all or all(c["id"] in seen for c in territory["customers"] if c["required"]), (
        "missed"
    )
    return total


def _leg(a: dict[str, Any], b: dict[str, Any], model: dict[str, Any]) -> int:
    if (a["lat"], a["lon"]) == (b["lat"], b["lon"]):
        return 0
    lat, other = math.radians(a["lat"]), math.radians(b["lat"])
    half = math.sin((other - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(other) * math.sin(math.radians(b["lon"] - a["lon"]) / 2) ** 2
    km = 2 * EARTH_KM * math.asin(math.sqrt(half)) * model["detour"]
    seconds, low = 0.0, 0.0
    for high, speed in model["bands_km_kmh"]:
        if km > low:
            seconds += (min(km, high) - low) / speed * 3_600
        low = high
    return int(seconds + model["fixed_s"])
