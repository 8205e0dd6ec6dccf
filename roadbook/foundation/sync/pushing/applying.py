"""Apply one operation: find its declaration and its row, then run the slice's command."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from roadbook.foundation.changes import history
from roadbook.foundation.sync.ports import ScopesOfPerson
from roadbook.foundation.sync.pushing.declarations import (
    CommandRule,
    OpContext,
    WriteType,
    body_of,
    write_types,
)
from roadbook.foundation.sync.pushing.fields import Held, settle_counter, settle_set
from roadbook.foundation.sync.pushing.ops import OpKind
from roadbook.foundation.sync.pushing.patching import apply_patch
from roadbook.foundation.sync.pushing.ports import PeopleBehindOps
from roadbook.foundation.sync.pushing.results import MergedField, RejectCode, Rejected
from roadbook.foundation.sync.pushing.rows import id_is_taken, locked_row, readable_row

_ROW_ID_VERSION = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What came of an operation: fields that met another edit, and what the person should know."""

    merged: Sequence[MergedField] = ()
    warnings: Sequence[Mapping[str, Any]] = ()


def apply_op(context: OpContext, *, scopes: ScopesOfPerson, people: PeopleBehindOps) -> Applied:
    """Apply one operation in the present unit of work. Raises Rejected and the slice's refusals."""
    op = context.op
    declared = write_types.by_name.get(op.type)
    if declared is None:
        raise Rejected(RejectCode.BAD_OP, {"fields": {"type": "unknown"}})
    if op.kind is OpKind.CREATE:
        return Applied(warnings=_create(context, declared))
    command = declared.commands.get(op.command or "")
    _check_declared(context, declared, command)
    readable_row(actor=context.actor, name=op.type, row_id=op.id, scopes=scopes)
    match op.kind:
        case OpKind.PATCH:
            return Applied(merged=apply_patch(context, declared, people=people))
        case OpKind.DELTA:
            _delta(context, declared)
            return Applied()
        case OpKind.DELETE:
            _delete(context, declared)
            return Applied()
        case OpKind.COMMAND if command is not None:
            return Applied(warnings=_command(context, declared, command))
    raise Rejected(RejectCode.BAD_OP, {"fields": {"command": "unknown"}})


def _check_declared(context: OpContext, declared: WriteType, command: CommandRule | None) -> None:
    """Refuse kinds, fields and commands that are not declared, before any row is looked for."""
    op = context.op
    is_known = {
        OpKind.PATCH: declared.patch is not None,
        OpKind.DELTA: bool(declared.sets or declared.counters),
        OpKind.DELETE: declared.delete is not None,
        OpKind.COMMAND: command is not None,
    }
    if not is_known[op.kind]:
        raise Rejected(RejectCode.BAD_OP, {"fields": {"kind": "not_for_this_type"}})
    known = set(declared.patch.fields) if declared.patch else set()
    foreign = set(op.new or ()) - known
    foreign |= set(op.add or ()) - set(declared.sets) | set(op.remove or ()) - set(declared.sets)
    foreign |= set(op.inc or ()) - set(declared.counters)
    if foreign:
        fields = dict.fromkeys(sorted(foreign), "forbidden")
        raise Rejected(RejectCode.FIELD_FORBIDDEN, {"fields": fields})


def _create(context: OpContext, declared: WriteType) -> Sequence[Mapping[str, Any]]:
    op, rule = context.op, declared.create
    if rule is None:
        raise Rejected(RejectCode.BAD_OP, {"fields": {"kind": "not_for_this_type"}})
    if op.id.version != _ROW_ID_VERSION:
        raise Rejected(RejectCode.BAD_OP, {"fields": {"id": "not_version_7"}})
    args = {name: value for name, value in (op.args or {}).items() if name != rule.parent}
    if "id" in rule.body.model_fields and args.setdefault("id", str(op.id)) != str(op.id):
        raise Rejected(RejectCode.BAD_OP, {"fields": {"args.id": "differs"}})
    if rule.parent:
        context.parent_id(rule.parent)
    body = body_of(rule.body, args)
    if id_is_taken(op.id):
        raise Rejected(RejectCode.ID_TAKEN)
    return rule.run(context, op.id, body) or ()


def _delta(context: OpContext, declared: WriteType) -> None:
    op = context.op
    row = locked_row(op.type, op.id)
    for name in sorted({*(op.add or ()), *(op.remove or ())}):
        rule = declared.sets[name]
        members = rule.members(op.id)
        held = {
            element: Held(
                version=link.version,
                is_own=link.version > op.base
                and history.created(link).by == context.actor.person_id,
            )
            for element, link in members.items()
        }
        wanted = settle_set(
            held=held,
            add=(op.add or {}).get(name, ()),
            remove=(op.remove or {}).get(name, ()),
            base=op.base,
        )
        if wanted != held.keys():
            rule.run(context, op.id, frozenset(wanted))
    for name, step in sorted((op.inc or {}).items()):
        value = settle_counter(current=getattr(row, name), step=step)
        declared.counters[name].run(context, op.id, value)


def _delete(context: OpContext, declared: WriteType) -> None:
    op = context.op
    row = locked_row(op.type, op.id)
    if history.changed_by_others(row, since=op.base, but=context.actor.person_id):
        raise Rejected(RejectCode.CHANGED_SINCE_BASE, shows_current=True)
    if declared.delete is not None:
        declared.delete(context, op.id)


def _command(
    context: OpContext, declared: WriteType, rule: CommandRule
) -> Sequence[Mapping[str, Any]]:
    op = context.op
    missing = [name for name in ("expect_state", "seen") if getattr(op, name) is None]
    if rule.is_guarded and missing:
        raise Rejected(RejectCode.BAD_OP, {"fields": dict.fromkeys(missing, "missing")})
    if op.seen is not None and not rule.seen_in_body:
        raise Rejected(RejectCode.BAD_OP, {"fields": {"seen": "not_for_this_command"}})
    args = dict(op.args or {})
    if rule.seen_in_body and op.seen is not None:
        args["seen"] = op.seen
    if rule.body is None and args:
        raise Rejected(
            RejectCode.INVALID, {"fields": dict.fromkeys(sorted(args), "extra_forbidden")}
        )
    body = None if rule.body is None else body_of(rule.body, args)
    if declared.lock is not None:
        declared.lock(op.id)
    row = locked_row(op.type, op.id)
    if op.expect_state is not None:
        state = None if declared.state is None else declared.state(row)
        if state != op.expect_state:
            raise Rejected(RejectCode.STATE_CHANGED, {"state": state}, shows_current=True)
    return rule.run(context, op.id, body) or ()
