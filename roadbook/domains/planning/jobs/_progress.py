"""How far the making of a plan is, and whether somebody has stopped it."""

from dataclasses import dataclass
from typing import Final

from roadbook.foundation.jobs.contracts import JobCancelled, JobContext, JobLost

GATHERED, DRIVEN, SOLVED, TOTAL = 5, 10, 95, 100
_PER_MILLE: Final = 1_000


@dataclass(slots=True, kw_only=True)
class Progress:
    """Reports to the job. A stopped job goes on to write the best plan found; one that another
    worker has taken over ends at once."""

    context: JobContext
    is_stopped: bool = False
    searched: int = 0  # per mille of the present search

    def tell(self, done: int, note: str) -> None:
        try:
            self.context.report(done, TOTAL, note)
        except JobLost:
            raise
        except JobCancelled:
            self.is_stopped = True

    def tell_search(self, per_mille: int) -> None:
        self.searched = per_mille
        self.tell(DRIVEN + (SOLVED - DRIVEN) * per_mille // _PER_MILLE, "solving")

    def may_end_search(self) -> bool:
        """Tell whether to end the search: stopped, and there is something to keep."""
        return self.is_stopped and self.searched > 0
