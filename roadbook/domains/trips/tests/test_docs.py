from pathlib import Path

from roadbook.domains.trips.rules import diagram

PAGE = Path(__file__).parents[4] / "docs" / "trips.md"


def test_the_diagram_in_the_docs_is_the_table() -> None:
    assert f"```mermaid\n{diagram()}\n```" in PAGE.read_text("utf-8")
