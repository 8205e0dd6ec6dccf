"""What a slice's refusal is on the wire."""

from typing import Any

from roadbook.core.actor import Actor
from roadbook.core.errors import Conflict, Forbidden, Invalid, NotFound, Refusal
from roadbook.foundation.http.sentences import sentence
from roadbook.foundation.sync.pushing.declarations import WriteType
from roadbook.foundation.sync.pushing.fields import FieldKind
from roadbook.foundation.sync.pushing.ops import Op, OpKind
from roadbook.foundation.sync.pushing.results import RejectCode, Rejected

_ABSENT = frozenset({"unknown", "not_found"})


def rejected_for(refusal: Refusal, *, declared: WriteType, op: Op, actor: Actor) -> Rejected:
    """Give the rejection that a refusal becomes, with the sentence that the person reads."""
    code = declared.codes.get(type(refusal)) or _by_kind(refusal, declared, op)
    shows_current = code in {
        RejectCode.STATE_CHANGED,
        RejectCode.CHANGED_SINCE_SEEN,
        RejectCode.CHANGED_SINCE_BASE,
    }
    if code is RejectCode.FORBIDDEN and isinstance(refusal, NotFound):
        return Rejected(code)  # as if the row were not there
    return Rejected(code, _told(refusal, actor), shows_current=shows_current)


def _by_kind(refusal: Refusal, declared: WriteType, op: Op) -> RejectCode:
    match refusal:
        case NotFound():
            is_own_row = type(refusal) in declared.unknown and op.kind is not OpKind.CREATE
            return RejectCode.FORBIDDEN if is_own_row else RejectCode.REF_GONE
        case Forbidden():
            return RejectCode.FORBIDDEN
        case Invalid() if _names_absent_reference(refusal, declared):
            return RejectCode.REF_GONE
        case Conflict():
            return RejectCode.STATE_CHANGED
    return RejectCode.INVALID


def _names_absent_reference(refusal: Invalid, declared: WriteType) -> bool:
    """Tell whether all that is wrong is that a row referred to is absent or invisible."""
    rules = declared.patch.fields if declared.patch else {}
    return bool(refusal.fields) and all(
        reason in _ABSENT
        and (name not in rules or rules[name].kind is FieldKind.REFERENCE)
        and name.endswith(("_id", "_ids"))
        for name, reason in refusal.fields.items()
    )


def _told(refusal: Refusal, actor: Actor) -> dict[str, Any]:
    text = sentence(refusal.code, actor.locale, refusal.facts)
    told: dict[str, Any] = {
        "refusal": refusal.code,
        "title": text.title,
        "action": text.action,
        "facts": dict(refusal.facts),
    }
    if isinstance(refusal, Invalid):
        told["fields"] = dict(refusal.fields)
    return told
