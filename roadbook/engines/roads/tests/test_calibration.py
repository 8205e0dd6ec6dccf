"""Calibration against a truth that the test made up."""

from random import Random

import pytest

from roadbook.engines.roads.calibration import Journey, calibrate, is_usable


def journeys(
    region: str, truth: float, count: int, *, pauses: float = 0.0, seed: int = 1
) -> list[Journey]:
    """Drive `count` ways at `truth` times the estimate, give or take 20 %; some with a pause."""
    dice = Random(seed)  # noqa: S311  # a repeatable truth, not a secret
    made = []
    for _ in range(count):
        estimated_s = dice.randrange(600, 3_600)
        observed = estimated_s * truth * dice.uniform(0.8, 1.2)
        if dice.random() < pauses:
            observed += dice.randrange(600, 14_400)
        made.append(
            Journey(
                region=region,
                observed_s=round(observed),
                estimated_s=estimated_s,
                estimated_m=estimated_s * 9,
            )
        )
    return made


@pytest.mark.parametrize("truth", [0.7, 0.94, 1.0, 1.35, 1.8])
def test_finds_the_true_factor(truth: float) -> None:
    found = calibrate(journeys("310000", truth, 400))

    assert found["310000"].per_mille == pytest.approx(truth * 1_000, rel=0.03)
    assert found["310000"].observations == 400


def test_is_not_led_astray_by_pauses() -> None:
    found = calibrate(journeys("310000", 1.2, 400, pauses=0.25))

    assert found["310000"].per_mille == pytest.approx(1_200, rel=0.1)
    assert found["310000"].observations < 400


def test_keeps_regions_apart() -> None:
    both = journeys("310000", 1.4, 60) + journeys("320500", 0.9, 60, seed=2)

    found = calibrate(both)

    assert found["310000"].per_mille == pytest.approx(1_400, rel=0.08)
    assert found["320500"].per_mille == pytest.approx(900, rel=0.08)


def test_says_nothing_of_too_few() -> None:
    assert calibrate(journeys("310000", 1.4, 19)) == {}
    assert list(calibrate(journeys("310000", 1.4, 20))) == ["310000"]


def test_halves_the_error_of_the_plain_estimate() -> None:
    learnt = calibrate(journeys("310000", 1.5, 100))["310000"].per_mille

    fresh = journeys("310000", 1.5, 200, seed=9)

    plain = [abs(each.estimated_s - each.observed_s) / each.observed_s for each in fresh]
    better = [
        abs(each.estimated_s * learnt / 1_000 - each.observed_s) / each.observed_s for each in fresh
    ]
    assert sum(better) < sum(plain) / 2


@pytest.mark.parametrize(
    ("observed_s", "estimated_s", "metres", "usable"),
    [
        (1_200, 1_000, 8_000, True),
        (1_200, 1_000, 400, False),
        (3_100, 1_000, 8_000, False),
        (340, 1_000, 8_000, False),
        (0, 1_000, 8_000, False),
        (15_000, 14_000, 200_000, False),
    ],
)
def test_leaves_out_what_is_not_driving(
    observed_s: int, estimated_s: int, metres: int, *, usable: bool
) -> None:
    journey = Journey(region="", observed_s=observed_s, estimated_s=estimated_s, estimated_m=metres)

    assert is_usable(journey) is usable
