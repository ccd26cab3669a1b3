"""The hooks see what a program does to its solver, and the program does not see the hooks."""

import pytest

from schemas.solve import Limits, SolverName
from tasks.sandbox.local import LocalDoor
from tests.tasks.sandbox.programs import DIALECTS, Constraint, Goal, Variable
from tests.tasks.sandbox.test_captures import MAXIMUM, hard

GUROBI = "import gurobipy as gp\nfrom gurobipy import GRB\nm = gp.Model()\nx, y = m.addVar(ub=3), m.addVar(ub=2)\n"
SCIP = "from pyscipopt import Model, log\nm = Model()\nx, y = m.addVar(ub=3), m.addVar(ub=2, vtype='B')\n"
QUIET = {
    "copt": "m.setParam('Logging', 0)",
    "gurobi": "m.Params.OutputFlag = 0",
    "pulp": "pulp.LpSolverDefault.msg = False",
    "highs": "m.silent()",
    "scip": "m.hideOutput()",
    "pywraplp-scip": "",
    "model-builder": "",
    "cp-sat": "",
    "pyomo-highs": "",
    "pyomo-appsi": "",
}
PATIENCE = {
    "copt": "m.setParam('TimeLimit', 0.5)",
    "gurobi": "m.Params.TimeLimit = 0.5",
    "highs": "m.setOptionValue('time_limit', 0.5)",
    "scip": "m.setParam('limits/time', 0.5)",
    "pywraplp-scip": "m.SetTimeLimit(500)",
    "pywraplp-sat": "m.set_time_limit(500)",
}
SHORT_SOLVES = {
    "pulp": "m.solve(pulp.PULP_CBC_CMD(timeLimit=1, msg=False))",
    "model-builder": "s = mb.ModelSolver('scip')\ns.set_time_limit_in_seconds(0.5)\ns.solve(m)",
    "cp-sat": "s = cp_model.CpSolver()\ns.parameters.max_time_in_seconds = 0.5\ns.solve(m)",
    "pyomo-highs": "pyo.SolverFactory('highs').solve(m, timelimit=0.5)",
    "pyomo-appsi": "s = pyo.SolverFactory('appsi_highs')\ns.options['time_limit'] = 0.5\ns.solve(m)",
}
BEYOND_MPS = {
    "several objectives in Gurobi": (
        SolverName.gurobi,
        GUROBI + "m.setObjectiveN(x, 0)\nm.setObjectiveN(-y, 1)\nm.optimize()\n",
    ),
    "several objectives in COPT": (
        SolverName.copt,
        DIALECTS["copt"].program(*MAXIMUM[:4], "m.setObjectiveN(0, x + y, COPT.MAXIMIZE, priority=2)")
        + "m.setObjectiveN(1, y, COPT.MAXIMIZE, priority=1)\nm.solve()\n",
    ),
    "several objectives in HiGHS": (
        SolverName.highs,
        DIALECTS["highs"].program(*MAXIMUM[:4], "goal = highspy.HighsLinearObjective()")
        + "goal.weight, goal.coefficients = -1, [1, 1, 0]\nm.addLinearObjective(goal)\nm.run()\n",
    ),
    "a square in SCIP": (
        SolverName.scip,
        SCIP + "m.addCons(x * x <= 4)\nm.setObjective(x, 'maximize')\nm.optimize()\n",
    ),
    "a logarithm in SCIP": (SolverName.scip, SCIP + "m.addCons(log(x + 1) <= 1)\nm.optimize()\n"),
    "an indicator in SCIP": (SolverName.scip, SCIP + "m.addConsIndicator(x <= 1, y)\nm.optimize()\n"),
    "an enforced row in OR-Tools": (
        SolverName.ortools,
        DIALECTS["model-builder"].start + "x, b = m.new_int_var(0, 4, 'x'), m.new_bool_var('b')\n"
        "m.add_enforced(x <= 2, b, True)\nm.maximize(x + b)\nmb.ModelSolver('scip').solve(m)\n",
    ),
}


@pytest.mark.parametrize("name", QUIET)
def test_the_hooks_print_nothing(door: LocalDoor, name: str):
    dialect = DIALECTS[name]
    program = dialect.program(QUIET[name], "print('begin', flush=True)", *MAXIMUM, dialect.solve, "print('end')")
    solve = door.run_program(program, dialect.solver)
    assert solve.stdout[solve.stdout.index("begin") :] == "begin\nend\n"
    assert solve.stderr == ""


@pytest.mark.parametrize("name", PATIENCE)
def test_a_shorter_time_limit_of_the_program_stands(door: LocalDoor, name: str):
    dialect = DIALECTS[name]
    solve = door.run_program(dialect.program(PATIENCE[name], *hard(), dialect.solve), dialect.solver)
    assert solve.status == "time_limit"
    assert 0.3 < (solve.solve_seconds or 0) < 3


