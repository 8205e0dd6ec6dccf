"""On the phone: a time for one more visit with the way back, and two free hours put to use."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from playwright.sync_api import expect

from e2e.people import Person


def _without_visit(person: Person) -> dict[str, Any]:
    """Give one of the seller's customers whose place is known and who has no coming visit."""
    now = datetime.now(UTC).isoformat()
    for one in person.get("/api/v1/customers/accounts?limit=50&city=310000")["items"]:
        visits = person.get(f"/api/v1/visits/of-account/{one['id']}")
        is_placed = one["position_state"] in ("geocoded", "confirmed")
        coming = [v for v in visits if v["status"] == "planned" and v["starts_at"] > now]
        if is_placed and not coming:
            return dict(one)
    raise AssertionError("every customer has a visit")


def _planned(person: Person, account_id: object) -> list[dict[str, Any]]:
    visits = person.get(f"/api/v1/visits/of-account/{account_id}")
    return [v for v in visits if v["status"] == "planned"]


@pytest.mark.parametrize(
    ("language", "find", "take", "undo"),
    [
        ("zh-Hans", "找个时间", "选这个", "撤销"),
        ("en", "Find a time", "Take", "Undo"),
    ],
)
def test_finds_a_time_takes_it_and_gives_it_back(
    signed_in: Callable[..., Person], language: str, find: str, take: str, undo: str
) -> None:
    seller = signed_in("lin", size="phone", language=language)
    customer = _without_visit(seller)
    before = _planned(seller, customer["id"])

    page = seller.open(f"/customers/{customer['id']}")
    page.get_by_role("link", name=find).click()
    offers = page.get_by_role("listitem").filter(has=page.get_by_role("button"))
    expect(offers.first).to_be_visible()
    assert 1 <= offers.count() <= 6
    expect(offers.first.get_by_text("km").first).to_be_visible()
    offers.first.get_by_role("button", name=take).click()
    page.wait_for_url(f"**/customers/{customer['id']}")
    taken = _planned(seller, customer["id"])

    with page.expect_response(lambda answer: answer.url.endswith("/cancel")):
        page.get_by_role("button", name=undo, exact=True).click()
    after = _planned(seller, customer["id"])

    assert len(taken) == len(before) + 1
    assert len(after) == len(before)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-Hans", ("我有空", "从几点", "4 小时", "现在去 ", "撤销", "到期")),
        ("en", ("I have time", "From", "4 hours", "Visit ", "Undo", "due")),
    ],
)
def test_puts_free_hours_to_use(
    signed_in: Callable[..., Person], language: str, words: tuple[str, ...]
) -> None:
    free, begin, four, visit, undo, nobody = words
    finder = signed_in("lin")
    customer = _without_visit(finder)
    place = customer["position"]
    seller = signed_in(
        "lin", size="phone", language=language, position=(place["lat"], place["lon"])
    )
    page = seller.open("/today")
    page.get_by_role("link", name=free).click()
    page.get_by_label(begin, exact=True).wait_for()

    zone = timezone(timedelta(hours=8))
    begins = max(datetime.now(zone), datetime.now(zone).replace(hour=15, minute=30))
    told = seller.post(
        "/api/v1/planning/free-time",
        {
            "starts_at": begins.isoformat(),
            "minutes": 240,
            "here": {"lat": place["lat"], "lon": place["lon"]},
        },
    ).json()
    page.get_by_label(begin, exact=True).fill(f"{begins:%H:%M}")
    page.get_by_text(four, exact=True).click()
    if not told["offers"]:  # late in the evening
        expect(page.get_by_role("button", name=visit)).to_have_count(0)
        expect(page.locator("main")).to_contain_text(nobody)
        return
    page.get_by_role("button", name=visit).first.click()
    page.wait_for_url("**/today")
    with page.expect_response(lambda answer: answer.url.endswith("/cancel")):
        page.get_by_role("button", name=undo, exact=True).click()
