"""Reads of visits."""

from roadbook.domains.visits.queries._days import day_of, team_day
from roadbook.domains.visits.queries._facts import done_visits_of_trips, done_visits_to
from roadbook.domains.visits.queries._lists import (
    last_visits,
    visited_accounts,
    visits_between,
    visits_by_ids,
    visits_of_account,
    visits_of_plan,
    visits_of_trip,
)
from roadbook.domains.visits.queries._moves import moves_between_visits
from roadbook.domains.visits.queries._page import adoptable_check, visit_page
from roadbook.domains.visits.queries._records import check_record_of, summaries_of, summary_of

__all__ = [
    "adoptable_check",
    "check_record_of",
    "day_of",
    "done_visits_of_trips",
    "done_visits_to",
    "last_visits",
    "moves_between_visits",
    "summaries_of",
    "summary_of",
    "team_day",
    "visit_page",
    "visited_accounts",
    "visits_between",
    "visits_by_ids",
    "visits_of_account",
    "visits_of_plan",
    "visits_of_trip",
]
