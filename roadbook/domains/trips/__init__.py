"""Trips: itinerary, estimate, versions and state, from the plan's offer to the closed journey.

This slice owns what was asked for, what was approved and how far the journey is. The plan it
came from belongs to planning, the visits to visits, who approves to approvals, the money spent to
expenses.
"""
