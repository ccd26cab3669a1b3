"""What a lasting Prefect server's memory and database grow by, as Markdown: `python -m tests.measure_server`.

A campaign's rounds run as a deployment, one by one, on a standing factory; after each the server's resident memory and
the bytes of its database (with its write-ahead log) are read. The database before the first round is the baseline.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

from tests.standing import Factory

MIB = 1 << 20
SETTLE_SECONDS = 5.0
"""Records arrive in batches of a second."""
CANDIDATES = 1_000
"""What growth is told for."""


class Reading(NamedTuple):
    """The server after a round."""

    candidates: int
    memory: float
    """Resident, MiB."""
    database: float
    """MiB."""


def read(factory: Factory, candidates: int) -> Reading:
    """Look at the server, once its batches are written."""
    time.sleep(SETTLE_SECONDS)
    status = Path(f"/proc/{factory.service('server').pid}/status").read_text()
    kibibytes = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))
    database = sum(path.stat().st_size for path in factory.home.rglob("prefect.db*"))
    return Reading(candidates, kibibytes / 1024, database / MIB)


def grow(home: Path, rounds: int, children: int) -> list[Reading]:
    """Run the rounds; a reading before the first and after each."""
    with Factory(home) as factory:
        readings = [read(factory, 0)]
        for number in range(1, rounds + 1):
            spec: dict[str, Any] = {"lake": str(home / "lake"), "rounds": number, "children": children}
            run = factory.wait(factory.run("campaign/campaign", spec=spec), seconds=3600)
            assert run["state_type"] == "COMPLETED", run["state"]
            readings.append(read(factory, number * children))
    return readings


def table(readings: list[Reading]) -> str:
    """Readings as Markdown, growth for 1,000 candidates beside the totals."""
    lines = [
        "| candidates | server's memory MiB | database MiB | database MiB per 1,000 |",
        "| --- | --- | --- | --- |",
    ]
    for before, after in zip([readings[0], *readings], readings, strict=False):
        made = after.candidates - before.candidates
        growth = f"{CANDIDATES * (after.database - before.database) / made:.1f}" if made else ""
        lines.append(f"| {after.candidates:,} | {after.memory:.0f} | {after.database:.1f} | {growth} |")
    return "\n".join(lines)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.measure_server", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--children", type=int, default=CANDIDATES, help="of a round")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="optmill-server-") as name:
        sys.stdout.write(table(grow(Path(name), asked.rounds, asked.children)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
