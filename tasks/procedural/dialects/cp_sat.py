"""Programs for OR-Tools' CP-SAT, which takes whole numbers only."""

import ast

from schemas.formulation import Formulation, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.algebra.expression import parse_expression
from tasks.procedural.dialects.ending import Ending
from tasks.procedural.dialects.library import Library
from tasks.procedural.dialects.unknowns import both_bounds, each, name_source


def is_whole(formulation: Formulation) -> bool:
    """Whether CP-SAT can state a formulation just as it is: bounded whole variables, whole data, and no division."""
    bounded = all(
        variable.kind is VariableKind.binary
        or (variable.kind is VariableKind.integer and None not in (variable.lower, variable.upper))
        for variable in formulation.variables
    )
    return bounded and all(value.is_integer() for value in numbers(formulation)) and not divides(formulation)


def numbers(formulation: Formulation) -> list[float]:
    """All numbers of data, bounds and expressions."""
    data = [value for parameter in formulation.parameters for value in parameter.values]
    bounds = [end for v in formulation.variables for end in (v.lower, v.upper) if end is not None]
    nodes = [node for text in expressions(formulation) for node in ast.walk(parse_expression(text))]
    stated = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, int | float)]
    return [float(value) for value in (*data, *bounds, *stated)]


def divides(formulation: Formulation) -> bool:
    """Whether a division, whose result Python makes a fraction, stands anywhere."""
    nodes = [node for text in expressions(formulation) for node in ast.walk(parse_expression(text))]
    return any(isinstance(node, ast.Div) for node in nodes)


def expressions(formulation: Formulation) -> list[str]:
    """Texts of objective, constraints and derivations."""
    rows = [constraint.expression for constraint in formulation.constraints]
    derivations = [parameter.derivation for parameter in formulation.parameters if parameter.derivation]
    return [formulation.objective.expression, *rows, *derivations]


def variable_source(formulation: Formulation, variable: Variable) -> str:
    """`new_int_var` or `new_bool_var`, or a dictionary of them."""
    name = name_source(formulation, variable)
    if variable.kind is VariableKind.binary:
        return each(formulation, variable, f"model.new_bool_var({name})")
    bounds = both_bounds(variable, "cp_model.INT32_MAX")
    return each(formulation, variable, f"model.new_int_var({', '.join((*bounds, name))})")


CP_SAT = Library(
    imports="from ortools.sat.python import cp_model",
    model="model = cp_model.CpModel()",
    variable=variable_source,
    senses={ObjectiveSense.maximize: "maximize", ObjectiveSense.minimize: "minimize"},
    objective="model.{sense}({expression})",
    total="sum",
    row="model.add({row}).with_name({name})",
    ending=Ending(
        solve="solver = cp_model.CpSolver()\nstatus = solver.solve(model)",
        optimal="status == cp_model.OPTIMAL",
        best="solver.objective_value",
        value="solver.value({var})",
    ),
)
