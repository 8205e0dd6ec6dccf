"""Owns documents: a file goes in, draft facts with confidence come out, on one's own machine.

Leaves to others what the facts are used for (expenses, customers), and the bytes
(foundation/files).
"""
