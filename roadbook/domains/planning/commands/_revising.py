"""Write the next revision of a plan."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from roadbook.core.ids import AccountId
from roadbook.domains.planning import queries, rules
from roadbook.domains.planning.models import Plan, PlanRevision
from roadbook.domains.planning.rules import PlanMaterial
from roadbook.engines.routing.checking import check
from roadbook.engines.routing.explaining import Explanation
from roadbook.engines.routing.problem import PlanProblem
from roadbook.engines.routing.result import PlanResult
from roadbook.engines.routing.wire import dump_problem, dump_result

_NAMED_CITIES = 2
_DIGITS = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why there is a revision, about whom, and what was done to visits with it."""

    kind: str
    account_id: AccountId | None = None
    diary: Mapping[str, object] = field(default_factory=dict)


def write_revision(
    plan: Plan,
    *,
    cause: Cause,
    problem: PlanProblem,
    result: PlanResult,
    explanation: Explanation,
    material: PlanMaterial,
    marks: tuple[Collection[str], Collection[str]],
    now: datetime,
) -> None:
    """Add a revision after the present one and make it hold; `marks` are pinned and excluded.

    What an undo had taken back is gone then. A result that breaks a rule is a defect and raises.
    """
    report = check(problem, result)
    if not report.is_clean:
        raise RuntimeError(f"the plan breaks a rule: {report.violations[0]}")
    plan.revisions.filter(number__gt=plan.revision).delete()
    pinned, excluded = marks
    PlanRevision.objects.create(
        plan=plan,
        number=plan.revision + 1,
        cause=cause.kind,
        account_id=cause.account_id,
        problem=queries.packed(dump_problem(problem)),
        result=queries.packed(dump_result(result)),
        explanation=queries.packed(explanation),
        material=queries.packed(material),
        pinned=sorted(pinned),
        excluded=sorted(excluded),
        diary=dict(cause.diary),
        made_at=now,
    )
    plan.revision += 1
    show_numbers(plan, problem, result, material)


def show_numbers(
    plan: Plan, problem: PlanProblem, result: PlanResult, material: PlanMaterial
) -> None:
    """Set what lists show of a plan; the caller saves."""
    money = rules.money_of(
        result,
        rates=material.rates,
        zone=material.zone,
        facts=material.facts,
        hotel_cities={
            key: rules.city_of(each.hotel.city_code) for key, each in material.hotels.items()
        },
        travelled=rules.Travelled(rides=problem.rides, tickets=material.tickets),
    )
    plan.stop_count = sum(len(day.stops) for day in result.days)
    plan.cash_minor, plan.currency = money.cash_minor, money.currency
    plan.inputs_hash = result.problem_hash


def title_of(result: PlanResult, material: PlanMaterial, *, fallback: str) -> str:
    """Name a plan by the cities it visits most and its days: 苏州无锡三日."""
    cities = Counter(
        material.facts[stop.candidate_id].city_name.removesuffix("市")
        for day in result.days
        for stop in day.stops
    )
    named = "".join(name for name, _ in cities.most_common(_NAMED_CITIES))
    length = len({day.date for day in result.days})
    days = _DIGITS[length] if length < len(_DIGITS) else str(length)
    return f"{named or fallback}{days}日"[:120]
