"""Where the planner's machine code is kept, and compiling it before it is needed."""

import hashlib
import os
import sys
import threading
from pathlib import Path
from typing import Final

_KERNEL: Final = Path(__file__).resolve().parent.parent / "engines" / "routing" / "kernel"


def kernel_cache(data_dir: Path) -> Path:
    """Give the directory for the machine code of exactly these sources.

    Beside the installed packages where that may be written (an image, a working copy), else with
    the data. The processor it was compiled for is checked by numba itself.
    """
    total = hashlib.sha256()
    for source in sorted(_KERNEL.glob("*.py")):
        total.update(source.read_bytes())
    home = Path(sys.prefix) if os.access(sys.prefix, os.W_OK) else data_dir
    return home / "planner" / total.hexdigest()[:16]


def warm_up_in_background() -> None:
    """Load the planner's machine code, or compile it, beside what else starts."""
    threading.Thread(target=warm_up, name="planner-warm-up", daemon=True).start()


def warm_up() -> None:
    """Solve the smallest trip: afterwards nothing is left to compile."""
    from roadbook.engines.routing.warming import solve_smallest

    solve_smallest()
