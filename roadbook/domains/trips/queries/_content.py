"""Turn a version's rows into values, and its values into the hash of what is shown."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from uuid import UUID

from roadbook.core.ids import AccountId, GradeId, HotelId, OpportunityId, PersonId, VisitId
from roadbook.domains.standards import queries as standards
from roadbook.domains.standards.contracts import StandardFinding
from roadbook.domains.trips.contracts import (
    CostCategory,
    CostId,
    CostUnit,
    FindingAction,
    FindingRecord,
    Mode,
    SegmentContent,
    StayContent,
    StopContent,
    TripContent,
    TripForecast,
)
from roadbook.domains.trips.models import (
    TripCost,
    TripFinding,
    TripSegment,
    TripStay,
    TripStop,
    TripTraveller,
    TripVersion,
)
from roadbook.domains.trips.rules import CostDraft, items_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Findings of a version and how many items are within their standard."""

    findings: list[FindingRecord]
    within_count: int


def content_of(version: TripVersion) -> TripContent:
    """Load a version's content: four statements."""
    of = {"of_id": version.id, "deleted_at": None}
    companions = TripTraveller.objects.filter(**of).order_by("person_id")
    return TripContent(
        title=version.title,
        purpose=version.purpose,
        segments=[_segment(s) for s in TripSegment.objects.filter(**of).order_by("position")],
        stays=[_stay(s) for s in TripStay.objects.filter(**of).order_by("position")],
        stops=[_stop(s) for s in TripStop.objects.filter(**of).order_by("position")],
        companion_ids=[PersonId(pk) for pk in companions.values_list("person_id", flat=True)],
        work_minutes=version.work_minutes,
        hour_cost_minor=version.hour_cost_minor,
        expected_return=expected_return_of(version),
    )


def expected_return_of(version: TripVersion) -> TripForecast | None:
    """Give the forecast that the version was made with, if there was one."""
    low, mid, high = (
        version.return_low_minor,
        version.return_mid_minor,
        version.return_high_minor,
    )
    if low is None or mid is None or high is None:
        return None
    return TripForecast(
        low_minor=low,
        mid_minor=mid,
        high_minor=high,
        window_days=version.return_window_days,
        sample_count=version.return_sample_count,
    )


def cost_rows(version: TripVersion) -> list[TripCost]:
    """Load a version's estimate in its order."""
    return list(TripCost.objects.filter(of_id=version.id, deleted_at=None).order_by("position"))


def cost_draft(row: TripCost) -> CostDraft:
    """Turn a row into the value that the rules read."""
    return CostDraft(
        category=CostCategory(row.category),
        label=row.label,
        city_code=row.city_code,
        on=row.on,
        quantity=row.quantity,
        unit=CostUnit(row.unit),
        travel_class=row.travel_class,
        computed_minor=row.computed_minor,
        amount_minor=row.amount_minor,
        reason=row.reason,
    )


def live_findings(rows: list[TripCost], *, grade_id: GradeId | None) -> Found:
    """Hold an estimate against the standards that stand now."""
    by_id = {str(row.id): row for row in rows}
    items = items_of({key: cost_draft(row) for key, row in by_id.items()})
    checked = standards.check(grade_id=grade_id, items=items)
    return Found(
        findings=[_live_finding(found, by_id[found.key]) for found in checked.findings],
        within_count=checked.within_count,
    )


def stored_findings(version: TripVersion) -> Found:
    """Give the findings as they stood when the version was submitted."""
    rows = TripFinding.objects.filter(of_id=version.id, deleted_at=None).select_related("cost")
    return Found(
        findings=[_stored_finding(row) for row in rows.order_by("cost__position", "on", "id")],
        within_count=version.within_count,
    )


def shown_hash(
    version: TripVersion, *, content: TripContent, costs: list[TripCost], found: Found
) -> str:
    """Hash everything an approver is shown of a version."""
    return seen_hash(
        {
            "version": str(version.id),
            "number": version.number,
            "reason": version.reason,
            "content": _plain(asdict(content)),
            "costs": [_plain(asdict(cost_draft(row))) for row in costs],
            "findings": [_plain(asdict(finding)) for finding in found.findings],
            "within": found.within_count,
        }
    )


def seen_hash(shown: Mapping[str, object]) -> str:
    """Hash the canonical form of all that an approver is shown (SYNC_PROTOCOL.md section 10)."""
    canonical = json.dumps(shown, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    if value is None or isinstance(value, (str, int, bool)):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _segment(row: TripSegment) -> SegmentContent:
    return SegmentContent(
        mode=Mode(row.mode),
        origin_code=row.origin_code,
        origin_name=row.origin_name,
        destination_code=row.destination_code,
        destination_name=row.destination_name,
        departs_at=row.departs_at,
        departs_zone=row.departs_zone,
        arrives_at=row.arrives_at,
        arrives_zone=row.arrives_zone,
        distance_m=row.distance_m,
        fare_minor=row.fare_minor,
        tolls_minor=row.tolls_minor,
        travel_class=row.travel_class,
    )


def _stay(row: TripStay) -> StayContent:
    return StayContent(
        city_code=row.city_code,
        city_name=row.city_name,
        hotel_id=HotelId(row.hotel_id) if row.hotel_id else None,
        hotel_name=row.hotel_name,
        first_night=row.first_night,
        nights=row.nights,
        night_minor=row.night_minor,
    )


def _stop(row: TripStop) -> StopContent:
    return StopContent(
        visit_id=VisitId(row.visit_id) if row.visit_id else None,
        account_id=AccountId(row.account_id),
        opportunity_id=OpportunityId(row.opportunity_id) if row.opportunity_id else None,
        on=row.on,
        starts_at=row.starts_at,
        why=row.why,
        is_overdue=row.is_overdue,
    )


def _live_finding(found: StandardFinding, row: TripCost) -> FindingRecord:
    return FindingRecord(
        cost_id=CostId(row.id),
        category=CostCategory(found.category.value),
        label=row.label,
        city_code=found.city_code,
        city_name=standards.city_name(found.city_code),
        on=found.on,
        limit_minor=found.limit_minor,
        asked_minor=found.asked_minor,
        over_minor=found.over_minor,
        is_class_over=found.is_class_over,
        action=FindingAction(found.action.value),
        reason=row.reason,
    )


def _stored_finding(row: TripFinding) -> FindingRecord:
    return FindingRecord(
        cost_id=CostId(UUID(str(row.cost_id))),
        category=CostCategory(row.cost.category),
        label=row.cost.label,
        city_code=row.cost.city_code,
        city_name=standards.city_name(row.cost.city_code),
        on=row.on,
        limit_minor=row.limit_minor,
        asked_minor=row.asked_minor,
        over_minor=row.over_minor,
        is_class_over=row.is_class_over,
        action=FindingAction(row.action),
        reason=row.cost.reason,
    )
