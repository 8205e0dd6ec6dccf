"""Write the pictures of the README: `make screenshots`. Starts the demo, photographs its screens.

The demo company lives around today, so the pictures show the day on which they were taken.
"""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PIL import Image
from playwright.sync_api import Browser, Locator, sync_playwright

from e2e.conftest import FLAGS
from e2e.people import Language, Person, Scheme, Size, sign_in
from e2e.server import running_server
from e2e.texts import word, words

IMAGES = Path(__file__).resolve().parent.parent / "docs/images"
MOST_BYTES = 250_000
QUALITY = 88
LANGUAGES: tuple[Language, ...] = ("zh-Hans", "en")
HOME = ZoneInfo("Asia/Shanghai")
SHARP = 2  # pixels of a phone's point
DRAWN_MS = 6_000  # a map without a graphics card
LONG = 60_000


class Studio:
    """One language's pictures."""

    def __init__(self, browser: Browser, address: str, language: Language) -> None:
        self.browser, self.address, self.language = browser, address, language
        self.folder = IMAGES / language
        self.folder.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def sits(
        self,
        name: str,
        size: Size,
        *,
        scheme: Scheme = "light",
        position: tuple[float, float] | None = None,
    ) -> Iterator[Person]:
        """Give a person in front of their screen."""
        person = sign_in(
            self.browser,
            self.address,
            name,
            size=size,
            scheme=scheme,
            language=self.language,
            position=position,
            scale=SHARP if size == "phone" else 1,
        )
        choice = f"localStorage.setItem('roadbook.locale', '{self.language}')"
        person.page.add_init_script(choice)
        yield person
        person.context.close()

    def keep(self, person: Person, name: str, *, shown: Locator, wait_ms: int = 800) -> None:
        shown.first.wait_for(timeout=LONG)
        person.page.wait_for_timeout(wait_ms)
        path = self.folder / f"{name}.webp"
        Image.open(BytesIO(person.page.screenshot())).save(path, quality=QUALITY, method=6)
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise SystemExit(f"{path} has {size:,} bytes, at most {MOST_BYTES:,} are wanted")
        sys.stdout.write(f"{size / 1000:6.0f} kB  {path.relative_to(IMAGES.parent.parent)}\n")


def today(studio: Studio) -> None:
    """The seller's day on the phone, a little before the first customer's door."""
    with studio.sits("lin", "phone") as asking:
        stops = asking.get(f"/api/v1/visits/day?day={datetime.now(HOME).date()}")["stops"]
    door = next(stop["position"] for stop in stops if stop["visit"]["status"] == "planned")
    near = (door["lat"] + 0.001, door["lon"] - 0.0008)
    with studio.sits("lin", "phone", position=near) as seller:
        page = seller.open("/today")
        studio.keep(seller, "today", shown=page.locator("canvas"), wait_ms=DRAWN_MS)


def plan_and_approval(studio: Studio) -> None:
    """Three days made by the planner; then, at the manager's, their price and expected return."""
    seller_name = "lin" if studio.language == "zh-Hans" else "zhou"
    with studio.sits(seller_name, "desktop") as seller:
        page = seller.open("/plan")
        page.get_by_role("button", name=word("planning", "ask", studio.language)).last.click()
        page.wait_for_url(re.compile(r"/plan/[0-9a-f-]{36}"), timeout=LONG)
        submit = page.get_by_role("button", name=word("planning", "submit", studio.language))
        submit.first.wait_for(timeout=LONG)
        studio.keep(seller, "plan", shown=page.locator("canvas"), wait_ms=DRAWN_MS)
        plan_id = page.url.rsplit("/", 1)[-1]
        trip = seller.post("/api/v1/trips/from-plan", {"plan_id": plan_id}).json()
        seen = {"version": seller.get(f"/api/v1/trips/{trip['id']}")["version"]}
        sent = seller.post(f"/api/v1/trips/{trip['id']}/submit", seen)
        if not sent.ok:
            raise SystemExit(f"the trip was not sent: {sent.text()}")
    with studio.sits("wang", "phone") as manager:
        page = manager.open(f"/trips/{trip['id']}")
        shown = page.get_by_role("button", name=words("trips", "decide.approve", studio.language))
        studio.keep(manager, "approval", shown=shown)


def customer(studio: Studio) -> None:
    """One of the seller's class A customers."""
    with studio.sits("lin", "desktop") as seller:
        me = seller.get("/api/v1/identity/me")["id"]
        query = f"owner={me}&customer_class=A&sort=class&limit=1"
        account = seller.get(f"/api/v1/customers/accounts?{query}")["items"][0]
        page = seller.open(f"/customers/{account['id']}")
        studio.keep(seller, "customer", shown=page.locator("article"))


def expenses(studio: Studio) -> None:
    """A report of the seller's last trip, in the dark."""
    with studio.sits("lin", "phone", scheme="dark") as seller:
        report = seller.get("/api/v1/expenses/inbox")["reports"][0]["id"]
        page = seller.open(f"/expenses/reports/{report}")
        studio.keep(seller, "expenses", shown=page.locator("main h2"))


def result(studio: Studio) -> None:
    """What the trips of half a year cost and brought."""
    with studio.sits("wang", "desktop") as manager:
        page = manager.open("/results")
        studio.keep(manager, "results", shown=page.locator("table"))


def main() -> None:
    program = os.environ.get("ROADBOOK_CHROMIUM") or shutil.which("chromium")
    if program is None:
        raise SystemExit("no Chromium: run `make test` once, which installs it")
    with (
        tempfile.TemporaryDirectory(prefix="roadbook-pictures-") as data,
        running_server(Path(data)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        for language in LANGUAGES:
            studio = Studio(browser, address, language)
            for picture in (today, plan_and_approval, customer, expenses, result):
                picture(studio)
        browser.close()


if __name__ == "__main__":
    main()
