"""The search: ruin, recreate, polish, and accept by simulated annealing.

Annealing runs in cycles that grow geometrically and do not depend on the budget, so a longer run
passes through everything a shorter one has seen and is never worse.
"""

from roadbook.engines.routing.kernel.arrays import (
    BEST,
    BEST_MISSING,
    BROKEN,
    CURRENT,
    CYCLE,
    CYCLE_LENGTH,
    CYCLE_START,
    MISSING,
    NEVER,
    SERVED,
    STEP,
    TAKEN,
    TRIAL_END,
    TRIAL_MISSING,
    TRIAL_VALUE,
    Ints,
    Model,
    State,
    Times,
)
from roadbook.engines.routing.kernel.beds import change_bed, put_bed, put_beds
from roadbook.engines.routing.kernel.compiling import compiled, entry
from roadbook.engines.routing.kernel.dice import below, draw
from roadbook.engines.routing.kernel.polishing import polish, shorten
from roadbook.engines.routing.kernel.refilling import fill_day, gather, refill
from roadbook.engines.routing.kernel.ruining import ruin
from roadbook.engines.routing.kernel.times import schedule
from roadbook.engines.routing.kernel.tuning import (
    BED_PCT,
    COLD,
    FIRST_CYCLE,
    GROWTH_PCT,
    GUIDE,
    HOT,
    POLISH_PCT,
    REHEAT_PCT,
    TIDY_PCT,
    TRIAL_STEPS,
    WARM,
)

EVERYTHING_EACH = 64  # every so many iterations all routes are offered everything


@entry
def begin_search(m: Model, s: State) -> None:
    """Take the routes and beds written into the state as the first plan."""
    put_beds(m, s)
    for k in range(s.size.shape[0]):
        s.group_visits[m.group[k]] += s.size[k] - 2
        schedule(m, s, k)
        s.touched[k] = 1
    s.num[CYCLE_LENGTH] = m.tuning[FIRST_CYCLE]
    s.num[CURRENT], s.num[MISSING] = _value(m, s), _missing(m, s)
    s.num[BEST], s.num[BEST_MISSING] = _truth(m, s, s.num[CURRENT]), s.num[MISSING]
    _keep(m, s)
    _keep_best(s)


@entry
def sketch(m: Model, s: State, k: int) -> bool:
    """Fill route k, now empty, greedily; tell whether it can be driven at all."""
    put_bed(m, s, k)
    if not schedule(m, s, k) or s.group_drive[m.group[k]] > m.max_drive[m.group[k]]:
        return False
    fill_day(m, s, k)
    return True


@entry
def search(m: Model, s: State, steps: int) -> None:
    """Do so many iterations; the state carries everything over to the next call."""
    for _ in range(steps):
        _step(m, s)


@compiled
def _step(m: Model, s: State) -> None:
    _start_step(m, s)
    moved = s.num[TRIAL_END] == 0 and below(s.dice, 100) < m.tuning[BED_PCT]
    if moved:
        change_bed(m, s)
    if s.num[BROKEN] == 0:
        ruin(m, s)
        if below(s.dice, 100) < m.tuning[TIDY_PCT]:
            for k in range(s.size.shape[0]):
                if s.touched[k] > 0 and s.size[k] > 3:
                    shorten(m, s, k, 20)
        gather(m, s)
        refill(m, s)
    if s.num[BROKEN] == 0 and _is_possible(m, s):
        _decide(m, s, int(moved))
    else:
        _go_back(m, s)


@compiled
def _start_step(m: Model, s: State) -> None:
    step = s.num[STEP]
    if 0 < s.num[TRIAL_END] <= step:
        _end_trial(m, s)
    s.num[STEP] = step + 1
    if step - s.num[CYCLE_START] >= s.num[CYCLE_LENGTH]:
        s.num[CYCLE] += 1
        s.num[CYCLE_START] = step
        s.num[CYCLE_LENGTH] = s.num[CYCLE_LENGTH] * m.tuning[GROWTH_PCT] // 100
        if m.tuning[REHEAT_PCT] < 100:
            _return_to_best(m, s)
    touched = 1 if s.num[SERVED] == 0 or step % EVERYTHING_EACH == 0 else 0
    for k in range(s.size.shape[0]):
        s.touched[k] = touched
    s.num[TAKEN] = 0
    s.num[BROKEN] = 0


@compiled
def _begin_trial(m: Model, s: State) -> None:
    """Give a plan with another bed some iterations before it is compared with the one before."""
    s.num[TRIAL_END] = s.num[STEP] + m.tuning[TRIAL_STEPS]
    s.num[TRIAL_VALUE], s.num[TRIAL_MISSING] = s.num[CURRENT], s.num[MISSING]
    for k in range(s.size.shape[0]):
        s.trial_size[k], s.trial_bed[k] = s.kept_size[k], s.kept_bed[k]
        for p in range(s.kept_size[k]):
            s.trial_seq[k, p] = s.kept_seq[k, p]


@compiled
def _end_trial(m: Model, s: State) -> None:
    s.num[TRIAL_END] = 0
    room = (_temperature(m, s) * m.luck[draw(s.dice) & 1023]) >> 10
    if s.num[MISSING] <= s.num[TRIAL_MISSING] and s.num[CURRENT] >= s.num[TRIAL_VALUE] - room:
        return
    _take_up(m, s, s.trial_size, s.trial_bed, s.trial_seq)
    s.num[CURRENT], s.num[MISSING] = s.num[TRIAL_VALUE], s.num[TRIAL_MISSING]


