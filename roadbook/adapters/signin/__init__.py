"""Sign-in by django-allauth (headless): its hooks, the audit of it, and who sends a request.

Passwords, TOTP, passkeys, recovery codes and the sessions by device are allauth's own.
"""
