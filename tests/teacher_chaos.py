"""Kills a campaign of a language model again and again, and counts what the model was asked.

`python -m tests.teacher_chaos --kills 10` evolves two lakes from one spec at one model server. One is left alone; in
the other the process is ended by SIGKILL at random moments and started again. No answer that was received may be asked
for again: requests may exceed the undisturbed run's by those in flight at the kills. Prints Markdown; exit code 1 where
rows differ, more was asked, or an answer from well before a kill was asked for again.
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from tasks.difference import compare_lakes
from tests.chaos import Command, aims, disturb, lines_of_a_round, table
from tests.model_server.client import RunningServer
from tests.model_server.settings import Settings

LATENCY = 0.3
CONCURRENCY = 16
KEPT_SECONDS = 0.2
"""After which an answer that the server has sent must be on the disk, however busy the machine."""


class Flights:
    """How many requests were in flight at each kill: without an answer, or with one that was sent just before."""

    def __init__(self, server: RunningServer) -> None:
        """Begin with none."""
        self.server = server
        self.lost: list[int] = []
        self.asked = self.flying = 0

    def before(self) -> None:
        """Look at the server a moment before the kill."""
        stats = self.server.settle()
        self.asked, self.flying = stats.get("requests", 0), stats["in_flight"]
        time.sleep(KEPT_SECONDS)

    def after(self) -> None:
        """Add what was asked in that moment; no more can be in flight than the spec allows."""
        late = self.server.stats().get("requests", 0) - self.asked
        self.lost.append(min(CONCURRENCY, self.flying + late))


def chaos(kills: int, children: int, seed: int) -> tuple[bool, str]:
    """Whether all is well, and the tables that show it."""
    rng = random.Random(seed)
    settings = Settings(latency_seconds=LATENCY, manners={"headings": 1, "json": 1, "tags": 1}, unreadable=0.05)
    with tempfile.TemporaryDirectory(prefix="optmill-chaos-") as name, RunningServer(settings) as server:
        folder, spec = Path(name), Path(name) / "spec.toml"
        spec.write_text(
            f'[teacher]\nmodel = "openai/mill"\naddress = "{server.address}"\nconcurrency = {CONCURRENCY}\n'
        )
        sizes = ("--rounds", "2", "--children", str(children), "--spec", str(spec))
        calm = Command(folder / "calm", sizes)
        calm.finish()
        asked = server.stats()["requests"]
        server.reset()
        flights = Flights(server)
        wild = Command(folder / "wild", sizes, flights.before, flights.after)
        struck = disturb(wild, aims(kills, 2, rng), lines_of_a_round(calm.lake), rng)
        stats, difference = server.stats(), compare_lakes(calm.lake, wild.lake)
    more, lost = stats["requests"] - asked, sum(flights.lost)
    compared = ", ".join(f"{right} of {left} rows of {table}" for table, (left, right) in difference.compared.items())
    kills = sum(kill is not None for kill in struck)
    words = (
        f"{kills} kills; {compared}; {len(difference.rows)} rows differ; {asked} requests undisturbed, "
        f"{stats['requests']} disturbed: {more} more, with {lost} in flight at the kills "
        f"({', '.join(map(str, flights.lost))}); {stats['asked_again']} were asked for again after an answer, "
        f"{stats['settled_asked_again']} of them {KEPT_SECONDS:g} s or more after it."
    )
    well = difference.same and more <= lost and not stats["settled_asked_again"] and any(struck)
    return well, f"{table(struck)}\n\n{words}\n"


def main() -> int:
    """Read the flags and kill."""
    parser = argparse.ArgumentParser(prog="python -m tests.teacher_chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--children", type=int, default=48)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    well, words = chaos(asked.kills, asked.children, asked.seed)
    sys.stdout.write(words)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
