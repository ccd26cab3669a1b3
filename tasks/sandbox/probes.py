"""A tiny program for each solver, to see that it solves at all."""

from schemas.solve import Solve, SolverName, TerminationStatus

OPTIMUM = 3.0
PROBES = {
    SolverName.copt: "import coptpy as cp\nm = cp.Envr().createModel()\nx = m.addVar(ub=3)\n"
    "m.setObjective(x, cp.COPT.MAXIMIZE)\nm.solve()",
    SolverName.gurobi: "import gurobipy as gp\nm = gp.Model()\nx = m.addVar(ub=3)\n"
    "m.setObjective(x, gp.GRB.MAXIMIZE)\nm.optimize()",
    SolverName.pulp: "import pulp\nm = pulp.LpProblem('p', pulp.LpMaximize)\nx = pulp.LpVariable('x', 0, 3)\n"
    "m += x\nm += x <= 3\nm.solve(pulp.PULP_CBC_CMD(msg=False))",
    SolverName.ortools: "from ortools.linear_solver import pywraplp\nm = pywraplp.Solver.CreateSolver('GLOP')\n"
    "x = m.NumVar(0, 3, 'x')\nm.Maximize(x)\nm.Solve()",
    SolverName.highs: "import highspy\nm = highspy.Highs()\nx = m.addVariable(ub=3)\nm.maximize(x)",
    SolverName.scip: "import pyscipopt\nm = pyscipopt.Model()\nx = m.addVar(lb=0, ub=3)\n"
    "m.setObjective(x, 'maximize')\nm.optimize()",
    SolverName.pyomo: "import pyomo.environ as pyo\nm = pyo.ConcreteModel()\nm.x = pyo.Var(bounds=(0, 3))\n"
    "m.o = pyo.Objective(expr=m.x, sense=pyo.maximize)\npyo.SolverFactory('appsi_highs').solve(m)",
}
"""Programs whose optimum is `OPTIMUM`."""


def trouble(solve: Solve) -> str:
    """Say what a probe gave instead of its optimum; empty where it gave that."""
    if solve.status is TerminationStatus.optimal and abs((solve.objective or 0.0) - OPTIMUM) < 1e-6:
        return ""
    return f"{solve.status.value} {solve.error or ''}".strip()
