"""Kills flow processes, workers and the server of a standing factory, and looks whether its campaigns end all the same.

`python -m tests.operations_chaos --kills 20` runs one campaign undisturbed, then the same again and again in other
lakes. At random moments a process is ended by SIGKILL: the one that carries the flow run, the worker, the server, or
worker and flow run together, as when a machine is lost. What an operator's service manager would start again is started
again (`optmill up`); the rest is Prefect's heartbeats and our automations. Prints a Markdown table; exit code 1 where a
campaign did not complete, rows differ, or work was repeated.
"""

import argparse
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tasks.difference import compare_lakes
from tests.standing import FINAL, Factory, flow_process, kill
from tests.watching import look, repeated

KINDS = ("flow process", "worker", "server", "flow process", "machine")
"""Who is killed, in turn."""
MOST_A_CAMPAIGN = 3
PATIENCE_SECONDS = 400.0
CAMPAIGN = "chaos"
STAGES_SHARE = 0.98
"""Chance, at each look, to wait on for the first candidates: the rest is struck while it starts."""
START_SECONDS = 60.0


@dataclass(frozen=True)
class Strike:
    """One kill."""

    kind: str
    campaign: int
    seconds: float
    """Since the flow run was seen running."""
    stage: str
    found_seconds: float
    """Until a process carried the run again, or it had ended."""

    def cells(self) -> tuple[str, ...]:
        """As a row of the table."""
        return (self.kind, str(self.campaign), f"{self.seconds:.1f}", self.stage, f"{self.found_seconds:.0f}")


def spec_of(lake: Path, children: int) -> dict[str, Any]:
    """A campaign that takes some ten seconds a round."""
    teacher = {"latency_seconds": 0.3, "concurrency": 4}
    sizes = {"children": children, "shards": 4, "rounds": 2}
    return {"campaign": CAMPAIGN, "lake": str(lake), "teacher": teacher, **sizes}


def strike(factory: Factory, kind: str, run: str) -> None:
    """Kill, and start again what a service manager would."""
    process = flow_process(factory, run)
    if kind in ("worker", "machine"):
        kill(factory.service("worker-optmill").pid)
    if kind in ("flow process", "machine") and process:
        kill(process.pid)
    if kind == "server":
        kill(factory.service("server").pid)
    if kind != "flow process":
        factory.up()


def carried(factory: Factory, run: str) -> bool:
    """Whether a process carries the run, or it has ended."""
    return flow_process(factory, run) is not None or factory.flow_run(run)["state_type"] in FINAL[:2]


def wait_until_carried(factory: Factory, run: str) -> float:
    """Wait for it, but not for ever: what is not found is told when the campaign has not ended; returns seconds."""
    started = time.monotonic()
    while not carried(factory, run) and time.monotonic() - started < PATIENCE_SECONDS:
        time.sleep(0.5)
    return time.monotonic() - started


def wait_for_moment(lake: Path, rng: random.Random) -> float:
    """Wait, mostly until a round is being made, and then a little; returns seconds."""
    started = time.monotonic()
    while rng.random() < STAGES_SHARE and not look(lake, CAMPAIGN).lines and time.monotonic() - started < START_SECONDS:
        time.sleep(0.2)
    time.sleep(rng.uniform(0, 6))
    return time.monotonic() - started


def disturb(
    factory: Factory, run: str, lake: Path, kinds: list[str], rng: random.Random
) -> list[tuple[str, float, str, float]]:
    """Strike a run a few times while it lasts."""
    struck: list[tuple[str, float, str, float]] = []
    wait_until_carried(factory, run)
    for kind in kinds[:MOST_A_CAMPAIGN]:
        delay = wait_for_moment(lake, rng)
        if factory.flow_run(run)["state_type"] in FINAL or not flow_process(factory, run):
            break
        stage = look(lake, CAMPAIGN).stage
        strike(factory, kind, run)
        struck.append((kind, delay, stage, wait_until_carried(factory, run)))
    return struck


def ended_well(factory: Factory, run: str) -> str:
    """Wait for the end; empty where the run completed, else its state and message."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (found := factory.flow_run(run))["state_type"] != "COMPLETED":
        if found["state_type"] in ("FAILED", "CANCELLED") or time.monotonic() > deadline:
            return f"{found['state_type']}: {found['state'].get('message')}"
        time.sleep(0.5)
    return ""


def chaos(home: Path, kills: int, children: int, seed: int) -> tuple[list[Strike], list[str]]:
    """Strike campaigns until there were so many kills; returns them and all that went wrong."""
    rng, strikes, wrong = random.Random(seed), list[Strike](), list[str]()
    with Factory(home) as factory:
        calm = home / "calm"
        calm_run = factory.run("campaign/campaign", spec=spec_of(calm, children))
        if said := ended_well(factory, calm_run):
            return [], [f"undisturbed: {said}"]
        for number in range(1, 4 * kills):
            if len(strikes) >= kills:
                break
            lake = home / f"wild-{number}"
            run = factory.run("campaign/campaign", spec=spec_of(lake, children))
            kinds = [KINDS[(len(strikes) + at) % len(KINDS)] for at in range(kills - len(strikes))]
            struck = disturb(factory, run, lake, kinds, rng)
            strikes += [Strike(kind, number, at, stage, found) for kind, at, stage, found in struck]
            wrong += faults(factory, run, calm, lake, number)
            sys.stderr.write(f"campaign {number} has ended: {len(strikes)} kills, {len(wrong)} faults\n")
    return strikes, wrong


def faults(factory: Factory, run: str, calm: Path, lake: Path, number: int) -> list[str]:
    """What is wrong with a campaign that was struck."""
    if said := ended_well(factory, run):
        return [f"campaign {number}: {said}"]
    difference, again = compare_lakes(calm, lake), repeated(lake)
    found = [] if difference.same else [f"campaign {number}: {len(difference.rows)} rows differ"]
    return [*found, *([f"campaign {number}: {again} ledger lines made twice"] if again else [])]


def table(strikes: list[Strike]) -> str:
    """The kills as Markdown."""
    heads = ("kill", "of", "campaign", "s into the attempt", "stage in progress", "s until carried on")
    rows = [(str(n), *strike.cells()) for n, strike in enumerate(strikes, start=1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, ("---",) * len(heads), *rows))


def main() -> int:
    """Strike, and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.operations_chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--children", type=int, default=32, help="of a round; there are two rounds")
    parser.add_argument("--seed", type=int, default=0, help="of the random moments")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="optmill-operations-") as name:
        strikes, wrong = chaos(Path(name), asked.kills, asked.children, asked.seed)
    campaigns = len({strike.campaign for strike in strikes})
    sys.stdout.write(f"{table(strikes)}\n\n{len(strikes)} kills over {campaigns} campaigns; ")
    sys.stdout.write(("; ".join(wrong) if wrong else "all completed, no row differs, no work was repeated") + ".\n")
    return 1 if wrong or not strikes else 0


if __name__ == "__main__":
    sys.exit(main())
