"""The import contracts of .importlinter hold on a whole house and fail on each deliberate break."""

import configparser
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).resolve().parent.parent.parent
FLOORS = ("config", "adapters", "domains", "foundation", "engines", "core")
BREAKS = {
    "up a floor": ("core/money.py", "import roadbook.domains", "floors"),
    "up a slice": (
        "domains/identity/queries.py",
        "from roadbook.domains.trips import contracts",
        "slices",
    ),
    "up inside a slice": (
        "domains/trips/models.py",
        "from roadbook.domains.trips import commands",
        "order",
    ),
    "a framework in the core": ("core/money.py", "import django", "pure-floors"),
    "a clock in an engine": ("engines/routing.py", "import time", "pure-floors"),
    "the framework in a rule": ("domains/trips/rules.py", "import django", "pure-modules"),
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Build a small package with every floor, two slices and the real contracts."""
    modules = [*FLOORS, "domains.identity", "domains.trips"]
    files = {"__init__.py", *(f"{name.replace('.', '/')}/__init__.py" for name in modules)}
    files |= {"core/money.py", "engines/routing.py", "domains/identity/queries.py"}
    files |= {f"domains/trips/{n}.py" for n in ("contracts", "rules", "models", "commands")}
    for name in files:
        path = tmp_path / "roadbook" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / ".importlinter").write_text((ROOT / ".importlinter").read_text("utf-8"), "utf-8")
    return tmp_path


def lint(house: Path) -> tuple[int, str]:
    program = Path(sys.executable).parent / "lint-imports"
    command = [str(program), "--no-cache", "--config", ".importlinter"]
    done = subprocess.run(command, cwd=house, capture_output=True, text=True, check=False)  # noqa: S603
    return done.returncode, done.stdout + done.stderr


def title_of(contract: str) -> str:
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter", "utf-8")
    return parser[f"importlinter:contract:{contract}"]["name"]


def test_keeps_a_whole_house(house: Path) -> None:
    code, said = lint(house)

    assert code == 0, said


@pytest.mark.parametrize(("name", "text", "contract"), BREAKS.values(), ids=BREAKS.keys())
def test_breaks(house: Path, name: str, text: str, contract: str) -> None:
    (house / "roadbook" / name).write_text(text + "\n", "utf-8")

    code, said = lint(house)

    assert code == 1
    assert f"{title_of(contract)} BROKEN" in said
