"""Write the generated files, or with --check compare them with what would be written.

Generated: the API description, the reference pages of docs/. They are committed so that a change of
a contract is seen in review.
"""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roadbook.config.settings")
os.environ.setdefault("ROADBOOK_DATA_DIR", tempfile.mkdtemp(prefix="roadbook-generate-"))


def generated() -> dict[Path, str]:
    """Give path and wanted text of every generated file."""
    import django

    django.setup()
    from tools.reference import api_description, reference_pages

    return {**api_description(), **reference_pages()}


def main() -> int:
    wanted = generated()
    stale = [
        path
        for path, text in wanted.items()
        if not path.is_file() or path.read_text("utf-8") != text
    ]
    if "--check" in sys.argv:
        for path in stale:
            print(f"out of date: {path.relative_to(ROOT)} (run `make generate`)")
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[path], encoding="utf-8")
        print(f"written: {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
