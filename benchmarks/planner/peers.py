"""PyVRP, OR-Tools and VROOM on one TOPTW instance: a JSON question in, their routes out.

Runs in an environment of its own (`peers.txt`), one process per answer, one thread. Seconds are CPU
seconds of the process, but VROOM stops by itself. The last node is the depot. Settings are
those that did best on eight instances: prizes of 100 units of distance for PyVRP, penalties of 20
for OR-Tools, level 5 for VROOM.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

Question = dict[str, Any]
Routes = list[list[int]]


def by_pyvrp(q: Question) -> Routes:
    import numpy
    import pyvrp

    there = numpy.array(q["there"])
    depot = len(there) - 1
    opens, closes = q["hours"]
    order = [depot, *range(depot)]
    matrix = there[numpy.ix_(order, order)]
    clients = [
        pyvrp.Client(
            location=1 + i,
            service_duration=q["service"][i],
            tw_early=q["windows"][i][0],
            tw_late=q["windows"][i][1],
            prize=q["profit"][i] * 100 * q["scale"],
            required=False,
        )
        for i in range(depot)
    ]
    fleet = pyvrp.VehicleType(num_available=q["team"], tw_early=opens, tw_late=closes)
    data = pyvrp.ProblemData(
        locations=[pyvrp.Location(0, 0) for _ in order],
        clients=clients,
        depots=[pyvrp.Depot(0)],
        vehicle_types=[fleet],
        distance_matrices=[matrix],
        duration_matrices=[matrix],
    )
    begun = time.process_time()
    found = pyvrp.solve(
        data,
        stop=lambda _cost: time.process_time() - begun > q["seconds"],
        seed=q["seed"],
        display=False,
    ).best
    return [
        [each.idx for each in route.schedule() if each.type == pyvrp.ActivityType.CLIENT]
        for route in found.routes()
    ]


def by_ortools(q: Question) -> Routes:
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    depot = len(q["there"]) - 1
    manager = pywrapcp.RoutingIndexManager(depot + 1, q["team"], depot)
    routing = pywrapcp.RoutingModel(manager)
    service = [*q["service"], 0]

    def drive(a: int, b: int) -> int:
        there: int = q["there"][manager.IndexToNode(a)][manager.IndexToNode(b)]
        return there

    def takes(a: int, b: int) -> int:
        return drive(a, b) + int(service[manager.IndexToNode(a)])

    routing.SetArcCostEvaluatorOfAllVehicles(routing.RegisterTransitCallback(drive))
    opens, closes = q["hours"]
    taking = routing.RegisterTransitCallback(takes)
    starts_at_zero = False
    routing.AddDimension(taking, closes, closes, starts_at_zero, "time")
    clock = routing.GetDimensionOrDie("time")
    for i in range(depot):
        index = manager.NodeToIndex(i)
        clock.CumulVar(index).SetRange(*q["windows"][i])
        routing.AddDisjunction([index], q["profit"][i] * 20 * q["scale"])
    for vehicle in range(q["team"]):
        clock.CumulVar(routing.Start(vehicle)).SetRange(opens, closes)
        clock.CumulVar(routing.End(vehicle)).SetRange(opens, closes)
    asked = pywrapcp.DefaultRoutingSearchParameters()
    asked.first_solution_strategy = (
        routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    )
    asked.local_search_metaheuristic = (
        routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    )
    asked.time_limit.FromSeconds(600)
    begun = time.process_time()
    limit = routing.solver().CustomLimit(lambda: time.process_time() - begun > q["seconds"])
    routing.AddSearchMonitor(limit)
    found = routing.SolveWithParameters(asked)
    routes = []
    for vehicle in range(q["team"]):
        route, at = [], found.Value(routing.NextVar(routing.Start(vehicle)))
        while not routing.IsEnd(at):
            route.append(manager.IndexToNode(at))
            at = found.Value(routing.NextVar(at))
        routes.append(route)
    return routes


def by_vroom(q: Question) -> Routes:
    import numpy
    import vroom

    depot = len(q["there"]) - 1
    hours = vroom.TimeWindow(*q["hours"])
    asked = vroom.Input()
    asked.set_durations_matrix("car", numpy.array(q["there"], dtype=numpy.uint32))
    for vehicle in range(q["team"]):
        asked.add_vehicle(vroom.Vehicle(vehicle, start=depot, end=depot, time_window=hours))
    for i in range(depot):
        window = vroom.TimeWindow(*q["windows"][i])
        asked.add_job(
            vroom.Job(
                i,
                location=i,
                default_service=q["service"][i],
                priority=min(100, q["profit"][i]),
                time_windows=[window],
            )
        )
    found = asked.solve(exploration_level=5, nb_threads=1).to_dict()
    return [
        [step["id"] for step in route["steps"] if step["type"] == "job"]
        for route in found["routes"]
    ]


PEERS: dict[str, Callable[[Question], Routes]] = {
    "pyvrp": by_pyvrp,
    "ortools": by_ortools,
    "vroom": by_vroom,
}


def main() -> int:
    question = json.load(sys.stdin)
    routes = PEERS[sys.argv[1]](question)
    json.dump({"routes": routes, "cpu_s": time.process_time()}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
