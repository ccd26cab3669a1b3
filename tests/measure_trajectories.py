"""Trajectories at full size: planted flaws over 200 problems, and the wall time against its bound.

`python -m tests.measure_trajectories --planted 200 --trajectories 512 --at-once 64` has the scripted parties make the
planted ones and compares every figure with the plan; then it has trajectories of four programs made at 0.5 s a segment,
and holds the wall time against what the server's latency and the solver's own time allow. Exit code 1 where a figure
differs, or the wall time is more than 1.10 times its bound.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from schemas.curate_run import Curated
from schemas.curate_spec import CurateSpec
from schemas.solve import SolverName
from tasks.begin_curation import open_folder
from tasks.trajectory.curation import Curation, close_curation, open_curation
from tasks.trajectory.figure_rows import funnel_rows
from tasks.trajectory.figures import funnels, trigger_counts
from tasks.trajectory.making import heal_shard, reason_shard
from tests.model_server.calm_plan import LONG, planned, write_set
from tests.model_server.client import RunningServer

LATENCY_SECONDS = 0.5
MOST = 5
ALLOWED = 1.10


def ask() -> argparse.Namespace:
    """Read the flags."""
    parser = argparse.ArgumentParser(prog="python -m tests.measure_trajectories", description=__doc__)
    parser.add_argument("--planted", type=int, default=200, help="problems with planted flaws; 0: none")
    parser.add_argument("--trajectories", type=int, default=512, help="trajectories of four programs; 0: none")
    parser.add_argument("--at-once", type=int, default=64, help="requests in flight")
    return parser.parse_args()


def begun(folder: Path, server: RunningServer, numbers: range, at_once: int) -> Curation:
    """A curation of some problems."""
    party: dict[str, Any] = {"model": "openai/calm", "address": server.address, "concurrency": at_once}
    party["continuing"] = "prefix"
    places = {"lake": str(folder / "lake"), "sets": (str(write_set(folder / "set.jsonl", numbers)),), "run": "measured"}
    fields = {"solver": "highs", "door": "local", "shards": 1, "reasoner": party, "intervener": party}
    return open_curation(open_folder(CurateSpec.model_validate(places | fields)))


def differences(curated: list[Curated]) -> list[str]:
    """Where the figures are not what was planted."""
    cases = [planned(int(each.item_id)) for each in curated]
    looked = [case for case in cases if not case.ambiguous]
    wanted = Counter((at, found) for case in looked for at, found in enumerate(case.looks(MOST)))
    counts = {(each.look, each.trigger): each.count for each in trigger_counts(curated)}
    whole = funnels(curated)[0]
    pairs = {
        "triggers by look": (counts, dict(wanted)),
        "fates": (whole.fates, dict(Counter(case.fate(MOST) for case in cases))),
        "right before": (round(whole.right_before.share * len(cases)), sum(case.right_at(0) for case in cases)),
        "right after": (whole.right, sum(case.right_at(case.hints(MOST)) for case in cases)),
        "hints": (whole.hints, sum(case.hints(MOST) for case in cases)),
    }
    return [f"{name}: {found} is not {planned}" for name, (found, planned) in pairs.items() if found != planned]


def measure_planted(count: int, at_once: int) -> list[str]:
    """Planted flaws, found again."""
    with tempfile.TemporaryDirectory() as folder, RunningServer(answers="calm") as server:
        curation, started = begun(Path(folder), server, range(count), at_once), time.monotonic()
        reason_shard(curation, 0)
        heal_shard(curation, 0)
        curated = list(curation.curated(0).values())
        close_curation(curation.folder)
        answers, calls = server.stats()["answers"], {call for each in curated for call in each.spent.calls}
    row = funnel_rows(funnels(curated))[0]
    sys.stdout.write(f"{count} problems in {time.monotonic() - started:.1f} s: {row}\n")
    books = [f"{answers} answers, {len(calls)} in the books"] if answers != len(calls) else []
    return differences(curated) + books


def measure_wall(count: int, at_once: int) -> list[str]:
    """Wall time of the reasoner's trajectories, against the larger of latency's and solver's time."""
    with tempfile.TemporaryDirectory() as folder:
        with RunningServer(answers="calm", latency_seconds=LATENCY_SECONDS) as server:
            curation = begun(Path(folder), server, range(LONG, LONG + count), at_once)
            curation.door.run_program("print(1)", SolverName.highs, curation.spec.limits)
            started = time.monotonic()
            reason_shard(curation, 0)
            wall, stats = time.monotonic() - started, server.stats()
        blocks = [e.source for line in curation.reasoned(0).values() for e in line.trajectory.executions]
        solver = solver_seconds(curation, blocks)
        close_curation(curation.folder)
    latency = stats["answers"] * LATENCY_SECONDS / at_once
    bound = max(latency, solver)
    said = f"{count} trajectories, {stats['most_in_flight']} in flight, {len(blocks)} programs: {wall:.1f} s; latency "
    said += f"allows {latency:.1f} s, the solver alone {solver:.1f} s: {wall / bound:.3f} of the bound\n"
    sys.stdout.write(said)
    return [f"the wall time is {wall / bound:.3f} of its bound"] if wall > ALLOWED * bound else []


def solver_seconds(curation: Curation, blocks: list[str]) -> float:
    """How long the same programs take with nothing beside them."""

    def run(source: str) -> None:
        curation.door.run_program(source, SolverName.highs, curation.spec.limits)

    started = time.monotonic()
    with ThreadPoolExecutor(2 * curation.slots) as pool:
        list(pool.map(run, blocks))
    return time.monotonic() - started


def main() -> int:
    """Measure, and say what falls short."""
    asked = ask()
    short = measure_planted(asked.planted, asked.at_once) if asked.planted else []
    short += measure_wall(asked.trajectories, asked.at_once) if asked.trajectories else []
    sys.stdout.write(f"{'; '.join(short) or 'Nothing falls short.'}\n")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
