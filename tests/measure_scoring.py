"""The rate at which recorded completions are scored, held against that of `run_program` alone on their programs.

`python -m tests.measure_scoring --completions 1000 --door local` takes turns between the two, and prints each rate and
the share. Completions are those of ORLM where they are there, else programs of our own, again and again; with
`--different` a repeated one answers another question, so that nothing of what was found before holds for it.
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

from schemas.benchmark_item import BenchmarkItem
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
    """Seconds, turn by turn."""

    completions: int
    """Of a turn."""
    alone: tuple[float, ...]
    scored: tuple[float, ...]

    @property
    def share(self) -> float:
        """What is left of the rate: the median over the turns, so that a neighbour's noise in one does not count."""
        return median(alone / scored for alone, scored in zip(self.alone, self.scored, strict=True))


def rows(count: int, different: bool = False) -> list[Row]:
    """So many completions, those that there are again and again, on wish each time to another question."""
    files = [str(path) for path in sorted(FOLDER.glob("*.jsonl"))]
    items = (
        [item for each in load_sets(BenchmarkSpec(completions=tuple(files))) for item in each.items]
        if files
        else [case.item() for case in CASES]
    )
    return [
        {
            "id": str(number),
            "question": item.question + different * " Again." * (number // len(items)),
            "answer": item.label.value,
            "completion": item.completions[0],
        }
        for number, item in enumerate(islice(cycle(items), count))
    ]


def measure(count: int, door: DoorName, turns: int, different: bool) -> Rates:
    """Take turns; a first one warms everything up."""
    each = count // turns
    with tempfile.TemporaryDirectory(prefix="optmill-measure-") as folder:
        own = rows(each * (turns + 1), different)
        seconds = [turn(Path(folder) / str(at), own[each * at : each * (at + 1)], door) for at in range(turns + 1)]
    alone, scored = zip(*seconds[1:], strict=True)
    return Rates(completions=each, alone=alone, scored=scored)


def turn(folder: Path, own: list[Row], door: DoorName) -> tuple[float, float]:
    """Seconds of `run_program` alone and of scoring, on the same completions."""
    folder.mkdir()
    file = folder / "answers.jsonl"
    file.write_text("".join(f"{dumps(row)}\n" for row in own))
    run = open_run(open_folder(BenchmarkSpec(completions=(str(file),), lake=f"{folder}/lake", door=door)))
    alone, scored = seconds_of(run_alone, run), seconds_of(score, run)
    close_run(run.folder)
    return alone, scored


def seconds_of(act: Callable[[BenchmarkRun], None], run: BenchmarkRun) -> float:
    """Wall seconds."""
    started = time.perf_counter()
    act(run)
    return time.perf_counter() - started


def run_alone(run: BenchmarkRun) -> None:
    """Every program through the door, and nothing else."""
    door = open_door(run.spec.door, run.slots)

    def run_one(item: BenchmarkItem) -> None:
        door.run_program(find_program(item.completions[0]) or "", run.spec.solvers[0], run.spec.limits)

    with ThreadPoolExecutor(2 * run.slots) as pool:
        list(pool.map(run_one, run.items.values()))


def score(run: BenchmarkRun) -> None:
    """Every completion through all that a benchmark does with it before it is published."""
    with ThreadPoolExecutor(run.shards) as pool:
        list(pool.map(score_shard, [run] * run.shards, range(run.shards)))


def main() -> int:
    """Measure; exit code 1 where less than nine tenths of the rate are left."""
    parser = argparse.ArgumentParser(prog="python -m tests.measure_scoring", description=__doc__)
    parser.add_argument("--completions", type=int, default=1000)
    parser.add_argument("--door", type=DoorName, default=DoorName.auto)
    parser.add_argument("--turns", type=int, default=10)
    parser.add_argument("--different", action="store_true", help="a repeated completion answers another question")
    asked = parser.parse_args()
    rates = measure(asked.completions, asked.door, asked.turns, asked.different)
    for name, found in (("run_program alone", rates.alone), ("scored", rates.scored)):
        sys.stdout.write(f"{name}: {len(found) * rates.completions / sum(found):.1f} programs a second\n")
    sys.stdout.write(f"{rates.share:.1%} of the rate of run_program alone (median of {len(rates.alone)} turns)\n")
    return 0 if rates.share >= 0.9 else 1


if __name__ == "__main__":
    sys.exit(main())
