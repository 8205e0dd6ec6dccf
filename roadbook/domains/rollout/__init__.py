"""Rollout owns bringing a company's own customers in from files: columns guessed, a dry run with
errors by line and duplicates shown, a batch that is applied and undone as a whole.

What an account is and who may own one is the matter of customers and identity.
"""
