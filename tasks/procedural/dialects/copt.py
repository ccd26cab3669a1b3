"""Programs for COPT through coptpy."""

from schemas.formulation import Formulation, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.algebra.numbers import number_text
from tasks.procedural.dialects.ending import Ending
from tasks.procedural.dialects.library import Library

KINDS = {
    VariableKind.continuous: "COPT.CONTINUOUS",
    VariableKind.integer: "COPT.INTEGER",
    VariableKind.binary: "COPT.BINARY",
}


def variable_source(_: Formulation, variable: Variable) -> str:
    """One `addVar` or `addVars`, with the bounds that its kind needs."""
    options = [f"vtype={KINDS[variable.kind]}"]
    if variable.kind is not VariableKind.binary:
        options.append(f"lb={'-COPT.INFINITY' if variable.lower is None else number_text(variable.lower)}")
        options += [] if variable.upper is None else [f"ub={number_text(variable.upper)}"]
    if not variable.sets:
        return f'model.addVar({", ".join(options)}, name="{variable.name}")'
    return f'model.addVars({", ".join((*variable.sets, *options))}, nameprefix="{variable.name}")'


COPT = Library(
    imports="import coptpy as cp\nfrom coptpy import COPT",
    model='env = cp.Envr()\nmodel = env.createModel("problem")',
    variable=variable_source,
    senses={ObjectiveSense.maximize: "COPT.MAXIMIZE", ObjectiveSense.minimize: "COPT.MINIMIZE"},
    objective="model.setObjective({expression}, sense={sense})",
    total="cp.quicksum",
    row="model.addConstr({row}, name={name})",
    ending=Ending(
        solve="model.solve()",
        optimal="model.status == COPT.OPTIMAL",
        best="model.objval",
        value="{var}.x",
    ),
)
