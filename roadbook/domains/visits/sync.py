"""Synced types of visits: the visitor's scope and the customer's."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.domains.customers import queries as customers
from roadbook.domains.visits import policies
from roadbook.domains.visits.models import Visit, VisitCheck, VisitReport
from roadbook.foundation.changes.types import SyncType

Scopes = Mapping[UUID, AbstractSet[str]]


def _visit_scopes(ids: Collection[UUID]) -> Scopes:
    rows = list(
        Visit.objects.filter(id__in=ids, deleted_at=None).values_list(
            "id", "person_id", "account_id"
        )
    )
    audiences = customers.account_audiences({account for _, _, account in rows})
    return {pk: {f"u:{person}"} | audiences.get(account, set()) for pk, person, account in rows}


def _part_scopes(model: type[VisitCheck] | type[VisitReport], ids: Collection[UUID]) -> Scopes:
    rows = model._default_manager.filter(id__in=ids, deleted_at=None)
    pairs = list(rows.values_list("id", "visit_id"))
    scopes = _visit_scopes({visit for _, visit in pairs})
    return {pk: scopes.get(visit, set()) for pk, visit in pairs}


def _check_scopes(ids: Collection[UUID]) -> Scopes:
    return _part_scopes(VisitCheck, ids)


def _report_scopes(ids: Collection[UUID]) -> Scopes:
    return _part_scopes(VisitReport, ids)


def _readable_visits(actor: Actor, ids: Collection[UUID]) -> AbstractSet[UUID]:
    return set(policies.visible_visits(actor, ids).values_list("id", flat=True))


def _readable_checks(actor: Actor, ids: Collection[UUID]) -> AbstractSet[UUID]:
    visits = VisitCheck.objects.filter(id__in=ids).values_list("visit_id", flat=True)
    found = policies.visible_checks(actor, list(visits)).filter(id__in=ids)
    return set(found.values_list("id", flat=True))


def _readable_reports(actor: Actor, ids: Collection[UUID]) -> AbstractSet[UUID]:
    visits = VisitReport.objects.filter(id__in=ids).values_list("visit_id", flat=True)
    found = policies.visible_reports(actor, list(visits)).filter(id__in=ids)
    return set(found.values_list("id", flat=True))


def _parts(changed: Mapping[UUID, AbstractSet[str]]) -> Mapping[str, Collection[UUID]]:
    moved = [pk for pk, fields in changed.items() if fields & {"person_id", "account_id"}]
    checks = VisitCheck.objects.filter(visit_id__in=moved)
    reports = VisitReport.objects.filter(visit_id__in=moved)
    return {
        "visit_check": list(checks.values_list("id", flat=True)),
        "visit_report": list(reports.values_list("id", flat=True)),
    }


def visit_rows_of_accounts(account_ids: Collection[UUID], /) -> Mapping[str, Collection[UUID]]:
    """Give the rows whose audiences follow these accounts."""
    visits = Visit.objects.filter(account_id__in=account_ids)
    checks = VisitCheck.objects.filter(visit__account_id__in=account_ids)
    reports = VisitReport.objects.filter(visit__account_id__in=account_ids)
    return {
        "visit": list(visits.values_list("id", flat=True)),
        "visit_check": list(checks.values_list("id", flat=True)),
        "visit_report": list(reports.values_list("id", flat=True)),
    }


SYNC_TYPES = (
    SyncType(
        rtype=65,
        name="visit",
        model=Visit,
        scopes=_visit_scopes,
        readable=_readable_visits,
        dependants=_parts,
    ),
    SyncType(
        rtype=66,
        name="visit_check",
        model=VisitCheck,
        scopes=_check_scopes,
        readable=_readable_checks,
    ),
    SyncType(
        rtype=67,
        name="visit_report",
        model=VisitReport,
        scopes=_report_scopes,
        readable=_readable_reports,
    ),
)
