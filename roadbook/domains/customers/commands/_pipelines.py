"""Writes of pipelines and their stages: an admin's work."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.limits import Limit, Number, Text
from roadbook.domains.customers import policies, rules
from roadbook.domains.customers.commands._saving import remove, save_changed, save_new
from roadbook.domains.customers.contracts import RecordUnknown, StageType, StillInUse
from roadbook.domains.customers.models import Opportunity, Pipeline, Stage
from roadbook.foundation.changes import door as changes

_STANDARD: Final = (
    ("初步接触", "First contact", StageType.OPEN, 10),
    ("需求确认", "Needs confirmed", StageType.OPEN, 25),
    ("方案报价", "Proposal", StageType.OPEN, 50),
    ("商务谈判", "Negotiation", StageType.OPEN, 75),
    ("赢单", "Won", StageType.WON, 100),
    ("输单", "Lost", StageType.LOST, 0),
)
_STAGE_LIMITS: Final[Mapping[str, Limit]] = {
    "name": Text(longest=60, is_required=True),
    "probability_pct": Number(least=0, most=100),
}


@changes.unit_of_work
def ensure_default_pipeline(*, actor: Actor, now: datetime) -> UUID:
    """Make the standard pipeline in the actor's language if there is none. Gives its id."""
    known = Pipeline.objects.filter(is_default=True, deleted_at=None).first()
    if known is not None:
        return known.id
    policies.require_admin(actor)
    is_english = actor.locale == "en"
    pipeline = Pipeline(name="Standard sales" if is_english else "标准销售流程", is_default=True)
    save_new(pipeline, actor=actor, kind="pipeline.created", now=now)
    for rank, (chinese, english, stage_type, probability) in enumerate(_STANDARD):
        stage = Stage(
            pipeline=pipeline,
            name=english if is_english else chinese,
            stage_type=stage_type,
            probability_pct=probability,
            rank=rank,
        )
        save_new(stage, actor=actor, kind="stage.created", now=now)
    return pipeline.id


@changes.unit_of_work
def add_stage(
    *,
    actor: Actor,
    pipeline_id: UUID,
    name: str,
    probability_pct: int,
    rank: int,
    now: datetime,
) -> UUID:
    """Add an open stage to a pipeline at a rank; equal ranks follow in order of creation."""
    policies.require_admin(actor)
    rules.checked({"name": name, "probability_pct": probability_pct}, _STAGE_LIMITS)
    if not policies.visible_pipelines(actor).filter(id=pipeline_id).exists():
        raise RecordUnknown(kind="pipeline")
    stage = Stage(
        pipeline_id=pipeline_id, name=name.strip(), probability_pct=probability_pct, rank=rank
    )
    save_new(stage, actor=actor, kind="stage.created", now=now)
    return stage.id


@changes.unit_of_work
def change_stage(
    *, actor: Actor, stage_id: UUID, name: str, probability_pct: int, now: datetime
) -> None:
    """Rename a stage or change its probability; its type stays."""
    policies.require_admin(actor)
    rules.checked({"name": name, "probability_pct": probability_pct}, _STAGE_LIMITS)
    stage = policies.visible_stages(actor).select_for_update().filter(id=stage_id).first()
    if stage is None:
        raise RecordUnknown(kind="stage")
    stage.name, stage.probability_pct = name.strip(), probability_pct
    save_changed(stage, actor=actor, kind="stage.changed", now=now)


@changes.unit_of_work
def remove_stage(*, actor: Actor, stage_id: UUID, now: datetime) -> None:
    """Remove an open stage. Raises StillInUse while opportunities stand in it."""
    policies.require_admin(actor)
    stage = policies.visible_stages(actor).select_for_update().filter(id=stage_id).first()
    if stage is None or stage.stage_type != StageType.OPEN:
        raise RecordUnknown(kind="stage")
    standing = Opportunity.objects.filter(stage=stage, deleted_at=None).count()
    if standing:
        raise StillInUse(open_opportunities=standing)
    remove(stage, actor=actor, kind="stage.removed", now=now)
