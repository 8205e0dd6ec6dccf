"""Prizes, the problem, the price and the expected return, without a database."""

from datetime import date
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from roadbook.core.geo import Position
from roadbook.core.ids import AccountId
from roadbook.domains.customers.contracts import Closure, VisitWindow
from roadbook.domains.planning import rules
from roadbook.domains.planning.contracts import AccountFacts, PlanPlace, TerritoryLoad
from roadbook.domains.planning.rules import (
    Appointment,
    Busy,
    DayHours,
    PlanInputs,
    ProspectInput,
    Quarter,
    Rates,
    Uplift,
)
from roadbook.engines.policy.mileage import MileageBand
from roadbook.engines.policy.perdiem import PerDiemRule
from roadbook.engines.routing.problem import Certainty
from roadbook.engines.routing.travel import estimate

TUESDAY = date(2026, 11, 24)
HOUR = 3_600
HOME = PlanPlace(name="家", position=Position(lat=31.2, lon=121.4))
RATES = Rates(
    currency="CNY",
    mileage_bands=(MileageBand(up_to_m=None, per_km_minor=120),),
    per_diem_rule=PerDiemRule(),
    per_diem_minor={},
    default_per_diem_minor=10_000,
    hour_cost_minor=12_000,
)


def facts(*, ratio_pct: int = 100, customer_class: str = "A", deal: int = 0) -> AccountFacts:
    return AccountFacts(
        account_id=AccountId(UUID(int=1)),
        name="华辰泵业",
        customer_class=customer_class,
        lifecycle_stage="active",
        city_code="320500",
        city_name="苏州",
        address="",
        position=Position(lat=31.3, lon=120.6),
        is_place_exact=True,
        interval_days=30,
        days_overdue=0,
        ratio_pct=ratio_pct,
        due_state=None,
        last_visit_on=None,
        deal=None,
        expected_deal_minor=deal,
    )


def inputs(prospect: ProspectInput, *, busy: tuple[Busy, ...] = ()) -> PlanInputs:
    return PlanInputs(
        days=[DayHours(day=TUESDAY, from_s=8 * HOUR, until_s=18 * HOUR, busy=busy)],
        start=HOME,
        zone="Asia/Shanghai",
        break_from_s=11 * HOUR,
        break_until_s=14 * HOUR,
        break_s=HOUR,
        max_visits=8,
        max_drive_s=5 * HOUR,
        sleeps_away=False,
        considered_count=1,
        uplift=Uplift(mean_minor=0, error_minor=0, sample=0),
        deals={},
        prospects=[prospect],
        hotels=[],
        rates=RATES,
        load=TerritoryLoad(),
    )


def problem(prospect: ProspectInput, *, busy: tuple[Busy, ...] = ()):  # type: ignore[no-untyped-def]  # noqa: ANN201  # what problem_of gives
    asked = inputs(prospect, busy=busy)
    return rules.problem_of(asked, estimate(rules.positions_of(asked)))


def prospect(**changes: object) -> ProspectInput:
    plain: dict[str, object] = {
        "facts": facts(),
        "service_minutes": 60,
        "windows": (),
        "closures": (),
    }
    return ProspectInput(**{**plain, **changes})  # type: ignore[arg-type]  # a test's choice


@given(low=st.integers(0, 400), high=st.integers(0, 400))
def test_never_pays_less_for_who_is_more_due(low: int, high: int) -> None:
    less, more = sorted((low, high))

    assert rules.prize_of(facts(ratio_pct=less), 250) <= rules.prize_of(facts(ratio_pct=more), 250)


def test_lets_the_class_decide_where_hours_are_missing() -> None:
    def points(ratio_pct: int, customer_class: str = "A") -> int:
        return rules.prize_of(facts(ratio_pct=ratio_pct, customer_class=customer_class), 0)

    assert points(60) < points(100) == points(125) == 8_000
    assert points(126) == points(400) == 2_800
    assert points(110, "C") > points(200, "A") > points(200, "C")


@given(load=st.integers(0, 400))
def test_lets_the_exponent_follow_the_load(load: int) -> None:
    exponent = rules.ratio_exponent_pct(load)

    assert exponent == 250 or load > 90
    assert exponent == 0 or load < 110
    assert rules.ratio_exponent_pct(load + 1) <= exponent
    assert exponent % 25 == 0


