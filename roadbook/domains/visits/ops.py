"""Writes of visits that devices send."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from roadbook.core.ids import PersonId, VisitId
from roadbook.domains.customers.contracts import AccountUnknown
from roadbook.domains.visits import commands
from roadbook.domains.visits.contracts import Moment, PlacedVisit, VisitNotFound
from roadbook.domains.visits.models import Visit
from roadbook.domains.visits.schemas import (
    EditVisitBody,
    MoveVisitBody,
    PlanVisitBody,
    VisitCheckBody,
    VisitReasonBody,
    VisitReportBody,
)
from roadbook.foundation.changes.encoding import jsonable
from roadbook.foundation.sync.pushing.declarations import (
    CommandRule,
    CreateRule,
    FieldRule,
    OpContext,
    PatchRule,
    Warnings,
    WriteType,
)
from roadbook.foundation.sync.pushing.results import RejectCode


def _plan(context: OpContext, visit_id: UUID, body: PlanVisitBody) -> Warnings:
    person = PersonId(body.person_id) if body.person_id else context.actor.person_id
    placed = commands.plan_visit(
        actor=context.actor,
        person_id=person,
        draft=body.draft(),
        visit_id=VisitId(visit_id),
        now=context.now,
    )
    return _clashes(placed)


def _edit(context: OpContext, visit_id: UUID, body: EditVisitBody) -> None:
    commands.edit_visit(
        actor=context.actor,
        visit_id=VisitId(visit_id),
        goal=body.goal,
        certainty=body.certainty,
        now=context.now,
    )


def _move(context: OpContext, visit_id: UUID, body: MoveVisitBody) -> Warnings:
    placed = commands.reschedule_visit(
        actor=context.actor,
        visit_id=VisitId(visit_id),
        starts_at=body.starts_at,
        ends_at=body.ends_at,
        certainty=body.certainty,
        now=context.now,
    )
    return _clashes(placed)


def _set_off(context: OpContext, visit_id: UUID, _: None) -> None:
    commands.set_off(
        actor=context.actor, visit_id=VisitId(visit_id), moment=_moment(context), now=context.now
    )


def _check_in(context: OpContext, visit_id: UUID, body: VisitCheckBody) -> None:
    commands.check_in(
        actor=context.actor,
        visit_id=VisitId(visit_id),
        fix=body.told_fix(),
        moment=_moment(context),
        now=context.now,
    )


def _check_out(context: OpContext, visit_id: UUID, body: VisitCheckBody) -> None:
    commands.check_out(
        actor=context.actor,
        visit_id=VisitId(visit_id),
        fix=body.told_fix(),
        moment=_moment(context),
        now=context.now,
    )


def _report(context: OpContext, visit_id: UUID, body: VisitReportBody) -> None:
    commands.report_visit(
        actor=context.actor,
        visit_id=VisitId(visit_id),
        report=body.draft(),
        moment=_moment(context),
        now=context.now,
    )


def _miss(context: OpContext, visit_id: UUID, body: VisitReasonBody) -> None:
    commands.miss_visit(
        actor=context.actor, visit_id=VisitId(visit_id), reason=body.reason, now=context.now
    )


def _cancel(context: OpContext, visit_id: UUID, body: VisitReasonBody) -> None:
    commands.cancel_visit(
        actor=context.actor, visit_id=VisitId(visit_id), reason=body.reason, now=context.now
    )


def _reopen(context: OpContext, visit_id: UUID, _: None) -> None:
    commands.reopen_visit(actor=context.actor, visit_id=VisitId(visit_id), now=context.now)


def _adopt_position(context: OpContext, visit_id: UUID, _: None) -> None:
    commands.adopt_position(actor=context.actor, visit_id=VisitId(visit_id), now=context.now)


def _moment(context: OpContext) -> Moment:
    return Moment(at=context.happened_at, is_doubtful=context.is_doubtful)


def _clashes(placed: PlacedVisit) -> Sequence[Mapping[str, Any]]:
    return [
        {
            "kind": "clash",
            "event_id": str(event.id),
            "title": event.title,
            "starts_at": jsonable(event.starts_at),
            "ends_at": jsonable(event.ends_at),
        }
        for event in placed.clashes
    ]


def _state(visit: Visit) -> str:
    return visit.status


def _present(visit: Visit) -> Mapping[str, Any]:
    return {"goal": visit.goal, "certainty": visit.certainty}


OPS = (
    WriteType(
        name="visit",
        create=CreateRule(body=PlanVisitBody, run=_plan),
        patch=PatchRule(
            fields={"goal": FieldRule(), "certainty": FieldRule()},
            body=EditVisitBody,
            whole=_present,
            run=_edit,
        ),
        commands={
            "move": CommandRule(body=MoveVisitBody, run=_move),
            "set_off": CommandRule(run=_set_off),
            "check_in": CommandRule(body=VisitCheckBody, run=_check_in),
            "check_out": CommandRule(body=VisitCheckBody, run=_check_out),
            "report": CommandRule(body=VisitReportBody, run=_report),
            "miss": CommandRule(body=VisitReasonBody, run=_miss),
            "cancel": CommandRule(body=VisitReasonBody, run=_cancel),
            "reopen": CommandRule(run=_reopen),
            "adopt_position": CommandRule(run=_adopt_position),
        },
        state=_state,
        unknown=frozenset({VisitNotFound}),
        codes={AccountUnknown: RejectCode.REF_GONE},
    ),
)
