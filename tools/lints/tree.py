"""The source tree as the lints see it: every module once, parsed."""

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

SLICES_TOP_TO_BOTTOM = (
    ("insights", "notifications", "integrations", "rollout"),
    ("expenses",),
    ("trips",),
    ("planning",),
    ("standards",),
    ("visits",),
    ("cadence",),
    ("schedule",),
    ("interactions",),
    ("customers",),
    ("recognition",),
    ("approvals",),
    ("identity",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A rule broken at a place."""

    path: str
    line: int
    rule: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: [{self.rule}] {self.sentence}"


@dataclass(frozen=True, kw_only=True)
class Module:
    """One Python file; `parts` is its dotted name below the package, e.g. domains, trips, rules."""

    path: Path
    root: Path

    @cached_property
    def source(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @cached_property
    def name(self) -> str:
        return self.path.relative_to(self.root).as_posix()

    @cached_property
    def parts(self) -> tuple[str, ...]:
        parts = self.path.relative_to(self.root).with_suffix("").parts
        return parts[:-1] if parts[-1] == "__init__" else parts

    @property
    def is_test(self) -> bool:
        return "tests" in self.parts or self.path.name == "conftest.py"

    @property
    def slice(self) -> str | None:
        """The slice this module belongs to, if it lies in one."""
        is_inside = len(self.parts) > 2 and self.parts[:2] == ("roadbook", "domains")  # noqa: PLR2004
        return self.parts[2] if is_inside else None

    @property
    def role(self) -> str:
        """Its fixed name inside the slice: `commands` also for commands/submit.py."""
        return self.parts[3] if len(self.parts) > 3 else ""  # noqa: PLR2004

    def imported(self) -> Iterator[tuple[str, int]]:
        """Give every imported dotted name with its line; `from a import b` gives `a.b`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)

    def finding(self, line: int, rule: str, sentence: str) -> Finding:
        return Finding(path=self.name, line=line, rule=rule, sentence=sentence)


Lint = Callable[[Sequence[Module]], Iterator[Finding]]


def modules(root: Path, trees: Sequence[str] = ("roadbook",)) -> list[Module]:
    """Read the Python files below the named trees, migrations left out."""
    return [
        Module(path=path, root=root)
        for tree in trees
        for path in sorted((root / tree).rglob("*.py"))
        if "migrations" not in path.parts and "node_modules" not in path.parts
    ]


def floor_of(slice_name: str) -> int | None:
    """Give the height of a slice, 0 at the top; None for an unknown name."""
    return next((i for i, row in enumerate(SLICES_TOP_TO_BOTTOM) if slice_name in row), None)
