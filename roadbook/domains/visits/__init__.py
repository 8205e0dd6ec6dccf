"""Visits: planned, done and missed; check-in and check-out with their evidence; the report.

How settled an appointment is (`Certainty`) is kept apart from how far it has come (`VisitStatus`).
A check-in is never refused for its position: it is graded. The report writes, in one command, the
interaction, the opportunity's stage and the next visit. Which plan or trip a visit belongs to is
only an id here; those slices stand above.
"""
