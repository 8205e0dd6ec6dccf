"""`make bench-planner DIR=… SECONDS=5 SEEDS=3 PEERS=1`: gaps to the best known values.

Every figure is CPU seconds of one thread. With PEERS other solvers answer the TOPTW instances in
the same run, each given the same seconds and seed. The last line is one JSON object.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from benchmarks.planner.machine import ROOT, kernel_ready, write_result  # noqa: E402  # after the path
from benchmarks.planner.tours import (  # noqa: E402
    Tour,
    as_form,
    ophs_tours,
    profit_of,
    toptw_tours,
)


def ours(tour: Tour, seconds: float, seed: int) -> int:
    """Search for so many CPU seconds and give the checked profit."""
    from roadbook.engines.routing.kernel.building import build_model, build_state
    from roadbook.engines.routing.racing import Race

    begun = time.thread_time()
    model = build_model(tour.question)
    state = build_state(model, seed)
    state.bed[: len(tour.first_beds)] = tour.first_beds
    race = Race(model, state, seed=seed)
    while time.thread_time() - begun < seconds:
        race.run(32)
    return profit_of(tour, race.best.routes, race.best.beds)


class Peers:
    """Other solvers in an environment of their own, which is made when it is not there."""

    names = ("pyvrp", "ortools", "vroom")

    def __init__(self) -> None:
        home = ROOT / ".venv" / "peers"
        self._python = str(home / "bin" / "python")
        uv = str(ROOT / ".venv" / "bin" / "uv")
        if not home.exists():
            subprocess.run([uv, "venv", "--quiet", str(home)], check=True)
        asked = [uv, "pip", "install", "--quiet", "--python", self._python]
        subprocess.run([*asked, "-r", str(HERE / "peers.txt")], check=True)

    def profit(self, name: str, tour: Tour, seconds: float, seed: int) -> int:
        """Give the checked profit of a peer's answer."""
        question = tour.question
        asked = {
            "there": question.there.tolist(),
            "service": list(question.service),
            "windows": [spans[0] for spans in question.windows[0]],
            "profit": [int(row[3]) for row in tour.rows[1:]],
            "team": len(question.routes),
            "hours": [question.routes[0].earliest, question.routes[0].latest],
            "scale": int(tour.rows[0][6]),
            "seconds": seconds,
            "seed": seed,
        }
        answer = subprocess.run(
            [self._python, str(HERE / "peers.py"), name],
            input=json.dumps(asked),
            capture_output=True,
            text=True,
            check=True,
        )
        return profit_of(tour, json.loads(answer.stdout)["routes"], ())


def gap_pct(tour: Tour, profit: int) -> float:
    return 100 * (tour.best - profit) / tour.best


def report(
    tours: Sequence[Tour], gaps: dict[str, list[float]], seconds: float
) -> dict[str, object]:
    """Sum one solver's gaps up."""
    means = {tour.name: statistics.fmean(gaps[tour.name]) for tour in tours}
    families = sorted({tour.family for tour in tours})
    verified = [tour for tour in tours if tour.is_verified and tour.family != "ophs"]
    flat = [gap for each in gaps.values() for gap in each]
    proven = [tour for tour in tours if tour.family == "ophs" and tour.is_proven]
    toptw = [means[tour.name] for tour in tours if tour.family != "ophs"]
    return {
        "mean_gap_pct": round(statistics.fmean(toptw or means.values()), 4),
        "verified_mean_gap_pct": round(
            statistics.fmean([means[tour.name] for tour in verified] or [0.0]), 4
        ),
        "verified_worst_gap_pct": round(max([means[t.name] for t in verified], default=0.0), 4),
        "worst_gap_pct": round(max(flat), 4),
        "pairs": len(tours),
        "seconds": seconds,
        "ophs_proven": len(proven),
        "ophs_optimal_pct": round(
            100
            * statistics.fmean(
                [statistics.fmean([g <= 0 for g in gaps[t.name]]) for t in proven] or [0]
            ),
            2,
        ),
        "families": {
            family: round(statistics.fmean(means[t.name] for t in tours if t.family == family), 4)
            for family in families
        },
    }


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dir", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--peers", action="store_true", help="beside PyVRP, OR-Tools and VROOM")
    parser.add_argument("--only", default="", help="families, with commas")
    return parser.parse_args()


def _row(tour: Tour, gaps: dict[str, dict[str, list[float]]]) -> str:
    columns = [
        f"{name} " + " ".join(f"{gap:7.3f}" for gap in found[tour.name])
        for name, found in gaps.items()
        if tour.name in found
    ]
    return f"{tour.family:5} {tour.name:14} {tour.best:6} " + " | ".join(columns)


def main() -> int:
    asked = arguments()
    kernel_ready()
    tours: list[Tour] = []
    if (asked.dir / "toptw").is_dir():
        tours += toptw_tours(asked.dir / "toptw")
    if (asked.dir / "ophs").is_dir():
        tours += ophs_tours(asked.dir / "ophs")
    if asked.only:
        tours = [tour for tour in tours if tour.family in asked.only.split(",")]
    peers = Peers() if asked.peers else None
    gaps: dict[str, dict[str, list[float]]] = {"ours": {}}
    for tour in tours:
        seeds = range(asked.seeds)
        gaps["ours"][tour.name] = [gap_pct(tour, ours(tour, asked.seconds, s)) for s in seeds]
        if peers and tour.family != "ophs":
            for name in peers.names:
                profits = [peers.profit(name, tour, asked.seconds, seed) for seed in seeds]
                found_gaps = [gap_pct(tour, profit) for profit in profits]
                gaps.setdefault(name, {})[tour.name] = found_gaps
        print(_row(tour, gaps), flush=True)
    found: dict[str, object] = {
        **report(tours, gaps.pop("ours"), asked.seconds),
        "seeds": asked.seeds,
        "peers": {
            name: report([t for t in tours if t.name in found_gaps], found_gaps, asked.seconds)
            for name, found_gaps in gaps.items()
        },
    }
    write_result(f"planner-{asked.seconds:g}s", found)
    print(as_form(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
