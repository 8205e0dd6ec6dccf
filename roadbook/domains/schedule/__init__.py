"""Calendars: events with local time and zone, working days with 调休, busy times, double-booking.

It warns of double-booking and never forbids it. What an event is about (a visit, a trip) belongs
to the slice that put it here; the event carries only that record's id. How much of a calendar
colleagues see is its owner's choice (full, busy, nothing); leaders and admins see all of it.
"""
