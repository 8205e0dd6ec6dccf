"""`make test-valhalla`: the travel contract against a real Valhalla on a map of our own.

Valhalla's wheel needs Python 3.12 or newer, so it lives in an environment of its own. Where there
is no such Python, or the wheel cannot be had, this says so aloud and fails.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.environment import BIN, ROOT, say

HOME = ROOT / ".valhalla"
PACKAGES = ("pyvalhalla==3.9.1", "osmium==4.3.2")
PLACES = [[31.1004, 121.1003], [31.2102, 121.0503], [31.0301, 121.2498], [31.1004, 121.1203]]
ISLAND = [30.52, 121.82]
PATIENCE_S = 30
_CONFIG = """
import json, sys
from valhalla.config import get_config
config = get_config(tile_extract="", tile_dir=sys.argv[1], verbose=True)
config["httpd"]["service"]["listen"] = sys.argv[2]
print(json.dumps(config))
"""


def python_3_12() -> str:
    """Find a Python that the wheel runs on, or stop with a sentence.

    The one named in PYTHON_3_12, those on the PATH, those of pyenv.
    """
    named = [os.environ.get("PYTHON_3_12", ""), *(f"python3.{minor}" for minor in (12, 13, 14))]
    pyenv = sorted(Path.home().glob(".pyenv/versions/3.*/bin/python"))
    for candidate in [*filter(None, named), *map(str, pyenv)]:
        if shutil.which(candidate) is None:
            continue
        asked = [candidate, "-c", "import sys; sys.exit(sys.version_info < (3, 12))"]
        if subprocess.run(asked, check=False, capture_output=True).returncode == 0:
            return candidate
    raise SystemExit(
        "Valhalla was NOT tested: its wheel needs Python 3.12 or newer and none was found.\n"
        "Install one, or name it: make test-valhalla PYTHON_3_12=/path/to/python3.12"
    )


def environment() -> Path:
    """Install Valhalla and the map writer into an environment of their own."""
    python = HOME / "venv" / "bin" / "python"
    if not python.exists():
        made = [python_3_12(), "-m", "venv", str(HOME / "venv")]
        subprocess.run(made, check=True)
    asked = [str(BIN / "uv"), "pip", "install", "--quiet", "--python", str(python), *PACKAGES]
    if subprocess.run(asked, check=False).returncode:
        raise SystemExit("Valhalla was NOT tested: its wheel could not be installed.")
    return python


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def tiles(python: Path, listen: str) -> tuple[Path, Path]:
    """Draw the map and cut it into tiles; gives the configuration and the programs' directory."""
    work = HOME / "map"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    (work / "tiles").mkdir()
    town, config = work / "town.osm.pbf", work / "valhalla.json"
    subprocess.run([str(python), str(ROOT / "tools" / "valhalla_map.py"), str(town)], check=True)
    told = subprocess.run(
        [str(python), "-c", _CONFIG, str(work / "tiles"), listen],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    config.write_text(told.stdout, encoding="utf-8")
    programs = next((HOME / "venv" / "lib").glob("python3*/site-packages/valhalla/bin"))
    with (work / "tiles.log").open("w", encoding="utf-8") as log:
        subprocess.run(
            [str(programs / "valhalla_build_tiles"), "-c", str(config), str(town)],
            check=True, stdout=log, stderr=log,
        )  # fmt: skip
    return config, programs


def wait_for(port: int, service: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until and service.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"Valhalla did not start; see {HOME / 'map' / 'service.log'}")


def main() -> int:
    """Run the contract. Gives pytest's verdict."""
    port = free_port()
    python = environment()
    config, programs = tiles(python, f"tcp://127.0.0.1:{port}")
    say(f"Valhalla on port {port}, {PACKAGES[0]}, a map of our own")
    with (HOME / "map" / "service.log").open("wb") as log:
        service = subprocess.Popen(
            [str(programs / "valhalla_service"), str(config), "1"], stdout=log, stderr=log
        )
        try:
            wait_for(port, service)
            contract = ROOT / "roadbook" / "adapters" / "tests" / "test_travel_contract.py"
            return subprocess.run(
                [sys.executable, "-m", "pytest", "-n0", "-v", "-k", "real", str(contract)],
                check=False,
                cwd=ROOT,
                env={
                    **os.environ,
                    "ROADBOOK_TEST_VALHALLA_URL": f"http://127.0.0.1:{port}",
                    "ROADBOOK_TEST_PLACES": json.dumps(PLACES),
                    "ROADBOOK_TEST_ISLAND": json.dumps(ISLAND),
                },
            ).returncode
        finally:
            service.terminate()
            service.wait()


if __name__ == "__main__":
    raise SystemExit(main())
