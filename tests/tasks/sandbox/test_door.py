"""What a program did comes back as a value, read from its solver's own model."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from textwrap import dedent

import pytest

from schemas.solve import Limits, ObjectiveSense, SolverName, TerminationStatus
from tasks.procedural.dialects import write_program
from tasks.sandbox.door import LocalDoor, UnsupportedSolver, run_program
from tasks.sandbox.local import MODULES
from tasks.seed_file import read_seeds

COPT = "import coptpy as cp\nfrom coptpy import COPT\nm = cp.Envr().createModel('m')\n"
PULP = "import pulp\n"
HIGHS = "import highspy\nh = highspy.Highs()\n"

MAXIMUM = {
    SolverName.copt: COPT
    + "x = m.addVar(ub=4, vtype=COPT.INTEGER, name='x')\ny = m.addVar(name='y')\nb = m.addVar(vtype=COPT.BINARY)\n"
    + "m.addConstr(x + 2 * y + b <= 5.5)\nm.setObjective(3 * x - y + b - 20, COPT.MAXIMIZE)\nm.solve()\n",
    SolverName.pulp: PULP
    + "p = pulp.LpProblem('p', pulp.LpMaximize)\nx = pulp.LpVariable('x', 0, 4, 'Integer')\n"
    + "y = pulp.LpVariable('y', 0)\nb = pulp.LpVariable('b', cat='Binary')\n"
    + "p += 3 * x - y + b - 20\np += x + 2 * y + b <= 5.5\np.solve()\n",
    SolverName.highs: HIGHS
    + "x = h.addVariable(lb=0, ub=4, type=highspy.HighsVarType.kInteger, name='x')\ny = h.addVariable(name='y')\n"
    + "b = h.addBinary(name='b')\nh.addConstr(x + 2 * y + b <= 5.5)\nh.maximize(3 * x - y + b - 20)\n",
}
INFEASIBLE = {
    SolverName.copt: COPT + "x = m.addVar(ub=3)\nm.addConstr(x >= 4)\nm.setObjective(x)\nm.solve()\n",
    SolverName.pulp: PULP
    + "p = pulp.LpProblem('p', pulp.LpMinimize)\nx = pulp.LpVariable('x', 0, 3)\np += x\np += x >= 4\np.solve()\n",
    SolverName.highs: HIGHS + "x = h.addVariable(lb=0, ub=3)\nh.addConstr(2 * x >= 9)\nh.minimize(x)\n",
}
UNBOUNDED = {
    SolverName.copt: COPT
    + "x = m.addVar(vtype=COPT.INTEGER)\ny = m.addVar(vtype=COPT.INTEGER)\nm.addConstr(x - y <= 4)\n"
    + "m.setObjective(x + y, COPT.MAXIMIZE)\nm.solve()\n",
    SolverName.pulp: PULP
    + "p = pulp.LpProblem('p', pulp.LpMaximize)\nx = pulp.LpVariable('x', 0)\np += x\np += x >= 4\np.solve()\n",
    SolverName.highs: HIGHS + "x = h.addIntegral()\ny = h.addIntegral()\nh.addConstr(x - y <= 4)\nh.maximize(x + y)\n",
}
SOLVERS = list(MAXIMUM)


@pytest.mark.parametrize("solver", SOLVERS)
def test_an_optimum_comes_with_sense_values_and_statistics(door: LocalDoor, solver: SolverName):
    solve = door.run_program(MAXIMUM[solver], solver)
    assert (solve.status, solve.sense, solve.exit_code, solve.error) == ("optimal", "maximize", 0, None)
    assert solve.objective == pytest.approx(-7)
    assert {value.name: value.value for value in solve.values}["x"] == pytest.approx(4)
    assert solve.statistics is not None
    counted = solve.statistics
    assert (counted.continuous, counted.integer, counted.binary) == (1, 1, 1)
    assert (counted.constraints, counted.nonzeros) == (1, 3)
    assert (counted.smallest_coefficient, counted.largest_coefficient) == (1, 2)
    assert solve.solves == 1


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_maximum_with_a_constant_is_the_same_when_solved_again(door: LocalDoor, solver: SolverName):
    again = door.solve_model(door.run_program(MAXIMUM[solver], solver).model_mps or "")
    assert (again.status, again.sense) == (TerminationStatus.optimal, ObjectiveSense.maximize)
    assert again.objective == pytest.approx(-7)
    assert again.solver == SolverName.highs


@pytest.mark.parametrize("solver", SOLVERS)
def test_infeasible_and_unbounded_are_told_apart(door: LocalDoor, solver: SolverName):
    for programs, status in ((INFEASIBLE, "infeasible"), (UNBOUNDED, "unbounded")):
        solve = door.run_program(programs[solver], solver)
        assert (solve.status, solve.objective, solve.values) == (status, None, ())
        assert door.solve_model(solve.model_mps or "").status == status


def test_a_zero_objective_has_no_sign(door: LocalDoor):
    program = COPT + "x = m.addVar(ub=3)\nm.addConstr(x <= 2)\nm.setObjective(-1 * x, COPT.MAXIMIZE)\nm.solve()\n"
    assert str(door.run_program(program, SolverName.copt).objective) == "0.0"


def test_the_relaxation_is_what_solve_lp_leaves(door: LocalDoor):
    program = COPT + "x = m.addVar(vtype=COPT.INTEGER)\nm.addConstr(2 * x <= 5)\n"
    solve = door.run_program(program + "m.setObjective(x, COPT.MAXIMIZE)\nm.solveLP()\n", SolverName.copt)
    assert solve.objective == door.solve_model(solve.model_mps or "").objective == 2.5


def test_the_last_solve_counts_and_all_are_counted(door: LocalDoor):
    program = MAXIMUM[SolverName.copt] + "m.setObjective(x, COPT.MAXIMIZE)\nm.solve()\n"
    solve = door.run_program(program, SolverName.copt)
    assert (solve.objective, solve.solves) == (4, 2)


def test_a_throw_after_a_solve_keeps_the_solve(door: LocalDoor):
    solve = door.run_program(MAXIMUM[SolverName.copt] + "raise KeyError('late')\n", SolverName.copt)
    assert (solve.status, solve.objective, solve.exit_code) == ("optimal", -7, 1)
    assert solve.error == "KeyError: 'late' (line 10)"


def test_a_crash_is_a_status_not_an_exception(door: LocalDoor):
    solve = door.run_program("import coptpy\n\nprices[3]\n", SolverName.copt)
    assert (solve.status, solve.solves, solve.exit_code) == (TerminationStatus.crashed, 0, 1)
    assert solve.error == "NameError: name 'prices' is not defined (line 3)"
    assert solve.stderr.startswith('Traceback (most recent call last):\n  File "program.py", line 3')


def test_a_syntax_error_names_its_line(door: LocalDoor):
    solve = door.run_program("x = 1\nif x\n", SolverName.copt)
    assert (solve.status, solve.error) == (TerminationStatus.crashed, "SyntaxError: expected ':' (line 2)")


def test_a_segmentation_fault_is_a_crash(door: LocalDoor):
    solve = door.run_program("import ctypes\nctypes.string_at(0)\n", SolverName.copt)
    assert (solve.status, solve.exit_code, solve.error) == ("crashed", -11, "ended by signal SIGSEGV")


def test_an_exit_code_is_kept(door: LocalDoor):
    solve = door.run_program("import sys\nsys.exit(3)\n", SolverName.copt)
    assert (solve.status, solve.exit_code) == (TerminationStatus.crashed, 3)


def test_a_result_printed_on_stdout_is_not_believed(door: LocalDoor):
    solve = door.run_program("print('Optimal objective: 42')\n", SolverName.copt)
    assert (solve.status, solve.objective) == (TerminationStatus.no_model, None)
    assert solve.stdout == "Optimal objective: 42\n"


def test_values_are_bounded_in_number(door: LocalDoor):
    solve = door.run_program(MAXIMUM[SolverName.copt], SolverName.copt, Limits(values=2))
    assert [value.name for value in solve.values] == ["x", "y"]


def test_random_numbers_are_seeded(door: LocalDoor):
    program = "import random, numpy\nprint(random.random(), numpy.random.rand())\n"
    runs = {door.run_program(program, solver).stdout for solver in SOLVERS for _ in range(2)}
    assert len(runs) == 1


def test_an_unsupported_solver_names_the_remedy(door: LocalDoor, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(MODULES, SolverName.gurobi, "no_such_modeller")
    with pytest.raises(UnsupportedSolver, match="import no_such_modeller, which is not installed"):
        door.run_program("", SolverName.gurobi)


def test_many_threads_share_one_door(door: LocalDoor):
    solvers = SOLVERS * 8
    with ThreadPoolExecutor(8) as pool:
        solves = list(pool.map(door.run_program, [MAXIMUM[solver] for solver in solvers], solvers))
    assert {solve.objective for solve in solves} == {-7}


def test_the_default_door_leaves_no_process_behind():
    script = f"""
