"""A seller's stop on the phone: arrive, leave, report in one form; the manager sees it live."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from e2e.people import Person


def _customer(person: Person) -> dict[str, object]:
    """Give one of the seller's own customers with a position and an open deal."""
    points = person.get("/api/v1/customers/accounts?limit=50")["items"]
    placed = [one for one in points if one["position_state"] in ("geocoded", "confirmed")]
    return dict(placed[0])


def _plan(person: Person, account_id: object, starts_at: datetime) -> str:
    answer = person.post(
        "/api/v1/visits",
        {
            "account_id": account_id,
            "starts_at": starts_at.isoformat(),
            "ends_at": (starts_at + timedelta(minutes=30)).isoformat(),
            "goal": "定下样机交期",
        },
    )
    assert answer.ok, answer.text()
    return str(answer.json()["visit"]["id"])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-Hans", ("签到", "离开，写记录", "部分达成", "谈了什么", "完成记录", "位置已核实")),
        (
            "en",
            (
                "Check in",
                "Leave and report",
                "Partly met",
                "What was said",
                "Finish the report",
                "Place verified",
            ),
        ),
    ],
)
def test_arrives_leaves_and_reports_with_the_manager_watching(
    signed_in: Callable[..., Person], language: str, words: tuple[str, ...]
) -> None:
    arrive, leave, partly, notes, finish, verified = words
    manager = signed_in("wang", size="desktop", language=language)
    finder = signed_in("lin")
    customer = _customer(finder)
    position = customer["position"]
    assert isinstance(position, dict)
    seller = signed_in(
        "lin", size="phone", language=language, position=(position["lat"], position["lon"])
    )
    visit_id = _plan(finder, customer["id"], datetime.now(UTC) + timedelta(seconds=20))
    team = manager.open("/team/today")

    page = seller.open(f"/visits/{visit_id}")
    page.get_by_role("button", name=arrive).click()
    expect(page.get_by_text(verified).first).to_be_visible()
    expect(team.get_by_text(str(customer["name"])).first).to_be_visible()

    page.get_by_role("button", name=leave).click()
    page.get_by_text(partly, exact=True).click()
    page.get_by_label(notes).fill("对方要样机参数，月底前答复。")
    page.get_by_role("button", name=finish).click()
    page.wait_for_url("**/today")

    told = seller.get(f"/api/v1/visits/{visit_id}")
    assert told["visit"]["status"] == "reported"
    assert told["report"]["outcome"] == "partly"
    assert [check["grade"] for check in told["checks"]] == ["verified", "verified"]
