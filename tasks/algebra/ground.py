"""Grounds a formulation: indexed algebra with data becomes a linear model with numbers."""

import itertools
import math
from collections.abc import Iterable, Iterator
from typing import Any

from schemas.formulation import Constraint, Formulation, Member, Parameter, Variable, VariableKind
from tasks.algebra.errors import AlgebraError
from tasks.algebra.expression import compile_expression, index_names, parse_forall, parse_relation, source
from tasks.algebra.linear_model import INFINITY, Column, LinearModel, Row

Key = Member
"""What stands between the brackets: a member, or a tuple of them."""


class Linear:
    """A linear expression over columns: coefficients by position, and a constant."""

    __slots__ = ("coefficients", "constant")

    def __init__(self, coefficients: dict[int, float], constant: float = 0.0) -> None:
        """Own the dictionary that is handed in."""
        self.coefficients = coefficients
        self.constant = constant

    def __add__(self, other: "Linear | float") -> "Linear":
        """Sum of two expressions, or of one and a number."""
        if not isinstance(other, Linear):
            return Linear(dict(self.coefficients), self.constant + other)
        total = dict(self.coefficients)
        for position, value in other.coefficients.items():
            total[position] = total.get(position, 0.0) + value
        return Linear(total, self.constant + other.constant)

    __radd__ = __add__

    def __mul__(self, factor: "Linear | float") -> "Linear":
        """Product with a number; AlgebraError for a product of two variables."""
        if isinstance(factor, Linear):
            if not factor.coefficients:
                return self * factor.constant
            if self.coefficients:
                raise AlgebraError("a product of two decision variables is not linear")
            return factor * self.constant
        return Linear({p: v * factor for p, v in self.coefficients.items()}, self.constant * factor)

    __rmul__ = __mul__

    def __neg__(self) -> "Linear":
        """Negative of the expression."""
        return self * -1.0

    def __sub__(self, other: "Linear | float") -> "Linear":
        """Difference."""
        return self + (-other)

    def __rsub__(self, other: float) -> "Linear":
        """Difference from a number."""
        return (-self) + other

    def __truediv__(self, divisor: float) -> "Linear":
        """Quotient by a number; AlgebraError for a variable in the denominator."""
        if isinstance(divisor, Linear):
            raise AlgebraError("a decision variable in a denominator is not linear")
        return self * (1.0 / divisor)

    def __bool__(self) -> bool:
        """Refuse truth: a decision variable can't stand in a condition."""
        raise AlgebraError("a decision variable can't stand in a condition, min or max")

    def __lt__(self, _: object) -> bool:
        """Refuse comparison, and so `min` and `max`."""
        return bool(self)

    __le__ = __gt__ = __ge__ = __lt__


Scope = dict[str, Any]


def add_up(terms: Iterable[Any]) -> Any:
    """`sum` of the algebra: linear time also for long sums."""
    coefficients: dict[int, float] = {}
    constant, is_linear = 0.0, False
    for term in terms:
        if isinstance(term, Linear):
            is_linear = True
            constant += term.constant
            for position, value in term.coefficients.items():
                coefficients[position] = coefficients.get(position, 0.0) + value
        else:
            constant += term
    return Linear(coefficients, constant) if is_linear else constant


def keys_of(formulation: Formulation, sets: tuple[str, ...]) -> list[Key]:
    """All index combinations of the sets, row-major; a set of pairs contributes its two labels."""
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


def data_scope(formulation: Formulation) -> Scope:
    """Names for expressions over data: sets, parameters and the functions of the algebra."""
    scope: Scope = {"__builtins__": {}, "sum": add_up, "min": min, "max": max, "len": len}
    scope.update({index_set.name: index_set.members for index_set in formulation.sets})
    scope.update({p.name: parameter_table(formulation, p) for p in formulation.parameters})
    return scope


def evaluate(text: str, scope: Scope, where: str) -> Any:
    """Run a checked expression over a scope.

    Raises:
        AlgebraError: an unknown name or key, or not linear; the message names the part and the expression.
    """
    try:
        return eval(compile_expression(text), scope)  # noqa: S307 - whitelisted by expression.py, and without builtins
    except AlgebraError as error:
        raise AlgebraError(f"{where}: {error}, in {text!r}") from error
    except (NameError, KeyError, TypeError, ZeroDivisionError, ValueError, IndexError) as error:
        raise AlgebraError(f"{where}: {type(error).__name__} {error}, in {text!r}") from error


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


def instances(constraint: Constraint, scope: Scope) -> Iterator[Scope]:
    """The index assignments that a constraint is stated for."""
    names = index_names(constraint.forall)
    if not names:
        yield {}
        return
    clauses = " ".join(f"for {source_clause(clause)}" for clause in parse_forall(constraint.forall))
    found: list[tuple[Any, ...]] = evaluate(
        f"sum(({', '.join(names)},) {clauses})", {**scope, "sum": list}, constraint.name
    )
    for values in found:
        yield dict(zip(names, values, strict=True))


def source_clause(clause: Any) -> str:
    """Print one comprehension clause without its `for`."""
    target = source(clause.target).strip("()")
    conditions = "".join(f" if {source(condition)}" for condition in clause.ifs)
    return f"{target} in {source(clause.iter)}{conditions}"


def ground(formulation: Formulation) -> LinearModel:
    """Turn indexed algebra into a linear model.

    Raises:
        AlgebraError: unknown names, wrong data sizes, nonlinear terms, or a constraint without a variable that its
            data contradict.
    """
    scope = data_scope(formulation)
    columns: list[Column] = []
    for variable in formulation.variables:
        entries = variable_columns(formulation, variable)
        linear = {key: Linear({len(columns) + i: 1.0}) for i, (key, _) in enumerate(entries)}
        scope[variable.name] = linear if variable.sets else linear[None]
        columns += [column for _, column in entries]
    objective = evaluate(formulation.objective.expression, scope, "objective")
    objective = objective if isinstance(objective, Linear) else Linear({}, float(objective))
    costs = objective.coefficients
    priced = tuple(
        Column(c.name, c.kind, c.lower, c.upper, costs.get(position, 0.0)) for position, c in enumerate(columns)
    )
    rows, trivial = ground_rows(formulation, scope)
    return LinearModel(formulation.objective.sense, priced, tuple(rows), objective.constant, tuple(trivial))


def ground_rows(formulation: Formulation, scope: Scope) -> tuple[list[Row], list[str]]:
    """All rows, and the names of those that hold without a variable."""
    rows: list[Row] = []
    trivial: list[str] = []
    for constraint in formulation.constraints:
        left, sign, right = parse_relation(constraint.expression)
        difference = f"({source(left)}) - ({source(right)})"
        for indices in instances(constraint, scope):
            name = f"{constraint.name}[{','.join(str(v) for v in indices.values())}]" if indices else constraint.name
            value = evaluate(difference, {**scope, **indices}, name)
            value = value if isinstance(value, Linear) else Linear({}, float(value))
            if any(value.coefficients.values()):
                rows.append(make_row(name, value, sign))
            else:
                refuse_contradiction(name, value.constant, sign)
                trivial.append(name)
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
    scope = data_scope(formulation)
    if not parameter.sets:
        return (float(evaluate(parameter.derivation, scope, parameter.name)),)
    values: list[float] = []
    for key in keys_of(formulation, parameter.sets):
        parts = key if isinstance(key, tuple) else (key,)
        indices = {f"i{position}": part for position, part in enumerate(parts, start=1)}
        values.append(float(evaluate(parameter.derivation, {**scope, **indices}, parameter.name)))
    return tuple(values)
