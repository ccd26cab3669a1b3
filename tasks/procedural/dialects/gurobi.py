"""Programs for Gurobi through gurobipy."""

from schemas.formulation import Formulation, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.dialects.ending import Ending
from tasks.procedural.dialects.library import Library
from tasks.procedural.dialects.unknowns import own_bounds

KINDS = {
    VariableKind.continuous: [],
    VariableKind.integer: ["vtype=GRB.INTEGER"],
    VariableKind.binary: ["vtype=GRB.BINARY"],
}


def variable_source(_: Formulation, variable: Variable) -> str:
    """One `addVar` or `addVars`, with what differs from a continuous variable from zero up."""
    options = [*variable.sets, *KINDS[variable.kind], *own_bounds(variable, "-GRB.INFINITY"), f'name="{variable.name}"']
    return f"model.addVar{'s' if variable.sets else ''}({', '.join(options)})"


GUROBI = Library(
    imports="import gurobipy as gp\nfrom gurobipy import GRB",
    model='model = gp.Model("problem")\nmodel.Params.OutputFlag = 0',
    variable=variable_source,
    senses={ObjectiveSense.maximize: "GRB.MAXIMIZE", ObjectiveSense.minimize: "GRB.MINIMIZE"},
    objective="model.setObjective({expression}, {sense})",
    total="gp.quicksum",
    row="model.addConstr({row}, name={name})",
    rows="model.addConstrs(({rows}), name={name})",
    ending=Ending(
        solve="model.optimize()",
        optimal="model.Status == GRB.OPTIMAL",
        best="model.ObjVal",
        value="{var}.X",
    ),
)
