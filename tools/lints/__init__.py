"""Our own lints: house rules that no bought tool can state. Run `python -m tools.lints`."""
