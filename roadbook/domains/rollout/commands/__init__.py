"""Writes of rollout. `run_…` are the bodies of jobs: many short units, each resumable."""

from roadbook.domains.rollout.commands._applying import begin_apply, run_apply
from roadbook.domains.rollout.commands._checking import begin_check, run_check
from roadbook.domains.rollout.commands._starting import decide_line, map_columns, start_import
from roadbook.domains.rollout.commands._undoing import begin_undo, run_undo

__all__ = [
    "begin_apply",
    "begin_check",
    "begin_undo",
    "decide_line",
    "map_columns",
    "run_apply",
    "run_check",
    "run_undo",
    "start_import",
]
