"""Each own lint finds the deliberate break, says where, and is silent about the mended twin."""

import json
from pathlib import Path

import pytest

from tools.lints.__main__ import findings

pytestmark = pytest.mark.one_database

SLICE = "roadbook/domains/trips"
TEXT = {"trips.own_trip": {"title": "Not one's own trip", "action": "Ask the deputy."}}
BREAKS = {
    "a module that a slice does not have": (f"{SLICE}/utils.py", "x = 1\n", "names"),
    "a slice that nobody gave a floor": ("roadbook/domains/garage/models.py", "x = 1\n", "names"),
    "a name that says nothing, anywhere": ("roadbook/engines/helpers.py", "x = 1\n", "names"),
    "a file that is too long": ("roadbook/core/long.py", "x = 1\n" * 401, "size"),
    "a function that is too long": (
        "roadbook/core/deep.py",
        "def f():\n" + "    x = 1\n" * 60,
        "size",
    ),
    "rows taken in an edge": (f"{SLICE}/api.py", "rows = Trip.objects.all()\n", "doors"),
    "rows taken on the roof": ("roadbook/config/x.py", "rows = Trip.objects.all()\n", "doors"),
    "another slice's rows": (
        f"{SLICE}/queries.py",
        "from roadbook.domains.visits.models import Visit\n",
        "privacy",
    ),
    "another slice's policies, from a module import": (
        f"{SLICE}/policies.py",
        "from roadbook.domains.identity import policies\n",
        "privacy",
    ),
    "a foreign key up": (
        f"{SLICE}/models.py",
        'x = models.ForeignKey("expenses.Report", related_name="+")\n',
        "foreign-keys",
    ),
    "a foreign key that leaves an accessor below": (
        f"{SLICE}/models.py",
        'x = models.ForeignKey("identity.Person")\n',
        "foreign-keys",
    ),
    "the clock in a rule": (f"{SLICE}/rules.py", "x = datetime.now(UTC)\n", "purity"),
    "unseeded dice in an engine": ("roadbook/engines/x.py", "x = random.Random()\n", "purity"),
    "global dice in an engine": ("roadbook/engines/x.py", "x = random.random()\n", "purity"),
    "a file opened in the core": ("roadbook/core/x.py", 'x = open("y")\n', "purity"),
    "settings in a slice": (
        f"{SLICE}/commands.py",
        "from django.conf import settings\n",
        "settings",
    ),
    "the environment in a slice": (
        f"{SLICE}/jobs.py",
        'import os\nx = os.environ["A"]\n',
        "settings",
    ),
    "a setting without an entry": (
        "roadbook/config/env.py",
        'x = "ROADBOOK_SECRET_SAUCE"\n',
        "settings",
    ),
    "a route without operation id": (
        f"{SLICE}/api.py",
        '@router.get("/", summary="All")\ndef f():\n    pass\n',
        "routes",
    ),
    "a route without summary": (
        f"{SLICE}/api.py",
        '@router.get("/", operation_id="f")\ndef f():\n    pass\n',
        "routes",
    ),
    "a refusal without words": (
        f"{SLICE}/contracts.py",
        'class X(Refusal):\n    code = "trips.unheard_of"\n',
        "refusals",
    ),
}
MENDED = {
    f"{SLICE}/models.py": 'x = models.ForeignKey("identity.Person", related_name="+")\n',
    f"{SLICE}/queries.py": "from roadbook.domains.visits.queries import day_of\nx = Trip.objects\n",
    f"{SLICE}/commands/submit.py": "x = Trip.objects\n",
    f"{SLICE}/contracts.py": 'class OwnTrip(Refusal):\n    code = "trips.own_trip"\n',
    f"{SLICE}/api.py": '@router.get("/", operation_id="f", summary="All")\ndef f():\n    pass\n',
    f"{SLICE}/tests/test_x.py": "from roadbook.domains.visits.models import Visit\n",
    "roadbook/engines/routing/dice.py": "x = random.Random(7)\n",
    "roadbook/config/env.py": 'x = "ROADBOOK_PORT"\n',
    "roadbook/core/long.py": "x = 1\n" * 400,
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Make an empty house with the texts and the settings page that a finding is compared with."""
    for language in ("zh-Hans", "en"):
        write(tmp_path, f"roadbook/foundation/http/texts/{language}/trips.json", json.dumps(TEXT))
    write(tmp_path, "docs/settings.md", "| `ROADBOOK_PORT` | the port |\n")
    return tmp_path


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("name", "text", "rule"), BREAKS.values(), ids=BREAKS.keys())
def test_finds_the_break(house: Path, name: str, text: str, rule: str) -> None:
    write(house, name, text)

    found = findings(house)

    assert {(f.path, f.rule) for f in found} == {(name, rule)}


def test_is_silent_about_a_mended_house(house: Path) -> None:
    for name, text in MENDED.items():
        write(house, name, text)

    assert findings(house) == []


def test_finds_an_operation_id_used_twice(house: Path) -> None:
    write(house, f"{SLICE}/api.py", MENDED[f"{SLICE}/api.py"])
    write(house, "roadbook/domains/visits/api.py", MENDED[f"{SLICE}/api.py"])

    (found,) = findings(house)

    assert (found.rule, found.path) == ("routes", "roadbook/domains/visits/api.py")


def test_finds_two_bodies_of_one_name(house: Path) -> None:
    write(house, f"{SLICE}/schemas.py", "class DecisionBody(Schema):\n    pass\n")
    write(house, "roadbook/domains/visits/schemas.py", "class DecisionBody(Schema):\n    pass\n")

    (found,) = findings(house)

    assert (found.rule, found.path) == ("records", "roadbook/domains/visits/schemas.py")


def test_finds_a_refusal_that_lacks_one_language(house: Path) -> None:
    write(house, f"{SLICE}/contracts.py", MENDED[f"{SLICE}/contracts.py"])
    write(house, "roadbook/foundation/http/texts/en/trips.json", "{}")

    (found,) = findings(house)

    assert "trips.own_trip has no en title" in found.sentence
