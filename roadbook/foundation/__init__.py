"""Mechanisms without business: changes, sync, jobs, files, search, http, wiring."""
