"""Programs for HiGHS through Pyomo: components on a model, indexed by its sets, with rules.

Pyomo differs from the other libraries in kind: sets and data belong to the model, so that every name in an expression
is one of its attributes, and a constraint's rows are what its rule returns.
"""

import ast

from schemas.formulation import Constraint, Formulation, IndexSet, Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.algebra.expression import index_names, parse_forall, rename_expression, source
from tasks.algebra.ground import parameter_table
from tasks.algebra.numbers import number_text
from tasks.algebra.text import member_text
from tasks.procedural.dialects.data import comment, positions, set_indices, table_items, wrap
from tasks.procedural.dialects.ending import Ending
from tasks.procedural.dialects.layout import lay_out

TAKEN = frozenset(
    "Skip activate active clear clone cname component config construct ctype deactivate dim display doc dual getname "
    "index items iteritems iterkeys itervalues keys load model name nconstraints nobjectives nvariables objective "
    "pprint preprocess rc reconstruct slack solutions statistics type values write".split()
)
"""Attributes of every Pyomo model, suffixes that its solvers look for, and the objective's name.

A part of that name has an underscore behind it.
"""

DOMAINS = {
    VariableKind.continuous: ("pyo.Reals", "pyo.NonNegativeReals"),
    VariableKind.integer: ("pyo.Integers", "pyo.NonNegativeIntegers"),
    VariableKind.binary: ("pyo.Binary", "pyo.Binary"),
}
"""Domain of a variable, and its domain from zero up."""

ENDING = Ending(
    solve='results = pyo.SolverFactory("appsi_highs").solve(model, load_solutions=False)',
    optimal="pyo.check_optimal_termination(results)",
    best="pyo.value(model.objective)",
    value="{var}.value",
    nonzero="{value} is not None and abs({value}) > 1e-6",
    load="model.solutions.load_from(results)",
)


def write_pyomo(formulation: Formulation) -> str:
    """Write a Pyomo program with indexed components that solves the formulation and prints its answer."""
    blocks = [
        "import pyomo.environ as pyo",
        'model = pyo.ConcreteModel("problem")',
        block("# Sets", [set_source(s) for s in formulation.sets]),
        block("# Parameters", [parameter_source(formulation, p) for p in formulation.parameters]),
        block("# Decision variables", [variable_source(v) for v in formulation.variables]),
        objective_source(formulation),
        block("# Constraints", [constraint_source(formulation, c) for c in formulation.constraints]),
        ENDING.write({component(variable.name): variable for variable in formulation.variables}),
    ]
    return lay_out("\n\n".join(blocks) + "\n")


def block(heading: str, sources: list[str]) -> str:
    """Sources under their heading, with a blank line around each rule."""
    text, before = heading, ""
    for part in sources:
        apart = before and "\ndef " in before + part
        text, before = text + ("\n\n" if apart else "\n") + part, part
    return text


def component(name: str) -> str:
    """Source of a formulation's part: the model's attribute."""
    return f"model.{attribute(name)}"


def attribute(name: str) -> str:
    """A part's name on the model."""
    return f"{name}_" if name in TAKEN else name


def components(formulation: Formulation) -> dict[str, str]:
    """Attributes by the names that expressions use."""
    return {name: component(name) for name in formulation.names()}


def on_sets(names: tuple[str, ...]) -> str:
    """`model.ITEMS, model.PERIODS`."""
    return ", ".join(map(component, names))


def set_source(index_set: IndexSet) -> str:
    """A `Set` with its members."""
    members = [member_text(member) for member in index_set.members]
    return wrap(f"{component(index_set.name)} = pyo.Set(initialize=", members, "[]") + ")" + comment(index_set.meaning)


def parameter_source(formulation: Formulation, parameter: Parameter) -> str:
    """A `Param` with its number, its table, or the rule that derives it."""
    note = f"# {parameter.meaning}\n" if parameter.meaning else ""
    if parameter.derivation:
        return note + derived_source(formulation, parameter)
    table = parameter_table(formulation, parameter)
    if not isinstance(table, dict):
        return f"{note}{component(parameter.name)} = pyo.Param(initialize={number_text(table)})"
    head = f"{component(parameter.name)} = pyo.Param({on_sets(parameter.sets)}, initialize="
    return note + wrap(head, table_items(table), "{}") + ")"


def derived_source(formulation: Formulation, parameter: Parameter) -> str:
    """A `Param` by the expression over other parameters that derives it."""
    indices = set_indices(formulation, parameter.sets)
    body = rename_expression(parameter.derivation, {**components(formulation), **positions(indices)})
    if not indices:
        return f"{component(parameter.name)} = pyo.Param(initialize={body})"
    head = f"@model.Param({on_sets(parameter.sets)})\ndef {attribute(parameter.name)}"
    return f"{head}({', '.join(('model', *indices))}):\n    return {body}"


def variable_source(variable: Variable) -> str:
    """A `Var` with its domain, and its bounds where the domain does not state them."""
    free, positive = DOMAINS[variable.kind]
    options = [*map(component, variable.sets), f"domain={positive if variable.lower == 0 else free}"]
    if variable.kind is not VariableKind.binary and (variable.lower or variable.upper is not None):
        ends = ["None" if end is None else number_text(end) for end in (variable.lower, variable.upper)]
        options.append(f"bounds=({', '.join(ends)})")
    return f"{component(variable.name)} = pyo.Var({', '.join(options)}){comment(variable.meaning)}"


def objective_source(formulation: Formulation) -> str:
    """An `Objective` with its sense, under its meaning."""
    objective = formulation.objective
    meaning = f": {objective.meaning}" if objective.meaning else ""
    expression = rename_expression(objective.expression, components(formulation))
    sense = "maximize" if objective.sense is ObjectiveSense.maximize else "minimize"
    return f"# Objective{meaning}\nmodel.objective = pyo.Objective(expr={expression}, sense=pyo.{sense})"


def constraint_source(formulation: Formulation, constraint: Constraint) -> str:
    """A `Constraint`: one row, or a rule that returns the row of its indices."""
    note = f"# {constraint.meaning}\n" if constraint.meaning else ""
    row = rename_expression(constraint.expression, components(formulation))
    if not constraint.forall:
        return f"{note}{component(constraint.name)} = pyo.Constraint(expr={row})"
    sets = [
        rename_expression(source(clause.iter), components(formulation)) for clause in parse_forall(constraint.forall)
    ]
    arguments = ", ".join(("model", *index_names(constraint.forall)))
    head = f"@model.Constraint({', '.join(sets)})\ndef {attribute(constraint.name)}({arguments}):"
    return "\n".join([note + head, *rule_lines(formulation, constraint, row)])


def rule_lines(formulation: Formulation, constraint: Constraint, row: str) -> list[str]:
    """What a rule returns: the row, where the clauses' conditions hold."""
    conditions = [condition for clause in parse_forall(constraint.forall) for condition in clause.ifs]
    if not conditions:
        return [f"    return {row}"]
    holds = source(ast.BoolOp(ast.And(), conditions) if len(conditions) > 1 else conditions[0])
    test = rename_expression(holds, components(formulation))
    return [f"    if {test}:", f"        return {row}", "    return pyo.Constraint.Skip"]
