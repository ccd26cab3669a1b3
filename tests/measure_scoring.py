"""The rate at which recorded completions are scored, held against that of `run_program` alone on their programs.

`python -m tests.measure_scoring --completions 1000 --door local` takes turns between the two, and prints each rate and
the share. Completions are those of ORLM where they are there, else programs of our own.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from json import dumps
from pathlib import Path
from statistics import median

from schemas.benchmark_spec import BenchmarkSpec
from schemas.frozen import Frozen
from schemas.solve import DoorName
from tasks.begin_benchmark import open_folder
from tasks.benchmark_run import BenchmarkRun, close_run, open_run
from tasks.benchmarks.loading import load_sets
from tasks.sandbox.door import open_door
from tasks.score_answers import score_shard
from tasks.scoring.programs import find_program
from tests.published import FOLDER
from tests.tasks.scoring.test_own_matrix import CASES

Row = dict[str, object]


class Rates(Frozen):
    """Programs a second, turn by turn."""

    alone: tuple[float, ...]
    scored: tuple[float, ...]

    @property
    def share(self) -> float:
        """What is left of the rate."""
        return median(self.scored) / median(self.alone)


def rows(count: int) -> list[Row]:
    """So many completions, those that there are again and again."""
    files = [str(path) for path in sorted(FOLDER.glob("*.jsonl"))]
    items = (
        [item for each in load_sets(BenchmarkSpec(completions=tuple(files))) for item in each.items]
        if files
        else [case.item() for case in CASES]
    )
    return [
        {"id": str(number), "question": item.question, "answer": item.label.value, "completion": item.completions[0]}
        for number, item in enumerate(islice(cycle(items), count))
    ]


def measure(count: int, door: DoorName, turns: int) -> Rates:
    """Take turns; a first, small one warms everything up."""
    with tempfile.TemporaryDirectory(prefix="optmill-measure-") as folder:
        alone, scored = [], []
        for turn in range(turns + 1):
            own = rows(count if turn else 100)
            file = Path(folder) / f"{turn}.jsonl"
            file.write_text("".join(f"{dumps(row)}\n" for row in own))
            spec = BenchmarkSpec(completions=(str(file),), lake=f"{folder}/lake", door=door)
            run = open_run(open_folder(spec))
            first, second = rate(run_alone, run), rate(score, run)
            close_run(run.folder)
            if turn:
                alone.append(first)
                scored.append(second)
        return Rates(alone=tuple(alone), scored=tuple(scored))


def rate(act: Callable[[BenchmarkRun], None], run: BenchmarkRun) -> float:
    """Programs a second."""
    started = time.perf_counter()
    act(run)
    return len(run.seats) / (time.perf_counter() - started)


def run_alone(run: BenchmarkRun) -> None:
    """Every program through the door, and nothing else."""
    door = open_door(run.spec.door, run.slots)
    sources = [(find_program(item.completions[0]), run.spec.solvers[0]) for item in run.items.values()]
    with ThreadPoolExecutor(2 * run.slots) as pool:
        list(pool.map(lambda pair: door.run_program(pair[0] or "", pair[1], run.spec.limits), sources))


def score(run: BenchmarkRun) -> None:
    """Every completion through all that a benchmark does with it before it is published."""
    with ThreadPoolExecutor(run.shards) as pool:
        list(pool.map(lambda shard: score_shard(run, shard), range(run.shards)))


def main() -> int:
    """Measure; exit code 1 where less than nine tenths of the rate are left."""
    parser = argparse.ArgumentParser(prog="python -m tests.measure_scoring", description=__doc__)
    parser.add_argument("--completions", type=int, default=1000)
    parser.add_argument("--door", type=DoorName, default=DoorName.auto)
    parser.add_argument("--turns", type=int, default=3)
    asked = parser.parse_args()
    rates = measure(asked.completions, asked.door, asked.turns)
    for name, found in (("run_program alone", rates.alone), ("scored", rates.scored)):
        sys.stdout.write(f"{name}: {', '.join(f'{one:.1f}' for one in found)} programs a second\n")
    sys.stdout.write(f"{rates.share:.1%} of the rate of run_program alone (medians)\n")
    return 0 if rates.share >= 0.9 else 1


if __name__ == "__main__":
    sys.exit(main())
