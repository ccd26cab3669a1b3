"""A small world for solver transfers: choices of two products, in words and in programs for COPT and OR-Tools.

Each optimum betrays a model that forgets the bound or mixes up the products.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from schemas.solve import SolverName
from schemas.transfer_spec import TranslatedProblem
from tests.two_products import Problem, best, different_problems

PROGRAMS = {
    SolverName.copt: """import coptpy as cp
from coptpy import COPT
model = cp.Envr().createModel("plan")
x = model.addVar(lb={low}, ub={high}, vtype=COPT.INTEGER, name="x")
y = model.addVar(lb=0, vtype=COPT.INTEGER, name="y")
model.setObjective({a} * x + {b} * y, sense=COPT.{aim})
model.addConstr({c} * x + {d} * y {sign} {e})
model.solve()
print(model.objval)""",
    SolverName.ortools: """from ortools.linear_solver import pywraplp
solver = pywraplp.Solver.CreateSolver("SCIP")
x = solver.IntVar({low}, {high}, "x")
y = solver.IntVar(0, solver.infinity(), "y")
solver.Add({c} * x + {d} * y {sign} {e})
solver.{aim}({a} * x + {b} * y)
solver.Solve()
print(solver.Objective().Value())""",
}
WORDS: dict[SolverName, dict[Any, str]] = {
    SolverName.copt: {"Maximize": "MAXIMIZE", "Minimize": "MINIMIZE", None: "COPT.INFINITY"},
    SolverName.ortools: {None: "solver.infinity()"},
}
"""What a solver's library calls a direction, or no bound."""


def problems(seed: int) -> Iterator[Problem]:
    """Different problems without end, each of which betrays a wrong model."""
    return filter(betrays, different_problems(seed))


def betrays(problem: Problem) -> bool:
    """Whether a model without the bound, or with costs or needs of the other product, has another optimum."""
    told = problem.numbers
    a, b, c, d, limit = (told[name] for name in "abcde")
    bounds = told["low"], told["high"]
    unbound = (0, None if told["high"] is None else limit)
    wrong = [best((a, b, c, d), limit, unbound), best((b, a, c, d), limit, bounds), best((a, b, d, c), limit, bounds)]
    return problem.objective not in wrong


def program(problem: Problem, solver: SolverName, bound: bool = True) -> str:
    """A problem's program for a solver, with or without its bound."""
    numbers = problem.numbers if bound else problem.numbers | {"low": 0, "high": None}
    told: dict[str, Any] = {name: WORDS[solver].get(value, value) for name, value in numbers.items()}
    return PROGRAMS[solver].format(**told)


def translated(some: Iterable[Problem], name: str) -> list[TranslatedProblem]:
    """Problems with their programs for both solvers."""
    return [
        TranslatedProblem(
            id=f"{name}-{number}",
            statement=problem.words,
            answer=str(problem.objective),
            programs={solver: program(problem, solver) for solver in PROGRAMS},
        )
        for number, problem in enumerate(some)
    ]
