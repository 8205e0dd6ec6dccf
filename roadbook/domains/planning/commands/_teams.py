"""Plan a team: ask, give out, give to somebody else, stop, accept."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, JobId, PersonId, PlanId, TeamPlanId
from roadbook.domains.identity import queries as identity
from roadbook.domains.planning import policies, queries, rules
from roadbook.domains.planning.commands._accepting import accept_plan
from roadbook.domains.planning.commands._requesting import request_plan, stop_plan
from roadbook.domains.planning.contracts import (
    AreaChoice,
    GivenCustomer,
    NobodyToPlan,
    NotInTeamPlan,
    NotYourPlan,
    PlanNotReady,
    PlanRequest,
    PlanState,
    TeamPlanNotReady,
    TeamPlanRecord,
    TeamPlanRequest,
    TeamPlanState,
    TeamShares,
    TeamTie,
)
from roadbook.domains.planning.models import Plan, TeamPlan
from roadbook.foundation.changes import door as changes
from roadbook.foundation.jobs import door as jobs


@changes.unit_of_work
def request_team_plan(*, actor: Actor, request: TeamPlanRequest, now: datetime) -> TeamPlanRecord:
    """Ask for plans of several people. Raises NotYourPlan, NobodyToPlan, Invalid."""
    asker = identity.person(actor=actor, person_id=actor.person_id)
    rules.check_team_request(request, today=now.astimezone(ZoneInfo(asker.time_zone)).date())
    led = [each for each in policies.planned_people(actor) if each != actor.person_id]
    wanted = list(request.person_ids) or led[: rules.MOST_PEOPLE]
    if not policies.may_plan_all(actor, wanted):
        raise NotYourPlan
    names = identity.person_names(wanted)
    people = [each for each in wanted if each in names and identity.person_is_active(each)]
    if not people:
        raise NobodyToPlan
    row = TeamPlan(
        asked_by_id=actor.person_id,
        first_day=request.first_day,
        last_day=request.last_day,
        sleeps_away=request.sleeps_away,
        person_ids=[str(each) for each in people],
        made_at=now,
    )
    row.job_id = jobs.enqueue(
        "make_team_plan", {"team_plan_id": str(row.id)}, requested_by=actor.person_id
    )
    row.save()
    changes.record(actor=actor, kind="team_plan.requested", row=row, happened_at=now)
    return _record(actor, row)


@changes.unit_of_work
def settle_team_plan(
    *, actor: Actor, team_plan_id: TeamPlanId, shares: TeamShares, now: datetime
) -> bool:
    """Write who was given what and ask for each person's plan; tells whether it was waited for."""
    row = policies.access_team_plan(actor=actor, team_plan_id=team_plan_id)
    if row.state != TeamPlanState.ASSIGNING:
        return False
    row.shares = dict(queries.packed_shares(shares))
    row.state, row.job_id = TeamPlanState.PLANNED, None
    row.save()
    changes.record(actor=actor, kind="team_plan.given_out", row=row, happened_at=now)
    for hours in shares.people:
        own = [each.account_id for each in shares.given if each.person_id == hours.person_id]
        if own:
            _ask_for_plan(actor, row, hours.person_id, own, now)
    return True


@changes.unit_of_work
def refuse_team_plan(
    *, actor: Actor, team_plan_id: TeamPlanId, trouble: str, now: datetime
) -> bool:
    """Write down why customers could not be given out."""
    row = policies.access_team_plan(actor=actor, team_plan_id=team_plan_id)
    if row.state != TeamPlanState.ASSIGNING:
        return False
    row.state, row.job_id, row.trouble = TeamPlanState.STOPPED, None, trouble
    row.save()
    changes.record(actor=actor, kind="team_plan.refused", row=row, happened_at=now)
    return True


@changes.unit_of_work
def stop_team_plan(*, actor: Actor, team_plan_id: TeamPlanId, now: datetime) -> TeamPlanRecord:
    """Stop what is still being made; what is there or was found so far stays. Said again it changes
    nothing."""
    row = policies.access_team_plan(actor=actor, team_plan_id=team_plan_id)
    making = row.plans.filter(state=PlanState.MAKING, deleted_at=None)
    for plan in making.order_by("id"):
        stop_plan(actor=actor, plan_id=PlanId(plan.id), now=now)
    if row.state == TeamPlanState.ASSIGNING:
        if row.job_id is not None:
            jobs.stop(JobId(row.job_id), now)
        row.state, row.job_id = TeamPlanState.STOPPED, None
        row.save(update_fields=["state", "job_id"])
        changes.record(actor=actor, kind="team_plan.stopped", row=row, happened_at=now)
    return _record(actor, row)


