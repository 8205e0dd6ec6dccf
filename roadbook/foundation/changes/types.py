"""What a slice declares about a synced type, and the registry that composition fills."""

from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from uuid import UUID

from roadbook.core.actor import Actor, Role
from roadbook.foundation.changes.models import SyncedModel

ScopesOf = Callable[[Collection[UUID]], Mapping[UUID, AbstractSet[str]]]
ReadableOf = Callable[[Actor, Collection[UUID]], AbstractSet[UUID]]
DependantsOf = Callable[[Mapping[UUID, AbstractSet[str]]], Mapping[str, Collection[UUID]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchText:
    """What search knows of a row: what to show, and all the words that find it."""

    title: str
    subtitle: str
    words: str
    parent_id: UUID | None = None  # the record whose page shows a row without a page of its own


SearchOf = Callable[[Collection[UUID]], Mapping[UUID, SearchText]]


def _no_dependants(_: Mapping[UUID, AbstractSet[str]]) -> Mapping[str, Collection[UUID]]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SyncType:
    """A type of row that devices may hold.

    `rtype` never changes its meaning. `scopes` gives the audiences of each living row id, from the
    live tables with a constant number of statements. `readable` is the general read rule: those
    of the given ids that the actor may read. `dependants` maps changed ids → changed field names
    to the rows of other types whose scopes may have changed with them. `private_fields` never leave
    the server and never enter history or audit; `hidden_from` names fields some roles do not get.
    """

    rtype: int
    name: str
    model: type[SyncedModel]
    scopes: ScopesOf
    readable: ReadableOf
    dependants: DependantsOf = _no_dependants
    private_fields: frozenset[str] = frozenset()
    hidden_from: Mapping[str, frozenset[Role]] = field(default_factory=dict)
    schema: int = 1
    search: SearchOf | None = None

    def served_fields(self, roles: frozenset[Role]) -> tuple[str, ...]:
        """Give the sorted field names that a person with these roles gets."""
        hidden = {name for name, from_roles in self.hidden_from.items() if roles <= from_roles}
        names = {f.attname for f in self.model._meta.concrete_fields}
        return tuple(sorted(names - self.private_fields - hidden - {"version", "deleted_at"}))


class Registry:
    """The synced types and the reactions, installed once by composition."""

    def __init__(self) -> None:
        self.by_rtype: dict[int, SyncType] = {}
        self.by_model: dict[type[SyncedModel], SyncType] = {}
        self.by_name: dict[str, SyncType] = {}
        self.reactions: dict[str, tuple[str, ...]] = {}

    def install(self, types: Sequence[SyncType], *, reactions: Mapping[str, Sequence[str]]) -> None:
        """Take the product's types and its map of change kind → job names. Doubles are refused."""
        self.by_rtype = {t.rtype: t for t in types}
        self.by_model = {t.model: t for t in types}
        self.by_name = {t.name: t for t in types}
        if not len(self.by_rtype) == len(self.by_model) == len(self.by_name) == len(types):
            raise ValueError("two synced types share an rtype, a model or a name")
        self.reactions = {kind: tuple(jobs) for kind, jobs in reactions.items()}


registry = Registry()
