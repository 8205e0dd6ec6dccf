"""Rows have doors: `Model.objects` belongs to the slice's own modules, and rows do not cross."""

import ast
from collections.abc import Iterator, Sequence

from tools.lints.tree import Finding, Module

# sync.py computes who may see a row: it reads for nobody in particular, so no door fits
MAY_TOUCH_ROWS = frozenset({"models", "policies", "queries", "commands", "sync", "tests"})
# the demo's loader writes a year of rows in bulk, through the unit of work
# allauth's user is identity's row: its bridge may hold it
SIGN_IN_BRIDGE = ("roadbook", "adapters", "signin")
BULK_LOADERS = ("roadbook", "config", "demo")
PUBLIC = frozenset({"contracts", "ports", "queries", "commands"})
MANAGERS = frozenset({"objects", "_default_manager", "_base_manager"})


def row_access(found: Sequence[Module]) -> Iterator[Finding]:
    """Refuse `X.objects` in a slice's edges, contracts and rules, and in the other floors."""
    for module in found:
        if module.is_test or (module.slice and module.role in MAY_TOUCH_ROWS):
            continue
        is_mechanism = module.parts[:2] == ("roadbook", "foundation")  # they own their tables
        if is_mechanism or module.parts[:3] in {BULK_LOADERS, SIGN_IN_BRIDGE}:
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
                sentence = f"`.{node.attr}` here: go through the slice's queries or commands"
                yield module.finding(node.lineno, "doors", sentence)


def privacy(found: Sequence[Module]) -> Iterator[Finding]:
    """Refuse imports of another slice's private modules, in code and from its edges."""
    for module in found:
        if module.is_test or module.parts[:2] == ("roadbook", "config"):  # the roof knows all
            continue
        for name, line in module.imported():
            parts = name.split(".")
            if parts[:2] != ["roadbook", "domains"] or len(parts) < 4:  # noqa: PLR2004
                continue
            other, role = parts[2], parts[3]
            if other == "identity" and module.parts[:3] == SIGN_IN_BRIDGE:
                continue
            if other != module.slice and role not in PUBLIC:
                sentence = f"`{other}.{role}` is private to {other}: use its queries or commands"
                yield module.finding(line, "privacy", sentence)
