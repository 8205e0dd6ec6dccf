"""Prometheus metrics of the process."""

from prometheus_client import Counter, Gauge, Histogram

REQUESTS = Counter("roadbook_requests_total", "Requests answered", ["method", "route", "status"])
REQUEST_SECONDS = Histogram(
    "roadbook_request_seconds",
    "Time to answer",
    ["method", "route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
STREAMS = Gauge("roadbook_streams", "Open live streams")
LEAK_ALARMS = Counter(
    "roadbook_sync_leak_alarms_total", "Rows a scope would have leaked; must stay 0"
)
