"""What a visit is worth to a plan, and what hours and kilometres weigh against it.

One point is ten minor units (¥ 0.10): prizes, hours, kilometres and beds are all money.
"""

from typing import Final

from roadbook.domains.customers.contracts import CustomerClass
from roadbook.domains.planning.contracts import AccountFacts, PlanWeights, TerritoryLoad
from roadbook.domains.planning.rules._inputs import Rates
from roadbook.domains.planning.rules._load import grown_milli
from roadbook.engines.routing.problem import Weights

MINOR_PER_POINT: Final = 10
CLASS_POINTS: Final = {
    CustomerClass.A: 8_000,
    CustomerClass.B: 5_000,
    CustomerClass.C: 3_000,
    CustomerClass.D: 1_200,
}
EARLIEST_RATIO_PCT: Final = 60  # sooner in the interval nobody is visited again
DEAL_DIVISOR: Final = 1_000  # a hundredth of the expected deal, in points
MOST_DEAL_POINTS: Final = 10_000
STABILITY_POINTS: Final = 2_000
WISHED_POINTS: Final = 10_000
_MILLI: Final = 1_000


def prize_of(facts: AccountFacts, exponent_pct: int) -> int:
    """Give the points of a visit: class × growth with lateness, and a share of what is
    negotiated."""
    grown = grown_milli(facts.ratio_pct, exponent_pct)
    due = CLASS_POINTS[CustomerClass(facts.customer_class)] * grown // _MILLI
    return due + min(facts.expected_deal_minor // DEAL_DIVISOR, MOST_DEAL_POINTS)


def weights_of(rates: Rates) -> Weights:
    """Give the solver's weights from the rates."""
    return Weights(
        hour_points=rates.hour_cost_minor // MINOR_PER_POINT,
        km_points=rates.per_km_minor // MINOR_PER_POINT,
        minor_per_point=MINOR_PER_POINT,
        stability_bonus=STABILITY_POINTS,
    )


def stated_weights(rates: Rates, load: TerritoryLoad) -> PlanWeights:
    """Give the weights as the screen shows them."""
    return PlanWeights(
        hour_minor=rates.hour_cost_minor,
        km_minor=rates.per_km_minor,
        minor_per_point=MINOR_PER_POINT,
        class_points={each.value: points for each, points in CLASS_POINTS.items()},
        ratio_exponent_pct=load.ratio_exponent_pct,
        load=load,
    )
