"""Programs for SCIP through PySCIPOpt."""

from schemas.formulation import Formulation, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.dialects.ending import Ending
from tasks.procedural.dialects.library import Library
from tasks.procedural.dialects.unknowns import each, name_source, own_bounds

KINDS = {VariableKind.continuous: "C", VariableKind.integer: "I", VariableKind.binary: "B"}


def variable_source(formulation: Formulation, variable: Variable) -> str:
    """`addVar`, or a dictionary of them."""
    kind, name = f'vtype="{KINDS[variable.kind]}"', f"name={name_source(formulation, variable)}"
    options = [kind, *own_bounds(variable, "None"), name]
    return each(formulation, variable, f"model.addVar({', '.join(options)})")


SCIP = Library(
    imports="from pyscipopt import Model, quicksum",
    model='model = Model("problem")\nmodel.hideOutput()',
    variable=variable_source,
    senses={ObjectiveSense.maximize: '"maximize"', ObjectiveSense.minimize: '"minimize"'},
    objective="model.setObjective({expression}, sense={sense})",
    total="quicksum",
    row="model.addCons({row}, name={name})",
    ending=Ending(
        solve="model.optimize()",
        optimal='model.getStatus() == "optimal"',
        best="model.getObjVal()",
        value="model.getVal({var})",
    ),
)
