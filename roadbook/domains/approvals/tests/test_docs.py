from pathlib import Path

from roadbook.domains.approvals.rules import diagram

PAGE = Path(__file__).parents[4] / "docs" / "approvals.md"


def test_the_diagrams_in_the_docs_are_the_tables() -> None:
    page = PAGE.read_text("utf-8")

    for block in diagram().split("\n\n"):
        assert f"```mermaid\n{block}\n```" in page
