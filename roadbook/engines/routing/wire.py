"""Problem and result as versioned JSON, and the problem's hash.

The form is the records' own: objects with the field names, tuples as arrays. A reader of a later
format
refuses an unknown number instead of guessing.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from roadbook.engines.routing.problem import (
    BadProblem,
    Break,
    Candidate,
    Certainty,
    Day,
    Hotel,
    PlanProblem,
    Ride,
    TravelMatrix,
    Weights,
    Window,
)
from roadbook.engines.routing.result import DayPlan, Pause, PlanResult, Stop

FORMAT = 1
TRAVEL_FIELDS = [field.name for field in fields(TravelMatrix)]


def dump_problem(problem: PlanProblem) -> str:
    """Write a problem as compact JSON with sorted keys: equal problems give equal text."""
    travel = problem.travel
    rides = {"rides": [asdict(ride) for ride in problem.rides]} if problem.rides else {}
    return _dump(
        {
            **rides,
            "format": FORMAT,
            "days": [asdict(day) for day in problem.days],
            "candidates": [asdict(candidate) for candidate in problem.candidates],
            "hotels": [asdict(hotel) for hotel in problem.hotels],
            "weights": asdict(problem.weights),
            "travel": {name: getattr(travel, name) for name in TRAVEL_FIELDS},  # copied it is slow
        }
    )


def load_problem(text: str) -> PlanProblem:
    """Read what `dump_problem` wrote. Raises BadProblem when it is not that."""
    form = _read(text)
    try:
        return PlanProblem(
            days=tuple(_day(row) for row in form["days"]),
            candidates=tuple(_candidate(row) for row in form["candidates"]),
            travel=_travel(form["travel"]),
            hotels=tuple(
                Hotel(**{**row, "nights": tuple(row["nights"])}) for row in form["hotels"]
            ),
            weights=Weights(**form["weights"]),
            rides=tuple(Ride(**row) for row in form.get("rides", ())),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise BadProblem("json", "does not have the fields of a problem") from error


def dump_result(result: PlanResult) -> str:
    """Write a result as compact JSON with sorted keys."""
    return _dump({"format": FORMAT, **asdict(result)})


def load_result(text: str) -> PlanResult:
    """Read what `dump_result` wrote. Raises BadProblem when it is not that."""
    form = _read(text)
    form.pop("format")
    try:
        days = tuple(
            DayPlan(
                **{
                    **row,
                    "stops": tuple(Stop(**stop) for stop in row["stops"]),
                    "pauses": tuple(Pause(**pause) for pause in row["pauses"]),
                }
            )
            for row in form["days"]
        )
        return PlanResult(**{**form, "days": days, "left_out": tuple(form["left_out"])})
    except (KeyError, TypeError) as error:
        raise BadProblem("json", "does not have the fields of a result") from error


def hash_of(problem: PlanProblem) -> str:
    """Give the SHA-256 of the problem's JSON, hexadecimal."""
    return hashlib.sha256(dump_problem(problem).encode()).hexdigest()


def _dump(form: Mapping[str, Any]) -> str:
    return json.dumps(form, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _read(text: str) -> dict[str, Any]:
    try:
        form = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadProblem("json", "cannot be read") from error
    if not isinstance(form, dict) or form.get("format") != FORMAT:
        raise BadProblem("json", "is of another format")
    return form


def _day(row: Mapping[str, Any]) -> Day:
    return Day(**{**row, "breaks": tuple(Break(**pause) for pause in row["breaks"])})


def _candidate(row: Mapping[str, Any]) -> Candidate:
    windows = tuple(Window(**window) for window in row["windows"])
    try:
        certainty = Certainty(row["certainty"])
    except ValueError as error:
        raise BadProblem(str(row["id"]), "has an unknown certainty") from error
    return Candidate(**{**row, "windows": windows, "certainty": certainty})


def _travel(row: Mapping[str, Any]) -> TravelMatrix:
    return TravelMatrix(
        seconds=tuple(tuple(line) for line in row["seconds"]),
        metres=tuple(tuple(line) for line in row["metres"]),
        sources=tuple(row["sources"]),
        source_of=tuple(tuple(line) for line in row["source_of"]),
    )
