"""A manager plans the team, looks at the board, opens a plan, and accepts."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from e2e.people import Language, Person
from e2e.texts import word, words

WEEKS_AHEAD: dict[Language, int] = {"zh-Hans": 2, "en": 3}


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_plans_the_team_and_accepts(signed_in: Callable[..., Person], language: Language) -> None:
    manager = signed_in("wang", size="desktop", language=language)
    today = datetime.now(UTC).date()
    first = today + timedelta(days=7 * WEEKS_AHEAD[language] - today.weekday())

    page = manager.open("/plan/team")
    page.get_by_label(word("planning", "team.ask.first", language)).fill(first.isoformat())
    page.get_by_role("button", name=word("planning", "team.ask", language), exact=True).click()
    ready = page.get_by_text(word("planning", "state.ready", language), exact=True)
    expect(ready.first).to_be_visible(timeout=60_000)
    accept_all = page.locator("header button, .mantine-Button-root").filter(
        has_text=words("planning", "team.acceptAll_other", language)
    )
    expect(accept_all).to_be_enabled(timeout=60_000)
    page.wait_for_url("**/plan/team/*")
    address = page.url
    board = manager.get(
        address.replace(manager.address, "/api/v1/planning").replace("/plan/team/", "/team-plans/")
    )
    people = [each for each in board["people"] if each["stop_count"]]
    visited = [s["account_id"] for p in people for d in p["days"] for s in d["stops"]]
    assert len(visited) == len(set(visited)) > 0

    page.get_by_role("button", name=people[0]["person_name"]).click()
    page.get_by_role("link", name=word("planning", "team.open", language)).click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("")
    page.wait_for_url(f"**/plan/{people[0]['plan_id']}")
    page.goto(address)
    accept_all.click()
    accepted = page.get_by_text(word("planning", "state.accepted", language), exact=True)
    expect(accepted).to_have_count(board["plans"]["ready"], timeout=30_000)
    diary = manager.get(f"/api/v1/planning/plans/{people[0]['plan_id']}")
    assert diary["state"] == "accepted"