@pytest.mark.parametrize("name", SHORT_SOLVES)
def test_a_shorter_time_limit_at_the_solve_stands(door: LocalDoor, name: str):
    solve = door.run_program(DIALECTS[name].program(*hard(), SHORT_SOLVES[name]), DIALECTS[name].solver)
    assert solve.status == "time_limit"
    assert 0.3 < (solve.solve_seconds or 0) < 3


@pytest.mark.parametrize(("solver", "program"), BEYOND_MPS.values(), ids=BEYOND_MPS)
def test_what_mps_cannot_hold_is_no_mps(door: LocalDoor, solver: SolverName, program: str):
    solve = door.run_program(program, solver)
    assert (solve.status, solve.model_mps) == ("optimal", None)
    assert solve.objective is not None


def test_a_convex_square_of_gurobi_is_solved_again(door: LocalDoor):
    solve = door.run_program(GUROBI + "m.setObjective((x - 1) * (x - 1) + y + 5)\nm.optimize()\n", SolverName.gurobi)
    assert solve.objective == pytest.approx(5)
    assert door.solve_model(solve.model_mps or "").objective == pytest.approx(5)


def test_a_relaxation_is_captured_as_continuous(door: LocalDoor):
    dialect = DIALECTS["pywraplp-glop"]
    solve = door.run_program(
        dialect.program(*MAXIMUM[:3], Constraint("2 * x <= 5"), Goal("x"), dialect.solve), dialect.solver
    )
    assert (solve.objective, door.solve_model(solve.model_mps or "").objective) == (2.5, 2.5)


@pytest.mark.parametrize("name", ["copt", "gurobi", "scip", "highs"])
def test_a_model_in_the_memory_of_one_that_is_gone_has_a_number_of_its_own(door: LocalDoor, name: str):
    dialect = DIALECTS[name]
    part = "".join(f"    {line}\n" for line in dialect.program(*MAXIMUM, dialect.solve).splitlines())
    solve = door.run_program(f"for i in range(5):\n{part}", dialect.solver)
    assert [call.model for call in solve.calls] == [1, 2, 3, 4, 5]


def test_the_last_hundred_calls_are_kept_and_all_are_counted(door: LocalDoor):
    dialect = DIALECTS["scip"]
    again = "m.hideOutput()\nfor i in range(130):\n    m.freeTransform()\n    m.chgVarUb(x, i % 4)\n    m.optimize()"
    solve = door.run_program(dialect.program(*MAXIMUM, again), dialect.solver)
    assert (solve.solves, len(solve.calls)) == (130, 100)
    assert [call.objective for call in solve.calls[-4:]] == pytest.approx([-13, -10, -19, -16])


@pytest.mark.parametrize("name", ["pyomo-appsi", "pyomo-direct"])
def test_a_solver_that_raises_without_a_solution_still_says_why(door: LocalDoor, name: str):
    parts = (Variable("x", upper=3), Constraint("x >= 4"), Goal("x"))
    solve = door.run_program(DIALECTS[name].program(*parts, DIALECTS[name].solve), SolverName.pyomo)
    assert (solve.status, solve.exit_code) == ("infeasible", 1)
    assert [call.status for call in solve.calls] == ["infeasible"]


def test_threads_and_gap_are_set_over_the_program_s_own(door: LocalDoor):
    dialect = DIALECTS["gurobi"]
    own = "m.Params.Threads, m.Params.MIPGap = 2, 0.5"
    solve = door.run_program(dialect.program(*MAXIMUM, own, dialect.solve, "print(m.Params.Threads)"), dialect.solver)
    assert (solve.stdout.splitlines()[-1], solve.relative_gap) == ("1", 0)


def test_more_threads_are_given_when_the_limits_say_so(door: LocalDoor):
    dialect = DIALECTS["cp-sat"]
    program = dialect.program(*MAXIMUM, dialect.solve, "print(solver.parameters.num_workers)")
    assert door.run_program(program, dialect.solver, Limits(threads=2)).stdout == "2\n"


def test_cbc_starts_no_thread_for_which_it_could_wait_forever(door: LocalDoor):
    dialect = DIALECTS["pulp"]
    solve = "m.solve(pulp.PULP_CBC_CMD(threads=4, options=['threads 3']))"
    log = door.run_program(dialect.program(*MAXIMUM, solve), dialect.solver).stdout
    assert [line for line in log.splitlines() if "threads was changed" in line] == [
        "threads was changed from 0 to 3",
        "threads was changed from 3 to 0",
    ]


def test_cbc_has_more_threads_when_the_limits_say_so(door: LocalDoor):
    dialect = DIALECTS["pulp"]
    program = dialect.program(*MAXIMUM, "m.solve(pulp.PULP_CBC_CMD())")
    assert "threads was changed from 0 to 2" in door.run_program(program, dialect.solver, Limits(threads=2)).stdout
