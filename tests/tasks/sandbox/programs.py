"""The same small models in every modelling library, as a person would write them."""

from dataclasses import dataclass
from typing import NamedTuple

from schemas.solve import SolverName


@dataclass(frozen=True)
class Dialect:
    """How one library says the parts of a program; `V`, `K`, `L`, `U`, `E` stand for what a program fills in."""

    solver: SolverName
    start: str
    variable: str
    integer: str
    constraint: str
    maximize: str
    minimize: str
    solve: str
    infinity: str = "float('inf')"
    relaxes: bool = False
    """Its solver takes integer variables for continuous ones."""
    floats: bool = True
    """It has continuous variables."""

    def program(self, *parts: "Variable | Constraint | Goal | str") -> str:
        """Write a program; the solve comes last unless the text says where."""
        return "".join([self.start, *(self._part(part) for part in parts)])

    def _part(self, part: "Variable | Constraint | Goal | str") -> str:
        match part:
            case str():
                return part + "\n"
            case Variable():
                form = self.integer if part.integer or not self.floats else self.variable
                upper = self.infinity if part.upper is None else str(part.upper)
                return form.format(V=part.name, N=part.label or part.name, L=part.lower, U=upper) + "\n"
            case Constraint():
                return self.constraint.format(E=part.text, N=part.label) + "\n"
            case Goal():
                return (self.maximize if part.maximize else self.minimize).format(E=part.text) + "\n"


class Variable(NamedTuple):
    name: str
    lower: float = 0
    upper: float | None = None
    integer: bool = False
    label: str = ""


class Constraint(NamedTuple):
    text: str
    label: str = "limit"


class Goal(NamedTuple):
    text: str
    maximize: bool = True


LINEAR = "from ortools.linear_solver import pywraplp\nm = pywraplp.Solver.CreateSolver('{}')\n"
PYOMO = "import pyomo.environ as pyo\nm = pyo.ConcreteModel()\nm.rows = pyo.ConstraintList()\n"
PYOMO_VARIABLE = "{V} = pyo.Var(bounds=({L}, {U}), within=pyo.%s)\nm.add_component({N!r}, {V})"


def pywraplp(name: str) -> Dialect:
    return Dialect(
        SolverName.ortools,
        LINEAR.format(name),
        "{V} = m.NumVar({L}, {U}, {N!r})",
        "{V} = m.IntVar({L}, {U}, {N!r})",
        "m.Add({E}, {N!r})",
        "m.Maximize({E})",
        "m.Minimize({E})",
        "m.Solve()",
        "m.infinity()",
        relaxes=name == "GLOP",
    )


def pyomo(solve: str) -> Dialect:
    return Dialect(
        SolverName.pyomo,
        PYOMO,
        PYOMO_VARIABLE % "Reals",
        PYOMO_VARIABLE % "Integers",
        "m.rows.add({E})",
        "m.goal = pyo.Objective(expr={E}, sense=pyo.maximize)",
        "m.goal = pyo.Objective(expr={E})",
        solve,
        "None",
    )


DIALECTS = {
    "copt": Dialect(
        SolverName.copt,
        "import coptpy as cp\nfrom coptpy import COPT\nm = cp.Envr().createModel('m')\n",
        "{V} = m.addVar(lb={L}, ub={U}, name={N!r})",
        "{V} = m.addVar(lb={L}, ub={U}, vtype=COPT.INTEGER, name={N!r})",
        "m.addConstr({E}, {N!r})",
        "m.setObjective({E}, COPT.MAXIMIZE)",
        "m.setObjective({E})",
        "m.solve()",
        "COPT.INFINITY",
    ),
    "gurobi": Dialect(
        SolverName.gurobi,
        "import gurobipy as gp\nfrom gurobipy import GRB\nm = gp.Model('m')\n",
        "{V} = m.addVar(lb={L}, ub={U}, name={N!r})",
        "{V} = m.addVar(lb={L}, ub={U}, vtype=GRB.INTEGER, name={N!r})",
        "m.addConstr({E}, {N!r})",
        "m.setObjective({E}, GRB.MAXIMIZE)",
        "m.setObjective({E}, GRB.MINIMIZE)",
        "m.optimize()",
    ),
    "pulp": Dialect(
        SolverName.pulp,
        "import pulp\nm = pulp.LpProblem('m')\n",
        "{V} = pulp.LpVariable({N!r}, {L}, {U})",
        "{V} = pulp.LpVariable({N!r}, {L}, {U}, 'Integer')",
        "m += {E}",
        "m.sense = pulp.LpMaximize\nm.setObjective({E} + 0)",
        "m.setObjective({E} + 0)",
        "m.solve()",
        "None",
    ),
    "highs": Dialect(
        SolverName.highs,
        "import highspy\nm = highspy.Highs()\n",
        "{V} = m.addVariable(lb={L}, ub={U}, name={N!r})",
        "{V} = m.addVariable(lb={L}, ub={U}, type=highspy.HighsVarType.kInteger, name={N!r})",
        "m.addConstr({E})",
        "goal, solve = {E}, m.maximize",
        "goal, solve = {E}, m.minimize",
        "solve(goal)",
    ),
    "scip": Dialect(
        SolverName.scip,
        "from pyscipopt import Model\nm = Model('m')\n",
        "{V} = m.addVar({N!r}, lb={L}, ub={U})",
        "{V} = m.addVar({N!r}, lb={L}, ub={U}, vtype='I')",
        "m.addCons({E}, {N!r})",
        "m.setObjective({E}, 'maximize')",
        "m.setObjective({E}, 'minimize')",
        "m.optimize()",
        "None",
    ),
    "pywraplp-scip": pywraplp("SCIP"),
    "pywraplp-cbc": pywraplp("CBC"),
    "pywraplp-sat": pywraplp("SAT"),
    "pywraplp-glop": pywraplp("GLOP"),
    "model-builder": Dialect(
        SolverName.ortools,
        "from ortools.linear_solver.python import model_builder as mb\nm = mb.ModelBuilder()\n",
        "{V} = m.new_num_var({L}, {U}, {N!r})",
        "{V} = m.new_int_var({L}, {U}, {N!r})",
        "m.add({E}, {N!r})",
        "m.maximize({E})",
        "m.minimize({E})",
        "solver = mb.ModelSolver('scip')\nsolver.solve(m)",
    ),
    "cp-sat": Dialect(
        SolverName.ortools,
        "from ortools.sat.python import cp_model\nm = cp_model.CpModel()\n",
        "",
        "{V} = m.new_int_var({L}, {U}, {N!r})",
        "m.add({E}).with_name({N!r})",
        "m.maximize({E})",
        "m.minimize({E})",
        "solver = cp_model.CpSolver()\nsolver.solve(m)",
        "10**6",
        floats=False,
    ),
    "pyomo-highs": pyomo("pyo.SolverFactory('highs').solve(m)"),
    "pyomo-appsi": pyomo("pyo.SolverFactory('appsi_highs').solve(m)"),
    "pyomo-direct": pyomo("from pyomo.contrib.appsi.solvers import Highs\nHighs().solve(m)"),
}
