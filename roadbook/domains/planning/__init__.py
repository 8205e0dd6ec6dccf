"""Plans: whom to visit on which days, in which order, sleeping where, for how much, and why.

Owns travel profiles, candidate hotels, and plans with every revision of them. The choosing is
`engines.routing`; how due a customer is comes from cadence; an accepted plan becomes visits and
calendar
events of the slices below, and a trip request of the slice above.
"""
