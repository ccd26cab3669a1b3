"""Programs for CBC through PuLP."""

from schemas.formulation import Formulation, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.algebra.numbers import number_text
from tasks.procedural.dialects.data import clauses
from tasks.procedural.dialects.ending import Ending
from tasks.procedural.dialects.library import Library
from tasks.procedural.dialects.unknowns import key_source

KINDS = {VariableKind.continuous: "Continuous", VariableKind.integer: "Integer", VariableKind.binary: "Binary"}


def variable_source(formulation: Formulation, variable: Variable) -> str:
    """One `LpVariable` or `LpVariable.dicts`, keyed by tuples where there are several indices."""
    options = "cat=pulp.LpBinary" if variable.kind is VariableKind.binary else bounds_source(variable)
    if not variable.sets:
        return f'pulp.LpVariable("{variable.name}", {options})'
    return f'pulp.LpVariable.dicts("{variable.name}", {keys_source(formulation, variable)}, {options})'


def bounds_source(variable: Variable) -> str:
    """Bounds and category of a variable that is not binary."""
    lower = "None" if variable.lower is None else number_text(variable.lower)
    above = "" if variable.upper is None else f", upBound={number_text(variable.upper)}"
    return f'lowBound={lower}{above}, cat="{KINDS[variable.kind]}"'


def keys_source(formulation: Formulation, variable: Variable) -> str:
    """The set itself, or the list of index tuples over several sets."""
    if len(variable.sets) == 1:
        return variable.sets[0]
    return f"[{key_source(formulation, variable)} {clauses(formulation, variable.sets)}]"


PULP = Library(
    imports="import pulp",
    model='model = pulp.LpProblem("problem", pulp.{sense})',
    variable=variable_source,
    senses={ObjectiveSense.maximize: "LpMaximize", ObjectiveSense.minimize: "LpMinimize"},
    objective="model += {expression}",
    total="pulp.lpSum",
    row="model += {row}, {name}",
    ending=Ending(
        solve="model.solve(pulp.PULP_CBC_CMD(msg=False))",
        optimal='pulp.LpStatus[model.status] == "Optimal"',
        best="pulp.value(model.objective)",
        value="{var}.value()",
        nonzero="{value} is not None and abs({value}) > 1e-6",
    ),
)
