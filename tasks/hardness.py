"""How hard a problem is: a policy's solve rate where one was measured, else its size, relaxation and techniques."""

from collections import defaultdict
from collections.abc import Mapping

from schemas.candidate import Candidate
from tasks.lake.benchmark_partition import published_runs, read_manifest, read_scores
from tasks.lake.lake import Lake

HALF_SIZE, HALF_GAP, HALF_TECHNIQUES = 50.0, 0.1, 2.0
"""Variables and constraints, relative gap, and techniques at which a problem counts as half as hard as can be."""


def solve_rates(lake: Lake) -> dict[str, float]:
    """Share of right answers to each problem over a lake's benchmark runs, each under its own rule."""
    right: dict[str, list[bool]] = defaultdict(list)
    for run in published_runs(lake):
        rule = read_manifest(lake, run).spec.rule
        for score in read_scores(lake, run):
            if score.rule == rule:
                right[score.item_id].append(score.correct)
    return {name: sum(found) / len(found) for name, found in right.items()}


def hardness(problem: Candidate, rates: Mapping[str, float]) -> float:
    """Between 0 and 1: what a policy fails at, or an estimate from the model."""
    if problem.id in rates:
        return 1.0 - rates[problem.id]
    size, gap = problem.difficulty.size, problem.evidence.relaxation_gap or 0.0
    parts = (
        (float(size), HALF_SIZE),
        (gap, HALF_GAP),
        (float(len(problem.difficulty.techniques)), HALF_TECHNIQUES),
    )
    return sum(value / (value + half) for value, half in parts) / len(parts)
