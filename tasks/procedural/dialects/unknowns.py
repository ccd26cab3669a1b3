"""What the dialects share about decision variables: keys, names and bounds."""

from schemas.formulation import Formulation, Variable, VariableKind
from tasks.algebra.numbers import number_text
from tasks.procedural.dialects.data import clauses, set_indices


def each(formulation: Formulation, variable: Variable, made: str) -> str:
    """What makes one variable, for every key of its sets: `{(i, j): made for i in ITEMS for j in PERIODS}`."""
    if not variable.sets:
        return made
    return f"{{{key_source(formulation, variable)}: {made} {clauses(formulation, variable.sets)}}}"


def key_source(formulation: Formulation, variable: Variable) -> str:
    """`i`, or `(i, j)`."""
    indices = set_indices(formulation, variable.sets)
    return indices[0] if len(indices) == 1 else f"({', '.join(indices)})"


def name_source(formulation: Formulation, variable: Variable) -> str:
    """Source of a variable's name, an f-string where it is indexed: `f"make_{i}_{j}"`."""
    indices = set_indices(formulation, variable.sets)
    if not indices:
        return f'"{variable.name}"'
    return f'f"{variable.name}_' + "_".join(f"{{{name}}}" for name in indices) + '"'


def both_bounds(variable: Variable, infinity: str) -> list[str]:
    """Lower and upper bound, for libraries that ask for them."""
    lower = f"-{infinity}" if variable.lower is None else number_text(variable.lower)
    upper = infinity if variable.upper is None else number_text(variable.upper)
    return [lower, upper]


def own_bounds(variable: Variable, free: str) -> list[str]:
    """`lb=` and `ub=` where they are not what libraries assume, zero and none.

    Args:
        variable: a binary one has no bounds of its own.
        free: lower bound of a variable that has none.
    """
    if variable.kind is VariableKind.binary:
        return []
    lower = free if variable.lower is None else number_text(variable.lower)
    below = [] if variable.lower == 0 else [f"lb={lower}"]
    return below if variable.upper is None else [*below, f"ub={number_text(variable.upper)}"]
