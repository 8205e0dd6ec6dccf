"""Offline sync, both ends: what devices hold and send, and what the server makes of it."""
