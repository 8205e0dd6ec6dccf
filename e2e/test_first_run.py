"""An empty Roadbook: from the wizard over the customer table to a plan on one's own data."""

import base64
import hmac
import re
import struct
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from e2e.conftest import RESULTS
from e2e.people import VIEWPORTS
from e2e.server import running_server
from e2e.texts import word, words

LONG = 30_000
STREETS = ("星湖街", "金鸡湖路", "现代大道", "苏虹路", "娄江快速路", "东环路")
TABLE = "\n".join(
    (
        "公司全称,详细地址,等级,电话,经度,纬度",
        *(
            f"苏州启元{n}号制药有限公司,江苏省苏州市工业园区{street}{n}88号,{'AB'[n % 2]},"
            f"0512-6288{n:04d},{120.65 + n / 100:.4f},{31.29 + n / 200:.4f}"
            for n, street in enumerate(STREETS, start=1)
        ),
        ",没有名称的一行,A,,,",
        "苏州启元1号制药有限公司,江苏省苏州市工业园区星湖街188号,A,0512-62880001,,",
        "级别写错的公司,江苏省苏州市,Z,,,",
    )
)


def six_digits(secret: str) -> str:
    """Give the code that an authenticator app would show now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mac = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), "sha1")
    at = mac[-1] & 15
    number = int.from_bytes(mac[at : at + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def say(key: str) -> str:
    return word("identity", key)


def press(page: Page, feature: str, key: str) -> None:
    page.get_by_role("button", name=words(feature, key)).last.click()


@pytest.fixture
def stranger(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Somebody at a phone in front of a Roadbook that nobody has set up."""
    failed_before = request.session.testsfailed
    with (
        tempfile.TemporaryDirectory(prefix="roadbook-first-", ignore_cleanup_errors=True) as data,
        running_server(Path(data), demo=False) as address,
    ):
        context = browser.new_context(
            viewport=VIEWPORTS["phone"], locale="zh-CN", base_url=address, reduced_motion="reduce"
        )
        context.set_default_timeout(20_000)
        page = context.new_page()
        yield page
        if request.session.testsfailed > failed_before:
            RESULTS.mkdir(exist_ok=True)
            page.screenshot(path=RESULTS / "first-run.png", full_page=True)
        context.close()


def found_the_company(page: Page) -> None:
    page.goto("/")
    page.wait_for_url("**/setup")
    page.get_by_label(word("identity", "company.name")).fill("苏州远程泵业有限公司")
    page.get_by_label(say("setup.admin.name")).fill("林晓")
    page.get_by_label(say("setup.admin.email")).fill("lin@example.com")
    page.get_by_label(say("field.password"), exact=True).fill("pumps-and-roads-2026")
    press(page, "identity", "setup.company.go")


def set_up_the_second_factor(page: Page) -> None:
    press(page, "identity", "totp.start")
    sheet = page.get_by_role("dialog")
    secret = sheet.locator("code").inner_text().replace(" ", "")
    sheet.locator("input").first.focus()
    page.keyboard.type(six_digits(secret))
    kept = page.get_by_role("button", name=words("identity", "recovery.kept"))
    kept.click(timeout=LONG)
    press(page, "identity", "setup.factor.go")


def make_the_first_team(page: Page) -> None:
    page.get_by_label(word("identity", "teams.name")).fill("苏州销售部")
    press(page, "identity", "setup.team.go")
    page.get_by_role("link", name=re.compile(say("setup.import"))).click(timeout=LONG)
    page.wait_for_url("**/imports")


def import_the_customers(page: Page) -> None:
    """Columns are guessed, errors and duplicates named by line, undone once and done again."""
    choose = word("rollout", "upload.choose")
    page.locator(f'input[type="file"][aria-label="{choose}"]').set_input_files(
        {"name": "客户.csv", "mimeType": "text/csv", "buffer": TABLE.encode("gb18030")}
    )
    page.wait_for_url(re.compile(r"/imports/[0-9a-f-]{36}"))
    press(page, "rollout", "do.check")
    expect(page.get_by_text(word("rollout", "reason.unknown_choice")).first).to_be_visible(
        timeout=LONG
    )
    press(page, "rollout", "do.apply_other")
    press(page, "rollout", "do.undo")
    expect(page.get_by_text(word("rollout", "state.undone")).first).to_be_visible(timeout=LONG)


def import_again_and_plan(page: Page) -> None:
    page.goto("/imports")
    choose = word("rollout", "upload.choose")
    page.locator(f'input[type="file"][aria-label="{choose}"]').set_input_files(
        {"name": "客户.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    )
    press(page, "rollout", "do.check")
    press(page, "rollout", "do.apply_other")
    page.get_by_role("link", name=word("rollout", "do.plan")).click(timeout=LONG)
    page.get_by_role("button", name=words("planning", "ask")).last.click()
    page.wait_for_url(re.compile(r"/plan/[0-9a-f-]{36}"), timeout=LONG)


def test_a_new_company_plans_its_own_customers(stranger: Page) -> None:
    page = stranger

    found_the_company(page)
    set_up_the_second_factor(page)
    make_the_first_team(page)
    import_the_customers(page)
    import_again_and_plan(page)

    expect(page.get_by_role("button", name=word("planning", "submit"))).to_be_visible(
        timeout=60_000
    )
    plan_id = page.url.rsplit("/", 1)[-1]
    plan = page.request.get(f"/api/v1/planning/plans/{plan_id}").json()
    names = {stop["account"]["name"] for day in plan["days"] for stop in day["stops"]}
    assert len(names) >= 4
    assert all(name.startswith("苏州启元") for name in names)
