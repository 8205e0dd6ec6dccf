"""Pure algorithms. No framework, no clock, no I/O, no settings."""
