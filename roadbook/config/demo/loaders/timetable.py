"""Stations, trains and flights, through the same import as everybody's."""

from datetime import date, datetime, timedelta

from roadbook.config.demo.timetable import services_csv, stations_csv
from roadbook.config.demo.writing import DEMO
from roadbook.domains.planning.commands import import_stations, import_timetable

_BACK, _AHEAD = timedelta(days=30), timedelta(days=365)


def load(*, today: date, at: datetime) -> int:
    """Import the demo's files; gives how many rows. Raises ValueError for a line that is wrong."""
    stations = import_stations(actor=DEMO, content=stations_csv(), is_dry_run=False, now=at)
    services = import_timetable(
        actor=DEMO,
        content=services_csv(first=today - _BACK, last=today + _AHEAD),
        is_dry_run=False,
        is_demo=True,
        now=at,
    )
    for told in (stations, services):
        if not told.is_written:
            raise ValueError(f"the demo timetable is wrong: {told.troubles[:3]}")
    return stations.added + services.added
