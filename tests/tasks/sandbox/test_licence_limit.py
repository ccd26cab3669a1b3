"""A model larger than its solver takes without a licence says so, with the remedy."""

import pytest

from schemas.solve import SolverName, TerminationStatus
from tasks.sandbox.licences import licences
from tasks.sandbox.local import LocalDoor

LARGE = {
    SolverName.copt: "import coptpy as cp\nm = cp.Envr().createModel('m')\nx = m.addVars(2500, vtype='I', ub=1)\n"
    "m.addConstr(x.sum() <= 3)\nm.setObjective(x.sum(), -1)\nm.solve()\n",
    SolverName.gurobi: "import gurobipy as gp\nm = gp.Model('m')\nx = m.addVars(2500)\nm.addConstr(x.sum() <= 3)\n"
    "m.setObjective(x.sum(), -1)\nm.optimize()\n",
}
REMEDIES = {SolverName.copt: "COPT_LICENSE_DIR", SolverName.gurobi: "GRB_LICENSE_FILE"}

unlicensed = pytest.mark.skipif(bool(licences()), reason="a licence is installed here, so that no model is too large")


@unlicensed
@pytest.mark.parametrize("solver", LARGE)
def test_a_model_too_large_without_a_licence_names_size_limit_and_remedy(door: LocalDoor, solver: SolverName):
    solve = door.run_program(LARGE[solver], solver)
    assert (solve.status, solve.objective) == (TerminationStatus.licence_limit, None)
    for words in ("2500 variables and 1 constraints", "2,000 variables and 2,000 constraints", REMEDIES[solver]):
        assert words in (solve.error or "")
    assert [call.status for call in solve.calls] == ["licence_limit"]


@unlicensed
@pytest.mark.parametrize("solver", LARGE)
def test_a_model_too_large_for_one_solver_is_solved_by_another(door: LocalDoor, solver: SolverName):
    solve = door.run_program(LARGE[solver], solver)
    assert door.solve_model(solve.model_mps or "").objective == pytest.approx(3)
    assert door.solve_model(solve.model_mps or "", solver=solver).status == "licence_limit"


@unlicensed
@pytest.mark.parametrize("solver", LARGE)
def test_a_program_that_goes_on_after_the_refusal_counts_by_its_last_solve(door: LocalDoor, solver: SolverName):
    *build, solve = LARGE[solver].splitlines()
    smaller = "m.remove([x[i] for i in range(1000, 2500)])"
    retried = [*build, "try:", f"    {solve}", "except Exception:", f"    {smaller}", f"    {solve}"]
    assert door.run_program("\n".join(retried), solver).status == "optimal"
