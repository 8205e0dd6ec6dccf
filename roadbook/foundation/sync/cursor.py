"""The cursor of a pull: positions of lagging streams, scopes, masks; signed and bound to a device.

A stream is a pair (scope, type). Its position is the lower of its scope's and its type's; what
is not listed stands at `base`. Positions order entries by (version, rtype, rid, scope).
"""

from dataclasses import dataclass, field, replace
from typing import Any, Self
from uuid import UUID

from django.core import signing

from roadbook.core.errors import Invalid

_SALT = "sync.pull"
_LAST_TYPE, _LAST_ID, _LAST_SCOPE = 32_767, UUID(int=2**128 - 1), "\uffff"


class BadPullCursor(Invalid):
    """The cursor was not made here for this device: pull again from null."""

    code = "sync.bad_cursor"
    status = 400


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in the order of entries. A page continues with the entries greater than it."""

    version: int
    rtype: int
    rid: UUID
    scope: str

    @classmethod
    def start(cls) -> Self:
        return cls(0, 0, UUID(int=0), "")

    @classmethod
    def end_of(cls, version: int) -> Self:
        return cls(version, _LAST_TYPE, _LAST_ID, _LAST_SCOPE)


@dataclass(frozen=True, slots=True)
class Lag:
    """Where a scope or type stands; `born` is the head when it started from nothing."""

    place: Place
    born: int

    def at_least(self, place: Place) -> "Lag":
        return Lag(max(self.place, place), self.born)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """What a device holds, as the server remembers it."""

    epoch: UUID
    device: str
    version: int
    safe: int
    scopes: frozenset[str]
    masks: dict[int, str]
    base: Lag
    by_scope: dict[str, Lag] = field(default_factory=dict)
    by_type: dict[int, Lag] = field(default_factory=dict)

    def scope_lag(self, scope: str) -> Lag:
        return self.by_scope.get(scope, self.base)

    def type_lag(self, rtype: int) -> Lag:
        return self.by_type.get(rtype, self.base)

    def after_page(self, last: Place) -> "Cursor":
        """Move every stream past the last entry of a page that was cut."""
        return replace(
            self,
            base=self.base.at_least(last),
            by_scope={s: lag.at_least(last) for s, lag in self.by_scope.items()},
            by_type={t: lag.at_least(last) for t, lag in self.by_type.items()},
        )

    def complete(self, version: int) -> "Cursor":
        """Move every stream to the end of a version: the replica is a checkpoint now."""
        return replace(
            self,
            version=version,
            safe=version,
            base=Lag(Place.end_of(version), 0),
            by_scope={},
            by_type={},
        )

    def write(self) -> str:
        """Sign and compress."""
        content = {
            "e": self.epoch.hex,
            "d": self.device,
            "v": self.version,
            "f": self.safe,
            "s": sorted(self.scopes),
            "m": {str(k): v for k, v in self.masks.items()},
            "b": _packed(self.base),
            "ls": {s: _packed(lag) for s, lag in self.by_scope.items()},
            "lt": {str(t): _packed(lag) for t, lag in self.by_type.items()},
        }
        return signing.dumps(content, salt=_SALT, compress=True)


def read_cursor(text: str, *, device: str) -> Cursor:
    """Verify and open a cursor. Raises BadPullCursor."""
    try:
        c = signing.loads(text, salt=_SALT)
    except (signing.BadSignature, ValueError) as error:
        raise BadPullCursor from error
    if c["d"] != device:
        raise BadPullCursor
    return Cursor(
        epoch=UUID(c["e"]),
        device=device,
        version=c["v"],
        safe=c["f"],
        scopes=frozenset(c["s"]),
        masks={int(k): v for k, v in c["m"].items()},
        base=_unpacked(c["b"]),
        by_scope={s: _unpacked(lag) for s, lag in c["ls"].items()},
        by_type={int(t): _unpacked(lag) for t, lag in c["lt"].items()},
    )


def _packed(lag: Lag) -> list[Any]:
    place = lag.place
    return [place.version, place.rtype, place.rid.hex, place.scope, lag.born]


def _unpacked(raw: list[Any]) -> Lag:
    return Lag(Place(raw[0], raw[1], UUID(raw[2]), raw[3]), raw[4])
