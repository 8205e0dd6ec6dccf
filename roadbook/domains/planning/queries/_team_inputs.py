"""What a team's customers are given out from."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, PersonId, TeamPlanId
from roadbook.domains.cadence import queries as cadence
from roadbook.domains.cadence.contracts import DueFilters
from roadbook.domains.customers import queries as customers
from roadbook.domains.identity import queries as identity
from roadbook.domains.planning import policies, rules
from roadbook.domains.planning.contracts import (
    ProfileRecord,
    StartPlaceMissing,
    TeamHours,
    TeamPlanUnknown,
    TerritoryLoad,
)
from roadbook.domains.planning.models import TeamPlan
from roadbook.domains.planning.queries import _travel
from roadbook.domains.planning.queries._busy import busy_days, days_between
from roadbook.domains.planning.queries._loads import hours_by_weekday, territory_load
from roadbook.domains.planning.rules import EARLIEST_RATIO_PCT, DayHours, TeamInputs
from roadbook.domains.visits import queries as visits
from roadbook.domains.visits.contracts import VisitStatus
from roadbook.engines.teams.assigning import Task, Worker

MOST_A_PERSON: Final = 300
MOST_ALL: Final = 6_000
_CHUNK: Final = 8  # people whose visits of two weeks are read at once


def team_inputs(*, actor: Actor, team_plan_id: TeamPlanId) -> TeamInputs:
    """Gather a team's people with their hours and the customers that are due by the last day."""
    row = policies.visible_team_plans(actor).filter(id=team_plan_id).first()
    if row is None:
        raise TeamPlanUnknown
    person_ids = [PersonId(UUID(each)) for each in row.person_ids]
    people = [_person(actor, row, person_id) for person_id in person_ids]
    standing = _standing(actor, row)
    due = _due(actor, row, person_ids, standing)
    tasks, unplaced = _tasks(actor, due, set(person_ids), standing)
    return TeamInputs(
        workers=[worker for worker, _ in people if worker is not None],
        tasks=tasks,
        people=[hours for _, hours in people],
        unplaced=unplaced,
    )


def _person(actor: Actor, row: TeamPlan, person_id: PersonId) -> tuple[Worker | None, TeamHours]:
    profile = _travel.travel_profile(actor=actor, person_id=person_id)
    if profile.start is None:
        trouble = StartPlaceMissing.code
        load = TerritoryLoad()
        return None, TeamHours(person_id=person_id, capacity_s=0, load=load, trouble=trouble)
    capacity_s = _capacity_s(actor, row, profile)
    worker = Worker(
        id=str(person_id),
        base=profile.start,
        capacity_s=capacity_s,
        reach_s=_reach_s(profile, sleeps_away=row.sleeps_away),
    )
    load = territory_load(actor=actor, profile=profile)
    return worker, TeamHours(person_id=person_id, capacity_s=capacity_s, load=load)


def _reach_s(profile: ProfileRecord, *, sleeps_away: bool) -> int:
    """How far one gets in a day: there and back in the driving cap, one way when sleeping there."""
    return profile.max_drive_minutes * 60 // (1 if sleeps_away else 2)


def _capacity_s(actor: Actor, row: TeamPlan, profile: ProfileRecord) -> int:
    zone = ZoneInfo(identity.person(actor=actor, person_id=profile.person_id).time_zone)
    days = days_between(row.first_day, row.last_day)
    hours = hours_by_weekday(profile)
    busy = busy_days(actor, profile.person_id, days, zone)
    spans = [(day, hours.get(day.weekday(), (0, 0))) for day in days]
    return rules.free_s(
        [
            DayHours(day=day, from_s=begin, until_s=end, busy=tuple(busy.get(day, ())))
            for day, (begin, end) in spans
        ],
        break_s=profile.break_minutes * 60,
    )


def _standing(actor: Actor, row: TeamPlan) -> Mapping[AccountId, PersonId]:
    """Say who visits a customer in these days already, whoever of our people it is."""
    wanted = set(row.person_ids)
    people = sorted({*policies.planned_people(actor), *(PersonId(UUID(each)) for each in wanted)})
    found = [
        visit
        for start in range(0, len(people), _CHUNK)
        for visit in visits.visits_between(
            actor=actor,
            first=row.first_day,
            last=row.last_day,
            person_ids=people[start : start + _CHUNK],
        )
    ]
    planned = [each for each in found if each.status is VisitStatus.PLANNED]
    planned.sort(key=lambda each: str(each.person_id) in wanted)  # ours have the last word
    return {each.account_id: each.person_id for each in planned}


def _due(
    actor: Actor,
    row: TeamPlan,
    person_ids: Sequence[PersonId],
    standing: Mapping[AccountId, PersonId],
) -> list[AccountId]:
    """Choose the customers of the team, of who asks, and of those who have left."""
    gone = identity.led_person_ids(actor).filter(is_active=False)
    owners = (*person_ids, PersonId(row.asked_by_id), *(PersonId(each) for each in gone))
    ids = cadence.due_accounts(
        actor=actor,
        filters=DueFilters(owner_ids=tuple(dict.fromkeys(owners))),
        today=row.last_day,
        limit=min(MOST_ALL, MOST_A_PERSON * len(owners)),
    )
    facts = cadence.due_facts(actor, ids, today=row.first_day)
    ours = set(person_ids)
    kept = [each for each, person in standing.items() if person in ours]
    chosen = [each for each in ids if each in facts and facts[each].ratio_pct >= EARLIEST_RATIO_PCT]
    return list(dict.fromkeys([*kept, *chosen]))


def _tasks(
    actor: Actor,
    account_ids: Iterable[AccountId],
    team: set[PersonId],
    standing: Mapping[AccountId, PersonId],
) -> tuple[list[Task], list[AccountId]]:
    places = customers.account_places(actor, account_ids)
    owners = customers.account_owners(places)
    audiences = customers.account_audiences(list(places))
    tasks: list[Task] = []
    unplaced: list[AccountId] = []
    for account_id, place in sorted(places.items()):
        if place.position is None:
            unplaced.append(account_id)
            continue
        owner, visitor = owners[account_id], standing.get(account_id)
        scopes = audiences.get(account_id, set())
        tasks.append(
            Task(
                id=str(account_id),
                position=place.position,
                service_s=place.service_minutes * 60,
                owner=str(owner) if owner in team else "",
                members=tuple(
                    str(each) for each in sorted(team) if each != owner and f"u:{each}" in scopes
                ),
                fixed=str(visitor) if visitor in team else "",
                taken=visitor is not None and visitor not in team,
            )
        )
    return tasks, unplaced
