"""The day turned out otherwise."""

from dataclasses import replace

import pytest

from roadbook.engines.routing.checking import check
from roadbook.engines.routing.problem import BadProblem, Hotel, PlanProblem
from roadbook.engines.routing.replanning import Event, EventKind, Moment, Replanned, Scope, replan
from roadbook.engines.routing.result import PlanResult
from roadbook.engines.routing.slots import Gap, insert_slots, nearby
from roadbook.engines.routing.solving import Budget, solve
from roadbook.engines.routing.tests.builders import HOUR, WEIGHTS, day, line, visit

BUDGET = Budget(iterations=200)


def three_days() -> tuple[PlanProblem, PlanResult]:
    visits = tuple(visit(f"v{i}", 1 + i, prize=1_000 + i, days=(0, 1, 2)) for i in range(12))
    problem = PlanProblem(
        days=(day(max_visits=3), day(max_visits=3), day(max_visits=3)),
        candidates=visits,
        travel=line(0, *range(5, 125, 10)),
        weights=replace(WEIGHTS, stability_bonus=5_000),
    )
    return problem, solve(problem, budget=BUDGET)


def changed(event: Event, *, clock: int = 8 * HOUR, scope: Scope = Scope.TRIP) -> Replanned:
    problem, plan = three_days()
    moment = Moment(day=0, clock_s=clock, place=0)
    return replan(problem, plan, event, moment=moment, scope=scope, budget=BUDGET)


def test_fills_a_hole_and_moves_nobody_else() -> None:
    _, plan = three_days()
    gone = plan.days[0].stops[1].candidate_id

    new = changed(Event(kind=EventKind.CANCELLED, subject_id=gone))

    assert [s.candidate_id for s in new.difference.dropped] == [gone]
    assert len(new.difference.added) == 1
    assert new.difference.moved == ()
    assert check(new.rest, new.result).is_clean


def test_keeps_what_is_done_out_of_the_rest() -> None:
    _, plan = three_days()
    first = plan.days[0].stops[0]

    new = changed(Event(kind=EventKind.LATE), clock=first.start_s + 60)

    assert [stop.candidate_id for stop in new.done] == [first.candidate_id]
    assert new.result.day_of(first.candidate_id) is None
    assert new.result.days[0].leave_s >= first.leave_s


def test_leaves_the_other_days_alone_when_told() -> None:
    _, plan = three_days()
    gone = plan.days[0].stops[0].candidate_id
    later = {s.candidate_id for each in plan.days[1:] for s in each.stops}

    new = changed(Event(kind=EventKind.CANCELLED, subject_id=gone), scope=Scope.TODAY)

    assert len(new.result.days) == 1
    assert not later & {s.candidate_id for s in new.result.days[0].stops}


def test_gets_an_inserted_visit_in() -> None:
    problem, plan = three_days()
    wanted = plan.left_out[0]

    new = changed(Event(kind=EventKind.INSERTED, subject_id=wanted))

    assert new.result.day_of(wanted) is not None
    assert problem.candidates[0].required is False


def test_names_the_appointment_that_cannot_be_kept() -> None:
    appointment = visit("appointment", 1, hours=(9, 9), required=True)
    problem = PlanProblem(days=(day(),), candidates=(appointment,), travel=line(0, 30))
    plan = solve(problem, budget=BUDGET)
    moment = Moment(day=0, clock_s=10 * HOUR, place=0)

    new = replan(problem, plan, Event(kind=EventKind.LATE), moment=moment, budget=BUDGET)

    assert new.done[0].candidate_id == "appointment"
    missed = Moment(day=0, clock_s=9 * HOUR - 60, place=0)
    late = replan(problem, plan, Event(kind=EventKind.LATE), moment=missed, budget=BUDGET)
    assert [blocked.candidate_id for blocked in late.given_up] == ["appointment"]


def test_says_by_how_much_the_day_is_too_long() -> None:
    new = changed(Event(kind=EventKind.LATE), clock=18 * HOUR)

    assert new.overtime_s == 0
    problem, plan = three_days()
    far = Moment(day=0, clock_s=18 * HOUR, place=12)
    late = replan(problem, plan, Event(kind=EventKind.LATE), moment=far, budget=BUDGET)
    assert late.overtime_s == 115 * 60


def test_moves_the_night_when_the_hotel_is_full() -> None:
    hotels = (Hotel(id="a", place=1, nights=(0,)), Hotel(id="b", place=2, nights=(0,)))
    visits = tuple(visit(f"v{i}", 1, days=(0, 1)) for i in range(14))
    problem = PlanProblem(
        days=(day(end=None), day(start=None)),
        candidates=visits,
        hotels=hotels,
        travel=line(0, 60, 70),
        weights=WEIGHTS,
    )
    plan = solve(problem, budget=BUDGET)
    moment = Moment(day=0, clock_s=8 * HOUR, place=0)

    event = Event(kind=EventKind.HOTEL_FULL, subject_id="a")
    new = replan(problem, plan, event, moment=moment, budget=BUDGET)

    assert (plan.days[0].hotel_id, new.result.days[0].hotel_id) == ("a", "b")
    assert new.difference.nights == (0,)


def test_refuses_an_event_about_nobody() -> None:
    with pytest.raises(BadProblem, match="about nothing"):
        changed(Event(kind=EventKind.CANCELLED, subject_id="stranger"))


def test_offers_the_cheapest_times() -> None:
    visits = (visit("a", 1), visit("b", 2), visit("new", 1, prize=1))
    problem = PlanProblem(
        days=(day(max_visits=3),), candidates=visits, travel=line(0, 30, 60), weights=WEIGHTS
    )
    plan = solve(problem, budget=BUDGET)

    slots = insert_slots(problem, plan, "new")

    assert slots[0].extra_drive_s == 0
    assert [slot.extra_drive_s for slot in slots] == sorted(slot.extra_drive_s for slot in slots)
    assert all(slot.start_s <= slot.latest_start_s and not slot.dropped for slot in slots)


def test_finds_who_is_near_in_two_free_hours() -> None:
    visits = (visit("near", 1), visit("far", 2), visit("closed", 1, hours=(14, 15)))
    problem = PlanProblem(days=(day(max_visits=0),), candidates=visits, travel=line(0, 10, 70))
    plan = solve(problem, budget=BUDGET)

    found = nearby(
        problem,
        plan,
        Gap(day=0, from_s=10 * HOUR, until_s=12 * HOUR, place=0, onward=0),
    )

    assert [each.candidate_id for each in found] == ["near"]
    assert (found[0].start_s, found[0].detour_s) == (10 * HOUR + 600, 1_200)
