"""Speed in figures, as Markdown: `python -m tests.bench`; writes nothing outside a temporary folder.

- accepted problems a minute of a plain run;
- Prefect's share of a round: the flow against the same stages called directly, medians, start-up apart;
- programs a second through the door beside a fresh interpreter each.

Exit code 1 where a target is missed.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from itertools import count
from pathlib import Path
from statistics import median
from typing import NamedTuple

from schemas.spec import EvolveSpec
from schemas.strategy import PAPER_OPERATORS, Strategy
from schemas.teacher_spec import TeacherSpec
from tests.bench_door import Rates, compare_doors
from tests.mill import ROOT, environment, run

LARGE = 2_000
"""Children from which one repetition is enough."""
FASTER = 8.0
"""Target: the door against a fresh interpreter."""


class Share(NamedTuple):
    """A round's seconds both ways, medians of several repetitions."""

    children: int
    latency: float
    direct: float
    flow: float
    start_up: float
    catch_up: float

    @property
    def extra(self) -> float:
        """Seconds that the flow adds."""
        return self.flow - self.direct

    @property
    def target(self) -> float:
        """Seconds that it may add: a share of the round, or where nothing waits, a base and a bit a candidate."""
        if not self.latency:
            return 3 + 0.003 * self.children
        return (0.10 if self.children <= 100 else 0.05) * self.flow

    def cells(self) -> tuple[str, ...]:
        """A row of the table."""
        verdict = "met" if self.extra <= self.target else "missed"
        seconds = (self.direct, self.flow, self.extra)
        shares = (f"{self.extra / self.flow:.1%}", f"{self.target:.1f} s ({self.target / self.flow:.0%}): {verdict}")
        told = (str(self.children), f"{self.latency:g}", *(f"{value:.1f}" for value in seconds), *shares)
        return (*told, f"{self.start_up:.1f}", f"{self.catch_up:.1f}")


class Bench:
    """Measures in fresh lakes under one temporary folder."""

    def __init__(self, folder: Path, repetitions: int, operators: list[str]) -> None:
        """Take the folder, how often a small round is measured, and the operators of rounds."""
        self.folder = folder
        self.operators = operators
        self.repetitions = repetitions
        self.lakes = count()

    def fresh(self) -> Path:
        """A folder for the next lake."""
        return self.folder / f"lake-{next(self.lakes)}"

    def plain(self, children: int) -> tuple[str, ...]:
        """Accepted problems a minute, of the whole command and of the round alone."""
        arguments = ("evolve", "--lake", self.fresh(), "--children", str(children), "--json")
        began = time.monotonic()
        said = run(self.folder, *arguments, seconds=3600)
        whole = time.monotonic() - began
        manifest = json.loads(said.stdout)["manifests"][0]
        rates = (60 * manifest["accepted"] / seconds for seconds in (whole, manifest["seconds"]))
        return (str(children), str(manifest["accepted"]), f"{whole:.1f}", *(f"{rate:.0f}" for rate in rates))

    def share(self, children: int, latency: float) -> Share:
        """Prefect's share; the two ways take turns, so that a slow minute meets both."""
        times = 1 if children > LARGE else self.repetitions
        direct, flow = list[dict[str, float]](), list[dict[str, float]]()
        for _ in range(times):
            direct.append(self.round("direct", children, latency))
            flow.append(self.round("flow", children, latency))
        middle = {name: median(seconds[name] for seconds in flow) for name in flow[0]}
        by_hand = median(seconds["round"] for seconds in direct)
        return Share(children, latency, by_hand, middle["round"], middle["start_up"], middle["catch_up"])

    def round(self, way: str, children: int, latency: float) -> dict[str, float]:
        """One round in a process of its own."""
        lake = self.fresh()
        spec = EvolveSpec(
            lake=str(lake),
            children=children,
            teacher=TeacherSpec(latency_seconds=latency),
            strategies=(Strategy(name="bench", operators=dict.fromkeys(self.operators, 1.0)),),
        )
        path = self.folder / f"{lake.name}.json"
        path.write_text(spec.model_dump_json())
        finished = subprocess.run(
            [sys.executable, "-m", "tests.bench_round", way, str(path)],
            cwd=ROOT,
            env=environment(self.folder),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return json.loads(finished.stdout.splitlines()[-1])


def print_table(title: str, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Print a Markdown table."""
    lines = "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, ("---",) * len(heads), *rows))
    sys.stdout.write(f"\n{title}\n\n{lines}\n")
    sys.stdout.flush()


def print_share(title: str, shares: list[Share]) -> None:
    """Print what the flow adds."""
    heads = ("children", "latency s", "direct s", "flow s", "extra s", "share", "target", "start-up s", "catch-up s")
    print_table(title, heads, [share.cells() for share in shares])


def print_door(rates: Rates) -> None:
    """Print both ways of running programs."""
    heads = ("programs", "fresh interpreter, a second", "door, a second", "times faster", "target", "first start s")
    speeds = (f"{rates.programs / seconds:.1f}" for seconds in (rates.bare_seconds, rates.door_seconds))
    verdict = "met" if rates.ratio >= FASTER else "missed"
    told = (f"{rates.ratio:.1f}", f"{FASTER:g}: {verdict}", f"{rates.start_seconds:.1f}")
    print_table("Programs through the door", heads, [(str(rates.programs), *speeds, *told)])


def sizes(text: str) -> list[int]:
    """Numbers from `100,1000`; none from nothing."""
    return [int(part) for part in text.split(",") if part]


def ask() -> argparse.Namespace:
    """Read the flags."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--plain", type=sizes, default="100", help="children of plain runs")
    parser.add_argument("--sizes", type=sizes, default="100,1000,10000", help="children of rounds with latency")
    parser.add_argument("--latency", type=float, default=1.0, help="of the simulated teacher, in seconds")
    parser.add_argument("--bare-sizes", type=sizes, default="100,1000", help="children of rounds without latency")
    parser.add_argument("--repeat", type=int, default=3, help=f"repetitions of rounds of up to {LARGE} children")
    parser.add_argument(
        "--operators",
        type=lambda text: text.split(","),
        default=list(PAPER_OPERATORS),
        help="of rounds; a cheap one alone leaves nothing to hide behind what Prefect adds",
    )
    parser.add_argument("--programs", type=int, default=60, help="for the door; 0: none")
    return parser.parse_args()


def main() -> int:
    """Measure what was asked for; exit code 1 where a target is missed."""
    asked = ask()
    missed = 0
    with tempfile.TemporaryDirectory(prefix="optmill-bench-") as name:
        bench = Bench(Path(name), asked.repeat, asked.operators)
        heads = ("children", "accepted", "command s", "accepted a minute, command", "accepted a minute, round")
        if asked.plain:
            print_table("A plain run", heads, [bench.plain(children) for children in asked.plain])
        for chosen, latency in ((asked.sizes, asked.latency), (asked.bare_sizes, 0.0)):
            shares = [bench.share(children, latency) for children in chosen]
            missed += sum(share.extra > share.target for share in shares)
            if shares:
                print_share(f"Prefect's share, {latency:g} s latency, 64 in flight", shares)
        if asked.programs:
            rates = compare_doors(asked.programs, Path(name))
            missed += rates.ratio < FASTER
            print_door(rates)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
