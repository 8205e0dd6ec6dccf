"""Ruin and recreate over routes and beds together."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import numpy as np

from roadbook.engines.routing.draft import Beds, Draft, beds_for, drivable_chains
from roadbook.engines.routing.sheet import MUST, Ints, Sheet

NOISE = 4096  # length of the table of random factors
STARTS = 4
WHOLE = 1_000  # per mille: done
BED_SHARE, NEAR_SHARE, STRETCH_SHARE = 20, 60, 85  # cumulative per cent of the ways to ruin
PATIENCE = 250  # iterations without a new best before the search returns to it
Progress = Callable[[int], bool]  # per mille done → go on?


@dataclass(slots=True)
class Search:
    """A seeded search. `progress` is asked each round how far it is, in per mille."""

    sheet: Sheet
    rng: Random
    links: list[dict[int | None, set[int | None]]]
    noise: Ints
    near: list[list[int]]

    @classmethod
    def over(cls, sheet: Sheet, seed: int) -> "Search":
        rng = Random(seed)  # noqa: S311  # nosec B311  # repeatable choice, not secrecy
        noise = np.array([rng.randrange(64, 97) for _ in range(2 * NOISE)], dtype=np.int64)
        return cls(
            sheet=sheet, rng=rng, links=drivable_chains(sheet), noise=noise, near=_neighbours(sheet)
        )

    def random_beds(self) -> Beds:
        """Draw a chain of beds along which every day can at least be driven."""
        beds: list[int | None] = []
        before: int | None = None
        for k in range(len(self.sheet.days)):
            choices = sorted(self.links[k][before], key=lambda bed: -1 if bed is None else bed)
            before = choices[self.rng.randrange(len(choices))]
            beds.append(before)
        return tuple(beds)

    def construct(self) -> Draft:
        """Fill several random chains of beds and keep the best."""
        best: Draft | None = None
        for _ in range(STARTS if any(day.end is None for day in self.sheet.days) else 1):
            draft = Draft.empty(self.sheet, self.random_beds())
            self.recreate(draft)
            if best is None or draft.value > best.value:
                best = draft
        return best if best is not None else Draft.empty(self.sheet, ())

    def run(self, draft: Draft, done_of: Callable[[int], int]) -> tuple[Draft, int]:
        """Improve until `done_of(iteration)` says all is done; give the best and the iterations."""
        current = best = draft
        current_value = best_value = draft.value
        iteration = last_best = 0
        while (done := done_of(iteration)) < WHOLE:
            iteration += 1
            trial = current.copy()
            if not self.ruin(trial):
                continue
            self.recreate(trial)
            if not trial.is_feasible:  # without the triangle inequality leaving one out can harm
                continue
            value = trial.value
            room = (best_value % MUST) * (WHOLE - done) // 60_000
            if value > best_value:
                self.tidy(trial)
                best, best_value, last_best = trial, trial.value, iteration
                current, current_value = trial, best_value
            elif value >= current_value or value > best_value - room:
                current, current_value = trial, value
            elif iteration - last_best > PATIENCE:
                current, current_value, last_best = best, best_value, iteration
        return best, iteration

    def recreate(self, draft: Draft) -> None:
        """Insert the best offer, with a little noise, until none is left."""
        days = range(len(draft.routes))
        ranks = [self._ranks(draft, k) for k in days]
        while True:
            tops = [int(rank.argmax()) if rank.size else 0 for rank in ranks]
            k = max(
                days,
                key=lambda d: (int(ranks[d][tops[d]]) if ranks[d].size else -1, -d),
                default=-1,
            )
            if k < 0 or not ranks[k].size or ranks[k][tops[k]] < 0:
                return
            candidate = tops[k]
            draft.insert(k, int(draft.offers(k).position[candidate]), candidate)
            for rank in ranks:
                rank[candidate] = -1
            ranks[k] = self._ranks(draft, k)

    def _ranks(self, draft: Draft, k: int) -> Ints:
        rank = draft.offers(k).rank
        offset = self.rng.randrange(NOISE)
        factors = np.resize(self.noise[offset : offset + NOISE], rank.shape)
        return np.where(draft.left & (rank >= 0), rank * factors, -1)

    def ruin(self, draft: Draft) -> bool:
        """Take something away; tell whether the draft is still a plan."""
        draw = self.rng.randrange(100)
        if draw < BED_SHARE and any(
            len(after) > 1 for link in self.links for after in link.values()
        ):
            return self._change_bed(draft)
        served = [(k, i) for k, route in enumerate(draft.routes) for i in route]
        if not served:
            return True
        size = 1 + self.rng.randrange(min(len(served), 2 + len(served) // 3))
        if draw < NEAR_SHARE:
            self._remove_near(draft, served, size)
        elif draw < STRETCH_SHARE:
            self._remove_stretch(draft, size)
        else:
            for k, i in self.rng.sample(served, size):
                draft.remove(k, [i])
        return True

    def _remove_near(self, draft: Draft, served: list[tuple[int, int]], size: int) -> None:
        day_of = {i: k for k, i in served}
        _, seed = served[self.rng.randrange(len(served))]
        for i in [i for i in self.near[seed] if i in day_of][:size]:
            draft.remove(day_of[i], [i])

    def _remove_stretch(self, draft: Draft, size: int) -> None:
        days = [k for k, route in enumerate(draft.routes) if route]
        k = days[self.rng.randrange(len(days))]
        route = draft.routes[k]
        first = self.rng.randrange(len(route))
        draft.remove(k, route[first : first + size])

    def _change_bed(self, draft: Draft) -> bool:
        nights = [k for k, bed in enumerate(draft.beds) if bed is not None]
        if not nights:
            return False
        k = nights[self.rng.randrange(len(nights))]
        choices = [bed for bed in beds_for(self.sheet.problem, k) if bed != draft.beds[k]]
        if not choices:
            return False
        bed = choices[self.rng.randrange(len(choices))]
        beds = list(draft.beds)
        beds[k] = bed
        follows = k + 1 < len(beds) and beds[k + 1] is not None
        if follows and self.rng.randrange(2) and bed in beds_for(self.sheet.problem, k + 1):
            beds[k + 1] = bed
        draft.beds = tuple(beds)
        return all(self._make_feasible(draft, day) for day in range(k, min(k + 3, len(beds))))

    def _make_feasible(self, draft: Draft, k: int) -> bool:
        while not draft.state(k).is_feasible:
            route = draft.routes[k]
            if not route:
                return False
            draft.remove(k, [route[self.rng.randrange(len(route))]])
        return True

    def tidy(self, draft: Draft) -> None:
        """Move single stops to where they cost least, until none moves."""
        moved = True
        while moved:
            moved = False
            for k in range(len(draft.routes)):
                for i in draft.routes[k]:
                    moved = self._relocate(draft, k, i) or moved

    def _relocate(self, draft: Draft, k: int, i: int) -> bool:
        before, value = draft.routes[:], draft.value
        draft.remove(k, [i])
        days = [d for d in range(len(draft.routes)) if draft.offers(d).rank[i] >= 0]
        if days:
            best = max(days, key=lambda d: (int(draft.offers(d).gain[i]), -d))
            draft.insert(best, int(draft.offers(best).position[i]), i)
            if draft.value > value and draft.is_feasible:
                return True
        draft.routes = before
        draft.left[i] = False
        return False


def _neighbours(sheet: Sheet) -> list[list[int]]:
    """Per candidate: all candidates by travel time there and back, itself first."""
    if not sheet.place.size:
        return []
    there = sheet.seconds[sheet.place][:, sheet.place]
    both = there + there.T
    np.fill_diagonal(both, -1)
    near: list[list[int]] = np.argsort(both, axis=1, kind="stable").tolist()
    return near
