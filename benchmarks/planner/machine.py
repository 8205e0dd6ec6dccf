"""What all planner benchmarks share: the compiled kernel, and where results go."""

import json
import os
import platform
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
RESULTS = ROOT / "benchmarks" / "results"


def kernel_ready() -> None:
    """Compile the kernel, or load it, before anything is measured."""
    from roadbook.config.planner import kernel_cache, warm_up

    os.environ.setdefault("NUMBA_CACHE_DIR", str(kernel_cache(ROOT / "var")))
    warm_up()


def write_result(name: str, found: dict[str, object]) -> None:
    """Write a result with the machine it is of."""
    RESULTS.mkdir(exist_ok=True)
    machine = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cpus": os.cpu_count(),
    }
    text = json.dumps({"machine": machine, **found}, indent=1, sort_keys=True)
    (RESULTS / f"{name}.json").write_text(text + "\n")
