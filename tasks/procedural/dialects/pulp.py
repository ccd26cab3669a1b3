"""Programs for CBC through PuLP."""

from schemas.formulation import Constraint, Formulation, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.algebra.numbers import number_text
from tasks.procedural.dialects.data import (
    arity,
    clauses,
    comment,
    data_source,
    library_expression,
    loop_head,
    row_name,
    set_indices,
)

KINDS = {VariableKind.continuous: "Continuous", VariableKind.integer: "Integer", VariableKind.binary: "Binary"}


def write_pulp(formulation: Formulation) -> str:
    """Write an indexed PuLP program that solves the formulation and prints its answer."""
    sense = "LpMaximize" if formulation.objective.sense is ObjectiveSense.maximize else "LpMinimize"
    objective = library_expression(formulation, formulation.objective.expression, "pulp.lpSum")
    meaning = f": {formulation.objective.meaning}" if formulation.objective.meaning else ""
    blocks = [
        "import pulp",
        data_source(formulation),
        f'model = pulp.LpProblem("problem", pulp.{sense})',
        "\n".join(["# Decision variables", *(variable_source(formulation, v) for v in formulation.variables)]),
        f"# Objective{meaning}\nmodel += {objective}",
        "\n".join(["# Constraints", *(constraint_source(formulation, c) for c in formulation.constraints)]),
        ending_source(formulation),
    ]
    return "\n\n".join(blocks) + "\n"


def variable_source(formulation: Formulation, variable: Variable) -> str:
    """One `LpVariable` or `LpVariable.dicts`, keyed by tuples where there are several indices."""
    options = "cat=pulp.LpBinary" if variable.kind is VariableKind.binary else bounds_source(variable)
    if not variable.sets:
        return f'{variable.name} = pulp.LpVariable("{variable.name}", {options}){comment(variable.meaning)}'
    keys = keys_source(formulation, variable)
    return f'{variable.name} = pulp.LpVariable.dicts("{variable.name}", {keys}, {options}){comment(variable.meaning)}'


def bounds_source(variable: Variable) -> str:
    """Bounds and category of a variable that is not binary."""
    lower = "None" if variable.lower is None else number_text(variable.lower)
    above = "" if variable.upper is None else f", upBound={number_text(variable.upper)}"
    return f'lowBound={lower}{above}, cat="{KINDS[variable.kind]}"'


def keys_source(formulation: Formulation, variable: Variable) -> str:
    """The set itself, or the list of index tuples over several sets."""
    if len(variable.sets) == 1:
        return variable.sets[0]
    indices = ", ".join(set_indices(formulation, variable.sets))
    return f"[({indices}) {clauses(formulation, variable.sets)}]"


def constraint_source(formulation: Formulation, constraint: Constraint) -> str:
    """`model += row, name` inside the loops of its clauses."""
    lines, depth = loop_head(constraint)
    expression = library_expression(formulation, constraint.expression, "pulp.lpSum")
    note = [f"# {constraint.meaning}"] if constraint.meaning else []
    return "\n".join([*note, *lines, f"{'    ' * depth}model += {expression}, {row_name(constraint)}"])


def ending_source(formulation: Formulation) -> str:
    """Solve with CBC, and print the status' answer."""
    return "\n".join(
        [
            "model.solve(pulp.PULP_CBC_CMD(msg=False))",
            'if pulp.LpStatus[model.status] == "Optimal":',
            '    print("Optimal objective value:", pulp.value(model.objective))',
            *(
                print_source(variable, sum(arity(formulation, s) for s in variable.sets))
                for variable in formulation.variables
            ),
            "else:",
            '    print("No Best Solution")',
        ]
    )


def print_source(variable: Variable, indices: int) -> str:
    """Print a variable's nonzero values."""
    if not indices:
        return f'    print("{variable.name} =", {variable.name}.value())'
    return (
        f"    for key, var in {variable.name}.items():\n"
        f"        if var.value() is not None and abs(var.value()) > 1e-6:\n"
        f'            print("{variable.name}", key, "=", var.value())'
    )
