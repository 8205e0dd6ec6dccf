"""People at their screens: each has a browser context of their own and is signed in."""

from dataclasses import dataclass
from typing import Any, Literal

from playwright.sync_api import APIResponse, Browser, BrowserContext, Page, ViewportSize

from roadbook.config.demo.people import DEMO_PASSWORD, DOMAIN

Size = Literal["phone", "desktop"]
Scheme = Literal["light", "dark"]
Language = Literal["zh-Hans", "en"]
VIEWPORTS: dict[Size, ViewportSize] = {
    "phone": {"width": 390, "height": 844},
    "desktop": {"width": 1440, "height": 900},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody signed in: a page to act on, and the API as their browser would call it."""

    address: str
    page: Page
    context: BrowserContext

    def open(self, path: str) -> Page:
        """Go to a path and wait until what it shows has come."""
        self.page.goto(f"{self.address}{path}")
        self.page.wait_for_load_state("load")
        self.page.locator("main, form").first.wait_for()
        return self.page

    def get(self, path: str) -> Any:  # noqa: ANN401  # JSON
        answer = self.context.request.get(f"{self.address}{path}")
        assert answer.ok, (path, answer.status, answer.text()[:500])
        return answer.json()

    def post(self, path: str, body: object) -> APIResponse:
        return self.context.request.post(
            f"{self.address}{path}", data=body, headers=csrf_headers(self.context, self.address)
        )

    def put(self, path: str, body: object) -> APIResponse:
        return self.context.request.put(
            f"{self.address}{path}", data=body, headers=csrf_headers(self.context, self.address)
        )


def csrf_headers(context: BrowserContext, address: str) -> dict[str, str]:
    """Give the headers of a write: the CSRF token that the start page set, and who asks."""
    cookies = {c["name"]: c["value"] for c in context.cookies(address) if "name" in c}
    return {"X-CSRFToken": cookies.get("csrftoken", ""), "Referer": f"{address}/"}


def sign_in(  # who, where, and how their screen is set
    browser: Browser,
    address: str,
    name: str,
    *,
    size: Size = "desktop",
    scheme: Scheme = "light",
    language: Language = "zh-Hans",
    position: tuple[float, float] | None = None,
    scale: float = 1,
) -> Person:
    """Sign a demo person in by the API that the sign-in screen uses."""
    place = (
        {"latitude": position[0], "longitude": position[1], "accuracy": 12} if position else None
    )
    context = browser.new_context(
        viewport=VIEWPORTS[size],
        device_scale_factor=scale,
        color_scheme=scheme,
        locale="zh-CN" if language == "zh-Hans" else "en-US",
        timezone_id="Asia/Shanghai",
        has_touch=size == "phone",
        geolocation=place,  # type: ignore[arg-type]  # playwright's own dict type
        permissions=["geolocation"] if place else [],
        reduced_motion="reduce",
    )
    context.set_default_timeout(20_000)
    context.request.get(f"{address}/")
    answer = context.request.post(
        f"{address}/_allauth/browser/v1/auth/login",
        data={"email": f"{name}@{DOMAIN}", "password": DEMO_PASSWORD},
        headers=csrf_headers(context, address),
    )
    assert answer.ok, (name, answer.status, answer.text()[:500])
    return Person(address=address, page=context.new_page(), context=context)
