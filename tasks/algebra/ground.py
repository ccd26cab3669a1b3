"""Grounds a formulation: indexed algebra with data becomes a linear model with numbers."""

import itertools
import math
from collections.abc import Iterator
from typing import Any

from schemas.formulation import Constraint, Formulation, Member, Parameter, Variable, VariableKind
from tasks.algebra.errors import AlgebraError
from tasks.algebra.evaluation import compile_difference, compile_expression, compile_instances
from tasks.algebra.expression import index_names, shown
from tasks.algebra.limits import MOST_COLUMNS, MOST_KEYS, MOST_NONZEROS, MOST_ROWS, refuse_beyond
from tasks.algebra.linear import Linear
from tasks.algebra.linear_model import INFINITY, Column, LinearModel, Row
from tasks.algebra.values import Code, Names, amount, metered

Key = Member
"""What stands between the brackets: a member, or a tuple of them."""


def combinations(formulation: Formulation, sets: tuple[str, ...]) -> int:
    """How many index combinations some sets have."""
    return math.prod(len(formulation.index_set(name).members) for name in sets)


def keys_of(formulation: Formulation, sets: tuple[str, ...]) -> list[Key]:
    """All index combinations of the sets, row-major; a set of pairs contributes its two labels."""
    refuse_beyond(combinations(formulation, sets), MOST_KEYS, f"index combinations of {' x '.join(sets)}")
    members = [formulation.index_set(name).members for name in sets]
    keys: list[Key] = []
    for combination in itertools.product(*members):
        flat = tuple(itertools.chain.from_iterable(m if isinstance(m, tuple) else (m,) for m in combination))
        keys.append(flat[0] if len(flat) == 1 else flat)
    return keys


def parameter_table(formulation: Formulation, parameter: Parameter) -> dict[Key, float] | float:
    """A parameter's data by key, or its number when it is a scalar.

    Raises:
        AlgebraError: the number of values does not fit the sets.
    """
    if not parameter.sets:
        if len(parameter.values) != 1:
            raise AlgebraError(f"the scalar parameter {parameter.name} has {len(parameter.values)} values")
        return parameter.values[0]
    keys = keys_of(formulation, parameter.sets)
    if len(keys) != len(parameter.values):
        sets = " x ".join(parameter.sets)
        raise AlgebraError(f"{parameter.name} over {sets} needs {len(keys)} values and has {len(parameter.values)}")
    return dict(zip(keys, parameter.values, strict=True))


def data_names(formulation: Formulation) -> Names:
    """Names for expressions over data, sets and parameters, with a meter for one formulation."""
    names: Names = {index_set.name: index_set.members for index_set in formulation.sets}
    names.update({p.name: parameter_table(formulation, p) for p in formulation.parameters})
    return metered(names)


def evaluate(code: Code, names: Names, where: tuple[str, str]) -> Any:
    """Evaluate an expression's code over names.

    Args:
        code: of the expression.
        names: with a meter.
        where: the part and the expression's text, for the message.

    Raises:
        AlgebraError: an unknown name or key, not linear, too large; the message names the part and the expression.
    """
    try:
        return code(names)
    except AlgebraError as error:
        raise type(error)(f"{where[0]}: {error}, in {shown(where[1])}") from error
    except (LookupError, NameError, TypeError, ArithmeticError, ValueError) as error:
        raise AlgebraError(f"{where[0]}: {type(error).__name__} {error}, in {shown(where[1])}") from error


def in_linear_form(code: Code) -> Code:
    """The code with its amount as a linear expression; AlgebraError where a number of it is not finite."""

    def run(names: Names) -> Linear:
        value = amount(code(names))
        found = value if isinstance(value, Linear) else Linear({}, float(value))
        if not math.isfinite(found.constant) or not all(map(math.isfinite, found.coefficients.values())):
            raise AlgebraError("a coefficient or a constant is not finite")
        return found

    return run


def variable_columns(formulation: Formulation, variable: Variable) -> list[tuple[Key | None, Column]]:
    """One column for each index combination of a variable, without its cost."""
    if variable.kind is VariableKind.binary:
        lower, upper = 0.0, 1.0
    else:
        lower = -INFINITY if variable.lower is None else variable.lower
        upper = INFINITY if variable.upper is None else variable.upper
    if not variable.sets:
        return [(None, Column(variable.name, variable.kind, lower, upper))]
    return [
        (key, Column(f"{variable.name}[{key_text(key)}]", variable.kind, lower, upper))
        for key in keys_of(formulation, variable.sets)
    ]


def key_text(key: Key) -> str:
    """A key as it is printed between brackets."""
    return ",".join(str(part) for part in key) if isinstance(key, tuple) else str(key)


