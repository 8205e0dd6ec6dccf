"""Every route in both colour schemes, at both sizes: no serious violation, no script error."""

import os
from collections.abc import Callable

import pytest
from playwright.sync_api import Error

from e2e.accessibility import serious_violations
from e2e.people import Person
from e2e.routes import concrete, declared_routes

WHO = {"/approvals": "wang", "/team": "wang", "/plan/team": "wang", "/finance": "sun"}
SCREENS = [("phone", "light", "zh-Hans")]
if os.environ.get("ROADBOOK_E2E") == "full":
    SCREENS += [("desktop", "dark", "en"), ("desktop", "light", "zh-Hans"), ("phone", "dark", "en")]


def person_for(route: str) -> str:
    """Choose who opens a route: the role it is for, the admin for settings, else the seller."""
    if route.startswith(("/settings", "/people", "/imports")):
        return "tang"
    return next((who for start, who in WHO.items() if route.startswith(start)), "lin")


@pytest.mark.parametrize(("size", "scheme", "language"), SCREENS)
def test_every_route_is_accessible(
    signed_in: Callable[..., Person], size: str, scheme: str, language: str
) -> None:
    seats: dict[str, Person] = {}
    problems: list[str] = []
    opened = 0

    def note(error: Error) -> None:
        problems.append(f"script: {error}")

    for route in declared_routes():
        name = person_for(route)
        if name not in seats:
            seats[name] = signed_in(name, size=size, scheme=scheme, language=language)
            seats[name].page.on("pageerror", note)
        path = concrete(route, seats[name])
        if path is None:
            problems.append(f"{route}: the demo company has no record for it")
            continue
        page = seats[name].open(path)
        page.wait_for_timeout(700)
        problems += [f"{route}: {line}" for line in serious_violations(page)]
        opened += 1

    assert problems == []
    assert opened == len(declared_routes())
