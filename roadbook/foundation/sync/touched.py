"""What changed since a version, for screens that are open: types and ids only."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.foundation.changes.models import SyncEntry, SyncHead
from roadbook.foundation.changes.types import registry
from roadbook.foundation.sync.ports import ScopesOfPerson

MOST_ENTRIES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """Type → ids changed since; with `everything`, too much to list: refresh what is open."""

    version: int
    everything: bool
    types: Mapping[str, Sequence[UUID]]


def head_version() -> int:
    """Give the version of the newest committed write, 0 before the first."""
    return SyncHead.objects.filter(pk=1).values_list("version", flat=True).first() or 0


def touched_since(*, actor: Actor, since: int, scopes: ScopesOfPerson) -> Touched:
    """List what changed in the actor's scopes after `since`; who sees everything has all."""
    version = head_version()
    entries = SyncEntry.objects.filter(version__gt=since, version__lte=version)
    if not actor.sees_everything:
        entries = entries.filter(scope__in=scopes.scopes_of(actor))
    found = list(
        entries.order_by("version").values_list("rtype", "rid").distinct()[: MOST_ENTRIES + 1]
    )
    if len(found) > MOST_ENTRIES:
        return Touched(version=version, everything=True, types={})
    types: dict[str, list[UUID]] = defaultdict(list)
    for rtype, rid in found:
        types[registry.by_rtype[rtype].name].append(rid)
    return Touched(version=version, everything=False, types=types)
