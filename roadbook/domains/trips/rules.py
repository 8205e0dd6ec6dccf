"""Decisions of trips: the life cycle, what a version must be, what the chain bar shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from roadbook.domains.standards.contracts import EstimateItem, RateBook
from roadbook.domains.trips.contracts import (
    BadTrip,
    ChainStep,
    CostCategory,
    CostUnit,
    FindingAction,
    FindingRecord,
    Mode,
    NotNow,
    OverStandard,
    ReasonMissing,
    SegmentContent,
    StayContent,
    TripAction,
    TripContent,
    TripState,
)
from roadbook.engines.policy.limits import Category
from roadbook.engines.policy.mileage import mileage
from roadbook.engines.policy.perdiem import Leg, per_diem

MAX_ROWS = 100
MAX_DAYS = 62
MAX_MINOR = 10**11
MAX_TEXT = {"title": 120, "purpose": 1000, "reason": 500}
MAX_DISTANCE_M = 40_000_000
MAX_NIGHTS = 62

_S, _A = TripState, TripAction
_TABLE: dict[tuple[TripState, TripAction], TripState] = {
    (_S.DRAFT, _A.EDIT): _S.DRAFT,
    (_S.DRAFT, _A.SUBMIT): _S.SUBMITTED,
    (_S.DRAFT, _A.CANCEL): _S.CANCELLED,
    (_S.SUBMITTED, _A.APPROVE): _S.APPROVED,
    (_S.SUBMITTED, _A.REJECT): _S.REJECTED,
    (_S.SUBMITTED, _A.RETURN): _S.DRAFT,
    (_S.SUBMITTED, _A.RECALL): _S.RECALLED,
    (_S.SUBMITTED, _A.CANCEL): _S.CANCELLED,
    (_S.REJECTED, _A.EDIT): _S.DRAFT,
    (_S.REJECTED, _A.CANCEL): _S.CANCELLED,
    (_S.RECALLED, _A.EDIT): _S.DRAFT,
    (_S.RECALLED, _A.SUBMIT): _S.SUBMITTED,
    (_S.RECALLED, _A.CANCEL): _S.CANCELLED,
    (_S.APPROVED, _A.START): _S.IN_PROGRESS,
    (_S.APPROVED, _A.REQUEST_CHANGE): _S.CHANGING,
    (_S.APPROVED, _A.CANCEL): _S.CANCELLED,
    (_S.IN_PROGRESS, _A.COMPLETE): _S.COMPLETED,
    (_S.IN_PROGRESS, _A.REQUEST_CHANGE): _S.CHANGING,
    (_S.IN_PROGRESS, _A.CANCEL): _S.CANCELLED,
    (_S.CHANGING, _A.EDIT): _S.CHANGING,
    (_S.CHANGING, _A.SUBMIT): _S.CHANGE_SUBMITTED,
    (_S.CHANGING, _A.DROP_CHANGE): _S.APPROVED,
    (_S.CHANGING, _A.CANCEL): _S.CANCELLED,
    (_S.CHANGE_SUBMITTED, _A.APPROVE): _S.APPROVED,
    (_S.CHANGE_SUBMITTED, _A.REJECT): _S.CHANGING,
    (_S.CHANGE_SUBMITTED, _A.RETURN): _S.CHANGING,
    (_S.CHANGE_SUBMITTED, _A.RECALL): _S.CHANGING,
    (_S.CHANGE_SUBMITTED, _A.CANCEL): _S.CANCELLED,
    (_S.COMPLETED, _A.CLOSE): _S.CLOSED,
}
WAITING = frozenset({_S.SUBMITTED, _S.CHANGE_SUBMITTED})
EDITABLE = frozenset({_S.DRAFT, _S.REJECTED, _S.RECALLED, _S.CHANGING})


def next_state(state: TripState, action: TripAction, *, has_started: bool = False) -> TripState:
    """Give the state after an action. Raises NotNow.

    A change that is approved or dropped leads back to where the journey was: under way if it had
    started, else approved.
    """
    following = _TABLE.get((state, action))
    if following is None:
        raise NotNow(state=state.value, action=action.value)
    returns = action in {_A.APPROVE, _A.DROP_CHANGE}
    if has_started and returns and following is _S.APPROVED:
        return _S.IN_PROGRESS
    return following


def possible_actions(state: TripState) -> tuple[TripAction, ...]:
    """Give what the life cycle allows, in the order of TripAction."""
    return tuple(action for action in TripAction if (state, action) in _TABLE)


_PRESENT = {
    _S.DRAFT: ChainStep.REQUEST,
    _S.REJECTED: ChainStep.REQUEST,
    _S.RECALLED: ChainStep.REQUEST,
    _S.CANCELLED: ChainStep.REQUEST,
    _S.SUBMITTED: ChainStep.APPROVAL,
    _S.CHANGE_SUBMITTED: ChainStep.APPROVAL,
    _S.CHANGING: ChainStep.REQUEST,
    _S.APPROVED: ChainStep.JOURNEY,
    _S.IN_PROGRESS: ChainStep.JOURNEY,
    _S.COMPLETED: ChainStep.EXPENSES,
    _S.CLOSED: ChainStep.RESULT,
}


def present_step(state: TripState) -> ChainStep:
    """Say where on the chain a trip stands."""
    return _PRESENT[state]


def period_of(content: TripContent) -> tuple[date, date]:
    """Give the first and last local day. Raises BadTrip when nothing in it has a date."""
    days: list[date] = []
    for segment in content.segments:
        days += [_local_day(segment, is_departure=True), _local_day(segment, is_departure=False)]
    for stay in content.stays:
        days += [stay.first_night, stay.first_night + timedelta(days=stay.nights)]
    days += [stop.on for stop in content.stops]
    if not days:
        raise BadTrip({"segments": "required"})
    return min(days), max(days)


def _local_day(segment: SegmentContent, *, is_departure: bool) -> date:
    if is_departure:
        return segment.departs_at.astimezone(ZoneInfo(segment.departs_zone)).date()
    return segment.arrives_at.astimezone(ZoneInfo(segment.arrives_zone)).date()


def check_content(content: TripContent) -> None:
    """Raise BadTrip unless the content can be meant: lengths, bounds, order, no night twice."""
    fields: dict[str, str] = {}
    if not content.title.strip() or len(content.title) > MAX_TEXT["title"]:
        fields["title"] = "length"
    if len(content.purpose) > MAX_TEXT["purpose"]:
        fields["purpose"] = "too_long"
    for name in ("segments", "stays", "stops", "companion_ids"):
        if len(getattr(content, name)) > MAX_ROWS:
            fields[name] = "too_many"
    if not 0 <= content.work_minutes <= MAX_DAYS * 24 * 60:
        fields["work_minutes"] = "out_of_range"
    fields |= _segment_faults(content.segments) | _stay_faults(content.stays)
    if fields:
        raise BadTrip(fields)
    first, last = period_of(content)
    if (last - first).days >= MAX_DAYS:
        raise BadTrip({"segments": "too_long_a_trip"})


def _segment_faults(segments: Sequence[SegmentContent]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for i, segment in enumerate(segments):
        at = f"segments.{i}"
        if segment.arrives_at < segment.departs_at:
            fields[f"{at}.arrives_at"] = "before_departure"
        if i and segment.departs_at < segments[i - 1].arrives_at:
            fields[f"{at}.departs_at"] = "before_previous_arrival"
        if not 0 <= segment.distance_m <= MAX_DISTANCE_M:
            fields[f"{at}.distance_m"] = "out_of_range"
        for name in ("fare_minor", "tolls_minor"):
            if not 0 <= getattr(segment, name) <= MAX_MINOR:
                fields[f"{at}.{name}"] = "out_of_range"
    return fields


def _stay_faults(stays: Sequence[StayContent]) -> dict[str, str]:
    fields: dict[str, str] = {}
    taken: set[date] = set()
    for i, stay in enumerate(stays):
        at = f"stays.{i}"
        if not 1 <= stay.nights <= MAX_NIGHTS:
            fields[f"{at}.nights"] = "out_of_range"
            continue
        if not 0 <= stay.night_minor <= MAX_MINOR:
            fields[f"{at}.night_minor"] = "out_of_range"
        nights = {stay.first_night + timedelta(days=n) for n in range(stay.nights)}
        if taken & nights:
            fields[f"{at}.first_night"] = "night_taken"
        taken |= nights
    return fields


def check_findings(findings: Sequence[FindingRecord]) -> None:
    """Raise unless everything above a standard is allowed there and, where asked, has a reason.

    Raises OverStandard for what is blocked, ReasonMissing for what lacks its reason.
    """
    for finding in findings:
        if finding.action is FindingAction.BLOCK:
            raise OverStandard(category=finding.category.value, over_minor=finding.over_minor)
    missing = {
        f"findings.{i}": "reason_required"
        for i, finding in enumerate(findings)
        if finding.action in {FindingAction.REASON, FindingAction.APPROVAL}
        and not finding.reason.strip()
    }
    if missing:
        raise ReasonMissing(missing)


@dataclass(frozen=True, slots=True, kw_only=True)
class CostDraft:
    """A line of the estimate before it is written."""

    category: CostCategory
    label: str
    city_code: str
    on: date
    quantity: int
    unit: CostUnit
    travel_class: str
    computed_minor: int
    amount_minor: int
    reason: str

    @property
    def is_by_hand(self) -> bool:
        return self.computed_minor == 0 and self.amount_minor > 0


_FARES = {
    Mode.RAIL: CostCategory.RAIL,
    Mode.AIR: CostCategory.AIR,
    Mode.BUS: CostCategory.ROAD,
    Mode.SHIP: CostCategory.ROAD,
    Mode.TAXI: CostCategory.LOCAL,
    Mode.OTHER: CostCategory.OTHER,
}


def estimate(content: TripContent, *, book: RateBook) -> list[CostDraft]:
    """Compute the estimate: nights, tickets, kilometres, tolls, daily allowance, in this order."""
    first, _ = period_of(content)
    lines = [
        _line(
            CostCategory.LODGING,
            stay.nights * stay.night_minor,
            on=stay.first_night,
            label=stay.hotel_name or stay.city_name,
            city_code=stay.city_code,
            quantity=stay.nights,
            unit=CostUnit.NIGHT,
        )
        for stay in content.stays
    ]
    lines += [_fare(s) for s in content.segments if s.fare_minor and s.mode in _FARES]
    driven = [s for s in content.segments if s.mode is Mode.CAR]
    distance_m = sum(s.distance_m for s in driven)
    if distance_m:
        amount = mileage(distance_m, bands=book.mileage_bands)
        km = max(1, round(distance_m / 1000))
        lines.append(_line(CostCategory.MILEAGE, amount, on=first, quantity=km, unit=CostUnit.KM))
    if tolls := sum(s.tolls_minor for s in content.segments):
        lines.append(_line(CostCategory.TOLLS, tolls, on=first))
    days, amount = _allowance(content, book=book)
    if amount:
        lines.append(
            _line(CostCategory.PER_DIEM, amount, on=first, quantity=days, unit=CostUnit.DAY)
        )
    return lines


def _line(
    category: CostCategory,
    amount_minor: int,
    *,
    on: date,
    label: str = "",
    city_code: str = "",
    quantity: int = 1,
    unit: CostUnit = CostUnit.ITEM,
    travel_class: str = "",
) -> CostDraft:
    return CostDraft(
        category=category,
        label=label,
        city_code=city_code,
        on=on,
        quantity=quantity,
        unit=unit,
        travel_class=travel_class,
        computed_minor=amount_minor,
        amount_minor=amount_minor,
        reason="",
    )


def _fare(segment: SegmentContent) -> CostDraft:
    return _line(
        _FARES[segment.mode],
        segment.fare_minor,
        on=_local_day(segment, is_departure=True),
        label=f"{segment.origin_name} → {segment.destination_name}",
        city_code=segment.destination_code,
        travel_class=segment.travel_class,
    )


def _allowance(content: TripContent, *, book: RateBook) -> tuple[int, int]:
    if not content.segments:
        first, last = period_of(content)
        days = (last - first).days + 1
        return days, days * book.default_per_diem_minor
    legs = [
        Leg(
            departs_at=s.departs_at,
            departs_zone=s.departs_zone,
            origin=s.origin_code or s.origin_name,
            arrives_at=s.arrives_at,
            arrives_zone=s.arrives_zone,
            destination=s.destination_code or s.destination_name,
            distance_m=s.distance_m,
        )
        for s in content.segments
    ]
    legs += _way_home(content, legs)
    result = per_diem(
        legs,
        rule=book.per_diem_rule,
        rates_minor=book.per_diem_minor,
        default_rate_minor=book.default_per_diem_minor,
    )
    paid = [day for day in result.days if day.amount_minor]
    return max(1, len(paid)), result.total_minor


def _way_home(content: TripContent, legs: Sequence[Leg]) -> list[Leg]:
    """Stay away until the last night is over where no way back is written down."""
    end = legs[-1]
    zone = ZoneInfo(end.arrives_zone)
    _, last = period_of(content)
    noon = datetime.combine(last, time(12), zone)
    if noon.date() <= end.arrives_at.astimezone(zone).date():
        return []
    return [
        Leg(
            departs_at=noon,
            departs_zone=zone.key,
            origin=end.destination,
            arrives_at=noon,
            arrives_zone=zone.key,
            destination=legs[0].origin,
        )
    ]


def merged_costs(old: Sequence[CostDraft], computed: Sequence[CostDraft]) -> list[CostDraft]:
    """Keep what was changed by hand where the computed amount is the same, and lines added."""
    changed = {
        (line.category, line.label, line.on, line.computed_minor): line
        for line in old
        if line.reason or line.amount_minor != line.computed_minor
    }
    kept = []
    for line in computed:
        before = changed.get((line.category, line.label, line.on, line.computed_minor))
        if before is None:
            kept.append(line)
        else:
            kept.append(replace(line, amount_minor=before.amount_minor, reason=before.reason))
    return kept + [line for line in old if line.is_by_hand]


def items_of(costs: Mapping[str, CostDraft]) -> list[EstimateItem]:
    """Cut the estimate into what standards speak about: each night by itself, each ticket."""
    items = []
    for key, line in costs.items():
        nights = line.quantity if line.unit is CostUnit.NIGHT else 1
        each = -(-line.amount_minor // nights)
        items += [
            EstimateItem(
                key=key,
                category=Category(line.category.value),
                city_code=line.city_code,
                on=line.on + timedelta(days=n),
                amount_minor=each,
                travel_class=line.travel_class,
            )
            for n in range(nights)
        ]
    return items


def check_amount(amount_minor: int, *, computed_minor: int, reason: str) -> None:
    """Raise unless the amount can be meant and, where it is not the computed one, has a reason."""
    if not 0 <= amount_minor <= MAX_MINOR:
        raise BadTrip({"amount_minor": "out_of_range"})
    if len(reason) > MAX_TEXT["reason"]:
        raise BadTrip({"reason": "too_long"})
    if amount_minor != computed_minor and not reason.strip():
        raise ReasonMissing({"reason": "reason_required"})


def diagram() -> str:
    """Give the life cycle as Mermaid; docs/trips.md is compared with it."""
    lines = [f"    {a.value} --> {b.value}: {action.value}" for (a, action), b in _TABLE.items()]
    return "\n".join(["stateDiagram-v2", *lines])
