"""The page of a trip: everything on it in a constant number of statements."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db.models import Q

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, GradeId, PersonId, PlanId, TripId
from roadbook.domains.approvals import queries as approvals
from roadbook.domains.approvals.contracts import ChainRecord, ChainState, SubjectKind, TaskState
from roadbook.domains.customers import queries as customers
from roadbook.domains.identity import queries as identity
from roadbook.domains.trips import policies
from roadbook.domains.trips.contracts import (
    ChainPoint,
    ChainStep,
    ColleagueNear,
    CostId,
    CostRecord,
    StopRecord,
    TripAction,
    TripContent,
    TripNotFound,
    TripPage,
    TripState,
    VersionRecord,
)
from roadbook.domains.trips.models import Trip, TripCost, TripStop, TripVersion
from roadbook.domains.trips.policies import MAY, Relation
from roadbook.domains.trips.queries._content import (
    Found,
    content_of,
    cost_draft,
    cost_rows,
    live_findings,
    stored_findings,
)
from roadbook.domains.trips.rules import possible_actions, present_step

NEAR = timedelta(days=3)
NEAR_BOUND = 20
VERSIONS_BOUND = 50
_SEES_DRAFTS = frozenset(
    {Relation.OWNER, Relation.COMPANION, Relation.LEADER, Relation.ADMIN, Relation.AUDITOR}
)
_COMING = (
    TripState.SUBMITTED,
    TripState.APPROVED,
    TripState.IN_PROGRESS,
    TripState.CHANGING,
    TripState.CHANGE_SUBMITTED,
)


def trip_page(*, actor: Actor, trip_id: TripId) -> TripPage:
    """Give the page of a trip. Who only approves or pays is shown the newest submitted version.

    Raises TripNotFound.
    """
    trip = (
        policies.visible_trips(actor)
        .select_related("traveller__team", "traveller__grade", "comment_by")
        .filter(id=trip_id)
        .first()
    )
    if trip is None:
        raise TripNotFound
    relations = policies.relations_of(actor, trip)
    versions = list(
        TripVersion.objects.filter(trip_id=trip.id, deleted_at=None).order_by("-number")[
            :VERSIONS_BOUND
        ]
    )
    version = _shown(trip, versions, sees_drafts=not relations.isdisjoint(_SEES_DRAFTS))
    content, costs = content_of(version), cost_rows(version)
    found = (
        stored_findings(version)
        if version.submitted_at
        else live_findings(costs, grade_id=_grade(trip))
    )
    chains = approvals.chains_of(actor=actor, kind=SubjectKind.TRIP, subject_id=trip.id)
    return _page(
        actor=actor,
        trip=trip,
        version=version,
        versions=versions,
        content=content,
        costs=costs,
        found=found,
        chains=chains,
    )


def _shown(trip: Trip, versions: Sequence[TripVersion], *, sees_drafts: bool) -> TripVersion:
    readable = [v for v in versions if sees_drafts or v.submitted_at is not None]
    shown = next((v for v in readable if v.number == trip.number), None)
    if shown is None:
        shown = next(iter(readable), None)
    return shown or versions[0]


def _grade(trip: Trip) -> GradeId | None:
    return GradeId(trip.traveller.grade_id) if trip.traveller.grade_id else None


def _page(
    *,
    actor: Actor,
    trip: Trip,
    version: TripVersion,
    versions: Sequence[TripVersion],
    content: TripContent,
    costs: list[TripCost],
    found: Found,
    chains: Sequence[ChainRecord],
) -> TripPage:
    names = identity.person_names(content.companion_ids)
    hours_cost = content.work_minutes * content.hour_cost_minor // 60
    return TripPage(
        id=TripId(trip.id),
        version=trip.version,
        state=TripState(trip.state),
        number=version.number,
        title=version.title,
        purpose=version.purpose,
        traveller_id=PersonId(trip.traveller_id),
        traveller_name=trip.traveller.name,
        team_name=trip.traveller.team.name if trip.traveller.team else "",
        companion_names=[names[person] for person in content.companion_ids if person in names],
        companion_ids=content.companion_ids,
        plan_id=PlanId(trip.plan_id) if trip.plan_id else None,
        first_day=version.first_day,
        last_day=version.last_day,
        currency=trip.currency,
        cost_minor=version.cost_minor,
        work_minutes=content.work_minutes,
        work_cost_minor=hours_cost,
        distance_m=sum(segment.distance_m for segment in content.segments),
        overdue_count=sum(stop.is_overdue for stop in content.stops),
        expected_return=content.expected_return,
        segments=content.segments,
        stays=content.stays,
        stops=_stops(content),
        costs=[_cost(row) for row in costs],
        findings=found.findings,
        within_count=found.within_count,
        versions=[_version(row, trip) for row in versions],
        colleagues=_colleagues(actor, trip, version, content),
        chain=_chain(trip, chains),
        actions=_actions(actor, trip),
        approval_task_id=approvals.waiting_task_id(
            actor=actor, kind=SubjectKind.TRIP, subject_id=trip.id
        ),
        last_comment=trip.comment,
        last_comment_by=trip.comment_by.name if trip.comment_by else "",
        started_at=trip.started_at,
        seen=version.seen,
    )


def _actions(actor: Actor, trip: Trip) -> list[TripAction]:
    if not actor.may_write:
        return []
    relations = policies.relations_of(actor, trip)
    return [
        action
        for action in possible_actions(TripState(trip.state))
        if not MAY[action].isdisjoint(relations)
    ]


def _stops(content: TripContent) -> list[StopRecord]:
    names = customers.account_names({stop.account_id for stop in content.stops})
    return [
        StopRecord(
            visit_id=stop.visit_id,
            account_id=stop.account_id,
            account_name=names.get(stop.account_id, ""),
            opportunity_id=stop.opportunity_id,
            on=stop.on,
            starts_at=stop.starts_at,
            why=stop.why,
            is_overdue=stop.is_overdue,
        )
        for stop in content.stops
    ]


def _cost(row: TripCost) -> CostRecord:
    line = cost_draft(row)
    return CostRecord(
        id=CostId(row.id),
        category=line.category,
        label=line.label,
        city_code=line.city_code,
        on=line.on,
        quantity=line.quantity,
        unit=line.unit,
        computed_minor=line.computed_minor,
        amount_minor=line.amount_minor,
        reason=line.reason,
    )


def _version(row: TripVersion, trip: Trip) -> VersionRecord:
    return VersionRecord(
        number=row.number,
        is_current=row.number == trip.number,
        is_approved=row.approved_at is not None,
        reason=row.reason,
        first_day=row.first_day,
        last_day=row.last_day,
        cost_minor=row.cost_minor,
        submitted_at=row.submitted_at,
        approved_at=row.approved_at,
    )


def _colleagues(
    actor: Actor, trip: Trip, version: TripVersion, content: TripContent
) -> list[ColleagueNear]:
    """Find others' stops near in time at the same customers or in the same cities."""
    accounts = {stop.account_id for stop in content.stops}
    cities = {stay.city_code for stay in content.stays if stay.city_code}
    near = (
        TripStop.objects.filter(
            Q(account_id__in=accounts) | Q(account__city_code__in=cities),
            deleted_at=None,
            on__gte=version.first_day - NEAR,
            on__lte=version.last_day + NEAR,
            of__in=policies.present_versions(),
            of__trip__deleted_at=None,
            of__trip__state__in=_COMING,
        )
        .exclude(of__trip__traveller_id=trip.traveller_id)
        .select_related("of__trip__traveller", "account")
        .order_by("on", "id")[: NEAR_BOUND * 10]
    )
    best: dict[UUID, TripStop] = {}
    for stop in near:
        known = best.get(stop.of.trip_id)
        if known is None or (stop.account_id in accounts and known.account_id not in accounts):
            best[stop.of.trip_id] = stop
    readable = set(
        policies.visible_trips(actor).filter(id__in=list(best)).values_list("id", flat=True)
    )
    return [
        _colleague(
            stop, is_readable=stop.of.trip_id in readable, is_same=stop.account_id in accounts
        )
        for stop in list(best.values())[:NEAR_BOUND]
    ]


