"""Programs for OR-Tools' linear solver: GLOP where all is continuous, else SCIP."""

from dataclasses import replace

from schemas.formulation import Formulation, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.dialects.ending import Ending
from tasks.procedural.dialects.library import Library
from tasks.procedural.dialects.unknowns import both_bounds, each, name_source

KINDS = {VariableKind.continuous: "NumVar", VariableKind.integer: "IntVar", VariableKind.binary: "BoolVar"}


def variable_source(formulation: Formulation, variable: Variable) -> str:
    """`NumVar`, `IntVar` or `BoolVar`, or a dictionary of them."""
    bounds = [] if variable.kind is VariableKind.binary else both_bounds(variable, "solver.infinity()")
    options = [*bounds, name_source(formulation, variable)]
    return each(formulation, variable, f"solver.{KINDS[variable.kind]}({', '.join(options)})")


DISCRETE = Library(
    imports="from ortools.linear_solver import pywraplp",
    model='solver = pywraplp.Solver.CreateSolver("SCIP")',
    variable=variable_source,
    senses={ObjectiveSense.maximize: "Maximize", ObjectiveSense.minimize: "Minimize"},
    objective="solver.{sense}({expression})",
    total="solver.Sum",
    row="solver.Add({row}, {name})",
    ending=Ending(
        solve="status = solver.Solve()",
        optimal="status == pywraplp.Solver.OPTIMAL",
        best="solver.Objective().Value()",
        value="{var}.solution_value()",
    ),
)
CONTINUOUS = replace(DISCRETE, model='solver = pywraplp.Solver.CreateSolver("GLOP")')


def write_linear(formulation: Formulation) -> str:
    """Write a program for the linear solver."""
    continuous = all(variable.kind is VariableKind.continuous for variable in formulation.variables)
    return (CONTINUOUS if continuous else DISCRETE).write(formulation)
