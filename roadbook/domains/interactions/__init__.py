"""Owns what was said and done with a customer: the timeline over all channels.

Notes, calls, meetings, visits, messages and e-mails, with whom and by whom. Leaves planned visits
to visits and how often to get in touch to cadence.
"""
