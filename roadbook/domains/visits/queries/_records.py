"""Rows into records, names by one statement each."""

from collections.abc import Iterable
from uuid import UUID

from roadbook.core.geo import Position
from roadbook.core.ids import AccountId, OpportunityId, PersonId, PlanId, TripId, VisitId
from roadbook.domains.customers import queries as customers
from roadbook.domains.identity import queries as identity
from roadbook.domains.visits.contracts import (
    Certainty,
    CheckDoubt,
    CheckGrade,
    CheckKind,
    CheckRecord,
    Outcome,
    VisitStatus,
    VisitSummary,
)
from roadbook.domains.visits.models import Visit, VisitCheck, VisitReport


def summaries_of(visits: Iterable[Visit]) -> list[VisitSummary]:
    """Give the records of visits that the reader may read, in the given order. Four statements."""
    rows = list(visits)
    ids = [row.id for row in rows]
    accounts = customers.account_names({AccountId(row.account_id) for row in rows})
    people = identity.person_names({PersonId(row.person_id) for row in rows})
    checks = VisitCheck.objects.filter(visit_id__in=ids, kind=CheckKind.IN, deleted_at=None)
    grades: dict[UUID, str] = dict(checks.values_list("visit_id", "grade"))
    reports = VisitReport.objects.filter(visit_id__in=ids, deleted_at=None)
    outcomes: dict[UUID, str] = dict(reports.values_list("visit_id", "outcome"))
    return [
        VisitSummary(
            id=VisitId(row.id),
            account_id=AccountId(row.account_id),
            account_name=accounts.get(AccountId(row.account_id), ""),
            person_id=PersonId(row.person_id),
            person_name=people.get(PersonId(row.person_id), ""),
            status=VisitStatus(row.status),
            certainty=Certainty(row.certainty),
            day=row.day,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            zone=row.zone,
            goal=row.goal,
            reason=row.reason,
            opportunity_id=OpportunityId(row.opportunity_id) if row.opportunity_id else None,
            plan_id=PlanId(row.plan_id) if row.plan_id else None,
            trip_id=TripId(row.trip_id) if row.trip_id else None,
            checked_in_at=row.checked_in_at,
            checked_out_at=row.checked_out_at,
            check_grade=CheckGrade(grades[row.id]) if row.id in grades else None,
            outcome=Outcome(outcomes[row.id]) if row.id in outcomes else None,
            version=row.version,
        )
        for row in rows
    ]


def summary_of(visit: Visit) -> VisitSummary:
    """Give the record of one visit."""
    return summaries_of([visit])[0]


def check_record_of(row: VisitCheck) -> CheckRecord:
    """Give the record of a check."""
    has_position = row.lat is not None and row.lon is not None
    return CheckRecord(
        kind=CheckKind(row.kind),
        happened_at=row.happened_at,
        position=Position(lat=row.lat or 0.0, lon=row.lon or 0.0) if has_position else None,
        accuracy_m=row.accuracy_m,
        fix_age_s=row.fix_age_s,
        distance_m=row.distance_m,
        grade=CheckGrade(row.grade),
        doubt=CheckDoubt(row.doubt),
    )
