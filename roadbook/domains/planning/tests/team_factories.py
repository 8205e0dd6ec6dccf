"""A team to plan, for the tests of team plans."""

from datetime import UTC, datetime

from roadbook.core.actor import Role
from roadbook.core.geo import Position
from roadbook.core.ids import AccountId, JobId, PersonId, PlanId
from roadbook.domains.cadence import commands as cadence
from roadbook.domains.cadence.jobs import CLOCKWORK
from roadbook.domains.customers.contracts import CustomerClass
from roadbook.domains.customers.tests.factories import NOW, make_account
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.factories import (
    actor_for,
    grant_role,
    make_person,
    make_team,
)
from roadbook.domains.planning import commands, queries
from roadbook.domains.planning.contracts import TeamPlanRecord, TeamPlanRequest
from roadbook.domains.planning.models import TeamPlan
from roadbook.domains.planning.tests.factories import SUZHOU, TUESDAY, WEDNESDAY, make_profile
from roadbook.foundation.jobs.runner import claim, run, run_due


class Team:
    """A manager with two reps who have profiles."""

    def __init__(self) -> None:
        team = make_team()
        self.manager = make_person(team=team, name="经理")
        grant_role(self.manager, Role.MANAGER, team=team)
        self.one = make_person(team=team, name="一号")
        self.two = make_person(team=team, name="二号")
        make_profile(self.one)
        make_profile(self.two)

    def ask(self, *people: Person) -> TeamPlanRecord:
        return commands.request_team_plan(
            actor=actor_for(self.manager), request=request(*people), now=NOW
        )

    def plan(self, *people: Person) -> TeamPlanRecord:
        asked = self.ask(*people)
        run_due()
        return self.board(asked)

    def board(self, record: TeamPlanRecord) -> TeamPlanRecord:
        return queries.team_plan(actor=actor_for(self.manager), team_plan_id=record.id)


def request(*people: Person) -> TeamPlanRequest:
    return TeamPlanRequest(
        person_ids=tuple(PersonId(each.id) for each in people),
        first_day=TUESDAY,
        last_day=WEDNESDAY,
        sleeps_away=False,
    )


def give_out(record: TeamPlanRecord) -> None:
    """Run the job that gives out the customers, not yet those that plan."""
    job = claim("test", datetime.now(UTC), job_of(record))
    assert job is not None
    run(job)


def job_of(record: TeamPlanRecord) -> JobId:
    job_id = TeamPlan.objects.get(id=record.id).job_id
    assert job_id is not None
    return JobId(job_id)


def shared(owner: Person, count: int) -> list[AccountId]:
    made = [
        make_account(
            owner=owner,
            name=f"公共客户{n}",
            customer_class=CustomerClass.A,
            city_code="320500",
            position=Position(lat=SUZHOU.lat + n * 0.01, lon=SUZHOU.lon),
        ).id
        for n in range(count)
    ]
    cadence.recalculate(
        actor=CLOCKWORK, account_ids=made, now=datetime(2026, 6, 1, tzinfo=NOW.tzinfo)
    )
    return made


def stops_of(board: TeamPlanRecord, person: Person) -> set[AccountId]:
    (line,) = [each for each in board.people if each.person_id == person.id]
    return {stop.account_id for day in line.days for stop in day.stops}


def plan_of(board: TeamPlanRecord, person: Person) -> PlanId:
    (line,) = [each for each in board.people if each.person_id == person.id]
    assert line.plan_id is not None
    return line.plan_id
