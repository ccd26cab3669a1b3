"""Programs for COPT through coptpy."""

from schemas.formulation import Constraint, Formulation, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.algebra.numbers import number_text
from tasks.procedural.dialects.data import comment, data_source, library_expression, loop_head, row_name

KINDS = {
    VariableKind.continuous: "COPT.CONTINUOUS",
    VariableKind.integer: "COPT.INTEGER",
    VariableKind.binary: "COPT.BINARY",
}


def write_copt(formulation: Formulation) -> str:
    """Write an indexed coptpy program that solves the formulation and prints its answer."""
    blocks = [
        "import coptpy as cp\nfrom coptpy import COPT",
        data_source(formulation),
        'env = cp.Envr()\nmodel = env.createModel("problem")',
        "\n".join(["# Decision variables", *(variable_source(v) for v in formulation.variables)]),
        objective_source(formulation),
        "\n".join(["# Constraints", *(constraint_source(formulation, c) for c in formulation.constraints)]),
        ending_source(formulation),
    ]
    return "\n\n".join(blocks) + "\n"


def variable_source(variable: Variable) -> str:
    """One `addVar` or `addVars`, with the bounds that its kind needs."""
    options = [f"vtype={KINDS[variable.kind]}"]
    if variable.kind is not VariableKind.binary:
        options.append(f"lb={'-COPT.INFINITY' if variable.lower is None else number_text(variable.lower)}")
        options += [] if variable.upper is None else [f"ub={number_text(variable.upper)}"]
    if not variable.sets:
        return (
            f'{variable.name} = model.addVar({", ".join(options)}, name="{variable.name}"){comment(variable.meaning)}'
        )
    sets = ", ".join(variable.sets)
    return (
        f'{variable.name} = model.addVars({sets}, {", ".join(options)}, nameprefix="{variable.name}")'
        f"{comment(variable.meaning)}"
    )


def objective_source(formulation: Formulation) -> str:
    """`setObjective` with its sense."""
    expression = library_expression(formulation, formulation.objective.expression, "cp.quicksum")
    sense = "MAXIMIZE" if formulation.objective.sense is ObjectiveSense.maximize else "MINIMIZE"
    meaning = f": {formulation.objective.meaning}" if formulation.objective.meaning else ""
    return f"# Objective{meaning}\nmodel.setObjective({expression}, sense=COPT.{sense})"


def constraint_source(formulation: Formulation, constraint: Constraint) -> str:
    """`addConstr` inside the loops of its clauses."""
    lines, depth = loop_head(constraint)
    expression = library_expression(formulation, constraint.expression, "cp.quicksum")
    note = [f"# {constraint.meaning}"] if constraint.meaning else []
    return "\n".join([*note, *lines, f"{'    ' * depth}model.addConstr({expression}, name={row_name(constraint)})"])


def ending_source(formulation: Formulation) -> str:
    """Solve, and print the status' answer."""
    prints = [print_source(variable) for variable in formulation.variables]
    return "\n".join(
        [
            "model.solve()",
            "if model.status == COPT.OPTIMAL:",
            '    print("Optimal objective value:", model.objval)',
            *prints,
            "else:",
            '    print("No Best Solution")',
        ]
    )


def print_source(variable: Variable) -> str:
    """Print a variable's nonzero values."""
    if not variable.sets:
        return f'    print("{variable.name} =", {variable.name}.x)'
    return (
        f"    for key, var in {variable.name}.items():\n"
        f"        if abs(var.x) > 1e-6:\n"
        f'            print("{variable.name}", key, "=", var.x)'
    )
