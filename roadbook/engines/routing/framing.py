"""From problem to kernel model, and from the kernel's plan back to a draft."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from roadbook.engines.routing.draft import Beds, Draft, beds_for
from roadbook.engines.routing.kernel.arrays import Model, State
from roadbook.engines.routing.kernel.building import (
    Caps,
    Question,
    Route,
    Spans,
    build_model,
    build_state,
)
from roadbook.engines.routing.problem import Day
from roadbook.engines.routing.sheet import MUST, Ints, Sheet
from roadbook.engines.routing.timeline import FAR

Links = list[dict[int | None, set[int | None]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A sheet with its model. `choices[k]`: the hotels to choose from after day k."""

    sheet: Sheet
    model: Model
    choices: tuple[tuple[int, ...], ...]
    node_of: dict[int, int]

    @classmethod
    def of(cls, sheet: Sheet, tuned: dict[int, int]) -> "Frame":
        problem = sheet.problem
        ends = {p for day in sheet.days for p in (day.start, day.end) if p is not None}
        places = sorted(ends | {hotel.place for hotel in problem.hotels})
        count = len(problem.candidates)
        node_of = {place: count + n for n, place in enumerate(places)}
        at = np.concatenate([sheet.place, np.array(places, dtype=np.int64)])
        choices = tuple(
            tuple(beds_for(problem, k)) if day.end is None else ()
            for k, day in enumerate(sheet.days)
        )
        question = Question(
            there=sheet.seconds[np.ix_(at, at)].astype(np.int32),
            cost=sheet.costs[np.ix_(at, at)],
            service=[c.service_s for c in problem.candidates],
            windows=[[_merged(visit.spans) for visit in row] for row in sheet.visits],
            worth=_worth(sheet),
            required=[c.required for c in problem.candidates],
            routes=[
                _route(sheet, day, k, choices[k], node_of, group=problem.dates[k])
                for k, day in enumerate(sheet.days)
            ],
            caps=[
                Caps(max_drive=min(day.max_drive_s, FAR - 1), max_visits=day.max_visits)
                for day in sheet.days
            ],
            tuning=tuned,
        )
        return cls(sheet=sheet, model=build_model(question), choices=choices, node_of=node_of)

    def state_of(self, draft: Draft, seed: int) -> State:
        """Put a draft into a fresh state."""
        state = build_state(self.model, seed)
        for k, route in enumerate(draft.routes):
            state.seq[k, 1 : len(route) + 1] = route
            state.size[k] = len(route) + 2
            bed = draft.beds[k]
            if bed is not None:
                state.bed[k] = self.choices[k].index(bed)
        return state

    def draft_of(self, routes: Sequence[tuple[int, ...]], chosen: Sequence[int]) -> Draft:
        """Give the kernel's routes and beds as a draft."""
        beds = tuple(
            choices[bed] if choices else None
            for choices, bed in zip(self.choices, chosen, strict=True)
        )
        draft = Draft.empty(self.sheet, beds)
        for k, route in enumerate(routes):
            draft.routes[k] = route
            draft.left[list(route)] = False
        return draft


def _worth(sheet: Sheet) -> Ints:
    must = np.array([MUST if c.required else 0 for c in sheet.problem.candidates], dtype=np.int64)
    return np.array([row - must for row in sheet.worth], dtype=np.int64)


def _route(
    sheet: Sheet,
    day: Day,
    k: int,
    choices: tuple[int, ...],
    node_of: dict[int, int],
    *,
    group: int,
) -> Route:
    hotels = sheet.problem.hotels
    return Route(
        start=None if day.start is None else node_of[day.start],
        end=None if day.end is None else node_of[day.end],
        earliest=day.earliest_s,
        latest=day.latest_s,
        group=group,
        beds=[(node_of[hotels[bed].place], sheet.bed_value(bed)) for bed in choices],
        breaks=[(b.opens_s, b.closes_s, b.length_s) for b in day.breaks],
    )


def _merged(spans: Spans) -> Spans:
    """Join overlapping spans; they come in order of opening."""
    merged: list[tuple[int, int]] = []
    for opens, closes in spans:
        if merged and opens <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], closes))
        else:
            merged.append((opens, closes))
    return merged


def cheapest_nights(sheet: Sheet, links: Links) -> Beds:
    """Give the chain of beds that costs least when nobody is visited. `links` must hold one."""
    best: dict[int | None, tuple[int, Beds]] = {None: (0, ())}
    for k, after_of in enumerate(links):
        found: dict[int | None, tuple[int, Beds]] = {}
        for before, (value, beds) in best.items():
            for after in sorted(
                after_of.get(before, ()), key=lambda bed: -1 if bed is None else bed
            ):
                total = value + (sheet.bed_value(after) if after is not None else 0)
                total -= _empty_cost(sheet, k, before, after)
                if after not in found or total > found[after][0]:
                    found[after] = (total, (*beds, after))
        best = found
    return max(best.values(), key=lambda pair: pair[0])[1]


def _empty_cost(sheet: Sheet, k: int, before: int | None, after: int | None) -> int:
    day, hotels = sheet.days[k], sheet.problem.hotels
    start = day.start
    if start is None:
        start = hotels[before].place if before is not None else sheet.days[k - 1].end
    end = day.end if after is None else hotels[after].place
    return 0 if start is None or end is None else sheet.c_rows[start][end]
