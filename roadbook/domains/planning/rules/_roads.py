"""Which places to look up on real roads, in which calls, and how the answers join the estimate."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from roadbook.core.geo import Position
from roadbook.domains.planning.contracts import ESTIMATE, LegTime, TableReach, TravelTable
from roadbook.engines.places.nearest import nearest_city
from roadbook.engines.routing.problem import UNREACHABLE, Candidate, PlanProblem, TravelMatrix
from roadbook.engines.routing.result import PlanResult

PER_MILLE: Final = 1_000
EVERYWHERE: Final = ""  # the region of whoever has no factor of their own
Batch = tuple[tuple[int, ...], tuple[int, ...]]


def cell(position: Position) -> str:
    """Round a position to about ten metres: the key under which road times are kept."""
    return f"{position.lat:.4f},{position.lon:.4f}"


def region_of(position: Position) -> str:
    """Give the code of the city a position belongs to; EVERYWHERE where there is none."""
    city = nearest_city(position)
    return city.code if city else EVERYWHERE


def estimated(
    table: TravelTable, regions: Sequence[str], factors: Mapping[str, int]
) -> TravelMatrix:
    """Turn the plain estimate into a matrix with each region's factor in per mille.

    Between two regions the mean of both factors holds.
    """
    plain = factors.get(EVERYWHERE, PER_MILLE)
    own = [factors.get(region, plain) for region in regions]
    return TravelMatrix(
        seconds=tuple(
            tuple(
                _told(seconds) * (own[i] + own[j]) // (2 * PER_MILLE)
                for j, seconds in enumerate(row)
            )
            for i, row in enumerate(table.seconds)
        ),
        metres=tuple(tuple(_told(metres) for metres in row) for row in table.metres),
        sources=(ESTIMATE,),
    )


def extended(
    matrix: TravelMatrix, out: TravelTable, back: TravelTable, factors: Sequence[int]
) -> TravelMatrix:
    """Add places to a matrix. `out` leads from them to all places, themselves last, `back` from the
    matrix's places to them; `factors` are per mille, of all places."""
    size = matrix.size

    def scaled(i: int, j: int, seconds: int | None) -> int:
        return _told(seconds) * (factors[i] + factors[j]) // (2 * PER_MILLE)

    sources = matrix.sources if ESTIMATE in matrix.sources else (*matrix.sources, ESTIMATE)
    known = matrix.source_of or tuple((0,) * size for _ in range(size))
    told, width = sources.index(ESTIMATE), size + len(out.seconds)
    return TravelMatrix(
        seconds=(
            *(
                (*row, *(scaled(i, size + n, s) for n, s in enumerate(back.seconds[i])))
                for i, row in enumerate(matrix.seconds)
            ),
            *(
                tuple(scaled(size + n, j, s) for j, s in enumerate(row))
                for n, row in enumerate(out.seconds)
            ),
        ),
        metres=(
            *((*row, *map(_told, back.metres[i])) for i, row in enumerate(matrix.metres)),
            *(tuple(map(_told, row)) for row in out.metres),
        ),
        sources=sources,
        source_of=(
            *((*row, *[told] * (width - size)) for row in known),
            *((told,) * width for _ in out.seconds),
        ),
    )


def _told(value: int | None) -> int:
    if value is None:
        raise ValueError("the estimate can always say")
    return value


def places_to_look_up(problem: PlanProblem, result: PlanResult, *, most: int) -> list[int]:
    """Choose places of the matrix: those of the plan, all beds, then who nearly came in.

    Who nearly came in: by prize an hour of visiting and of going there and back from the plan.
    """
    fixed = [place for day in result.days for place in (day.start, day.end)]
    place_of = {each.id: each.place for each in problem.candidates}
    chosen = [place_of[stop.candidate_id] for day in result.days for stop in day.stops]
    beds = [hotel.place for hotel in problem.hotels]
    core = list(dict.fromkeys([*fixed, *chosen, *beds]))[:most]

    def worth(each: Candidate) -> float:
        hop = min((problem.travel.seconds[at][each.place] for at in core), default=0)
        return each.prize / (each.service_s + 2 * max(0, hop) + 1)

    others = sorted(problem.candidates, key=lambda each: (-worth(each), each.id))
    return list(dict.fromkeys([*core, *(each.place for each in others)]))[:most]


def batches(missing: Collection[tuple[int, int]], reach: TableReach) -> Iterator[Batch]:
    """Cut missing ways into calls within reach; a call may ask some that are known already."""
    starts = sorted({i for i, _ in missing})
    ends = sorted({j for _, j in missing})
    for low in range(0, len(ends), reach.destinations):
        some_ends = ends[low : low + reach.destinations]
        wanted = {i for i, j in missing if j in set(some_ends)}
        with_gaps = [i for i in starts if i in wanted]
        for first in range(0, len(with_gaps), reach.origins):
            yield tuple(with_gaps[first : first + reach.origins]), tuple(some_ends)


def legs_of(batch: Batch, table: TravelTable) -> list[LegTime]:
    """List what an answer says, without the ways it cannot say."""
    found = []
    for i, seconds_row, metres_row in zip(batch[0], table.seconds, table.metres, strict=True):
        for j, seconds, metres in zip(batch[1], seconds_row, metres_row, strict=True):
            if seconds is not None and metres is not None:
                found.append(LegTime(origin=i, destination=j, seconds=seconds, metres=metres))
    return found


def on_roads(travel: TravelMatrix, legs: Sequence[LegTime], source: str) -> TravelMatrix:
    """Put road times over the estimate. Each entry says whose it is.

    A place that no road leads to from anywhere was put on the wrong side of a fence by the road
    service: its ways stay estimated.
    """
    lost = _cut_off(legs)
    seconds = [list(row) for row in travel.seconds]
    metres = [list(row) for row in travel.metres]
    told = [[0] * travel.size for _ in range(travel.size)]
    for leg in legs:
        if leg.origin in lost or leg.destination in lost or leg.origin == leg.destination:
            continue
        seconds[leg.origin][leg.destination] = leg.seconds
        metres[leg.origin][leg.destination] = leg.metres
        told[leg.origin][leg.destination] = 1
    return TravelMatrix(
        seconds=tuple(map(tuple, seconds)),
        metres=tuple(map(tuple, metres)),
        sources=(ESTIMATE, source),
        source_of=tuple(map(tuple, told)),
    )


def _cut_off(legs: Sequence[LegTime]) -> set[int]:
    places = {leg.origin for leg in legs} | {leg.destination for leg in legs}
    between = [leg for leg in legs if leg.origin != leg.destination]
    joined = {leg.origin for leg in between if leg.seconds != UNREACHABLE}
    joined |= {leg.destination for leg in between if leg.seconds != UNREACHABLE}
    return places - joined


def factors_of(positions: Sequence[Position], factors: Mapping[str, int]) -> list[int]:
    """Give each position the factor of its region, in per mille."""
    plain = factors.get(EVERYWHERE, PER_MILLE)
    if len(factors) <= (EVERYWHERE in factors):
        return [plain] * len(positions)
    return [factors.get(region_of(position), plain) for position in positions]
