"""Apply a patch: settle each field against what is stored, then write all at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from roadbook.foundation.changes import door as changes
from roadbook.foundation.changes import history
from roadbook.foundation.changes.encoding import jsonable
from roadbook.foundation.changes.history import Writing
from roadbook.foundation.changes.models import SyncedModel
from roadbook.foundation.sync.pushing.declarations import (
    FieldRule,
    OpContext,
    PatchRule,
    WriteType,
    body_of,
)
from roadbook.foundation.sync.pushing.fields import (
    FieldKind,
    Marks,
    Settled,
    settle_text,
    settle_value,
    text_hash,
)
from roadbook.foundation.sync.pushing.ops import NewValue
from roadbook.foundation.sync.pushing.ports import PeopleBehindOps
from roadbook.foundation.sync.pushing.results import MergedField, RejectCode, Rejected
from roadbook.foundation.sync.pushing.rows import locked_row

_EMPTY_HASH = text_hash("")
_END = "【—】"
_LONGEST_MERGED = 20_000


def apply_patch(
    context: OpContext, declared: WriteType, *, people: PeopleBehindOps
) -> list[MergedField]:
    """Write the fields that change; give those in which two edits met."""
    op, rule = context.op, declared.patch
    if rule is None or op.new is None:
        raise Rejected(RejectCode.BAD_OP)
    row = locked_row(op.type, op.id)
    present = rule.whole(row) if rule.whole is not None else {}
    values: dict[str, Any] = {}
    merged: list[MergedField] = []
    for name, new in sorted(op.new.items()):
        current = _present(rule.fields[name], row, name, present)
        last = history.last_writing(row, name)
        settled = _settle(context, rule.fields[name], row, name, new, current, last, people)
        if settled.is_change:
            values[name] = settled.value
        if settled.overwritten or settled.is_merged:
            merged.append(MergedField(field=name, other=current, by=last.by, at=last.at))
        if settled.overwritten and settled.is_change:
            changes.note_conflict(row, name, written_by=last.by)
    _refuse_conflict(rule, merged)
    if values:
        _check_lengths(op.new, values)
        rule.run(context, op.id, body_of(rule.body, {**present, **values}))
        _keep_sent(context, row, op.new, values, rule)
    return merged


def _present(rule: FieldRule, row: SyncedModel, name: str, whole: Mapping[str, Any]) -> Any:  # noqa: ANN401  # any column's value
    if rule.present is not None:
        return jsonable(rule.present(row))
    return jsonable(whole[name] if name in whole else getattr(row, name))


def _settle(  # one field with all that decides about it
    context: OpContext,
    rule: FieldRule,
    row: SyncedModel,
    name: str,
    new: NewValue,
    current: Any,  # noqa: ANN401  # any column's value
    last: Writing,
    people: PeopleBehindOps,
) -> Settled:
    is_own = last.by == context.actor.person_id
    if rule.kind is not FieldKind.TEXT:
        if new.was_hash is not None:
            raise Rejected(RejectCode.BAD_OP, {"fields": {name: "was_hash"}})
        return settle_value(was=new.was, to=new.to, current=current, is_own=is_own)
    if new.was_hash is None or not isinstance(new.to, str):
        raise Rejected(RejectCode.BAD_OP, {"fields": {name: "was_hash"}})
    base = "" if new.was_hash == _EMPTY_HASH else _known_text(row, name, new.was_hash)
    names = people.names({context.actor.person_id, *([last.by] if last.by else [])})
    zone = context.zone
    return settle_text(
        base=base,
        was_hash=new.was_hash,
        to=new.to,
        current=str(current or ""),
        is_own=is_own,
        marks=Marks(
            theirs=_mark(names.get(last.by) if last.by else None, last.at, zone),
            ours=_mark(names.get(context.actor.person_id), context.happened_at, zone),
            end=_END,
        ),
    )


def _known_text(row: SyncedModel, name: str, wanted: str) -> str | None:
    for value in history.earlier_values(row, name):
        if isinstance(value, str) and text_hash(value) == wanted:
            return value
    return None


def _mark(name: str | None, at: datetime | None, zone: ZoneInfo) -> str:
    when = f" {at.astimezone(zone):%Y-%m-%d %H:%M}" if at is not None else ""
    return f"【{name or '?'}{when}】"


def _refuse_conflict(rule: PatchRule, merged: list[MergedField]) -> None:
    if rule.is_atomic and merged:
        fields = dict.fromkeys((one.field for one in merged), "changed")
        raise Rejected(RejectCode.CHANGED_SINCE_BASE, {"fields": fields}, shows_current=True)


def _check_lengths(sent: Mapping[str, NewValue], values: Mapping[str, Any]) -> None:
    """Refuse with its own word what only the merge made too long: the person shortens it."""
    for name, value in values.items():
        was_sent = sent[name].to
        if isinstance(value, str) and value != was_sent and len(value) > _LONGEST_MERGED:
            raise Rejected(RejectCode.INVALID, {"fields": {name: "merged_too_long"}})


def _keep_sent(
    context: OpContext,
    row: SyncedModel,
    sent: Mapping[str, NewValue],
    values: Mapping[str, Any],
    rule: PatchRule,
) -> None:
    """Keep the texts as they were sent where another one is stored: later edits begin with them."""
    for name in values:
        if rule.fields[name].kind is not FieldKind.TEXT:
            continue
        stored = type(row)._default_manager.values_list(name, flat=True).get(pk=row.id)
        if stored != sent[name].to:
            changes.keep_sent_value(
                row,
                name,
                sent=sent[name].to,
                stored=stored,
                actor=context.actor,
                at=context.now,
            )
