"""The browser, the server and the people of every end-to-end test."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from e2e.people import Person, sign_in
from e2e.server import running_server

RESULTS = Path(__file__).resolve().parent.parent / "test-results"
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """One server with the demo company for the whole run, or the one at ROADBOOK_E2E_ADDRESS."""
    given = os.environ.get("ROADBOOK_E2E_ADDRESS")
    if given:
        yield given
        return
    with (
        tempfile.TemporaryDirectory(prefix="roadbook-e2e-", ignore_cleanup_errors=True) as data,
        running_server(Path(data)) as address,
    ):
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = os.environ.get("ROADBOOK_CHROMIUM") or shutil.which("chromium")
    assert program, "no Chromium: run `make test`, which installs it"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def signed_in(
    browser: Browser, server: str, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Person]]:
    """Give a function that signs demo people in; a failing test keeps their screens."""
    people: list[Person] = []

    def arrive(name: str, **screen: object) -> Person:
        person = sign_in(browser, server, name, **screen)  # type: ignore[arg-type]  # passed through
        people.append(person)
        return person

    failed_before = request.session.testsfailed
    yield arrive
    for number, person in enumerate(people):
        if request.session.testsfailed > failed_before:
            RESULTS.mkdir(exist_ok=True)
            name = request.node.name.replace("/", "-")
            person.page.screenshot(path=RESULTS / f"{name}-{number}.png", full_page=True)
        person.context.close()
