"""Vocabulary shared by every floor. Pure: no I/O, no clock, no settings."""
