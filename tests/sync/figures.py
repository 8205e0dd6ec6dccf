"""Figures of the full runs, kept in benchmarks/results when ROADBOOK_FIGURES is set."""

import json
import os
import platform
from pathlib import Path

RESULTS = Path(__file__).resolve().parents[2] / "benchmarks" / "results"


def keep_figure(name: str, what: str, figure: object) -> None:
    """Write a figure into its file beside those of other runs; quick runs keep nothing."""
    if not os.environ.get("ROADBOOK_FIGURES"):
        return
    path = RESULTS / f"{name}.json"
    kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"results": {}}
    kept["python"] = platform.python_version()
    kept["results"][what] = figure
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
