"""Numbers the search is tuned by: slots of `Model.tuning`, and their values."""

from typing import Final

STRING_UP_TO, RANDOM_UP_TO, SPAN_UP_TO = 0, 1, 2  # cumulative per cent of the ways to ruin
MEAN_TAKEN, LONGEST_STRING = 3, 4  # visits taken by strings, in tenths; visits of one string
POOL_MOST = 5  # candidates looked at in one iteration
BED_PCT, POLISH_PCT, TIDY_PCT = 6, 7, 8
HOT, COLD = 9, 10  # first and last temperature, value units
FIRST_CYCLE, GROWTH_PCT = 11, 12  # iterations of the first annealing, growth of the next ones
GREEDY_PCT = 13
REHEAT_PCT = 14
WARM = 15  # a warm start divides the temperature by this; 0: cold
GUIDE = 16  # price of a unit of driving that only guides the search, value units
TRIAL_STEPS = 17  # iterations a moved night is given
SLOTS: Final = 18

DEFAULTS: Final = {
    STRING_UP_TO: 66,
    RANDOM_UP_TO: 80,
    SPAN_UP_TO: 97,
    MEAN_TAKEN: 50,
    LONGEST_STRING: 10,
    POOL_MOST: 60,
    BED_PCT: 10,
    POLISH_PCT: 30,
    TIDY_PCT: 5,
    FIRST_CYCLE: 4000,
    GROWTH_PCT: 130,
    GREEDY_PCT: 60,
    REHEAT_PCT: 50,
    TRIAL_STEPS: 60,
}
HOT_SHARE: Final = 2.0  # of the mean worth
COLD_SHARE: Final = 0.03
