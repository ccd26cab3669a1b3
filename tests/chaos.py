"""Kills a campaign again and again and looks whether it ends with the rows of an undisturbed one.

`python -m tests.chaos --kills 10` evolves two lakes from one spec. One is left alone; in the other the process is
ended by SIGKILL at random moments, spread over the campaign's life in ledger lines, and the same command is started
again each time. Prints a Markdown table; exit code 1 where rows differ, work was repeated or a process was left.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tasks.difference import Difference, compare_lakes
from tests.mill import run, start
from tests.processes import Process, descendants, survivors
from tests.watching import Sight, look, repeated

LAST = 0.97
"""Share of a round's lines up to which kills are aimed; the rest, and the publishing, is met by random delays."""
DELAY_SECONDS = 0.6
"""What a kill may come after its moment; every other one comes at once, so that short stages are met too."""
START_SECONDS = 6.0
"""Up to which the kills fall that are meant for the start."""
PATIENCE_SECONDS = 600.0


@dataclass(frozen=True)
class Command:
    """A campaign as it is typed again and again."""

    lake: Path
    arguments: tuple[str, ...]
    before_kill: Callable[[], None] = lambda: None
    """Called right before each kill."""
    after_kill: Callable[[], None] = lambda: None
    """Called once the process is gone."""

    @property
    def home(self) -> Path:
        """An empty folder that stands in for Prefect's home."""
        return self.lake.parent

    @property
    def words(self) -> tuple[str, ...]:
        """All that stands after `optmill`."""
        return ("campaign", "--lake", str(self.lake), *self.arguments)

    def finish(self) -> None:
        """Run it to its end."""
        finished = run(self.home, *self.words, "--json", seconds=PATIENCE_SECONDS)
        if finished.returncode:
            raise RuntimeError(f"the campaign ended with {finished.returncode}: {finished.stderr[-2000:]}")


@dataclass(frozen=True)
class Kill:
    """One kill, and what was left right after it."""

    seconds: float
    """Since this start of the command."""
    sight: Sight
    ended: int
    """Processes of ours that ended with the killed one."""
    orphans: frozenset[Process]

    def cells(self) -> tuple[str, ...]:
        """A row of the table."""
        orphans = f"{len(self.orphans)} processes left" if self.orphans else f"{self.ended} child processes ended too"
        round_number = str(self.sight.published + 1) if self.sight.published >= 0 else "-"
        return f"{self.seconds:.1f}", round_number, self.sight.stage, str(self.sight.lines), orphans


def aims(kills: int, rounds: int, rng: random.Random) -> list[float | None]:
    """When to kill, in rounds done (1.5: half the lines of round 2 are written); None: while it starts."""
    at_start = max(1, kills // 8)
    spread = sorted(number % rounds + rng.uniform(0, LAST) for number in range(kills - at_start))
    starts: list[float | None] = [None] * at_start
    aimed: list[float | None] = [*spread]
    for start_kill in starts:
        aimed.insert(rng.randrange(len(aimed) + 1), start_kill)
    return aimed


def strike(command: Command, aim: float | None, lines: int, rng: random.Random) -> Kill | None:
    """Start the command, wait for the moment, kill it; None where it had finished before.

    Args:
        command: the campaign.
        aim: as in `aims`.
        lines: steps in the ledger of a whole round.
        rng: for the delay after the moment.
    """
    began = time.monotonic()
    process = start(command.home, *command.words)
    delay = rng.uniform(0.3, START_SECONDS) if aim is None else rng.choice((0.0, rng.uniform(0, DELAY_SECONDS)))
    before = look(command.lake)
    while aim is not None and process.poll() is None and not reached(aim, before, look(command.lake), lines):
        if time.monotonic() - began > PATIENCE_SECONDS:
            process.kill()
            raise RuntimeError(f"{command.lake} does not get to {aim:.2f} rounds: {look(command.lake)}")
        time.sleep(0.01)
    time.sleep(delay)
    if process.poll() is not None:
        return None
    children = descendants(process.pid)
    command.before_kill()
    process.kill()
    process.wait()
    command.after_kill()
    left = survivors(children)
    return Kill(time.monotonic() - began, look(command.lake), len(children) - len(left), frozenset(left))


def reached(aim: float, before: Sight, now: Sight, lines: int) -> bool:
    """Whether the moment has come: the campaign is as far as aimed, and this start of it has done something."""
    return now != before and progress(now, lines) >= aim


def progress(sight: Sight, lines: int) -> float:
    """Rounds done, the open one by its share of a round's lines."""
    return max(0, sight.published) + min(0.999, sight.lines / lines)


def disturb(command: Command, when: list[float | None], lines: int, rng: random.Random) -> list[Kill | None]:
    """Kill the campaign at each of the moments, then let it finish."""
    struck = [strike(command, aim, lines, rng) for aim in when]
    command.finish()
    return struck


def table(struck: list[Kill | None]) -> str:
    """The kills as Markdown."""
    heads = ("kill", "s into the run", "round", "stage in progress", "ledger lines kept", "result")
    missed = ("-", "-", "-", "-", "had finished before")
    rows = [(str(n), *(kill.cells() if kill else missed)) for n, kill in enumerate(struck, start=1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, ("---",) * len(heads), *rows))


def verdict(struck: list[Kill | None], difference: Difference, again: int) -> tuple[bool, str]:
    """Whether all is well, and a paragraph that says so."""
    kills = [kill for kill in struck if kill]
    orphans = sum(len(kill.orphans) for kill in kills)
    compared = ", ".join(f"{right} of {left} rows of {table}" for table, (left, right) in difference.compared.items())
    words = f"{len(kills)} kills; {compared}; {len(difference.rows)} rows differ; "
    words += f"{again} ledger lines were made twice; {orphans} processes were left."
    return bool(kills) and difference.same and not again and not orphans, words


def ask() -> argparse.Namespace:
    """Read the flags."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=10, help="how often the process is killed")
    parser.add_argument("--children", type=int, default=48, help="of a round")
    parser.add_argument("--rounds", type=int, default=2, help="of the campaign")
    parser.add_argument("--latency", type=float, default=0.2, help="simulated latency of the teacher, in seconds")
    parser.add_argument("--seed", type=int, default=0, help="of the random moments")
    return parser.parse_args()


def main() -> int:
    """Evolve both lakes and compare them."""
    asked = ask()
    rng = random.Random(asked.seed)
    with tempfile.TemporaryDirectory(prefix="optmill-chaos-") as name:
        folder = Path(name)
        spec = folder / "spec.toml"
        spec.write_text(f"[teacher]\nlatency_seconds = {asked.latency}\n")
        sizes = ("--rounds", str(asked.rounds), "--children", str(asked.children), "--spec", str(spec))
        calm, wild = Command(folder / "calm", sizes), Command(folder / "wild", sizes)
        calm.finish()
        struck = disturb(wild, aims(asked.kills, asked.rounds, rng), lines_of_a_round(calm.lake), rng)
        well, words = verdict(struck, compare_lakes(calm.lake, wild.lake), repeated(wild.lake))
    sys.stdout.write(f"{table(struck)}\n\n{words}\n")
    return 0 if well else 1


def lines_of_a_round(lake: Path) -> int:
    """Steps in the ledger of the latest published round."""
    rounds = sorted(lake.glob("_work/campaign=*/round=*"), key=lambda path: int(path.name.rpartition("=")[2]))
    files = [path for path in rounds[-1].glob("shard-*/*.jsonl") if path.stem != "calls"]
    return sum(path.read_bytes().count(b"\n") for path in files)


if __name__ == "__main__":
    sys.exit(main())
