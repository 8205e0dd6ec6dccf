"""Reads of insights. Rights come from the trips, customers and visits they are computed from."""

from roadbook.domains.insights.queries._customer import customer_spend
from roadbook.domains.insights.queries._overview import result_overview
from roadbook.domains.insights.queries._trip import trip_result

__all__ = ["customer_spend", "result_overview", "trip_result"]
