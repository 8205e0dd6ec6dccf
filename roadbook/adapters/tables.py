"""Read tables of numbers that a service outside sent."""

from collections.abc import Sequence
from typing import Any, Final

from roadbook.engines.routing.problem import UNREACHABLE
from roadbook.foundation.http.outbound import UnreadableAnswer

_TOO_MUCH: Final = 10**9


def whole_rows(
    rows: Sequence[Any], shape: tuple[int, int], *, scale: float = 1
) -> tuple[tuple[int | None, ...], ...]:
    """Read rows of numbers, null for no way. Raises UnreadableAnswer for anything else."""
    if len(rows) != shape[0] or any(
        not isinstance(row, list) or len(row) != shape[1] for row in rows
    ):
        raise UnreadableAnswer(host="table", reason="shape")
    return tuple(tuple(_whole(value, scale) for value in row) for row in rows)


def _whole(value: object, scale: float) -> int:
    if value is None:
        return UNREACHABLE
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < _TOO_MUCH:
        raise UnreadableAnswer(host="table", reason="number")
    return round(value * scale)
