"""Grades of the travel standards."""

from datetime import datetime

from django.db import IntegrityError, transaction

from roadbook.core.actor import Actor
from roadbook.core.errors import Invalid
from roadbook.core.ids import GradeId
from roadbook.domains.identity import policies, queries, rules
from roadbook.domains.identity.contracts import CodeTaken, GradeInUse, GradeSummary
from roadbook.domains.identity.models import Grade, Person
from roadbook.foundation.changes import door as changes

_LIMITS = {"code": 20, "name": 60}
_MAX_RANK = 1000


@changes.unit_of_work
def create_grade(*, actor: Actor, code: str, name: str, rank: int, now: datetime) -> GradeSummary:
    """Add a grade; a higher rank travels better. Raises CodeTaken."""
    policies.require_admin(actor)
    row = Grade()
    _write(row, code=code, name=name, rank=rank)
    changes.record(actor=actor, kind="identity.grade_created", row=row, happened_at=now)
    return queries.grade(actor=actor, grade_id=GradeId(row.id))


@changes.unit_of_work
def change_grade(
    *, actor: Actor, grade_id: GradeId, code: str, name: str, rank: int, now: datetime
) -> GradeSummary:
    """Change a grade. Raises CodeTaken."""
    row = policies.access_grade(actor=actor, grade_id=grade_id)
    _write(row, code=code, name=name, rank=rank)
    changes.record(actor=actor, kind="identity.grade_changed", row=row, happened_at=now)
    return queries.grade(actor=actor, grade_id=grade_id)


@changes.unit_of_work
def remove_grade(*, actor: Actor, grade_id: GradeId, now: datetime) -> None:
    """Remove a grade that nobody holds. Raises GradeInUse."""
    row = policies.access_grade(actor=actor, grade_id=grade_id)
    people = Person.objects.filter(grade_id=grade_id, deleted_at=None).count()
    if people:
        raise GradeInUse(people=people)
    row.deleted_at = now
    row.save(update_fields=["deleted_at"])
    changes.record(actor=actor, kind="identity.grade_removed", row=row, happened_at=now)


def _write(row: Grade, *, code: str, name: str, rank: int) -> None:
    texts = rules.checked_texts(
        {"code": code, "name": name}, limits=_LIMITS, required={"code", "name"}
    )
    if not 0 <= rank <= _MAX_RANK:
        raise Invalid({"rank": "out_of_range"})
    row.code, row.name, row.rank = texts["code"], texts["name"], rank
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise CodeTaken from error