@compiled
def _temperature(m: Model, s: State) -> int:
    done = (s.num[STEP] - 1 - s.num[CYCLE_START]) * 1024 // s.num[CYCLE_LENGTH]
    hot = m.tuning[HOT]
    if s.num[CYCLE] > 0:
        hot = hot * m.tuning[REHEAT_PCT] // 100
    if m.tuning[WARM] > 0:
        hot = hot // m.tuning[WARM]
    return max((hot * m.chill[done]) >> 20, m.tuning[COLD])


@compiled
def _is_possible(m: Model, s: State) -> bool:
    """Without the triangle inequality taking a visit out can make a route late."""
    for k in range(s.size.shape[0]):
        if s.fits[k] == 0:
            return False
    for g in range(s.group_drive.shape[0]):
        if s.group_drive[g] > m.max_drive[g] or s.group_visits[g] > m.max_visits[g]:
            return False
    return True


@compiled
def _decide(m: Model, s: State, moved: int) -> None:
    heat = _temperature(m, s)
    value, missing = _value(m, s), _missing(m, s)
    if (
        missing <= s.num[MISSING]
        and value > s.num[CURRENT] - 3 * heat
        and below(s.dice, 100) < m.tuning[POLISH_PCT]
    ):
        gather(m, s)
        polish(m, s)
        value, missing = _value(m, s), _missing(m, s)
    room = (heat * m.luck[draw(s.dice) & 1023]) >> 10
    better = missing < s.num[MISSING]
    if moved == 1 and missing <= s.num[MISSING]:
        _begin_trial(m, s)
        better = True
    truth = _truth(m, s, value)
    if missing < s.num[BEST_MISSING] or (missing == s.num[BEST_MISSING] and truth > s.num[BEST]):
        s.num[BEST], s.num[BEST_MISSING] = truth, missing
        _keep_best(s)
        better = True
    if not better and (missing > s.num[MISSING] or value < s.num[CURRENT] - room):
        _go_back(m, s)
        return
    s.num[CURRENT], s.num[MISSING] = value, missing
    _keep(m, s)


@compiled
def _value(m: Model, s: State) -> int:
    value = 0
    for k in range(s.size.shape[0]):
        value += s.value[k]
        if m.end[k] < 0:
            value += m.bed_value[k, s.bed[k]]
    return value


@compiled
def _truth(m: Model, s: State, value: int) -> int:
    """Give a plan's value without the price of driving that only guides the search."""
    drive = 0
    for k in range(s.size.shape[0]):
        drive += s.drive[k]
    return value + m.tuning[GUIDE] * drive


@compiled
def _missing(m: Model, s: State) -> int:
    missing = 0
    for i in range(m.required.shape[0]):
        if m.required[i] == 1 and s.where[i] < 0:
            missing += 1
    return missing


@compiled
def _keep(m: Model, s: State) -> None:
    served = 0
    for k in range(s.size.shape[0]):
        served += s.size[k] - 2
        if s.touched[k] > 0:
            s.kept_size[k], s.kept_bed[k] = s.size[k], s.bed[k]
            for p in range(s.size[k]):
                s.kept_seq[k, p] = s.seq[k, p]
    s.num[SERVED] = served


@compiled
def _keep_best(s: State) -> None:
    for k in range(s.size.shape[0]):
        s.best_size[k], s.best_bed[k] = s.size[k], s.bed[k]
        for p in range(s.size[k]):
            s.best_seq[k, p] = s.seq[k, p]


@compiled
def _go_back(m: Model, s: State) -> None:
    """Take the accepted plan up again."""
    for k in range(s.size.shape[0]):
        if s.touched[k] > 0:
            for p in range(1, s.size[k] - 1):
                s.where[s.seq[k, p]] = NEVER
    for j in range(s.num[TAKEN]):
        s.where[s.taken[j]] = NEVER
    for k in range(s.size.shape[0]):
        if s.touched[k] > 0:
            _restore(m, s, k)


@compiled
def _restore(m: Model, s: State, k: int) -> None:
    s.group_visits[m.group[k]] += s.kept_size[k] - s.size[k]
    s.size[k], s.bed[k] = s.kept_size[k], s.kept_bed[k]
    for p in range(s.size[k]):
        s.seq[k, p] = s.kept_seq[k, p]
    schedule(m, s, k)


@compiled
def _return_to_best(m: Model, s: State) -> None:
    _take_up(m, s, s.best_size, s.best_bed, s.best_seq)
    s.num[CURRENT], s.num[MISSING] = _value(m, s), s.num[BEST_MISSING]


@compiled
def _take_up(m: Model, s: State, size: Ints, bed: Ints, seq: Times) -> None:
    """Make a plan put by the accepted one and the one worked on."""
    for k in range(s.size.shape[0]):
        for p in range(1, s.size[k] - 1):
            s.where[s.seq[k, p]] = NEVER
    for k in range(s.size.shape[0]):
        s.kept_size[k], s.kept_bed[k] = size[k], bed[k]
        for p in range(size[k]):
            s.kept_seq[k, p] = seq[k, p]
        _restore(m, s, k)
