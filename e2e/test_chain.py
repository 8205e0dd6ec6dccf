"""DESIGN.md section 6, steps 1 to 4, 7 and 8: from due customers to the result of the trip.

Seller, manager and finance sit side by side, each at their own screen; nobody reloads a page to see
what another did.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.people import Language, Person, Size
from e2e.texts import word, words

LONG = 60_000  # a plan is computed, a busy machine computes others beside it
UUID = r"[0-9a-f-]{36}"
PRICED = re.compile(r"¥|km|不变|stay the same")  # a day's button with its price


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Who plays, on which screens, in which language."""

    seller: str
    size: Size
    language: Language
    weeks_ahead: int = 0

    @property
    def one(self) -> str:
        """Give the plural form of one: Chinese has a single form."""
        return "one" if self.language == "en" else "other"

    def press(self, page: Page, feature: str, key: str) -> None:
        """Press the button that the language calls so."""
        page.get_by_role("button", name=words(feature, key, self.language)).first.click()


STORIES = [
    Story(seller="lin", size="phone", language="zh-Hans"),
    Story(seller="zhou", size="desktop", language="zh-Hans"),
    Story(seller="lin", size="desktop", language="en", weeks_ahead=2),
]


def speaks(person: Person, language: Language) -> None:
    """Set the person's language, as their profile page does."""
    me = person.get("/api/v1/identity/me")
    if me["locale"] != language:
        fields = ("name_latin", "phone", "time_zone")
        body = {**{name: me[name] for name in fields if name in me}, "locale": language}
        answer = person.put("/api/v1/identity/me", body)
        assert answer.ok, answer.text()


def id_in(page: Page, start: str) -> str:
    found = re.search(rf"/{start}/({UUID})", page.url)
    assert found, page.url
    return found.group(1)


def make_plan(seller: Person, story: Story) -> dict[str, Any]:
    """Step 1: ask for three days; the plan has visits, hotels, reasons and a price."""
    page = seller.open("/plan")
    if story.weeks_ahead:
        monday = date.today() + timedelta(weeks=story.weeks_ahead, days=-date.today().weekday())  # noqa: DTZ011
        page.get_by_label(word("planning", "ask.first", story.language)).fill(monday.isoformat())
    story.press(page, "planning", "ask")
    page.wait_for_url(re.compile(rf"/plan/{UUID}"), timeout=LONG)
    submit = page.get_by_role("button", name=word("planning", "submit", story.language))
    expect(submit).to_be_visible(timeout=LONG)
    plan: dict[str, Any] = seller.get(f"/api/v1/planning/plans/{id_in(page, 'plan')}")
    assert sum(len(day["stops"]) for day in plan["days"]) >= 5
    assert plan["money"]["total_minor"] > 0
    return plan


def pin_one_visit(seller: Person, story: Story, plan: dict[str, Any]) -> None:
    """Step 2 where every day is full: each other day says why, and a visit is fixed to its day."""
    day = plan["days"][0]
    account = day["stops"][0]["account"]
    sheet = open_visit(seller, story, plan, day, account["name"])
    full = words("planning", "constraint.hours", story.language)
    assert sheet.get_by_role("button").filter(has_text=full).count() >= 1
    sheet.get_by_role("button", name=word("planning", "pin", story.language), exact=True).click()
    expect(sheet).to_be_hidden(timeout=LONG)
    after = seller.get(f"/api/v1/planning/plans/{plan['id']}")
    pinned = [
        s["account"]["account_id"] for d in after["days"] for s in d["stops"] if s["is_pinned"]
    ]
    assert pinned == [account["account_id"]]


def days_of(plan: dict[str, Any], account_id: str) -> list[str]:
    return [
        day["day"]
        for day in plan["days"]
        for stop in day["stops"]
        if stop["account"]["account_id"] == account_id
    ]


