"""Programs for HiGHS through highspy's modelling layer."""

from schemas.formulation import Formulation, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.dialects.ending import Ending
from tasks.procedural.dialects.library import Library
from tasks.procedural.dialects.unknowns import each, name_source, own_bounds

KINDS = {VariableKind.continuous: "addVariable", VariableKind.integer: "addIntegral", VariableKind.binary: "addBinary"}


def variable_source(formulation: Formulation, variable: Variable) -> str:
    """A variable of its kind, or a dictionary of them.

    Not `addVariables`: its keys nest where a set of pairs meets another set, and its names lose their spaces.
    """
    options = [*own_bounds(variable, "-highspy.kHighsInf"), f"name={name_source(formulation, variable)}"]
    return each(formulation, variable, f"model.{KINDS[variable.kind]}({', '.join(options)})")


HIGHS = Library(
    imports="import highspy",
    model="model = highspy.Highs()\nmodel.silent()",
    variable=variable_source,
    senses={ObjectiveSense.maximize: "maximize", ObjectiveSense.minimize: "minimize"},
    objective="model.{sense}({expression})",
    total="model.qsum",
    row="model.addConstr({row}, name={name})",
    ending=Ending(
        solve="",
        optimal="model.getModelStatus() == highspy.HighsModelStatus.kOptimal",
        best="model.getObjectiveValue()",
        value="model.val({var})",
    ),
)
