"""Collect changelog.d/ into CHANGELOG.md: `python tools/changelog.py 0.2.0 2026-12-24`."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAD = "# Changelog\n"


def collected(directory: Path) -> list[str]:
    """Give one line per file, grouped by area (the file name's first word)."""
    files = sorted(path for path in directory.glob("*.md") if path.name != "README.md")
    return [
        f"- **{p.stem.split('-')[0]}**: {' '.join(p.read_text('utf-8').split())}" for p in files
    ]


def release(root: Path, version: str, day: str) -> int:
    """Move the waiting sentences under a version; give how many there were."""
    directory, page = root / "changelog.d", root / "CHANGELOG.md"
    lines = collected(directory)
    if not lines:
        return 0
    before = page.read_text("utf-8").removeprefix(HEAD) if page.exists() else ""
    page.write_text(f"{HEAD}\n## {version} ({day})\n\n" + "\n".join(lines) + "\n" + before, "utf-8")
    for path in directory.glob("*.md"):
        if path.name != "README.md":
            path.unlink()
    return len(lines)


if __name__ == "__main__":
    if len(sys.argv) != 3:  # noqa: PLR2004  # version and day
        sys.exit("usage: changelog.py VERSION DAY")
    print(f"{release(ROOT, sys.argv[1], sys.argv[2])} changes collected")
