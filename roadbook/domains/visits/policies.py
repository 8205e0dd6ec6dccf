"""The doors to the rows of visits, and who may do what to one.

One's own visits, those of people one leads, and the visits to customers that one may read.
"""

from collections.abc import Collection, Mapping
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from roadbook.core.actor import Actor, Role
from roadbook.core.ids import AccountId, PersonId, VisitId
from roadbook.domains.customers import queries as customers
from roadbook.domains.identity import queries as identity
from roadbook.domains.visits.contracts import NotYourVisit, VisitAction, VisitNotFound
from roadbook.domains.visits.models import Visit, VisitCheck, VisitReport

_VISITOR, _LEADER = "visitor", "leader"
_MAY: Final[Mapping[VisitAction, frozenset[str]]] = {
    VisitAction.SET_OFF: frozenset({_VISITOR}),
    VisitAction.CHECK_IN: frozenset({_VISITOR}),
    VisitAction.CHECK_OUT: frozenset({_VISITOR}),
    VisitAction.REPORT: frozenset({_VISITOR}),
    VisitAction.MISS: frozenset({_VISITOR, _LEADER}),
    VisitAction.CANCEL: frozenset({_VISITOR, _LEADER}),
    VisitAction.RESCHEDULE: frozenset({_VISITOR, _LEADER}),
    VisitAction.REOPEN: frozenset({_VISITOR, _LEADER}),
    VisitAction.EDIT: frozenset({_VISITOR, _LEADER}),
}


def our_visits(actor: Actor) -> QuerySet[Visit]:
    """Visits by oneself and the people one leads."""
    visits = Visit.objects.filter(deleted_at=None)
    if actor.sees_everything:
        return visits
    led = identity.led_person_ids(actor)
    return visits.filter(Q(person_id=actor.person_id) | Q(person_id__in=led))


def visible_visits(actor: Actor, ids: Collection[UUID]) -> QuerySet[Visit]:
    """Of the given visits those that the actor may read."""
    wanted = Visit.objects.filter(deleted_at=None, id__in=list(ids))
    if actor.sees_everything:
        return wanted
    accounts = wanted.values_list("account_id", flat=True).distinct()
    readable = customers.readable_accounts(actor, [AccountId(pk) for pk in accounts])
    ours = our_visits(actor).filter(id__in=list(ids)).values("id")
    return wanted.filter(Q(id__in=ours) | Q(account_id__in=readable))


def visits_to(*, actor: Actor, account_id: AccountId) -> QuerySet[Visit]:
    """All visits to a customer that the actor may read, otherwise the actor's and led people's."""
    if actor.sees_everything or customers.readable_accounts(actor, [account_id]):
        return Visit.objects.filter(deleted_at=None, account_id=account_id)
    return our_visits(actor).filter(account_id=account_id)


def visible_visit(*, actor: Actor, visit_id: VisitId) -> Visit:
    """Give one visit to read. Raises VisitNotFound."""
    visit = visible_visits(actor, [visit_id]).first()
    if visit is None:
        raise VisitNotFound
    return visit


def visible_checks(actor: Actor, visit_ids: Collection[UUID]) -> QuerySet[VisitCheck]:
    visits = visible_visits(actor, visit_ids)
    return VisitCheck.objects.filter(deleted_at=None, visit__in=visits)


def visible_reports(actor: Actor, visit_ids: Collection[UUID]) -> QuerySet[VisitReport]:
    visits = visible_visits(actor, visit_ids)
    return VisitReport.objects.filter(deleted_at=None, visit__in=visits)


def may_take(*, actor: Actor, visit: Visit, action: VisitAction) -> bool:
    """Tell whether this is theirs to do, whatever the state."""
    if actor.is_clockwork:
        return True
    if not actor.may_write:
        return False
    standing = _standing(actor, PersonId(visit.person_id))
    return standing is not None and standing in _MAY[action]


def _standing(actor: Actor, person_id: PersonId) -> str | None:
    if person_id == actor.person_id:
        return _VISITOR
    if actor.has(Role.ADMIN) or identity.led_person_ids(actor).filter(id=person_id).exists():
        return _LEADER
    return None


def access_visit(*, actor: Actor, visit_id: VisitId, action: VisitAction) -> Visit:
    """Lock a visit for an action. Raises VisitNotFound, NotYourVisit."""
    visible_visit(actor=actor, visit_id=visit_id)
    visit = Visit.objects.select_for_update(of=("self",)).get(id=visit_id)
    if not may_take(actor=actor, visit=visit, action=action):
        raise NotYourVisit(action=action.value)
    return visit


def require_planner(*, actor: Actor, person_id: PersonId) -> None:
    """Let pass who may plan visits for this person. Raises NotYourVisit."""
    if not actor.is_clockwork and _standing(actor, person_id) is None:
        raise NotYourVisit(action="plan")
