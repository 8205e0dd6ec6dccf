"""How often a customer should be seen: recommended interval and channel with the reason, the due
list.

Owns the rhythm of each account. The visits, calls and notes it counts from are interactions;
planning
turns what is due into trips.
"""