def open_visit(
    seller: Person, story: Story, plan: dict[str, Any], day: dict[str, Any], name: str
) -> Locator:
    """Open a visit's sheet from its day and wait until every day's price is there."""
    page = seller.page
    days_bar = page.get_by_role("group", name=word("planning", "days.choose", story.language))
    if days_bar.count():  # the phone shows one day at a time
        days_bar.get_by_role("button").nth(plan["days"].index(day)).click()
    page.locator("li button").filter(has_text=name).first.click()
    sheet = page.get_by_role("dialog")
    asking = word("planning", "price.asking", story.language)
    expect(sheet.get_by_text(asking)).to_have_count(0, timeout=LONG)
    return sheet


def leave_one_out(seller: Person, story: Story, plan: dict[str, Any]) -> dict[str, Any]:
    """Take a visit off the fullest day, so that another may move there."""
    day = max(plan["days"], key=lambda each: len(each["stops"]))
    sheet = open_visit(seller, story, plan, day, day["stops"][-1]["account"]["name"])
    sheet.get_by_role("button", name=word("planning", "exclude", story.language)).click()
    expect(sheet).to_be_hidden(timeout=LONG)
    after: dict[str, Any] = seller.get(f"/api/v1/planning/plans/{plan['id']}")
    return after


def move_one_visit(seller: Person, story: Story, plan: dict[str, Any]) -> bool:
    """Step 2: open visits until another day has room for one, see the price, move it there."""
    for day in plan["days"]:
        for stop in day["stops"]:
            account = stop["account"]
            sheet = open_visit(seller, story, plan, day, account["name"])
            days = sheet.get_by_role("button").filter(has_text=PRICED)
            free = [button for button in days.all() if button.is_enabled()]
            if not free:
                seller.page.keyboard.press("Escape")
                expect(sheet).to_be_hidden()
                continue
            free[0].click()
            expect(sheet).to_be_hidden(timeout=LONG)
            after = seller.get(f"/api/v1/planning/plans/{plan['id']}")
            assert days_of(after, account["account_id"]) != [day["day"]]
            return True
    return False


def ask_for_the_trip(seller: Person, story: Story) -> str:
    """Step 3: one tap makes the request, filled in and priced; over standard, a reason."""
    page = seller.page
    page.get_by_role("button", name=word("planning", "submit", story.language)).click()
    page.wait_for_url(re.compile(rf"/trips/{UUID}"), timeout=LONG)
    trip_id = id_in(page, "trips")
    explain = page.get_by_role("button", name=word("trips", "standard.explain", story.language))
    submit = page.get_by_role("button", name=word("trips", "action.submit", story.language))
    expect(submit).to_be_visible()
    while explain.count():
        explain.first.click()
        sheet = page.get_by_role("dialog")
        sheet.get_by_role("textbox").fill("标准内的都远 40 分钟")
        sheet.get_by_role("button", name=word("trips", "save", story.language)).click()
        expect(sheet).to_be_hidden()
        page.wait_for_timeout(500)
    submit.click()
    expect(submit).to_be_hidden()
    trip = seller.get(f"/api/v1/trips/{trip_id}")
    assert trip["state"] == "submitted"
    return trip_id


def approve(manager: Person, trip: dict[str, Any]) -> None:
    """Step 4: it appears in the manager's inbox by itself; he sees price and return, approves."""
    page = manager.page
    row = page.get_by_role("link").filter(has_text=trip["title"]).first
    expect(row).to_be_visible(timeout=LONG)
    row.click()
    button = page.get_by_role("button", name=words("trips", "decide.approve"))
    expect(button.first).to_be_visible(timeout=LONG)
    button.first.click()


def claim(seller: Person, story: Story, trip_id: str) -> str:
    """Step 7, the seller: the report is there with its allowance; one more line, submit."""
    page = seller.open(f"/trips/{trip_id}")
    for key in ("action.start", "action.complete"):
        story.press(page, "trips", key)
        expect(page.get_by_role("button", name=word("trips", key, story.language))).to_be_hidden()
    opened = seller.post("/api/v1/expenses/reports", {"trip_id": trip_id})
    report_id = str(opened.json()["id"])
    report = seller.get(f"/api/v1/expenses/reports/{report_id}")
    assert {line["origin"] for line in report["lines"]} >= {"per_diem"}
    page = seller.open("/expenses/new")
    amount = page.get_by_label(word("expenses", "amount", story.language), exact=False).first
    amount.fill("86")
    page.get_by_label(word("expenses", "merchant", story.language)).fill("平江里餐饮")
    page.get_by_label(word("expenses", "note", story.language)).fill("小店没有发票")
    story.press(page, "expenses", "save")
    page.wait_for_url(re.compile(r"/expenses$"))
    page = seller.open(f"/expenses/reports/{report_id}")
    page.get_by_role(
        "button", name=words("expenses", f"move.loose_{story.one}", story.language)
    ).click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_role(
        "button", name=words("expenses", f"move.send_{story.one}", story.language)
    ).click()
    expect(sheet).to_be_hidden(timeout=LONG)
    story.press(page, "expenses", "submit")
    expect(
        page.get_by_text(word("expenses", "report.state.submitted", story.language)).first
    ).to_be_visible()
    return report_id


