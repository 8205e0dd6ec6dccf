"""What approvals needs from the slices whose records are decided on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.domains.approvals.contracts import InboxItem, SubjectKind

InboxKey = tuple[datetime, UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectFacts:
    """What the inbox shows of a subject. `seen` is the hash of all an approver is shown."""

    title: str
    subtitle: str
    amount_minor: int
    currency: str
    is_over_standard: bool
    seen: str


class ApprovalSubject(Protocol):
    """A kind of record that goes through a chain. Calls come inside the deciding transaction."""

    def describe(self, *, subject_ids: Sequence[UUID]) -> Mapping[UUID, SubjectFacts]:
        """Give facts by id, without asking who reads: a task is the right to read its subject."""
        ...

    def forwarded(self, *, actor: Actor, subject_id: UUID, now: datetime) -> None:
        """Hear that other people are asked now, so that they can read the subject."""
        ...

    def approved(self, *, actor: Actor, subject_id: UUID, now: datetime) -> None:
        """Hear that the last step said yes."""
        ...

    def rejected(self, *, actor: Actor, subject_id: UUID, comment: str, now: datetime) -> None:
        """Hear that somebody said no."""
        ...

    def returned(self, *, actor: Actor, subject_id: UUID, comment: str, now: datetime) -> None:
        """Hear that the requester is asked to change it and to ask again."""
        ...


class Subjects:
    """The kinds of record that go through chains, as composition names them."""

    def __init__(self, subjects: Mapping[SubjectKind, ApprovalSubject]) -> None:
        self._subjects = dict(subjects)

    def __contains__(self, kind: SubjectKind) -> bool:
        return kind in self._subjects

    def __getitem__(self, kind: SubjectKind) -> ApprovalSubject:
        return self._subjects[kind]


class OwnDesk(Protocol):
    """A slice that decides without a chain, on its own page, and whose waiting is in the inbox."""

    def waiting(self, *, actor: Actor, after: InboxKey | None, limit: int) -> Sequence[InboxItem]:
        """Give what waits for the actor, by (waiting since, key), after a key."""
        ...

    def waiting_count(self, *, actor: Actor) -> int: ...


class OwnDesks:
    """The slices that decide on their own pages, as composition names them."""

    def __init__(self, desks: Sequence[OwnDesk] = ()) -> None:
        self._desks = tuple(desks)

    def waiting(self, *, actor: Actor, after: InboxKey | None, limit: int) -> Sequence[InboxItem]:
        """Give what waits on all desks, in no order over all of them."""
        return [
            item
            for desk in self._desks
            for item in desk.waiting(actor=actor, after=after, limit=limit)
        ]

    def waiting_count(self, *, actor: Actor) -> int:
        """Count what waits on all desks."""
        return sum(desk.waiting_count(actor=actor) for desk in self._desks)