def test_says_how_many_will_slip() -> None:
    hour = rules.Demand(visit_s=3_600, interval_days=7, points=8_000)
    cheap = rules.Demand(visit_s=3_600, interval_days=7, points=1_200)

    easy = rules.load_of([hour, cheap], capacity_s=7_200)
    full = rules.load_of([hour, cheap, cheap], capacity_s=7_200)

    assert (easy.load_pct, easy.slipping, easy.ratio_exponent_pct) == (100, 0, 125)
    assert (full.load_pct, full.slipping, full.ratio_exponent_pct) == (150, 1, 0)
    assert rules.load_of([hour], capacity_s=0).load_pct == 1_000
    assert rules.load_of([], capacity_s=0).load_pct == 0


def test_pays_for_what_is_negotiated() -> None:
    assert rules.prize_of(facts(deal=5_000_000), 0) - rules.prize_of(facts(), 0) == 5_000
    assert rules.prize_of(facts(deal=10**12), 0) - rules.prize_of(facts(), 0) == 10_000


def test_keeps_the_whole_visit_inside_the_customers_hours() -> None:
    morning = VisitWindow(weekday=1, opens_minute=9 * 60, closes_minute=11 * 60)
    other_day = VisitWindow(weekday=2, opens_minute=9 * 60, closes_minute=11 * 60)

    (candidate,) = problem(prospect(windows=(morning, other_day))).candidates

    assert [(w.from_s, w.until_s) for w in candidate.windows] == [(9 * HOUR, 10 * HOUR)]


def test_keeps_closed_days_closed() -> None:
    shut = Closure(first=TUESDAY, last=TUESDAY, reason="年检")

    (candidate,) = problem(prospect(closures=(shut,))).candidates

    assert candidate.windows == ()


def test_fixes_an_exact_appointment_and_lets_leeway_breathe() -> None:
    def windows(certainty: Certainty) -> list[tuple[int, int]]:
        at = Appointment(day=TUESDAY, start_s=10 * HOUR, certainty=certainty)
        (candidate,) = problem(prospect(appointment=at)).candidates
        assert candidate.required
        return [(w.from_s, w.until_s) for w in candidate.windows]

    assert windows(Certainty.EXACT) == [(10 * HOUR, 10 * HOUR)]
    assert windows(Certainty.LEEWAY) == [(10 * HOUR - 1_800, 10 * HOUR + 1_800)]
    assert windows(Certainty.FLEXIBLE_DAY) == [(9 * HOUR, 17 * HOUR)]


def test_moves_lunch_beside_a_meeting() -> None:
    busy = (Busy(from_s=11 * HOUR, until_s=12 * HOUR), Busy(from_s=6 * HOUR, until_s=9 * HOUR))

    (day,) = problem(prospect(), busy=busy).days

    assert [(b.opens_s, b.closes_s, b.label) for b in day.breaks] == [
        (8 * HOUR, 9 * HOUR, "busy"),
        (11 * HOUR, 12 * HOUR, "busy"),
        (12 * HOUR, 14 * HOUR, "break"),
    ]


def test_compares_customers_of_the_same_class() -> None:
    rich = [Quarter(group="A", is_visited=True, ordered_minor=1_000)] * 4
    rich += [Quarter(group="A", is_visited=False, ordered_minor=900)] * 4
    poor = [Quarter(group="D", is_visited=False, ordered_minor=0)] * 50

    uplift = rules.uplift_of([*rich, *poor])

    assert (uplift.mean_minor, uplift.sample) == (100, 4)


def test_adds_deals_and_uplift_with_a_range() -> None:
    expected = rules.expected_return(
        uplift=Uplift(mean_minor=1_000, error_minor=200, sample=40),
        deals=[(10_000, 50)],
        stops=3,
        currency="CNY",
    )

    assert (expected.mid_minor, expected.deals_minor, expected.uplift_minor) == (
        8_000,
        5_000,
        3_000,
    )
    assert expected.low_minor < 8_000 < expected.high_minor
    assert not expected.is_small


def test_knows_the_prefecture_of_a_district() -> None:
    assert [rules.city_of(code) for code in ("320571", "310105", "")] == ["320500", "310000", ""]