def decide(manager: Person, report_id: str) -> None:
    """Step 7, the manager: all lines but one are approved; the refused one gets a reason."""
    page = manager.open(f"/expenses/reports/{report_id}")
    page.get_by_role("button", name=words("expenses", "decide_other")).first.click()
    chips = page.get_by_role("group", name=re.compile("平江里餐饮"))
    chips.get_by_text(word("expenses", "refuse"), exact=True).click()
    page.get_by_label(word("expenses", "reason")).first.fill("请补发票")
    page.get_by_role("button", name=word("expenses", "decide.send")).click()
    expect(page.get_by_role("button", name=word("expenses", "decide.send"))).to_be_hidden()


def pay(finance: Person, report_id: str) -> None:
    """Step 7, finance: book what is approved, pay it, export the voucher; it balances."""
    page = finance.open(f"/expenses/reports/{report_id}")
    page.get_by_role("button", name=words("expenses", "book.lines_other")).click()
    button = page.get_by_role("button", name=word("expenses", "pay"), exact=True)
    expect(button).to_be_enabled(timeout=LONG)
    button.click()
    expect(button).to_be_hidden(timeout=LONG)
    report = finance.get(f"/api/v1/expenses/reports/{report_id}")
    assert report["summary"]["paid_minor"] == report["summary"]["posted_minor"] > 0
    states = {line["merchant"] or line["category"]: line["state"] for line in report["lines"]}
    assert states["平江里餐饮"] == "refused"
    assert set(states.values()) == {"refused", "paid"}
    day = report["vouchers"][0]["booked_on"]
    exported = finance.context.request.get(
        f"{finance.address}/api/v1/expenses/vouchers/export?first={day}&last={day}"
    )
    assert exported.ok
    assert len(exported.text().splitlines()) > len(report["vouchers"])


def read_the_result(seller: Person, trip_id: str) -> None:
    """Step 8: what the trip cost and brought, with its rule and its warning on small numbers."""
    page = seller.open(f"/trips/{trip_id}/result")
    result = seller.get(f"/api/v1/insights/trips/{trip_id}/result")
    assert result["cost_minor"] > 0
    assert result["window_days"] > 0
    assert result["is_few"]
    expect(page.get_by_role("heading").first).to_be_visible()


@pytest.mark.parametrize("story", STORIES, ids=lambda s: f"{s.seller}-{s.size}-{s.language}")
def test_the_chain_from_due_customers_to_the_result(
    signed_in: Callable[..., Person], story: Story
) -> None:
    seller = signed_in(story.seller, size=story.size)
    speaks(seller, story.language)
    manager = signed_in("wang", size="phone")
    manager.open("/approvals")

    plan = make_plan(seller, story)
    if not move_one_visit(seller, story, plan):
        pin_one_visit(seller, story, leave_one_out(seller, story, plan))
    trip_id = ask_for_the_trip(seller, story)
    approve(manager, seller.get(f"/api/v1/trips/{trip_id}"))
    start = seller.page.get_by_role("button", name=word("trips", "action.start", story.language))
    expect(start).to_be_visible(timeout=LONG)  # live: the seller reloads nothing
    report_id = claim(seller, story, trip_id)
    decide(manager, report_id)
    finance = signed_in("sun")
    pay(finance, report_id)
    read_the_result(seller, trip_id)
    speaks(seller, "zh-Hans")
