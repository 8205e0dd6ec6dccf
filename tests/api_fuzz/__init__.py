"""Generated requests against every route: whatever is sent, the server never fails (no 5xx).

`make test` sends a few per route; `make test-api-fuzz` at least 5,000 in all.
"""
