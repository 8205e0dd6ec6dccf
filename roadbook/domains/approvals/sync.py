"""Synced types of approvals: chains and tasks for those who take part, rules for everybody."""

from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.domains.approvals import policies
from roadbook.domains.approvals.models import (
    ApprovalChain,
    ApprovalRule,
    ApprovalRuleStep,
    ApprovalTask,
)
from roadbook.foundation.changes.types import SyncType


def _reference(ids: Collection[UUID]) -> Mapping[UUID, AbstractSet[str]]:
    return {rid: {"r:ref"} for rid in ids}


def _task_scopes(ids: Collection[UUID]) -> Mapping[UUID, AbstractSet[str]]:
    rows = ApprovalTask.objects.filter(id__in=ids, deleted_at=None)
    return {
        rid: {f"u:{assignee}", f"u:{requester}"}
        for rid, assignee, requester in rows.values_list("id", "assignee_id", "chain__requester_id")
    }


def _chain_scopes(ids: Collection[UUID]) -> Mapping[UUID, AbstractSet[str]]:
    chains = ApprovalChain.objects.filter(id__in=ids, deleted_at=None)
    scopes = {rid: {f"u:{who}"} for rid, who in chains.values_list("id", "requester_id")}
    tasks = ApprovalTask.objects.filter(chain_id__in=ids, deleted_at=None)
    for chain_id, assignee in tasks.values_list("chain_id", "assignee_id"):
        if chain_id in scopes:
            scopes[chain_id].add(f"u:{assignee}")
    return scopes


def _readable_tasks(actor: Actor, ids: Collection[UUID]) -> AbstractSet[UUID]:
    return _ids(policies.visible_tasks(actor).filter(id__in=ids).values_list("id", flat=True))


def _readable_chains(actor: Actor, ids: Collection[UUID]) -> AbstractSet[UUID]:
    return _ids(policies.visible_chains(actor).filter(id__in=ids).values_list("id", flat=True))


def _readable_all(_: Actor, ids: Collection[UUID]) -> AbstractSet[UUID]:
    return set(ids)


def _ids(found: Iterable[UUID]) -> AbstractSet[UUID]:
    return set(found)


def _chains_of_tasks(changed: Mapping[UUID, AbstractSet[str]]) -> Mapping[str, Collection[UUID]]:
    tasks = ApprovalTask.objects.filter(id__in=list(changed))
    return {"approval_chain": set(tasks.values_list("chain_id", flat=True))}


SYNC_TYPES = (
    SyncType(
        rtype=10,
        name="approval_rule",
        model=ApprovalRule,
        scopes=_reference,
        readable=_readable_all,
    ),
    SyncType(
        rtype=11,
        name="approval_rule_step",
        model=ApprovalRuleStep,
        scopes=_reference,
        readable=_readable_all,
    ),
    SyncType(
        rtype=12,
        name="approval_chain",
        model=ApprovalChain,
        scopes=_chain_scopes,
        readable=_readable_chains,
    ),
    SyncType(
        rtype=13,
        name="approval_task",
        model=ApprovalTask,
        scopes=_task_scopes,
        readable=_readable_tasks,
        dependants=_chains_of_tasks,
    ),
)
