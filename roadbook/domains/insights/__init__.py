"""Insights owns what travel brought for what it cost: the result of a trip, spend beside revenue.

It keeps no tables of its own: everything is computed from the records of the slices below.
"""
