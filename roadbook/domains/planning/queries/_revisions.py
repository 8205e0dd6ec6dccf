"""A plan's stored revision, unpacked."""

import zlib
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from pydantic import TypeAdapter

from roadbook.core.ids import AccountId
from roadbook.domains.planning.models import Plan, PlanRevision
from roadbook.domains.planning.rules import PlanMaterial
from roadbook.engines.routing.explaining import Explanation
from roadbook.engines.routing.problem import PlanProblem
from roadbook.engines.routing.result import PlanResult
from roadbook.engines.routing.wire import load_problem, load_result

_EXPLANATION: Final = TypeAdapter(Explanation)
_MATERIAL: Final = TypeAdapter(PlanMaterial)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPlan:
    """Everything a revision holds."""

    number: int
    cause: str
    account_id: AccountId | None
    problem: PlanProblem
    result: PlanResult
    explanation: Explanation
    material: PlanMaterial
    pinned: frozenset[str]
    excluded: frozenset[str]


def current_revision(plan: Plan) -> PlanRevision | None:
    """Give the revision that holds; None while there is none."""
    return plan.revisions.filter(number=plan.revision).first() if plan.revision else None


def revision_of(row: PlanRevision) -> StoredPlan:
    """Unpack a revision."""
    return StoredPlan(
        number=row.number,
        cause=row.cause,
        account_id=AccountId(row.account_id) if isinstance(row.account_id, UUID) else None,
        problem=load_problem(_text(row.problem)),
        result=load_result(_text(row.result)),
        explanation=_EXPLANATION.validate_json(_text(row.explanation)),
        material=_MATERIAL.validate_json(_text(row.material)),
        pinned=frozenset(row.pinned),
        excluded=frozenset(row.excluded),
    )


def result_of(row: PlanRevision) -> PlanResult:
    """Unpack only the result of a revision."""
    return load_result(_text(row.result))


def packed(value: str | Explanation | PlanMaterial) -> bytes:
    """Pack a text or a record for storing."""
    match value:
        case str():
            text = value.encode()
        case Explanation():
            text = _EXPLANATION.dump_json(value)
        case PlanMaterial():
            text = _MATERIAL.dump_json(value)
    return zlib.compress(text, 6)


def _text(stored: bytes | memoryview) -> str:
    return zlib.decompress(bytes(stored)).decode()
