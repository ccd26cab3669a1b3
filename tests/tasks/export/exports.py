"""A lake of a few seeds and children of theirs, quickly made, and exports of it."""

from pathlib import Path
from typing import Any

from schemas.candidate import Candidate
from schemas.evidence import Grade
from schemas.export_spec import ExportSpec
from schemas.spec import EvolveSpec
from tasks.lake.lake import Lake
from tasks.lake.partition import Partition, publish_round
from tasks.publish import base_manifest, publish_seeds
from tasks.seed_file import read_seeds, seed_candidates

GRADES = (Grade.A, Grade.B, Grade.C)
SEEDS = seed_candidates(read_seeds()[:40], "small")


def child(number: int, *parents: Candidate) -> Candidate:
    """A child that says more than its first parent, and has its answer; grades take turns."""
    first = parents[0]
    update = {
        "id": f"c{number:04d}",
        "round": 1,
        "number": number,
        "generation": 1,
        "strategy": "scope_evolving" if len(parents) > 1 else "complexity_evolving",
        "operator": "combine" if len(parents) > 1 else "modify_constraint",
        "parent_ids": tuple(parent.id for parent in parents),
        "seed_ids": tuple(sorted(parent.id for parent in parents)),
        "evidence": first.evidence.model_copy(update={"grade": GRADES[number % len(GRADES)]}),
        "statement": f"{first.statement} Moreover, the {number}th of all helpers must be paid.",
    }
    return first.model_copy(update=update)


def make_lake(folder: Path) -> Path:
    """A lake of 40 seeds, a child of each, and ten children of two seeds."""
    lake, spec = folder / "lake", EvolveSpec(campaign="small", lake=str(folder / "lake"))
    children = [child(number, seed) for number, seed in enumerate(SEEDS)]
    children += [child(100 + number, SEEDS[number], SEEDS[number + 20]) for number in range(10)]
    publish_seeds(Lake(lake), spec, SEEDS)
    counts = {"children": len(children), "accepted": len(children)}
    manifest = base_manifest(spec, 1).model_copy(update=counts)
    publish_round(Lake(lake), Partition(manifest=manifest, candidates=tuple(children)))
    return lake


def export_of(lake: Path, output: Path, **fields: Any) -> ExportSpec:
    """The spec of an export with half of the seeds held out."""
    told: dict[str, Any] = {"shares": {"validation": 0.25, "test": 0.25}, "near_duplicates": True, **fields}
    return ExportSpec.model_validate({"lake": str(lake), "output": str(output), **told})
