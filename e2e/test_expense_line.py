"""A line of one's own: shared among customers, with a further receipt."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

from playwright.sync_api import expect

from e2e.people import Person
from e2e.texts import word

LONG = 30_000


def new_line(seller: Person, merchant: str) -> str:
    body = {
        "id": str(uuid4()),
        "category": "entertainment",
        "spent_on": date.today().isoformat(),  # noqa: DTZ011  # any day near will do
        "amount_minor": 30_000,
        "currency": "CNY",
        "merchant": merchant,
        "note": "",
        "quantity": 2,
        "over_reason": "",
        "city_code": "",
        "travel_class": "",
        "rate": None,
        "document_ids": [],
        "report_id": None,
    }
    answer = seller.post("/api/v1/expenses/lines", body)
    assert answer.ok, answer.text()
    return str(answer.json()["id"])


def test_is_split_and_gets_a_further_receipt(signed_in: Callable[..., Person]) -> None:
    seller = signed_in("chen", size="phone")
    line_id = new_line(seller, "平江里餐饮")
    names = [a["name"] for a in seller.get("/api/v1/customers/accounts?limit=2")["items"]]
    page = seller.open(f"/expenses/lines/{line_id}")

    page.get_by_role("button", name=word("expenses", "splits.make")).click()
    sheet = page.get_by_role("dialog")
    for name in names:
        sheet.get_by_label(word("expenses", "splits.add")).first.fill(name)
        page.get_by_role("option", name=name, exact=True).click()
    sheet.get_by_label(names[0], exact=True).fill("2")
    sheet.get_by_role("button", name=word("expenses", "save")).click()
    expect(sheet).to_be_hidden(timeout=LONG)

    invoice = f"<EInvoice><Header><EIid>{uuid4().hex}</EIid></Header></EInvoice>"
    page.get_by_label(word("expenses", "receipts.add")).set_input_files(
        {"name": "invoice.xml", "mimeType": "text/xml", "buffer": invoice.encode()}
    )
    expect(page.get_by_role("link", name="invoice.xml")).to_be_visible(timeout=LONG)

    line: dict[str, Any] = seller.get(f"/api/v1/expenses/lines/{line_id}")
    assert [(s["account_name"], s["base_minor"]) for s in line["splits"]] == [
        (names[0], 20_000),
        (names[1], 10_000),
    ]
    assert [receipt["file_name"] for receipt in line["receipts"]] == ["invoice.xml"]
