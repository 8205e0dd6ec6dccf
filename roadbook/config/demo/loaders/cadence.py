"""The rhythm of every customer, computed by the slice's own rules from what was written before."""

from datetime import datetime

from roadbook.config.demo.records import RepYear
from roadbook.config.demo.writing import DEMO
from roadbook.core.ids import AccountId
from roadbook.domains.cadence.commands import recalculate

_AT_ONCE = 200


def load(year: RepYear, *, at: datetime) -> int:
    """Compute the rhythms of one seller's customers; gives how many rows."""
    ids = [AccountId(account.id) for account in year.accounts]
    return sum(
        recalculate(actor=DEMO, account_ids=ids[start : start + _AT_ONCE], now=at)
        for start in range(0, len(ids), _AT_ONCE)
    )
