"""A seller on the road: a visit falls away, the rest is planned again, today and plan agree."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from e2e.people import Language, Person
from e2e.texts import word

LONG = 60_000
SHANGHAI = ZoneInfo("Asia/Shanghai")
PLANNING = "/api/v1/planning"


def _works_every_day(person: Person) -> None:
    """Let the person work on any weekday, so that the test runs on any day."""
    me = person.get("/api/v1/identity/me")
    profile = person.get(f"{PLANNING}/profiles/{me['id']}")
    body = {
        "start_name": profile["start_name"],
        "start_lat": profile["start"]["lat"],
        "start_lon": profile["start"]["lon"],
        "hours": [{"weekday": day, "from_minute": 510, "until_minute": 1_140} for day in range(7)],
        **{
            name: profile[name]
            for name in (
                "break_from_minute",
                "break_until_minute",
                "break_minutes",
                "max_visits",
                "max_drive_minutes",
                "hour_cost_minor",
            )
        },
    }
    assert person.put(f"{PLANNING}/profiles/{me['id']}", body).ok


def _has_free_days(person: Person) -> None:
    """Call off what the demo company has put on the two days."""
    today = datetime.now(UTC).astimezone(SHANGHAI).date()
    days = f"first={today}&last={today + timedelta(days=1)}"
    for each in person.get(f"/api/v1/visits/between?{days}"):
        if each["status"] in {"planned", "en_route"}:
            answer = person.post(f"/api/v1/visits/{each['id']}/cancel", {"reason": "让出两天"})
            assert answer.ok, answer.text()


def _accepted_plan(person: Person) -> dict[str, Any]:
    """Make a plan of today and tomorrow and put it into the diary."""
    today = datetime.now(UTC).astimezone(SHANGHAI).date()
    days = {"first_day": today.isoformat(), "last_day": (today + timedelta(days=1)).isoformat()}
    answer = person.post(f"{PLANNING}/plans", days)
    assert answer.ok, answer.text()
    plan_id = answer.json()["id"]
    page = person.open(f"/plan/{plan_id}")
    expect(page.get_by_role("button", name=word("planning", "submit", "zh-Hans"))).to_be_visible(
        timeout=LONG
    )
    revision = person.get(f"{PLANNING}/plans/{plan_id}")["revision"]
    accepted = person.post(f"{PLANNING}/plans/{plan_id}/accept", {"revision": revision})
    assert accepted.ok, accepted.text()
    return dict(accepted.json())


def _times(person: Person, plan_id: str) -> tuple[dict[str, str], dict[str, str]]:
    """Give what the plan and what the diary say of the visits to come: customer → day and time."""
    plan = person.get(f"{PLANNING}/plans/{plan_id}")
    first, last = plan["first_day"], plan["last_day"]
    visits = person.get(f"/api/v1/visits/between?first={first}&last={last}")
    diary = {
        each["account_id"]: datetime.fromisoformat(each["starts_at"])
        .astimezone(SHANGHAI)
        .strftime("%Y-%m-%d %H:%M")
        for each in visits
        if each["status"] == "planned" and each["plan_id"] == plan_id
    }
    planned = {
        stop["account"]["account_id"]: f"{day['day']} {stop['start_s'] // 3600:02d}:"
        f"{stop['start_s'] % 3600 // 60:02d}"
        for day in plan["days"]
        for stop in day["stops"]
    }
    return planned, diary


@pytest.mark.parametrize(("seller", "language"), [("chen", "zh-Hans"), ("he", "en")])
def test_plans_the_rest_again_when_a_visit_falls_away(
    signed_in: Callable[..., Person], seller: str, language: Language
) -> None:
    def say(key: str) -> str:
        return word("planning", key, language)

    finder = signed_in(seller)
    _works_every_day(finder)
    _has_free_days(finder)
    plan = _accepted_plan(finder)
    gone = plan["days"][1]["stops"][0]["account"]
    person = signed_in(seller, size="phone", language=language)

    page = person.open("/today")
    page.get_by_role("link", name=word("visits", "changed", language)).click()
    page.get_by_text(say("replan.kind.cancelled"), exact=True).click()
    page.get_by_label(say("replan.which")).first.click()
    page.get_by_role("option", name=gone["name"]).click()
    page.get_by_role("button", name=say("replan.ask")).click()
    said = say("replan.gone").replace("{{name}}", gone["name"])
    expect(page.get_by_text(said)).to_be_visible(timeout=LONG)
    accept = page.get_by_role("button", name=say("replan.accept"), exact=True)
    expect(accept).to_be_visible(timeout=LONG)
    untouched = person.get(f"{PLANNING}/plans/{plan['id']}")["revision"]
    accept.click()
    page.wait_for_url("**/today", timeout=LONG)

    planned, diary = _times(person, plan["id"])
    assert untouched == plan["revision"]
    assert person.get(f"{PLANNING}/plans/{plan['id']}")["revision"] == plan["revision"] + 1
    assert planned == diary
    assert gone["account_id"] not in planned
