"""Every family's program, in every dialect, gives the answer of its grounded formulation in HiGHS."""

import math
from functools import cache
from random import Random

import pytest

from schemas.formulation import Formulation
from schemas.solve import Limits, SolverName
from schemas.spec import WRITTEN
from tasks.algebra.ground import ground
from tasks.algebra.highs import Answer, solve_linear_model
from tasks.algebra.linear_model import canonical_hash
from tasks.check.subject import captured_model
from tasks.procedural.dialects import DIALECTS, write_program
from tasks.procedural.families import all_families
from tasks.procedural.family import draw_blueprint
from tasks.sandbox.door import run_program

FAMILIES = sorted(all_families())


@cache
def drawn(name: str) -> tuple[Formulation, Answer]:
    """One problem of a family, and its answer without any program."""
    family = all_families()[name]
    formulation = draw_blueprint(family, family.settings[-1], 0, Random(f"dialects/{name}")).formulation
    return formulation, solve_linear_model(ground(formulation))


@pytest.mark.parametrize("solver", DIALECTS)
@pytest.mark.parametrize("name", FAMILIES)
def test_a_program_gives_its_formulations_answer(name: str, solver: SolverName):
    formulation, answer = drawn(name)
    solve = run_program(write_program(formulation, solver), solver, Limits(wall_seconds=60))
    assert solve.status is answer.status, solve.error
    assert math.isclose(solve.objective or 0, answer.objective or 0, rel_tol=1e-6, abs_tol=1e-6)
    assert "Optimal objective value" in solve.stdout
    model = captured_model(solve)
    assert model is not None and canonical_hash(model) == canonical_hash(ground(formulation))


def test_specs_offer_exactly_the_solvers_that_have_a_dialect():
    assert set(WRITTEN) == set(DIALECTS)


def test_a_solver_without_a_dialect_is_refused_with_those_that_have_one():
    with pytest.raises(ValueError, match=r"scip.*copt, pulp"):
        write_program(drawn(FAMILIES[0])[0], SolverName.scip)
