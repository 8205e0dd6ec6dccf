"""Run every lint over the tree; exit 1 when one finds something."""

import sys
from pathlib import Path

from tools.lints.doors import privacy, row_access
from tools.lints.edges import documented_settings, record_names, refusal_texts, routes
from tools.lints.foreign_keys import foreign_keys
from tools.lints.names import fixed_names
from tools.lints.purity import purity, settings_access
from tools.lints.sizes import sizes
from tools.lints.tree import Finding, Lint, modules

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCT = ("roadbook",)
EVERYTHING = ("roadbook", "tests", "tools", "benchmarks", "e2e")
LINTS: dict[Lint, tuple[str, ...]] = {
    fixed_names: EVERYTHING,
    sizes: EVERYTHING,
    row_access: PRODUCT,
    privacy: PRODUCT,
    foreign_keys: PRODUCT,
    purity: PRODUCT,
    settings_access: PRODUCT,
    routes: PRODUCT,
    record_names: PRODUCT,
    refusal_texts: PRODUCT,
    documented_settings: PRODUCT,
}


def findings(root: Path) -> list[Finding]:
    """Give everything that all lints find below a root."""
    return [found for lint, trees in LINTS.items() for found in lint(modules(root, trees))]


def main() -> int:
    found = findings(ROOT)
    for finding in found:
        print(finding)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