def _colleague(stop: TripStop, *, is_readable: bool, is_same: bool) -> ColleagueNear:
    from roadbook.domains.standards.queries import city_name

    return ColleagueNear(
        person_id=PersonId(stop.of.trip.traveller_id),
        person_name=stop.of.trip.traveller.name,
        trip_id=TripId(stop.of.trip_id) if is_readable else None,
        on=stop.on,
        city_name=city_name(stop.account.city_code),
        account_id=AccountId(stop.account_id) if is_same else None,
        account_name=stop.account.name if is_same else "",
    )


_ORDER = list(ChainStep)


def _chain(trip: Trip, chains: Sequence[ChainRecord]) -> list[ChainPoint]:
    present = present_step(TripState(trip.state))
    newest = chains[0] if chains else None
    waiting = [t for t in newest.tasks if t.state is TaskState.PENDING] if newest else []
    decided = [t for t in newest.tasks if t.state is TaskState.APPROVED] if newest else []
    is_open = newest is not None and newest.state is ChainState.OPEN
    since = {
        ChainStep.PLAN: trip.created_at,
        ChainStep.REQUEST: trip.submitted_at or trip.created_at,
        ChainStep.APPROVAL: waiting[0].waiting_since if is_open and waiting else trip.approved_at,
        ChainStep.JOURNEY: trip.started_at or trip.approved_at,
        ChainStep.EXPENSES: trip.completed_at,
        ChainStep.RESULT: trip.closed_at,
    }
    by = {
        ChainStep.PLAN: [trip.traveller.name],
        ChainStep.REQUEST: [trip.traveller.name],
        ChainStep.APPROVAL: [t.assignee_name for t in (waiting if is_open else decided)],
        ChainStep.JOURNEY: [trip.traveller.name],
    }
    at = _ORDER.index(present)
    return [
        ChainPoint(
            step=step,
            is_done=i < at,
            is_present=i == at,
            since=since[step] if i <= at else None,
            by_names=by.get(step, []) if i <= at else [],
        )
        for i, step in enumerate(_ORDER)
    ]
