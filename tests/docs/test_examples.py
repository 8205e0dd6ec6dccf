"""Every Python example of the documentation runs; each page's examples share one namespace."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
EXAMPLE = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
WITH_EXAMPLES = [page for page in PAGES if EXAMPLE.search(page.read_text("utf-8"))]
WORDS = (ROOT / "Makefile").read_text("utf-8")


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda page: page.name)
def test_example_runs(page: Path) -> None:
    namespace: dict[str, object] = {}

    for example in EXAMPLE.findall(page.read_text("utf-8")):
        exec(compile(example, page.name, "exec"), namespace)  # noqa: S102  # our own pages


def test_there_are_examples() -> None:
    assert WITH_EXAMPLES


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"])
def test_names_only_targets_that_exist(page: str) -> None:
    named = set(re.findall(r"\bmake ([a-z-]+)", (ROOT / page).read_text("utf-8")))

    assert {name for name in named if f"\n{name}:" not in WORDS} <= {"sure", "runs"}
