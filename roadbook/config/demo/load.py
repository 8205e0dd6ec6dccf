"""Load the demo company into an empty installation, and say who may sign in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from roadbook.config.demo.accounts import TAGS
from roadbook.config.demo.calendar import ZONE
from roadbook.config.demo.generate import SCALES, SEED, DemoCompany, demo_company
from roadbook.config.demo.loaders import (
    cadence,
    expenses,
    identity,
    interactions,
    planning,
    timetable,
    visits,
    waiting,
)
from roadbook.config.demo.loaders.customers import CustomerLoader
from roadbook.config.demo.loaders.trips import TripLoader
from roadbook.config.demo.people import DEMO_PASSWORD, DOMAIN, STAFF
from roadbook.config.demo.writing import DEMO
from roadbook.domains.identity.models import Person
from roadbook.domains.standards.commands import install_template
from roadbook.domains.standards.contracts import Template

Say = Callable[[str], None]
_ROLE_WORDS = {
    "lin": "业务 · sales rep, Shanghai",
    "zhou": "业务 · sales rep, Shanghai (trip waiting for approval)",
    "chen": "业务 · sales rep, Suzhou (report at finance)",
    "wang": "经理 · manager 华东一区",
    "gao": "总监 · head of sales",
    "sun": "财务 · finance",
    "tang": "管理员 · admin",
    "zheng": "审计 · auditor",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    """Somebody a visitor may sign in as."""

    name: str
    email: str
    role: str


def is_empty() -> bool:
    """Tell whether nobody works here yet; only then may a demo or a first run begin."""
    return not Person._default_manager.exists()


def is_demo() -> bool:
    """Tell whether the demo company works here."""
    emails = [person.email for person in demo_people()]
    return Person._default_manager.filter(email__in=emails).count() == len(emails)


def demo_people() -> Sequence[DemoPerson]:
    """Give the named people of the story."""
    return [
        DemoPerson(name=row.name, email=f"{row.key}@{DOMAIN}", role=_ROLE_WORDS[row.key])
        for row in STAFF
        if row.key in _ROLE_WORDS
    ]


def load_demo(*, accounts: int = SCALES["default"], seed: str = SEED, say: Say) -> int:
    """Write the whole demo company; gives how many rows. The database must be empty of people."""
    now = datetime.now(UTC)
    company = demo_company(today=now.astimezone(ZONE).date(), accounts=accounts, seed=seed)
    written = identity.load(company.organisation, at=now)
    written += planning.load(company.organisation, at=now)
    written += timetable.load(today=company.today, at=now)
    written += install_template(actor=DEMO, template=Template.CHINA_COMPANY, now=now)
    written += expenses.load_company(company.organisation, seed=seed, at=now)
    written += _load_years(company, now=now, say=say)
    say(f"  演示公司已就绪 · demo company ready: {accounts} customers, {written} rows")
    return written


def _load_years(company: DemoCompany, *, now: datetime, say: Say) -> int:
    customers = CustomerLoader(seed=company.seed, tags=TAGS, at=now)
    hotels = company.organisation.hotels
    trips = TripLoader(seed=company.seed, hotels=hotels, today=company.today, at=now)
    decider = company.organisation.person("sun").id
    written = 0
    for number, year in enumerate(company.years(), start=1):
        written += customers.load(year)
        written += interactions.load(year, seed=company.seed, at=now)
        written += visits.load(year, seed=company.seed, today=company.today, at=now)
        written += cadence.load(year, at=now)
        written += expenses.load(year, seed=company.seed, decider_id=decider, at=now)
        written += trips.load(year) + waiting.load(year, hotels=hotels, at=now)
        say(f"  {number}/{len(company.seats)} {year.rep.name}: {len(year.accounts)} customers")
    return written


def introduce(say: Say) -> None:
    """Print the demo people and their password."""
    say(f"\n  演示账号 · demo people (password: {DEMO_PASSWORD})")
    for person in demo_people():
        say(f"    {person.email:<22} {person.name}  {person.role}")
