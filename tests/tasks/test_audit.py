"""Audit: an honest lake agrees, and five kinds of wrong answers, each planted in its rows, are all named."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false
# pyright: reportUnknownArgumentType=false
# Reason: pyarrow ships no types.

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.commands import audit_command
from schemas.candidate import Candidate, Program, Stage
from schemas.evidence import Evidence
from schemas.formulation import Formulation
from schemas.solve import ObjectiveSense, SolverName, TerminationStatus
from tasks.algebra.linear_model import canonical_hash
from tasks.audit import Audit, audit_lake
from tasks.check.subject import captured_model
from tasks.lake.errors import LakeError
from tasks.lake.lake import Lake
from tasks.lake.rows import Row, candidate_row
from tasks.lake.tables import TABLES
from tasks.procedural.dialects import write_program
from tasks.sandbox.door import run_program
from tasks.seed_file import read_seeds, seed_candidate
from tests.conftest import Optmill

Plant = Callable[[Candidate], Candidate]

FORGED = 123_456.0
FORGERY = f"""import coptpy
coptpy.Model.objval = property(lambda self: {FORGED})
coptpy.Model.lpobjval = property(lambda self: {FORGED})
"""
"""Put before a program, it makes the solver's model object lie about the objective."""


def answered(child: Candidate, source: str) -> Candidate:
    """The child with another program, and with all that this one gives as its answer and evidence."""
    solve = run_program(source, SolverName.copt)
    model = captured_model(solve)
    assert solve.status is TerminationStatus.optimal and model
    told = {"program_objective": solve.objective, "resolved_objective": solve.objective}
    evidence = child.evidence.model_copy(
        update={**told, "formulation_objective": solve.objective, "model_hash": canonical_hash(model)}
    )
    programs = (Program(solver=SolverName.copt, source=source),)
    return child.model_copy(update={"programs": programs, "objective": solve.objective, "evidence": evidence})


def written(child: Candidate, change: Callable[[Formulation], Formulation]) -> Candidate:
    """The child with the program of a changed formulation, and what that program gives."""
    assert child.blueprint
    return answered(child, write_program(change(child.blueprint.formulation), SolverName.copt))


def off_by_one_percent(child: Candidate) -> Candidate:
    return child.model_copy(update={"objective": (child.objective or 0) * 1.01, "evidence": silent(child.evidence)})


def silent(evidence: Evidence) -> Evidence:
    """Evidence that names no objective."""
    nothing = {"program_objective": None, "resolved_objective": None, "formulation_objective": None}
    return evidence.model_copy(update=nothing)


def other_coefficient(child: Candidate) -> Candidate:
    def tripled(formulation: Formulation) -> Formulation:
        names = [p for p in formulation.parameters if p.name in formulation.objective.expression and not p.derivation]
        assert names
        changed = names[0].model_copy(update={"values": tuple(3 * v for v in names[0].values)})
        parameters = tuple(changed if p is names[0] else p for p in formulation.parameters)
        return formulation.model_copy(update={"parameters": parameters})

    return written(child, tripled)


def flipped_sense(child: Candidate) -> Candidate:
    def flipped(formulation: Formulation) -> Formulation:
        objective = formulation.objective
        minimize = objective.sense is ObjectiveSense.maximize
        sense = ObjectiveSense.minimize if minimize else ObjectiveSense.maximize
        return formulation.model_copy(update={"objective": objective.model_copy(update={"sense": sense})})

    return written(child, flipped)


def called_infeasible(child: Candidate) -> Candidate:
    status = {"status": TerminationStatus.infeasible, "declared_status": TerminationStatus.infeasible}
    return child.model_copy(update={**status, "objective": None, "evidence": silent(child.evidence)})


def forged(child: Candidate) -> Candidate:
    """Its program lies about the objective; its evidence and its answer repeat the lie."""
    return answered(child, FORGERY + child.programs[0].source)


PLANTS: dict[str, Plant] = {
    plant.__name__: plant for plant in (off_by_one_percent, other_coefficient, flipped_sense, called_infeasible, forged)
}
CAUGHT_BY = {
    "off_by_one_percent": {"program", "model", "other"},
    "other_coefficient": {"other"},
    "flipped_sense": {"other"},
    "called_infeasible": {"program", "model", "other"},
    "forged": {"model", "other"},
}


PART = "candidates/campaign=default/round=1/part-0.parquet"


def rewrite(lake: Path, changed: dict[str, Candidate]) -> None:
    """Put changed candidates in the place of the first round's rows."""
    rows = pq.ParquetFile(lake / PART).read().to_pylist()
    write(lake, [candidate_row(changed[row["id"]]) if row["id"] in changed else row for row in rows])


def write(lake: Path, rows: list[Row]) -> None:
    """Write the first round's candidates."""
    pq.write_table(pa.Table.from_pylist(rows, schema=TABLES["candidates"]), lake / PART)


def children(lake: Path) -> list[Candidate]:
    """Accepted children of the first round, with an optimum."""
    found = Lake(lake).candidates("default")
    return [c for c in found if c.round == 1 and c.status is TerminationStatus.optimal and c.objective]


@pytest.fixture(scope="module")
def wrong(evolved: Path) -> dict[str, Candidate]:
    """One child for each plant, whose answer the plant really changes."""
    waiting, chosen = children(evolved), dict[str, Candidate]()
    for name, plant in PLANTS.items():
        for child in list(waiting):
            waiting.remove(child)
            try:
                changed = plant(child)
            except AssertionError:  # flipped, it is unbounded; or its objective holds no data
                continue
            if changed.status is not child.status or abs((changed.objective or 0) - (child.objective or 0)) > 1e-3:
                chosen[name] = changed
                break
    return chosen


