"""T-27: random splits and payments add up exactly; `make test-money-races` tries a million."""

import os
from random import Random
from uuid import UUID

import pytest

from roadbook.core.money import shares
from roadbook.domains.expenses.rules import allocated
from tests.sync.figures import keep_figure

SPLITS = 1_000_000 if "ROADBOOK_RACES" in os.environ else 20_000


@pytest.mark.one_database
def test_t27_random_splits_add_up() -> None:
    dice = Random(2026)
    for _ in range(SPLITS):
        amount = dice.randrange(-(10**6), 10**9)
        weights = [dice.randrange(0, 1_000) for _ in range(dice.randrange(1, 12))]
        weights[0] += not any(weights)
        parts = shares(amount, weights)
        total = sum(weights)
        assert sum(parts) == amount
        for part, weight in zip(parts, weights, strict=True):
            assert abs(part * total - amount * weight) < total
        owed = [(UUID(int=i), weight + 1) for i, weight in enumerate(weights)]
        paid = dice.randrange(1, total + len(weights) + 1)
        laid = allocated(paid, owed)
        assert sum(laid.values()) == paid
        assert all(0 < laid[line] <= minor for line, minor in owed if line in laid)
    keep_figure("sync-money-races", "T-27 random splits", SPLITS)
