"""Sets of completions, run and held against their labels by every rule."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from schemas.benchmark_item import BenchmarkItem, BenchmarkSet
from schemas.rollout import Rollout
from schemas.solve import SolverName
from tasks.scoring.judging import Verdict, judge
from tasks.scoring.rules import RULES
from tasks.scoring.scorer import Scorer
from tests.tasks.scoring.answered import rollout

Verdicts = dict[str, dict[str, Verdict]]
"""By rule, then by item."""


def run_set(scorer: Scorer, each: BenchmarkSet, solvers: Mapping[str, SolverName] | None = None) -> list[Rollout]:
    """Run the recorded completions of a set side by side."""

    def run(item: BenchmarkItem) -> Rollout:
        solver = (solvers or {}).get(item.id, SolverName.copt)
        return scorer.run(rollout(item.id, item.completions[0], solver=solver), item.question, (item.label,))

    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(run, each.items))


def verdicts(rollouts: Sequence[Rollout], each: BenchmarkSet) -> Verdicts:
    """Every verdict on a set."""
    pairs = list(zip(rollouts, each.items, strict=True))
    return {name: {item.id: judge(ran, item.label, rule) for ran, item in pairs} for name, rule in RULES.items()}


def right(found: Verdicts, rule: str) -> set[str]:
    """Ids of the items that a rule finds right."""
    return {name for name, (correct, _) in found[rule].items() if correct}