@pytest.fixture(scope="module")
def honest(evolved: Path) -> Audit:
    told: list[tuple[int, int]] = []
    audit = audit_lake(str(evolved), progress=lambda done, of: told.append((done, of)))
    assert told == [(at, len(audit.rows)) for at in range(1, len(audit.rows) + 1)]
    return audit


def test_all_accepted_children_agree(honest: Audit, evolved: Path):
    lake = Lake(evolved)
    accepted = sum(lake.manifest("default", number).accepted for number in (1, 2))
    assert len(honest.rows) == accepted > 20
    assert honest.agrees(), honest.disagreements()
    assert not honest.not_derived()


def test_every_answer_is_derived_in_another_solver_and_from_the_text_and_some_by_enumeration(honest: Audit):
    names = [[way.name for way in row.ways if way.agrees] for row in honest.rows]
    assert all({"pulp", "formulation"} <= set(found) for found in names)
    assert any("enumeration" in found for found in names)


def test_every_accepted_row_is_complete(honest: Audit):
    assert not [row for row in honest.rows if row.missing]


def test_five_planted_wrong_answers_are_all_named_and_nothing_else_is(
    evolved: Path, tmp_path: Path, optmill: Optmill, wrong: dict[str, Candidate]
):
    lake = tmp_path / "lake"
    shutil.copytree(evolved, lake, ignore=shutil.ignore_patterns("_prefect", "_work"))
    assert wrong.keys() == PLANTS.keys()
    rewrite(lake, {child.id: child for child in wrong.values()})
    finished = optmill("audit", lake)
    assert finished.returncode == 1, finished.stderr
    lines = {line.split()[1].rstrip(":") for line in finished.stderr.splitlines() if line.startswith("disagrees:")}
    assert lines == {child.id for child in wrong.values()}


@pytest.mark.parametrize("name", PLANTS)
def test_each_planted_wrong_answer_fails_the_audit_alone(
    name: str, wrong: dict[str, Candidate], evolved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    lake = only(evolved, tmp_path, wrong[name])
    assert audit_command(str(lake), "", as_json=True) == 1
    told = json.loads(capsys.readouterr().out)
    assert not told["agrees"]
    row = told["rows"][0]
    caught = {check for check in ("program", "model") if not row[check]}
    caught |= {"other"} if any(way["agrees"] is False for way in row["ways"]) else set()
    assert caught == CAUGHT_BY[name], row["details"]
    assert row["details"]


def only(evolved: Path, tmp_path: Path, child: Candidate) -> Path:
    """A copy of the lake whose first round has this child alone, and no second round."""
    lake = tmp_path / "lake"
    shutil.copytree(evolved, lake, ignore=shutil.ignore_patterns("_prefect", "_work", "round=2"))
    write(lake, [candidate_row(child)])
    return lake


def test_a_row_whose_answer_cannot_be_derived_is_named(evolved: Path, tmp_path: Path, optmill: Optmill):
    words = {"blueprint": None, "formulation": "Let x be the number of loaves. Maximize 3x."}
    child = children(evolved)[0].model_copy(update=words)
    finished = optmill("audit", only(evolved, tmp_path, child))
    assert finished.returncode == 0
    assert f"no other way: {child.id}" in finished.stderr
    assert "1 of 1 accepted problems agree; 1 without another way" in finished.stderr


def test_without_a_blueprint_the_text_is_enough(evolved: Path, tmp_path: Path):
    child = children(evolved)[0].model_copy(update={"blueprint": None})
    row = audit_lake(str(only(evolved, tmp_path, child))).rows[0]
    assert row.other is True
    assert {way.name for way in row.ways} >= {"pulp", "formulation"}


@pytest.mark.parametrize(
    ("update", "lacking"),
    [
        ({"statement": " "}, "a statement"),
        ({"formulation": ""}, "a formulation"),
        ({"programs": ()}, "a program"),
        ({"objective": None}, "an answer"),
        ({"parent_ids": ()}, "parents"),
        ({"parent_ids": ("nobody",)}, "accepted parents"),
        ({"evidence": Evidence()}, "evidence"),
        (
            {"evidence": Evidence(checkers=("program",), model_hash="0", resolved_objective=1.5)},
            "evidence of its answer",
        ),
    ],
)
def test_an_incomplete_row_disagrees(update: dict[str, Any], lacking: str, evolved: Path, tmp_path: Path):
    child = children(evolved)[0].model_copy(update=update)
    row = audit_lake(str(only(evolved, tmp_path, child))).rows[0]
    assert not row.agrees()
    assert any(part.startswith(lacking) for part in row.missing), row.missing


def test_infeasible_and_unbounded_problems_are_derived_too(evolved: Path, tmp_path: Path):
    odd = {seed.status: seed for seed in read_seeds() if seed.status is not TerminationStatus.optimal}
    assert odd.keys() == {TerminationStatus.infeasible, TerminationStatus.unbounded}
    parent = children(evolved)[0]
    for number, (status, seed) in enumerate(odd.items()):
        child = seed_candidate(seed, "default", 0).model_copy(
            update={"round": 1, "generation": 1, "parent_ids": parent.parent_ids, "evidence": parent.evidence}
        )
        row = audit_lake(str(only(evolved, tmp_path / str(number), child))).rows[0]
        assert row.program, (status, row.details)
        assert row.other is True, (status, row.ways)
        assert any("evidence" in detail for detail in row.details)


def test_a_lake_without_accepted_children_has_nothing_to_audit(evolved: Path, tmp_path: Path):
    child = children(evolved)[0].reject(Stage.check_program, "infeasible")
    with pytest.raises(LakeError, match="none of the 1 children of default is accepted"):
        audit_lake(str(only(evolved, tmp_path, child)))
