"""How far a campaign has come, as the files of its lake tell from outside."""

import json
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from schemas.candidate import Stage

STAGES = [stage.value for stage in Stage]


class Sight(NamedTuple):
    """What one look at a lake shows."""

    published: int
    """Rounds, seeds not counted; -1 where there are not even seeds."""
    lines: int
    """Steps in the ledger of the open round."""
    stage: str
    """The stage that each shard of the open round is in."""


def look(lake: Path, campaign: str = "default") -> Sight:
    """Count what is published, and read the ledger of the round after it."""
    published = len(list(lake.glob(f"rounds/campaign={campaign}/round=*/part-*.parquet"))) - 1
    folder = lake / "_work" / f"campaign={campaign}" / f"round={published + 1}"
    shards = {path.name: count_steps(path) for path in sorted(folder.glob("shard-*"))}
    return Sight(published, sum(sum(steps.values()) for steps in shards.values()), stage_of(folder, shards))


def count_steps(shard: Path) -> dict[str, int]:
    """Whole lines of each stage's file."""
    return {stage: n for stage in STAGES if (n := count_lines(shard / f"{stage}.jsonl"))}


def count_lines(path: Path) -> int:
    """Whole lines of a file; none where there is no file."""
    return path.read_bytes().count(b"\n") if path.is_file() else 0


def stage_of(folder: Path, shards: dict[str, dict[str, int]]) -> str:
    """Each shard's last stage with a step, or what comes before the first."""
    if not (folder / "plan.jsonl").exists():
        return "begin_round" if folder.exists() else "start-up, or between rounds"
    if not shards:
        return "mutate"
    at = Counter(next((stage for stage in reversed(STAGES) if stage in steps), "mutate") for steps in shards.values())
    return ", ".join(f"{stage} ×{at[stage]}" if at[stage] > 1 else stage for stage in STAGES if stage in at)


def repeated(lake: Path) -> int:
    """Lines of the kept ledgers that tell what an earlier line had told: work done, kept, and done again."""
    twice = 0
    for path in lake.glob("_work/*/*/shard-*/*.jsonl"):
        lines = [json.loads(line) for line in path.read_bytes().splitlines()]
        twice += len(lines) - len({told_of(line) for line in lines})
    return twice


def told_of(line: dict[str, Any]) -> str:
    """What a line of a ledger tells of: a candidate, a request, or anything else by all that it says."""
    return str(line.get("candidate_id") or line.get("request_hash") or sorted(line.items()))
