"""A team's question to the engine, and what its answer says of people and customers."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from roadbook.core.ids import AccountId, PersonId
from roadbook.domains.planning.contracts import (
    GivenCustomer,
    TeamGap,
    TeamHours,
    TeamShares,
    TeamTie,
    UngivenCustomer,
)
from roadbook.domains.planning.rules._inputs import Busy, DayHours
from roadbook.engines.teams.assigning import Assignment, Task, Worker


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamInputs:
    """Workers and tasks for the engine; everybody's hours; customers nobody can find."""

    workers: Sequence[Worker]
    tasks: Sequence[Task]
    people: Sequence[TeamHours]
    unplaced: Sequence[AccountId]


def free_s(days: Sequence[DayHours], *, break_s: int) -> int:
    """Give the seconds of some days that are neither taken nor a break."""
    return sum(_free_s(day, break_s) for day in days)


def _free_s(day: DayHours, break_s: int) -> int:
    if day.until_s <= day.from_s:
        return 0
    taken, clock = 0, day.from_s
    for busy in sorted(day.busy, key=_start):
        begin, end = max(busy.from_s, clock), min(busy.until_s, day.until_s)
        if end > begin:
            taken, clock = taken + end - begin, end
    return max(0, day.until_s - day.from_s - break_s - taken)


def _start(busy: Busy) -> int:
    return busy.from_s


def shares_of(inputs: TeamInputs, assignment: Assignment) -> TeamShares:
    """Turn the engine's answer into what is kept."""
    ungiven = [
        UngivenCustomer(account_id=_account(each.task_id), gap=TeamGap(each.gap.value))
        for each in assignment.unassigned
    ]
    ungiven += [
        UngivenCustomer(account_id=each, gap=TeamGap.NO_POSITION) for each in inputs.unplaced
    ]
    return TeamShares(
        given=[
            GivenCustomer(
                account_id=_account(each.task_id),
                person_id=PersonId(UUID(each.worker_id)),
                tie=TeamTie(each.tie.value),
                visit_s=each.visit_s,
            )
            for each in assignment.assigned
        ],
        ungiven=ungiven,
        people=inputs.people,
    )


def _account(task_id: str) -> AccountId:
    return AccountId(UUID(task_id))
