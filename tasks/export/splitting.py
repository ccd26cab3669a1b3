"""Splits problems by their root seeds, so that relatives never stand on both sides.

A seed's side is drawn from its own id and the spec's seed: it stays where it is when the lake grows, so that a model of
today may be tested on the test split of tomorrow. A problem whose seeds stand on different sides goes to none.
"""

import hashlib
from collections.abc import Sequence

from schemas.candidate import Candidate
from schemas.example import Split
from schemas.export_spec import ExportSpec, Shares

STRADDLES = "relatives_on_both_sides"
NEAR_DUPLICATE = "near_duplicate_of_training"

Splits = dict[str, Split]
"""Split by a candidate's id."""


def split_problems(problems: Sequence[Candidate], spec: ExportSpec) -> tuple[Splits, dict[str, int]]:
    """The split of each problem that has one, and how many have none by reason."""
    sides = {problem.id: sides_of(problem, spec) for problem in problems}
    splits = {name: next(iter(found)) for name, found in sides.items() if len(found) == 1}
    near = set[str]() if spec.near_duplicates else near_training(problems, splits)
    left_out = {STRADDLES: len(sides) - len(splits), NEAR_DUPLICATE: len(near)}
    kept = {name: split for name, split in splits.items() if name not in near}
    return kept, {reason: count for reason, count in left_out.items() if count}


def sides_of(problem: Candidate, spec: ExportSpec) -> set[Split]:
    """The sides on which a problem's root seeds stand."""
    return {side_of(seed, spec.seed, spec.shares) for seed in problem.seed_ids or (problem.id,)}


def side_of(seed_id: str, seed: int, shares: Shares) -> Split:
    """The side of a root seed, the same in every export with this seed and these shares."""
    drawn = int.from_bytes(hashlib.blake2b(f"{seed}-{seed_id}".encode(), digest_size=8).digest()) / 2**64
    if drawn < shares.test:
        return Split.test
    return Split.validation if drawn < shares.test + shares.validation else Split.train


def near_training(problems: Sequence[Candidate], splits: Splits) -> set[str]:
    """Held-out problems whose words, numbers aside, are nearly those of one that trains."""
    trained = {problem.cluster for problem in problems if splits.get(problem.id) is Split.train} - {""}
    held = [problem for problem in problems if splits.get(problem.id) not in (None, Split.train)]
    return {problem.id for problem in held if problem.cluster in trained}
