"""Run an npm script of the web app with the Node that `make` uses (`web_node.py test:model`)."""

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.environment import WEB, ensure_node


def main() -> int:
    npm = ensure_node()
    path = f"{Path(npm).parent}{os.pathsep}{os.environ['PATH']}"
    command = [npm, "run", "--silent", *sys.argv[1:]]
    return subprocess.call(command, cwd=WEB, env={**os.environ, "PATH": path})


if __name__ == "__main__":
    sys.exit(main())
