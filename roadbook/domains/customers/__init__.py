"""Owns customers and what is known of them.

Accounts, their people, owners and members, leads, opportunities in pipelines, orders, contracts,
projects, key dates, tags, custom fields and saved views. Leaves contacts made over time to
interactions, the rhythm of visits to cadence, visits to visits, and money spent to expenses.
"""
