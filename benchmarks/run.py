"""`make bench`: run every benchmark and write its result beside it."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BENCHMARKS = ("customers.py",)


def main() -> int:
    return max(
        subprocess.run([sys.executable, str(HERE / name)], check=False).returncode  # our own files
        for name in BENCHMARKS
    )


if __name__ == "__main__":
    sys.exit(main())
