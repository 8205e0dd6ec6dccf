"""The changelog is collected from one file per change."""

from pathlib import Path

import pytest

from tools.changelog import release

pytestmark = pytest.mark.one_database


def test_moves_the_sentences_under_the_version(tmp_path: Path) -> None:
    (tmp_path / "changelog.d").mkdir()
    (tmp_path / "changelog.d" / "trips-recall.md").write_text("Trips can be\nrecalled.\n", "utf-8")
    (tmp_path / "changelog.d" / "README.md").write_text("how to\n", "utf-8")
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## 0.1.0 (2026-11-23)\n", "utf-8")

    count = release(tmp_path, "0.2.0", "2026-12-24")

    assert count == 1
    assert (tmp_path / "CHANGELOG.md").read_text("utf-8") == (
        "# Changelog\n\n## 0.2.0 (2026-12-24)\n\n- **trips**: Trips can be recalled.\n"
        "\n## 0.1.0 (2026-11-23)\n"
    )
    assert [p.name for p in (tmp_path / "changelog.d").iterdir()] == ["README.md"]
