"""What a change by hand would cost, asked before it is made."""

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, PlanId
from roadbook.domains.planning import policies, rules
from roadbook.domains.planning.contracts import (
    LeftOutRecord,
    MovePrice,
    PlanNotReady,
    PlanUnknown,
    StopUnknown,
)
from roadbook.domains.planning.queries._days import left_out_record
from roadbook.domains.planning.queries._plans import money_of
from roadbook.domains.planning.queries._revisions import (
    StoredPlan,
    current_revision,
    revision_of,
)
from roadbook.engines.routing.editing import Move, price_of
from roadbook.engines.routing.explaining import why_not
from roadbook.engines.routing.problem import BadProblem


def price_move(
    *, actor: Actor, plan_id: PlanId, account_id: AccountId, day: int | None, position: int | None
) -> MovePrice:
    """Price a move to the `day`-th day (None: out of the plan), before `position` of it.

    Raises PlanUnknown, PlanNotReady, StopUnknown.
    """
    stored, key = stored_plan(actor, plan_id), str(account_id)
    offset = 0
    try:
        if day is None:
            price = price_of(stored.problem, stored.result, Move(candidate_id=key, day=None))
        else:
            moved = rules.moved_on_date(stored.problem, stored.result, key, day, position)
            price, offset = moved.price, moved.offset
    except BadProblem as error:
        raise StopUnknown from error
    if price.result is None:
        blocked = price.blocked
        return MovePrice(
            is_possible=False,
            constraint=blocked.constraint if blocked else None,
            drive_s=0,
            drive_m=0,
            cash_minor=0,
            hours_minor=0,
            start_s=None,
            position=None,
            gives_way=(),
        )
    before = money_of(stored.material, stored.problem, stored.result)
    after = money_of(stored.material, stored.problem, price.result)
    at = [
        (n, stop.start_s)
        for each in price.result.days
        for n, stop in enumerate(each.stops)
        if stop.candidate_id == str(account_id)
    ]
    return MovePrice(
        is_possible=True,
        constraint=None,
        drive_s=price.drive_s,
        drive_m=price.drive_m,
        cash_minor=after.cash_minor - before.cash_minor,
        hours_minor=after.hours_minor - before.hours_minor,
        start_s=at[0][1] if at else None,
        position=at[0][0] + offset if at else None,
        gives_way=tuple(stored.material.facts[key].name for key in price.dropped),
    )


def why_left_out(*, actor: Actor, plan_id: PlanId, account_id: AccountId) -> LeftOutRecord:
    """Say why a candidate is not in, and what forcing it in would cost.

    Raises PlanUnknown, PlanNotReady, StopUnknown.
    """
    stored = stored_plan(actor, plan_id)
    if str(account_id) not in stored.result.left_out:
        raise StopUnknown
    return left_out_record(stored, why_not(stored.problem, stored.result, str(account_id)))


def last_stored(actor: Actor, plan_id: PlanId) -> StoredPlan | None:
    """Give the present revision of a plan, None while it has none. Raises PlanUnknown."""
    row = policies.visible_plans(actor).filter(id=plan_id).first()
    if row is None:
        raise PlanUnknown
    revision = current_revision(row)
    return revision_of(revision) if revision is not None else None


def stored_plan(actor: Actor, plan_id: PlanId) -> StoredPlan:
    """Give the present revision of a plan that has one."""
    row = policies.visible_plans(actor).filter(id=plan_id).first()
    if row is None:
        raise PlanUnknown
    revision = current_revision(row)
    if revision is None:
        raise PlanNotReady(state=row.state)
    return revision_of(revision)
