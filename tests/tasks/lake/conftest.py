"""A small campaign: two seeds, a round of three children, and a grandchild."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from schemas.blueprint import Domain
from schemas.candidate import Candidate, Difficulty, Program, Stage
from schemas.evidence import Evidence
from schemas.round import Manifest
from schemas.solve import ModelStatistics, ObjectiveSense, Solve, SolverName, TerminationStatus, VariableValue
from schemas.spec import EvolveSpec
from schemas.step import SolvePurpose, SolveRecord
from schemas.teacher import Completion, Purpose
from schemas.verdict import CheckerName, Outcome, Verdict
from tasks.lake.lake import Lake
from tasks.lake.partition import Partition, publish_round
from tasks.survival import count_survival

SPEC = EvolveSpec.model_validate({"campaign": "small"})


def make_candidate(id: str, round: int, **fields: Any) -> Candidate:
    """An accepted candidate of the campaign."""
    told: dict[str, Any] = {
        "number": int(id[-1], 16),
        "generation": round,
        "strategy": "complexity_evolving" if round else "seed",
        "operator": "modify_constraint" if round else "seed",
        "domain": Domain.retail,
        "statement": f"A shop, number {id}, sells £5 cakes.",
        "programs": (Program(solver=SolverName.copt, source=f"# {id}"),),
        "sense": ObjectiveSense.maximize,
        "status": TerminationStatus.optimal,
        "objective": 12.5,
        "difficulty": Difficulty(words=7, variables=2, solve_seconds=0.01),
        "evidence": Evidence(checkers=("program",), program_objective=12.5, door="local"),
        "licence": "Apache-2.0",
        "spec_hash": SPEC.spec_hash(),
    }
    return Candidate(id=id, campaign="small", round=round, **{**told, **fields})


def make_manifest(candidates: Iterable[Candidate], spec: EvolveSpec = SPEC) -> Manifest:
    """The manifest of a round of these candidates."""
    made = tuple(candidates)
    accepted = sum(candidate.is_alive() for candidate in made)
    return Manifest(
        campaign=made[0].campaign,
        round=made[0].round,
        schema_version=1,
        spec=spec,
        spec_hash=spec.spec_hash(),
        code_version="0.1.0",
        prompt_hashes={"mutate": "aa", "formulate": "bb"},
        teacher="procedural",
        solver_versions={"copt": "8.0"},
        door="local",
        children=len(made),
        accepted=accepted,
        rejected=len(made) - accepted,
        calls=len(made),
        cost_usd=0.25,
        started="2026-01-01T00:00:00+00:00",
        finished="2026-01-01T00:00:09+00:00",
        seconds=9.0,
        host="somewhere",
    )


def make_partition(*candidates: Candidate) -> Partition:
    """A round with a verdict, a solve and a call for each candidate."""
    solve = Solve(
        solver=SolverName.copt,
        status=TerminationStatus.optimal,
        objective=12.5,
        values=(VariableValue(name="x", value=2.5),),
        statistics=ModelStatistics(continuous=1),
        model_mps="ROWS",
    )
    calls = [
        Completion(
            request_hash=f"call-{one.id}", model="procedural", purpose=Purpose.mutate, text="words", cost_usd=0.5
        )
        for one in candidates
    ]
    return Partition(
        manifest=make_manifest(candidates),
        candidates=candidates,
        verdicts=tuple(
            Verdict(candidate_id=one.id, checker=CheckerName.program, outcome=Outcome.passed) for one in candidates
        ),
        solves=tuple(SolveRecord(candidate_id=one.id, purpose=SolvePurpose.program, solve=solve) for one in candidates),
        calls=tuple(calls),
        callers={f"call-{one.id}": (one.id,) for one in candidates},
        survival=count_survival(candidates, [], calls),
    )


SEEDS = (
    make_candidate("5eed0", 0),
    make_candidate("5eed1", 0),
)
CHILDREN = (
    make_candidate("c0", 1, parent_ids=("5eed0",), seed_ids=("5eed0",)),
    make_candidate("c1", 1, parent_ids=("5eed1",)).reject(Stage.check_program, "status_differs", "infeasible"),
    make_candidate("c2", 1, parent_ids=("5eed0", "5eed1"), operator="combine", strategy="scope_evolving"),
)
GRANDCHILDREN = (make_candidate("d0", 2, parent_ids=("c2",)),)


@pytest.fixture
def partition() -> Partition:
    """The first round's children."""
    return make_partition(*CHILDREN)


@pytest.fixture
def campaign() -> tuple[Partition, ...]:
    """Seeds, children and grandchildren."""
    return tuple(make_partition(*candidates) for candidates in (SEEDS, CHILDREN, GRANDCHILDREN))


@pytest.fixture
def publish_all(campaign: tuple[Partition, ...]) -> Callable[[str], Lake]:
    """Writes the whole campaign to a lake."""

    def publish(path: str) -> Lake:
        lake = Lake(path)
        assert all(publish_round(lake, partition) for partition in campaign)
        return lake

    return publish
