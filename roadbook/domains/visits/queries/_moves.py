"""Ways between visits as they took place, for whoever learns how long ways take."""

import itertools
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.geo import Position
from roadbook.core.ids import AccountId, PersonId
from roadbook.domains.customers import queries as customers
from roadbook.domains.customers.contracts import AccountPlace, PositionState
from roadbook.domains.visits.contracts import CheckGrade, CheckKind, VisitMove
from roadbook.domains.visits.models import Visit, VisitCheck

MOST_VISITS: Final = 20_000
_CHUNK: Final = 500
_GOOD: Final = (CheckGrade.VERIFIED, CheckGrade.NEAR)
_PLACED: Final = frozenset({PositionState.GEOCODED, PositionState.CONFIRMED})
_CLOCKWORK: Final = Actor(person_id=PersonId(UUID(int=0)), is_clockwork=True)
Checks = Mapping[tuple[UUID, str], Position]


def moves_between_visits(*, since: date, until: date) -> Sequence[VisitMove]:
    """Give the ways of each person's days, from leaving one customer to arriving at the next.

    Of the latest 20,000 visits, whoever made them and without saying who. A way starts when the
    visitor said so, else when they checked out; its ends are the fixes of the checks where those
    are good, else the customers' own positions; without either it is left out.
    """
    rows = Visit.objects.filter(
        deleted_at=None, day__range=(since, until), checked_in_at__isnull=False
    ).order_by("-day", "person_id", "checked_in_at", "id")
    visits = list(rows[:MOST_VISITS])
    pairs = [
        (before, after)
        for before, after in itertools.pairwise(visits)
        if (before.person_id, before.day) == (after.person_id, after.day)
    ]
    used = {visit.id: visit for pair in pairs for visit in pair}
    places = customers.account_places(
        _CLOCKWORK, {AccountId(visit.account_id) for visit in used.values()}
    )
    checks = _checks(used)
    moves = [_move(before, after, checks, places) for before, after in pairs]
    return [move for move in moves if move is not None]


def _checks(visit_ids: Collection[UUID]) -> Checks:
    ids, found = list(visit_ids), dict[tuple[UUID, str], Position]()
    for start in range(0, len(ids), _CHUNK):
        rows = VisitCheck.objects.filter(
            deleted_at=None, visit_id__in=ids[start : start + _CHUNK], grade__in=_GOOD
        )
        for visit_id, kind, lat, lon in rows.values_list("visit_id", "kind", "lat", "lon"):
            if lat is not None and lon is not None:
                found[visit_id, kind] = Position(lat=lat, lon=lon)
    return found


def _move(
    before: Visit,
    after: Visit,
    checks: Checks,
    places: Mapping[AccountId, AccountPlace],
) -> VisitMove | None:
    left_at = after.set_off_at or before.checked_out_at
    if left_at is None or after.checked_in_at is None or left_at >= after.checked_in_at:
        return None
    start = _where(before, CheckKind.OUT, checks, places)
    end = _where(after, CheckKind.IN, checks, places)
    if start is None or end is None:
        return None
    seconds = round((after.checked_in_at - left_at).total_seconds())
    return VisitMove(start=start, end=end, seconds=seconds)


def _where(
    visit: Visit, kind: CheckKind, checks: Checks, places: Mapping[AccountId, AccountPlace]
) -> Position | None:
    fix = checks.get((visit.id, kind.value))
    if fix is not None:
        return fix
    place = places.get(AccountId(visit.account_id))
    return place.position if place and place.position_state in _PLACED else None
