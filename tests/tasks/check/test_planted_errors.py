"""Errors in the program alone are found in every family; words and formulation are right."""

from random import Random

import pytest

from schemas.candidate import Candidate
from schemas.solve import SolverName
from schemas.verdict import Outcome
from tasks.algebra.text import print_formulation
from tasks.check.checks import CHECKS
from tasks.check.subject import make_subject
from tasks.procedural.dialects import write_program
from tasks.procedural.families import all_families
from tasks.procedural.family import Family, draw_blueprint
from tasks.procedural.operators import NotApplicable
from tasks.procedural.plants import PROGRAM_ERRORS, PlantKind, plant
from tasks.sandbox.door import run_program, solve_model


@pytest.mark.parametrize("kind", list(PROGRAM_ERRORS))
@pytest.mark.parametrize("family", all_families().values(), ids=lambda family: family.name)
def test_a_wrong_program_is_rejected(family: Family, kind: PlantKind) -> None:
    rng = Random(f"{family.name} {kind.value}")
    try:
        draft = plant(kind, draw_blueprint(family, family.settings[0], 0, rng), (), rng)
    except NotApplicable as reason:
        pytest.skip(str(reason))
    candidate = Candidate(
        id="planted",
        campaign="test",
        round=1,
        number=0,
        generation=1,
        strategy="test",
        operator="test",
        statement=draft.statement,
        formulation=print_formulation(draft.formulation),
    )
    solve = run_program(write_program(draft.programmed, SolverName.copt), SolverName.copt)
    resolved = solve_model(solve.model_mps) if solve.model_mps else None
    subject = make_subject(candidate, (), solve, resolved)
    assert Outcome.failed in {check(subject).outcome for check in CHECKS.values()}
