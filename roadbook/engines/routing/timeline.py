"""Time along one day: earliest and latest labels with breaks, and the written-out day.

A label is how many of the day's breaks have been taken. Forward, each place has the earliest time
per
label; backward, the latest. A leg of `drive` seconds that also takes breaks i..j arrives at
`max(t + drive, opens_i) + length_i`, break by break; each must end by its `closes`. Taking a
break as
early as possible on its leg never arrives later, so the labels are exact.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from roadbook.engines.routing.problem import Break, Day

FINE = 18_000  # value units per point: seconds × points/h and metres × points/km stay whole
NEVER = -1  # a latest time that cannot be met
INF = 10**9  # an earliest time that cannot be met
FAR = 10**7  # seconds of a way that does not exist

Labels = list[int]
Spans = Sequence[tuple[int, int]]  # start windows [from, until] of one candidate on one day


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A stop as the clock sees it."""

    place: int
    service_s: int
    spans: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A day's times: the label path's arrival, start and leaving, pauses (leg, from, until,
    label)."""

    leave_s: int
    back_s: int
    arrive: tuple[int, ...]
    start: tuple[int, ...]
    latest_start: tuple[int, ...]
    pauses: tuple[tuple[int, int, int, str], ...]


def arrivals(leaving: Labels, drive: int, breaks: Sequence[Break]) -> Labels:
    """Give the earliest arrival per label after a leg."""
    reached = [INF] * len(leaving)
    for label, left in enumerate(leaving):
        if left >= INF:
            continue
        arrive, clock = left + drive, left
        reached[label] = min(reached[label], arrive)
        for i in range(label, len(breaks)):
            clock = max(clock, breaks[i].opens_s) + breaks[i].length_s
            if clock > breaks[i].closes_s:
                break
            arrive = max(arrive, breaks[i].opens_s) + breaks[i].length_s
            reached[i + 1] = min(reached[i + 1], arrive)
    return reached


def earliest_start(arrive: int, spans: Spans) -> int:
    """Give the first moment the visit may start; INF when every window has closed."""
    return min((max(arrive, opens) for opens, closes in spans if arrive <= closes), default=INF)


def serve(reached: Labels, visit: Visit) -> Labels:
    """Give the earliest leaving per label after the visit."""
    starts = [earliest_start(arrive, visit.spans) for arrive in reached]
    return [start + visit.service_s if start < INF else INF for start in starts]


def leg_bounds(latest: Labels, breaks: Sequence[Break], label: int) -> list[tuple[int, int]]:
    """For a leg that starts with `label`: (A, E) per way to end it; leave by min(A - drive, E)."""
    bounds = []
    for final in range(label, len(latest)):
        by_arrival, by_break = latest[final], INF
        for i in range(final - 1, label - 1, -1):
            by_arrival -= breaks[i].length_s
            by_break = min(by_break, breaks[i].closes_s) - breaks[i].length_s
            if by_arrival < breaks[i].opens_s or by_break < breaks[i].opens_s:
                by_arrival = NEVER
                break
        if by_arrival >= 0:
            bounds.append((by_arrival, by_break))
    return bounds


def latest_leaving(latest: Labels, drive: int, breaks: Sequence[Break]) -> Labels:
    """Give the latest leaving per label that still arrives in time; NEVER when none does."""
    return [
        max((min(a - drive, e) for a, e in leg_bounds(latest, breaks, label)), default=NEVER)
        for label in range(len(latest))
    ]


def latest_starts(leaving: Labels, visit: Visit) -> Labels:
    """Give the latest start per label so that the visit is left in time; NEVER when none is."""
    return [
        max(
            (
                min(closes, left - visit.service_s)
                for opens, closes in visit.spans
                if min(closes, left - visit.service_s) >= opens
            ),
            default=NEVER,
        )
        for left in leaving
    ]


def at_the_start(day: Day) -> Labels:
    return [day.earliest_s] + [INF] * len(day.breaks)


def at_the_end(day: Day) -> Labels:
    """Give the latest return per label: breaks not taken by then are taken at the day's end
    place."""
    latest = [0] * (len(day.breaks) + 1)
    latest[-1] = day.latest_s
    by_break = INF
    for label in range(len(day.breaks) - 1, -1, -1):
        pause = day.breaks[label]
        by_break = min(by_break, pause.closes_s) - pause.length_s
        latest[label] = min(day.latest_s, by_break)
    return latest


def forward(day: Day, visits: Sequence[Visit], legs: Sequence[int]) -> tuple[list[Labels], Labels]:
    """Give the earliest leaving per stop (the start first) and the earliest return, per label."""
    leaving = [at_the_start(day)]
    for visit, drive in zip(visits, legs, strict=False):
        leaving.append(serve(arrivals(leaving[-1], drive, day.breaks), visit))
    return leaving, arrivals(leaving[-1], legs[-1], day.breaks)


def backward(day: Day, visits: Sequence[Visit], legs: Sequence[int]) -> list[Labels]:
    """Give the latest start per stop and label, the latest return last."""
    latest = [at_the_end(day)]
    for visit, drive in zip(reversed(visits), reversed(legs), strict=False):
        latest.append(latest_starts(latest_leaving(latest[-1], drive, day.breaks), visit))
    latest.reverse()
    return latest


def is_in_time(day: Day, back: Labels) -> bool:
    return any(got <= must for got, must in zip(back, at_the_end(day), strict=True))


def write_day(day: Day, visits: Sequence[Visit], legs: Sequence[int]) -> Written | None:
    """Write the day out along its best labels; None when it cannot be kept.

    The first leg is left late enough not to wait at the first door.
    """
    leaving, back = forward(day, visits, legs)
    final = [label for label, must in enumerate(at_the_end(day)) if back[label] <= must]
    if not final:
        return None
    label = min(final, key=lambda each: (back[each], -each))
    path = _label_path(day, visits, legs, leaving, label)
    return _written(day, visits, legs, path)


def leaving_late(day: Day, drive: int, *, by: int) -> Written | None:
    """Write a day without visits that ends just in time, its breaks taken before leaving; None
    where they do not fit in before."""
    back = min(by, day.latest_s)
    leave, clock, pauses = back - drive, day.earliest_s, []
    for pause in day.breaks:
        begun = max(clock, pause.opens_s)
        clock = begun + pause.length_s
        if clock > min(pause.closes_s, leave):
            return None
        pauses.append((0, begun, clock, pause.label))
    if leave < clock:
        return None
    return Written(
        leave_s=leave,
        back_s=back,
        arrive=(),
        start=(),
        latest_start=(),
        pauses=tuple(pauses),
    )


def _label_path(
    day: Day, visits: Sequence[Visit], legs: Sequence[int], leaving: list[Labels], final: int
) -> list[int]:
    """Trace back the labels: at leaving the start, each stop, and at the return."""
    path = [final]
    for k in range(len(legs) - 1, -1, -1):
        reached_at_end = k == len(visits)
        for label in range(path[0] + 1):
            only = [left if i == label else INF for i, left in enumerate(leaving[k])]
            reached = arrivals(only, legs[k], day.breaks)
            after = reached if reached_at_end else serve(reached, visits[k])
            whole = arrivals(leaving[k], legs[k], day.breaks)
            target = whole if reached_at_end else leaving[k + 1]
            if after[path[0]] < INF and after[path[0]] == target[path[0]]:
                path.insert(0, label)
                break
    return path


def _written(day: Day, visits: Sequence[Visit], legs: Sequence[int], path: list[int]) -> Written:
    latest = backward(day, visits, legs)
    clock = leave = day.earliest_s
    arrive, start, last, pauses = [], [], [], []
    for k, drive in enumerate(legs):
        got, taken = _drive(clock, drive, day.breaks[path[k] : path[k + 1]])
        pauses += [(k, begun, ended, label) for begun, ended, label in taken]
        if k == len(visits):
            clock = got
            break
        begin = earliest_start(got, visits[k].spans)
        if k == 0 and not taken:
            leave, got = begin - drive, begin
        arrive.append(got)
        start.append(begin)
        last.append(latest[k][path[k + 1]])
        clock = begin + visits[k].service_s
    return Written(
        leave_s=leave,
        back_s=clock,
        arrive=tuple(arrive),
        start=tuple(start),
        latest_start=tuple(last),
        pauses=tuple(pauses),
    )


def _drive(
    left: int, drive: int, breaks: Sequence[Break]
) -> tuple[int, list[tuple[int, int, str]]]:
    arrive, clock, taken = left + drive, left, []
    for pause in breaks:
        begun = max(clock, pause.opens_s)
        clock = begun + pause.length_s
        arrive = max(arrive, pause.opens_s) + pause.length_s
        taken.append((begun, clock, pause.label))
    return arrive, taken