def instances(constraint: Constraint, names: Names) -> Iterator[Names]:
    """The index assignments that a constraint is stated for."""
    indices = index_names(constraint.forall)
    if not indices:
        yield {}
        return
    code = compile_instances(constraint.forall, indices)

    def turns(given: Names) -> list[tuple[Any, ...]]:
        found: Iterator[tuple[Any, ...]] = code(given)
        return list(itertools.islice(found, MOST_ROWS + 1))

    for values in evaluate(turns, names, (constraint.name, constraint.forall)):
        yield dict(zip(indices, values, strict=True))


def ground(formulation: Formulation) -> LinearModel:
    """Turn indexed algebra into a linear model.

    Raises:
        AlgebraError: unknown names, wrong data sizes, nonlinear terms, or a constraint without a variable that its
            data contradict; TooLarge beyond the limits of `limits.py`.
    """
    names = data_names(formulation)
    columns = add_columns(formulation, names)
    text = formulation.objective.expression
    objective = evaluate(in_linear_form(compile_expression(text)), names, ("objective", text))
    costs = objective.coefficients
    priced = tuple(
        Column(c.name, c.kind, c.lower, c.upper, costs.get(position, 0.0)) for position, c in enumerate(columns)
    )
    rows, trivial = ground_rows(formulation, names)
    return LinearModel(formulation.objective.sense, priced, tuple(rows), objective.constant, tuple(trivial))


def add_columns(formulation: Formulation, names: Names) -> list[Column]:
    """All columns; each variable's name gets its linear expressions."""
    columns: list[Column] = []
    for variable in formulation.variables:
        refuse_beyond(len(columns) + combinations(formulation, variable.sets), MOST_COLUMNS, "variables")
        entries = variable_columns(formulation, variable)
        terms = {key: Linear({len(columns) + i: 1.0}) for i, (key, _) in enumerate(entries)}
        names[variable.name] = terms if variable.sets else terms[None]
        columns += [column for _, column in entries]
    return columns


def ground_rows(formulation: Formulation, names: Names) -> tuple[list[Row], list[str]]:
    """All rows, and the names of those that hold without a variable."""
    rows: list[Row] = []
    trivial: list[str] = []
    nonzeros = 0
    for constraint in formulation.constraints:
        difference, sign = compile_difference(constraint.expression)
        code = in_linear_form(difference)
        for indices in instances(constraint, names):
            name = f"{constraint.name}[{','.join(str(v) for v in indices.values())}]" if indices else constraint.name
            value = evaluate(code, {**names, **indices}, (name, constraint.expression))
            if any(value.coefficients.values()):
                rows.append(make_row(name, value, sign))
                nonzeros += len(value.coefficients)
            else:
                refuse_contradiction(name, value.constant, sign)
                trivial.append(name)
            refuse_beyond(len(rows) + len(trivial), MOST_ROWS, "constraints")
            refuse_beyond(nonzeros, MOST_NONZEROS, "coefficients")
    return rows, trivial


def make_row(name: str, difference: Linear, sign: str) -> Row:
    """Row for `difference <= 0` and its kin, with the constant moved to the right."""
    bound = -difference.constant
    bound = 0.0 if abs(bound) < 1e-12 else bound
    lower = -INFINITY if sign == "<=" else bound
    upper = INFINITY if sign == ">=" else bound
    return Row(name, {p: v for p, v in difference.coefficients.items() if v}, lower, upper)


def refuse_contradiction(name: str, constant: float, sign: str) -> None:
    """Raise where a constraint has no variable and does not hold."""
    holds = {"<=": constant <= 1e-9, ">=": constant >= -1e-9, "==": math.isclose(constant, 0, abs_tol=1e-9)}[sign]
    if not holds:
        raise AlgebraError(f"{name} has no decision variable and its data contradict it: {constant:g} {sign} 0")


def derived_values(formulation: Formulation, parameter: Parameter) -> tuple[float, ...]:
    """Values of a derived parameter from its derivation, whose indices are named by position: i1, i2, ….

    The derivation of `M[c]` over CUSTOMERS reads `min(demand[i1], total)`: i1 stands for the first index.
    """
    names, code = data_names(formulation), compile_expression(parameter.derivation)
    where = (parameter.name, parameter.derivation)

    def value(indices: Names) -> float:
        return float(evaluate(lambda given: amount(code(given)), {**names, **indices}, where))

    if not parameter.sets:
        return (value({}),)
    values: list[float] = []
    for key in keys_of(formulation, parameter.sets):
        parts = key if isinstance(key, tuple) else (key,)
        values.append(value({f"i{position}": part for position, part in enumerate(parts, start=1)}))
    return tuple(values)
