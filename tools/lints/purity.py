"""Pure modules read no clock and roll no unseeded dice; settings are read on three floors only."""

import ast
from collections.abc import Iterator, Sequence

from tools.lints.tree import Finding, Module

PURE_ROLES = frozenset({"contracts", "ports", "rules"})
CLOCKS = frozenset({"now", "utcnow", "today"})
SETTINGS_FLOORS = frozenset({"config", "adapters", "foundation"})


def is_pure(module: Module) -> bool:
    floor = module.parts[1] if len(module.parts) > 1 else ""
    in_slice = module.slice is not None and module.role in PURE_ROLES
    return (floor in {"core", "engines"} or in_slice) and not module.is_test


def purity(found: Sequence[Module]) -> Iterator[Finding]:
    """Refuse the clock, unseeded dice, fresh ids and files in pure modules."""
    for module in found:
        if not is_pure(module):
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and (what := _impure(node)):
                yield module.finding(node.lineno, "purity", f"{what} in a pure module")


def _impure(call: ast.Call) -> str:
    match call:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="datetime" | "date"), attr=attr)):
            return f"the clock (`{attr}`)" if attr in CLOCKS else ""
        case ast.Call(func=ast.Attribute(value=ast.Name(id="random"), attr="Random"), args=[]):
            return "dice without a seed"
        case ast.Call(func=ast.Attribute(value=ast.Name(id="random"), attr=attr)):
            return "" if attr == "Random" else f"global dice (`random.{attr}`)"
        case ast.Call(func=ast.Name(id="uuid4" | "uuid1" | "open" | "print" as name)):
            return f"`{name}()`"
    return ""


def settings_access(found: Sequence[Module]) -> Iterator[Finding]:
    """Refuse settings and the environment below and beside the floors that may read them."""
    for module in found:
        floor = module.parts[1] if len(module.parts) > 1 else ""
        if module.is_test or floor in SETTINGS_FLOORS:
            continue
        for name, line in module.imported():
            if name in {"django.conf.settings", "os.environ", "os.getenv"}:
                sentence = f"`{name}` is read in config, adapters and foundation only"
                yield module.finding(line, "settings", sentence)
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}:
                yield module.finding(node.lineno, "settings", "the environment is read in config")
