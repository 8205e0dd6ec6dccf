"""Make a plan with trains and flights."""

from dataclasses import replace
from datetime import datetime

from roadbook.core.actor import Actor
from roadbook.domains.planning import queries, rules
from roadbook.domains.planning.contracts import TravelNote
from roadbook.domains.planning.jobs._progress import DRIVEN, Progress
from roadbook.domains.planning.jobs._roads import estimated_travel
from roadbook.domains.planning.jobs._solving import (
    Made,
    iterations_for,
    material_of,
    on_roads,
)
from roadbook.domains.planning.ports import DoorToDoor
from roadbook.domains.planning.rules import JourneyInputs, PlanInputs
from roadbook.engines.places.nearest import nearest_city
from roadbook.engines.routing.journeys import Journey, Sketch, travel
from roadbook.engines.routing.problem import PlanProblem, TravelMatrix
from roadbook.engines.routing.solving import Budget
from roadbook.foundation.wiring import port


def by_rides(
    progress: Progress, actor: Actor, inputs: PlanInputs, seed: int, now: datetime
) -> Made:
    """Choose cities, rides, nights and visits together, in the cities by taxi."""
    journey = _journey_inputs(actor, inputs)
    matrix, calibrations = estimated_travel(journey.positions())
    progress.tell(DRIVEN, "driven")
    found = _travelled(progress, journey, rules.by_taxi(matrix), seed)
    on_road = replace(found.problem, travel=matrix)
    looked_up, note = on_roads(progress, journey.positions(), on_road, found.result, now)
    if note.legs:
        found = _travelled(progress, journey, rules.by_taxi(looked_up), seed)
    note = replace(note, calibrations=calibrations)
    return Made(
        problem=found.problem, result=found.result, material=_material(journey, found, note)
    )


def _journey_inputs(actor: Actor, inputs: PlanInputs) -> JourneyInputs:
    buffers = port(DoorToDoor)
    city = nearest_city(inputs.start.position)
    home = rules.city_of(city.city_code) if city else ""
    rides = queries.rides_between(
        actor=actor,
        cities=rules.cities_of(inputs) | {home},
        days=[each.day for each in inputs.days],
        buffers=buffers,
    )
    return rules.journey_inputs(inputs, home, rides, buffers.taxi_km_minor)


def _travelled(
    progress: Progress, journey: JourneyInputs, matrix: TravelMatrix, seed: int
) -> Journey:
    def build(sketch: Sketch) -> PlanProblem:
        return rules.journey_problem(journey, matrix, sketch)

    progress.searched = 0
    return travel(
        rules.country_of(journey),
        build,
        budget=Budget(iterations=iterations_for(build(Sketch(rides=())))),
        seed=seed,
        on_progress=progress.tell_search,
        is_cancelled=progress.may_end_search,
    )


def _material(journey: JourneyInputs, found: Journey, note: TravelNote) -> rules.PlanMaterial:
    return replace(
        material_of(journey.inputs, note),
        here=journey.station_names(),
        tickets={ride.id: rules.ticket_of(journey.rides[ride.id]) for ride in found.problem.rides},
    )
