"""One way to round money in policy: half up, once, at the end."""


def part_of(amount_minor: int, pct: int) -> int:
    """Give `pct` per cent of an amount, half up. Raises ValueError for negative input."""
    if amount_minor < 0 or pct < 0:
        raise ValueError("amounts and shares are not negative")
    return (amount_minor * pct + 50) // 100
