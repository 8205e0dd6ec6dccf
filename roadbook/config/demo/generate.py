"""The whole company from one seed: the organisation at once, the sellers' years one by one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from roadbook.config.demo.accounts import born_of
from roadbook.config.demo.people import Seat, organisation
from roadbook.config.demo.records import Organisation, Person, RepYear, Territory
from roadbook.config.demo.story import tell
from roadbook.config.demo.year import finished, live_year

SEED = "roadbook"
SCALES = {"small": 300, "default": 830, "large": 20_000, "huge": 1_000_000}


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoCompany:
    """The demo company of a seed, a day and a number of customers."""

    seed: str
    today: date
    organisation: Organisation
    seats: tuple[Seat, ...]

    def years(self) -> Iterator[RepYear]:
        """Give each seller's year; only one is in memory at a time."""
        first_number = 0
        for seat in self.seats:
            rep = self.organisation.person(seat.key)
            year = live_year(
                seed=self.seed,
                seat=seat,
                first_number=first_number,
                rep=rep,
                hotels=self.organisation.hotels,
                today=self.today,
            )
            tell(year)
            yield finished(year, manager=self._leader(rep), territory=self._territory(rep))
            first_number += seat.accounts

    def _leader(self, rep: Person) -> Person:
        return next(p for p in self.organisation.people if p.leads == rep.team)

    def _territory(self, rep: Person) -> Territory:
        return next(t for t in self.organisation.territories if t.team == rep.team)


def demo_company(*, today: date, accounts: int, seed: str = SEED) -> DemoCompany:
    """Describe the demo company; nothing is simulated before `years` is read."""
    company, seats = organisation(seed=seed, born=born_of(today), accounts=accounts)
    return DemoCompany(seed=seed, today=today, organisation=company, seats=tuple(seats))