@changes.unit_of_work
def give_customer(
    *,
    actor: Actor,
    team_plan_id: TeamPlanId,
    account_id: AccountId,
    person_id: PersonId,
    now: datetime,
) -> TeamPlanRecord:
    """Give a customer to another person of the team and plan both again.

    Raises TeamPlanUnknown, NotYourPlan, TeamPlanNotReady, NotInTeamPlan, PlanNotReady.
    """
    row = policies.access_team_plan(actor=actor, team_plan_id=team_plan_id)
    if row.state != TeamPlanState.PLANNED:
        raise TeamPlanNotReady(state=row.state)
    shares = queries.shares_of_row(row)
    known = {each.account_id: each for each in shares.given}
    ungiven = {each.account_id for each in shares.ungiven}
    if account_id not in known and account_id not in ungiven:
        raise NotInTeamPlan
    if str(person_id) not in row.person_ids:
        raise NotInTeamPlan
    before = known.get(account_id)
    if before is not None and before.person_id == person_id:
        return _record(actor, row)
    given = GivenCustomer(
        account_id=account_id,
        person_id=person_id,
        tie=TeamTie.FIXED,
        visit_s=before.visit_s if before else 0,
    )
    known[account_id] = given
    rest = [each for each in shares.ungiven if each.account_id != account_id]
    shares = replace(shares, given=list(known.values()), ungiven=rest)
    row.shares = dict(queries.packed_shares(shares))
    row.save(update_fields=["shares"])
    changes.record(actor=actor, kind="team_plan.given", row=row, happened_at=now)
    if before is not None:
        _without(actor, row, before.person_id, account_id, now)
    _with(actor, row, person_id, account_id, now)
    return _record(actor, row)


@changes.unit_of_work
def accept_team_plan(
    *, actor: Actor, team_plan_id: TeamPlanId, seen: Mapping[PlanId, int], now: datetime
) -> TeamPlanRecord:
    """Accept plans of a team, all or none; `seen` are the revisions that were looked at.

    Raises TeamPlanUnknown, NotYourPlan, NotInTeamPlan, PlanNotReady, PlanChanged.
    """
    row = policies.access_team_plan(actor=actor, team_plan_id=team_plan_id)
    known = {PlanId(each) for each in row.plans.values_list("id", flat=True)}
    if not set(seen) <= known:
        raise NotInTeamPlan
    for plan_id, revision in seen.items():
        accept_plan(actor=actor, plan_id=plan_id, revision=revision, now=now)
    changes.record(actor=actor, kind="team_plan.accepted", row=row, happened_at=now)
    return _record(actor, row)


def _record(actor: Actor, row: TeamPlan) -> TeamPlanRecord:
    return queries.team_plan(actor=actor, team_plan_id=TeamPlanId(row.id))


def _ask_for_plan(
    actor: Actor,
    row: TeamPlan,
    person_id: PersonId,
    account_ids: Sequence[AccountId],
    now: datetime,
    *,
    wished: Sequence[AccountId] = (),
) -> None:
    request = PlanRequest(
        person_id=person_id,
        first_day=row.first_day,
        last_day=row.last_day,
        area=AreaChoice(),
        sleeps_away=row.sleeps_away,
        account_ids=wished,
        team_plan_id=TeamPlanId(row.id),
        candidate_ids=account_ids,
    )
    request_plan(actor=actor, request=request, now=now)


def _plan_of(actor: Actor, row: TeamPlan, person_id: PersonId) -> Plan | None:
    """Lock a person's plan, ready or refused, for planning again."""
    found = row.plans.filter(person_id=person_id, deleted_at=None).first()
    if found is None:
        return None
    plan = policies.access_plan(actor=actor, plan_id=PlanId(found.id))
    if plan.state not in {PlanState.READY, PlanState.REFUSED}:
        raise PlanNotReady(state=plan.state)
    return plan


def _without(
    actor: Actor, row: TeamPlan, person_id: PersonId, account_id: AccountId, now: datetime
) -> None:
    plan = _plan_of(actor, row, person_id)
    if plan is not None:
        key = str(account_id)
        plan.candidate_ids = [each for each in plan.candidate_ids or () if each != key]
        plan.account_ids = [each for each in plan.account_ids if each != key]
        _plan_again(actor, plan, now)


def _with(
    actor: Actor, row: TeamPlan, person_id: PersonId, account_id: AccountId, now: datetime
) -> None:
    plan = _plan_of(actor, row, person_id)
    if plan is None:
        _ask_for_plan(actor, row, person_id, [account_id], now, wished=[account_id])
        return
    plan.candidate_ids = [*(plan.candidate_ids or ()), str(account_id)]
    plan.account_ids = [*plan.account_ids, str(account_id)]
    _plan_again(actor, plan, now)


def _plan_again(actor: Actor, plan: Plan, now: datetime) -> None:
    plan.state, plan.trouble = PlanState.MAKING, None
    plan.job_id = jobs.enqueue("make_plan", {"plan_id": str(plan.id)}, requested_by=actor.person_id)
    plan.save()
    changes.record(actor=actor, kind="plan.asked_again", row=plan, happened_at=now)
