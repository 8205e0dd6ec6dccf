"""Reads of trips: the page, the lists, and what other slices ask."""

from roadbook.domains.trips.queries._lists import (
    accounts_on_trips,
    trip_of_visit,
    trips,
    trips_between,
    trips_of_account,
)
from roadbook.domains.trips.queries._page import trip_page

__all__ = [
    "accounts_on_trips",
    "trip_of_visit",
    "trip_page",
    "trips",
    "trips_between",
    "trips_of_account",
]
