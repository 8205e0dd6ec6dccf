"""How full a territory is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TerritoryLoad:
    """What the customers' intervals ask for in a week beside the hours there are.

    `load_pct` above 100: not everybody can be seen in time, `slipping` of `customers` will not.
    `ratio_exponent_pct` is what follows for the points of a visit.
    """

    customers: int = 0
    need_s: int = 0
    capacity_s: int = 0
    load_pct: int = 0
    slipping: int = 0
    ratio_exponent_pct: int = 250
