"""A small campaign in a lake, made by hand: no solver and no teacher runs."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from schemas.candidate import Candidate, Difficulty, Program, Stage
from schemas.round import Manifest, Survival
from schemas.solve import ObjectiveSense, Solve, SolverName, TerminationStatus
from schemas.spec import EvolveSpec
from schemas.step import SolvePurpose, SolveRecord
from tasks.lake.lake import Lake
from tasks.lake.partition import Partition, publish_round

FORMULATION = """## Sets
- `ITEMS = ["bread", "cake"]`: goods

## Parameters
- `profit[ITEMS] = {"bread": 2, "cake": 5}`: dollars each
- `hours = 40`: oven hours

## Decision variables
- `bake[ITEMS]`, integer: loaves and cakes

## Objective
- `maximize sum(profit[i] * bake[i] for i in ITEMS)`: total profit

## Constraints
- oven: `sum(bake[i] for i in ITEMS) <= hours`: the oven's hours
"""
STATEMENT = """A bakery plans its oven of 40 hours. Maximize the profit, in dollars:

| Good | Profit |
|---|---|
| bread | 2 |
| cake | 5 |

<script>alert("tags")</script> ![beacon](https://example.org/beacon.png) [link](https://example.org)
"""


def candidate(id: str, **fields: Any) -> Candidate:
    given: dict[str, Any] = {
        "id": id,
        "campaign": "trial",
        "round": 1,
        "number": 0,
        "generation": 1,
        "strategy": "complexity_evolving",
        "operator": "modify_constraint",
        "statement": STATEMENT,
        "formulation": FORMULATION,
        "programs": (Program(solver=SolverName.copt, source="print(1 < 2)"),),
        "family": "production_mix",
        "sense": ObjectiveSense.maximize,
        "status": TerminationStatus.optimal,
        "objective": 200.0,
        "changes": "Added a limit.",
        "difficulty": Difficulty(words=40, variables=2, constraints=2, integers=2, solve_seconds=0.01),
    }
    return Candidate.model_validate(given | fields)


def seed(id: str) -> Candidate:
    none = Difficulty(words=30)
    return candidate(id, round=0, generation=0, strategy="seed", operator="seed", difficulty=none, changes="")


def total(children: list[Candidate]) -> Survival:
    first = children[0]
    alive = [child for child in children if child.is_alive()]
    reasons: dict[str, int] = {}
    for child in children:
        if not child.is_alive():
            key = f"{child.rejected_stage}:{child.rejected_reason}"
            reasons[key] = reasons.get(key, 0) + 1
    return Survival(
        campaign=first.campaign, round=first.round, strategy=first.strategy, operator=first.operator, checker="total",
        attempt=0, entered=len(children), passed=len(alive), failed=len(children) - len(alive), abstained=0,
        repaired=sum(child.repairs > 0 for child in alive), reasons=reasons, calls=2 * len(children),
        tokens=1000 * len(children), cost_usd=0.01 * len(children), seconds=0.5 * len(children),
    )  # fmt: skip


def checker(row: Survival, name: str, attempt: int, counts: tuple[int, int, int]) -> Survival:
    entered, failed, repaired = counts
    update = {"entered": entered, "passed": entered - failed, "failed": failed, "repaired": repaired, "seconds": 0.2}
    return row.model_copy(update={**update, "checker": name, "attempt": attempt, "reasons": {}, "calls": 1})


def manifest(campaign: str, number: int, children: list[Candidate]) -> Manifest:
    alive = sum(child.is_alive() for child in children)
    return Manifest(
        campaign=campaign, round=number, schema_version=1, spec=EvolveSpec.model_validate({"campaign": campaign}),
        spec_hash="0f",
        code_version="0.1.0", prompt_hashes={}, teacher="procedural", solver_versions={"copt": "8.0.7"}, door="local",
        children=len(children), accepted=alive, rejected=len(children) - alive, calls=2 * len(children),
        cost_usd=0.01 * len(children), started=f"2026-01-0{number + 1}T00:00:00+00:00",
        finished=f"2026-01-0{number + 1}T00:01:00+00:00", seconds=60.0, host="",
    )  # fmt: skip


def publish(lake: Lake, number: int, children: list[Candidate], extra: Iterable[Survival] = ()) -> None:
    operators: dict[str, list[Candidate]] = {}
    for child in children:
        operators.setdefault(child.operator, []).append(child)
    totals = [total(group) for group in operators.values()] if number else []
    solve = Solve(solver=SolverName.copt, status=TerminationStatus.optimal, isolation=("rlimits",))
    record = SolveRecord(candidate_id=children[0].id, purpose=SolvePurpose.program, solve=solve)
    publish_round(
        lake,
        Partition(
            manifest=manifest(children[0].campaign, number, children),
            candidates=tuple(children),
            solves=(record,) if number else (),
            survival=(*totals, *extra),
        ),
    )


def first_round() -> list[Candidate]:
    lost = {"rejected_stage": Stage.check_no_op, "rejected_reason": "same_model", "rejected_detail": "model of aa"}
    scope = {"strategy": "scope_evolving", "operator": "transform_domain", "parent_ids": ("aa",)}
    larger = FORMULATION + '- cakes: `bake["cake"] <= 10`: few moulds\n'
    return [
        candidate("ca", number=0, parent_ids=("aa",), formulation=larger, repairs=1),
        candidate("cb", number=1, parent_ids=("bb",)),
        candidate("cc", number=2, parent_ids=("aa",), rejected_stage=Stage.check_program, rejected_reason="infeasible"),
        candidate("cd", number=3, rejected_stage=Stage.mutate, rejected_reason="declined", parent_ids=("aa",),
                  statement="", formulation="", programs=(), status=None, objective=None, sense=None),
        candidate("ta", number=4, **scope, **lost),
        candidate("tb", number=5, **scope, **lost),
        candidate("tc", number=6, **scope, rejected_stage=Stage.mutate, rejected_reason="brand_new_reason"),
    ]  # fmt: skip


def second_round() -> list[Candidate]:
    scope = {"strategy": "scope_evolving", "operator": "combine", "round": 2}
    return [
        candidate("da", number=0, generation=2, parent_ids=("ca", "aa"), **scope),
        candidate("db", number=1, generation=2, parent_ids=("ca", "cb"), **scope),
    ]


@pytest.fixture
def trial(tmp_path: Path) -> Path:
    """A campaign of two rounds with every kind of outcome; `transform_domain` has none that was accepted."""
    lake = Lake(tmp_path / "lake")
    children = first_round()
    row = total([child for child in children if child.operator == "modify_constraint"])
    looks = [checker(row, "description", 0, (3, 1, 1)), checker(row, "description", 1, (1, 0, 0))]
    publish(lake, 0, [seed("aa"), seed("bb")])
    publish(lake, 1, children, [*looks, checker(row, "program", 0, (3, 1, 0))])
    publish(lake, 2, second_round())
    return tmp_path / "lake"


@pytest.fixture
def make_lake(tmp_path: Path) -> Callable[[list[Candidate]], Path]:
    """Makes a lake of one round of given children."""

    def make(children: list[Candidate]) -> Path:
        publish(Lake(tmp_path / "made"), 0, [seed("aa"), seed("bb")])
        if children:
            publish(Lake(tmp_path / "made"), 1, children)
        return tmp_path / "made"

    return make


@pytest.fixture
def make_candidate() -> Callable[..., Candidate]:
    """Makes a candidate of a few given fields."""
    return candidate
