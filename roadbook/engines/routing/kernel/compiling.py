"""The one place where functions become machine code.

Both ways compile at the first call and keep the code in NUMBA_CACHE_DIR; without the
interpreter's lock, so that a server goes on answering; without reference counting, as nothing is
allocated inside. No fast math: additions, multiplications, divisions and square roots round as
IEEE 754 says, the same everywhere.
"""

from collections.abc import Callable
from typing import Any, Final, ParamSpec, TypeVar, cast

from numba import njit
from numba.core import config

P = ParamSpec("P")
R = TypeVar("R")

config.LOOP_VECTORIZE = 0  # type: ignore[attr-defined]  # numba fills its settings at run time
config.SLP_VECTORIZE = 0  # type: ignore[attr-defined]  # the loops are short: half the compile time

_OPTIONS: Final = {"nogil": True, "error_model": "numpy", "_nrt": False, "no_cfunc_wrapper": True}
_compile = cast("Callable[..., Any]", njit)  # its types leave some of its options out


def entry(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function that Python calls."""
    return cast("Callable[P, R]", _compile(cache=True, **_OPTIONS)(function))


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function that only compiled ones call; it has no way in from Python."""
    return cast("Callable[P, R]", _compile(no_cpython_wrapper=True, **_OPTIONS)(function))
