"""A slice has the fixed module names of the house style, and no others."""

from collections.abc import Iterator, Sequence

from tools.lints.tree import Finding, Module, floor_of

FIXED = frozenset({
    "__init__", "contracts", "ports", "rules", "models", "policies", "queries", "commands",
    "schemas", "api", "sync", "ops", "jobs", "admin", "migrations", "tests",
})  # fmt: skip
NEVER = frozenset({"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"})


def fixed_names(found: Sequence[Module]) -> Iterator[Finding]:
    """Refuse other module names in a slice, and nowhere-names anywhere."""
    for module in found:
        stem = module.path.stem
        if stem in NEVER or module.path.parent.name in NEVER:
            yield module.finding(1, "names", f"`{stem}` says nothing: name what it does")
        elif module.slice and module.role and module.role not in FIXED:
            yield module.finding(1, "names", f"a slice has no `{module.role}` (HOUSE_STYLE 2)")
        if module.slice and floor_of(module.slice) is None:
            yield module.finding(1, "names", f"unknown slice `{module.slice}`: give it a floor")
