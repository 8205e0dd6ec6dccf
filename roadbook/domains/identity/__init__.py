"""Owns people, teams (a tree), grades, roles, territories, sign-in, sessions and API tokens.

Leaves to others what a person may do to a business row: the policies of each slice decide that from
the actor.
"""
