"""Give out a team's customers; a job a person then plans their days."""

from datetime import datetime
from uuid import UUID

from roadbook.core.errors import Refusal
from roadbook.core.ids import PersonId, TeamPlanId
from roadbook.domains.identity import queries as identity
from roadbook.domains.planning import commands, queries, rules
from roadbook.engines.teams.assigning import assign
from roadbook.foundation.jobs.contracts import JobArgs, JobContext, JobResult

_GATHERED, _GIVEN, _TOTAL = 60, 80, 100


def make_team_plan(context: JobContext, args: JobArgs, now: datetime) -> JobResult:
    """Gather, give out, ask for the plans."""
    if context.requested_by is None:
        raise ValueError("a team plan is asked for by a person")
    team_plan_id = TeamPlanId(UUID(str(args["team_plan_id"])))
    actor = identity.actor_of(PersonId(context.requested_by))
    try:
        inputs = queries.team_inputs(actor=actor, team_plan_id=team_plan_id)
        context.report(_GATHERED, _TOTAL, "gathered")
        shares = rules.shares_of(inputs, assign(inputs.workers, inputs.tasks))
        context.report(_GIVEN, _TOTAL, "given")
        commands.settle_team_plan(actor=actor, team_plan_id=team_plan_id, shares=shares, now=now)
    except Refusal as error:
        commands.refuse_team_plan(
            actor=actor, team_plan_id=team_plan_id, trouble=error.code, now=now
        )
        return {"team_plan_id": str(team_plan_id), "refused": error.code}
    context.report(_TOTAL, _TOTAL, "done")
    return {"team_plan_id": str(team_plan_id), "customers": len(shares.given)}