import os
from tasks.sandbox.door import run_program
from schemas.solve import SolverName
print(run_program({MAXIMUM[SolverName.copt]!r}, SolverName.copt).objective)
print(open(f"/proc/self/task/{{os.getpid()}}/children").read())
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    objective, children = done.stdout.splitlines()
    assert float(objective) == -7
    assert [pid for pid in children.split() if _is_alive(pid)] == []


def test_run_program_opens_a_door_of_its_own():
    assert run_program("", SolverName.copt).status == TerminationStatus.no_model


def _is_alive(pid: str) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("solver", [SolverName.highs, SolverName.pyomo])
def test_an_unbounded_model_that_presolve_calls_infeasible_is_unbounded(door: LocalDoor, solver: SolverName):
    wanted = ("advertising_mix", TerminationStatus.unbounded)
    seed = next(seed for seed in read_seeds() if (seed.family, seed.status) == wanted)
    assert seed.blueprint is not None
    program = write_program(seed.blueprint.formulation, solver)
    assert door.run_verified(program, solver)[0].status is TerminationStatus.unbounded


def test_an_unbounded_model_with_integers_that_cbc_calls_infeasible_is_unbounded(door: LocalDoor):
    program = """
        import pulp

        problem = pulp.LpProblem("mill", pulp.LpMinimize)
        bags = [pulp.LpVariable(f"bags{kind}", 0, 10, cat="Integer") for kind in range(4)]
        opened, traded = pulp.LpVariable("opened", cat="Binary"), pulp.LpVariable("traded", 0)
        problem += pulp.lpSum(bags) + 3 * opened - 5 * traded
        problem += bags[0] + bags[1] + 3 * opened >= 7
        problem += bags[2] + bags[3] - 2 * opened >= 3
        print(pulp.LpStatus[problem.solve(pulp.PULP_CBC_CMD(msg=False))])
    """
    told, again = door.run_verified(dedent(program), SolverName.pulp)
    assert told.stdout.strip() == "Infeasible"
    assert again is not None
    assert told.status is again.status is TerminationStatus.unbounded
