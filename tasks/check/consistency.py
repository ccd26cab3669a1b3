"""Looks for faults inside a formulation, without any program: unused parts, wrong derived data, doubled constraints."""

import math
from collections import Counter
from collections.abc import Iterator

from schemas.formulation import Formulation, Parameter
from schemas.solve import ObjectiveSense
from tasks.algebra.errors import AlgebraError
from tasks.algebra.ground import derived_values
from tasks.algebra.linear_model import LinearModel, Row, stem
from tasks.algebra.usage import used_names
from tasks.check.finding import Finding
from tasks.check.matching import close, listed, row_key


def faults(formulation: Formulation, model: LinearModel) -> Iterator[Finding | None]:
    """All looks at one formulation with its grounded model."""
    yield unused_parameter(formulation)
    yield unused_variable(formulation)
    yield wrong_derived_value(formulation)
    yield loose_variable(formulation, model)
    yield stated_twice(model)


def unused_parameter(formulation: Formulation) -> Finding | None:
    """Data that no expression uses: a constraint is missing, or the data have no meaning."""
    used = used_names(formulation)
    idle = [parameter.name for parameter in formulation.parameters if parameter.name not in used]
    if not idle:
        return None
    detail = f"no objective and no constraint uses {listed(idle)}; add the missing constraint or remove the data"
    return Finding("unused_parameter", detail)


def unused_variable(formulation: Formulation) -> Finding | None:
    """Decision variables that no constraint mentions and no objective either."""
    used = used_names(formulation)
    idle = [variable.name for variable in formulation.variables if variable.name not in used]
    return Finding("unused_variable", f"nothing uses {listed(idle)}; constrain it or remove it") if idle else None


def loose_variable(formulation: Formulation, model: LinearModel) -> Finding | None:
    """A decision that the objective pushes to nothing and no constraint holds up: what would demand it is missing."""
    held = {
        position for row in model.rows for position, value in row.coefficients.items() if value and holds_up(row, value)
    }
    sign = 1.0 if model.sense is ObjectiveSense.minimize else -1.0
    for variable in formulation.variables:
        own = [at for at, column in enumerate(model.columns) if stem(column.name) == variable.name]
        pushed = all(model.columns[at].lower == 0 and sign * model.columns[at].cost > 0 for at in own)
        if own and pushed and not held & set(own):
            detail = f"nothing demands {variable.name}, so that it is always 0; state what it is needed for"
            return Finding("missing_constraint", detail)
    return None


def holds_up(row: Row, value: float) -> bool:
    """Whether a row may be broken by making a column with this coefficient smaller."""
    return math.isfinite(row.lower) if value > 0 else math.isfinite(row.upper)


def wrong_derived_value(formulation: Formulation) -> Finding | None:
    """Derived data that differ from what their derivation gives."""
    for parameter in formulation.parameters:
        if parameter.derivation and (detail := difference(formulation, parameter)):
            return Finding("wrong_derived_value", f"{parameter.name}: {detail}; recompute it from its derivation")
    return None


def difference(formulation: Formulation, parameter: Parameter) -> str:
    """What is wrong with one parameter's derived values; empty where nothing is."""
    try:
        values = derived_values(formulation, parameter)
    except (AlgebraError, TypeError, ValueError, ArithmeticError) as error:
        return f"its derivation cannot be evaluated ({error})"
    wrong = [pair for pair in zip(parameter.values, values, strict=True) if not close(*pair, relative=1e-6)]
    return f"the data have {wrong[0][0]:.10g} where the derivation gives {wrong[0][1]:.10g}" if wrong else ""


def stated_twice(model: LinearModel) -> Finding | None:
    """A constraint all of whose rows another constraint states as well."""
    keys = [(stem(row.name), row_key(row)) for row in model.rows]
    owners = Counter(key for _, key in set(keys))
    if not keys or max(owners.values()) < 2:
        return None
    for name in dict.fromkeys(name for name, _ in keys):
        if all(owners[key] > 1 for owner, key in keys if owner == name):
            detail = f"every row of {name} is stated by another constraint too; remove one of them"
            return Finding("doubled_constraint", detail)
    return None
