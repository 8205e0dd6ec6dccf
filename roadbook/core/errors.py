"""The six kinds of refusal. Anything else that is raised is a bug."""

from collections.abc import Mapping
from typing import ClassVar

Fact = str | int | float | bool | None


class Refusal(Exception):
    """A sentence about the world that stops a command or query.

    It carries a stable `code` ("slice.reason") and facts, never prose: the edge chooses
    the sentence in the reader's language (`foundation/http/texts`).
    """

    code: ClassVar[str] = "core.refused"
    status: ClassVar[int] = 500

    def __init__(self, **facts: Fact) -> None:
        super().__init__(self.code)
        self.facts: dict[str, Fact] = facts


class NotFound(Refusal):
    """Absent or invisible: both look the same."""

    code = "core.not_found"
    status = 404


class Forbidden(Refusal):
    """Visible, but not theirs to do."""

    code = "core.forbidden"
    status = 403


class Invalid(Refusal):
    """Cannot be meant. `fields` maps a field's name (dotted for nested ones) to a reason code."""

    code = "core.invalid"
    status = 422

    def __init__(self, fields: Mapping[str, str] | None = None, **facts: Fact) -> None:
        super().__init__(**facts)
        self.fields: dict[str, str] = dict(fields or {})


class Conflict(Refusal):
    """Not in this state or version."""

    code = "core.conflict"
    status = 409


class Throttled(Refusal):
    """Too often. The fact `retry_after_s` says when to come back."""

    code = "core.throttled"
    status = 429


class Unavailable(Refusal):
    """Someone outside did not answer."""

    code = "core.unavailable"
    status = 503
