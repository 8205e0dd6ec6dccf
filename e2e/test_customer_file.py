"""The customer's page: what belongs to a customer is entered there, and taken back from there."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from playwright.sync_api import Locator, Page, expect

from e2e.people import Person
from e2e.texts import word, words

LONG = 30_000


def say(key: str) -> str:
    return word("customers", key)


def file_of(person: Person, account_id: str) -> dict[str, Any]:
    told: dict[str, Any] = person.get(f"/api/v1/customers/accounts/{account_id}?today=2026-11-24")
    return told


def sheet_of(page: Page, opener: str) -> Locator:
    page.get_by_role("button", name=opener, exact=True).first.click()
    return opened(page)


def opened(page: Page) -> Locator:
    """Give the open sheet once the focus is in it: from then on nothing moves it but the hand."""
    page.wait_for_function(
        "document.querySelector('[role=dialog]')?.contains(document.activeElement)", timeout=LONG
    )
    return page.get_by_role("dialog")


def add(page: Page, key: str) -> Locator:
    """Open one of the choices of the page's "add" menu."""
    page.get_by_role("button", name=say("add"), exact=True).click()
    page.get_by_role("menuitem", name=say(key)).click()
    return opened(page)


def save(sheet: Locator) -> None:
    sheet.get_by_role("button", name=say("save"), exact=True).click()
    expect(sheet).to_be_hidden(timeout=LONG)


def choose(sheet: Locator, label: str, option: str) -> None:
    sheet.get_by_label(label, exact=True).first.click()
    sheet.page.get_by_role("option", name=option, exact=True).click()


def undo(page: Page) -> None:
    page.get_by_role("button", name="撤销").last.click()


def own_account(seller: Person) -> str:
    me = seller.get("/api/v1/identity/me")["id"]
    path = f"/api/v1/customers/accounts?owner={me}&limit=5"
    return str(seller.get(path)["items"][0]["id"])


def test_tags_dates_people_and_papers_are_kept_from_the_page(
    signed_in: Callable[..., Person],
) -> None:
    seller = signed_in("lin", size="desktop")
    account_id = own_account(seller)
    page = seller.open(f"/customers/{account_id}")
    number = f"E2E-{uuid4().hex[:6]}"

    sheet = sheet_of(page, say("tags.edit"))
    field = sheet.get_by_label(say("field.tags")).first
    field.fill("样机试用")
    field.press("Enter")
    save(sheet)
    expect(page.get_by_role("listitem").filter(has_text="样机试用")).to_be_visible(timeout=LONG)

    sheet = add(page, "dates.add")
    sheet.get_by_text(say("calendar.lunar"), exact=True).click()
    choose(sheet, say("dates.monthField"), "八月")
    choose(sheet, say("dates.dayField"), "十五")
    sheet.get_by_label(say("dates.name")).fill("老板生日")
    save(sheet)
    expect(page.get_by_text("农历八月十五").first).to_be_visible(timeout=LONG)

    sheet = add(page, "orders.add")
    sheet.get_by_label(say("orders.number")).fill(number)
    sheet.get_by_label(say("orders.product")).fill("卫生级泵")
    sheet.get_by_label(say("deal.amount")).fill("4200")
    sheet.get_by_role("button", name=words("customers", "orders.save")).click()
    expect(sheet).to_be_hidden(timeout=LONG)
    expect(page.get_by_text(number)).to_be_visible(timeout=LONG)

    sheet = add(page, "contracts.add")
    sheet.get_by_label(say("contracts.name")).fill("年度备件框架")
    save(sheet)
    expect(page.get_by_text("年度备件框架").first).to_be_visible(timeout=LONG)

    told = file_of(seller, account_id)
    assert [d["calendar"] for d in told["key_dates"] if d["title"] == "老板生日"][:1] == ["lunar"]
    assert [o["amount_minor"] for o in told["orders"] if o["number"] == number] == [420_000]
    assert "年度备件框架" in [contract["title"] for contract in told["contracts"]]


def test_a_person_added_by_mistake_goes_again_with_undo(signed_in: Callable[..., Person]) -> None:
    seller = signed_in("lin", size="phone")
    account_id = own_account(seller)
    page = seller.open(f"/customers/{account_id}")

    sheet = add(page, "contacts.add")
    sheet.get_by_label(say("contact.name")).fill("误加的人")
    save(sheet)
    page.get_by_role("tab", name=say("tab.related")).click()
    expect(page.get_by_text("误加的人")).to_be_visible(timeout=LONG)
    undo(page)
    expect(page.get_by_text("误加的人")).to_be_hidden(timeout=LONG)

    names = [contact["name"] for contact in file_of(seller, account_id)["contacts"]]
    assert "误加的人" not in names


def test_a_colleague_joins_and_the_pin_moves(signed_in: Callable[..., Person]) -> None:
    seller = signed_in("lin", size="desktop", position=(31.3123, 120.6123))
    account_id = own_account(seller)
    page = seller.open(f"/customers/{account_id}")
    members = {m["person_id"] for m in file_of(seller, account_id)["members"]}
    me = seller.get("/api/v1/identity/me")["id"]
    people = seller.get("/api/v1/identity/people?q=&is_active=true&limit=50")["items"]
    colleague = next(p for p in people if p["id"] not in members | {me})

    sheet = sheet_of(page, say("members.edit"))
    choose(sheet, say("members.person"), colleague["name"])
    sheet.get_by_role("button", name=say("members.addThis")).click()
    expect(sheet.get_by_role("button", name=f"移出 {colleague['name']}")).to_be_visible(
        timeout=LONG
    )
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()

    sheet = sheet_of(page, say("place.move"))
    sheet.get_by_role("button", name=say("positions.here")).click()
    expect(sheet.get_by_label(say("positions.lat"))).to_have_value("31.3123")
    sheet.get_by_role("button", name=say("positions.save")).click()
    expect(sheet).to_be_hidden(timeout=LONG)

    told = file_of(seller, account_id)
    assert colleague["id"] in [m["person_id"] for m in told["members"]]
    assert told["account"]["summary"]["position"] == {"lat": 31.3123, "lon": 120.6123}
    assert told["account"]["summary"]["position_state"] == "confirmed"
