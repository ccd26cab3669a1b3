"""Derives how large a decision variable can be from the constraints, as an expression over the data.

Linking an activity to a yes/no decision takes an upper bound on it (a Big-M), which the words do not state. Here it
is read off the constraints: from `sum(use[i, r] * make[i] for i in ITEMS) <= limit[r]` follows that `make` of an
item is at most `min(limit[r] / use[item, r] for r in RESOURCES if use[item, r] > 0)`, provided that nothing in the
row is negative. Every such bound is checked against the grounded rows before it is believed.
"""

import ast
import math
from collections.abc import Iterator

from schemas.formulation import Constraint, Formulation, Parameter, Variable
from tasks.algebra.errors import AlgebraError
from tasks.algebra.expression import Renamer, parse_forall, parse_relation, source
from tasks.algebra.ground import derived_values
from tasks.algebra.linear_model import Column, Row
from tasks.algebra.syntax import parse_tree
from tasks.procedural.operators.groups import entries
from tasks.procedural.operators.move import NotApplicable
from tasks.procedural.operators.study import Study

INNER = ("x", "y", "z", "a", "b", "c")
"""Names for indices inside a derivation: the dialects name the outer ones i, j, k."""


def tight_bound(study: Study, variable: Variable) -> tuple[str, tuple[float, ...]]:
    """A derivation of a variable's upper bound by key (over i1, i2, …), and its values.

    Raises:
        NotApplicable: no constraint bounds the variable in a way that can be derived.
    """
    valid = implied_bounds(study, variable)
    found: dict[str, tuple[float, ...]] = {}
    for text in candidates(study.formulation, variable):
        values = evaluated(study.formulation, variable, text)
        if values and all(
            0 < bound - 1e-9 <= v + 1e-6 and math.isfinite(v) for v, bound in zip(values, valid, strict=True)
        ):
            found[text] = values
    if not found:
        raise NotApplicable(f"no bound of {variable.name} can be derived from the data")
    least = tuple(min(column) for column in zip(*found.values(), strict=True))
    needed = [
        text for text, values in found.items() if any(v <= low + 1e-9 for v, low in zip(values, least, strict=True))
    ]
    return (needed[0], found[needed[0]]) if len(needed) == 1 else (f"min({', '.join(needed)})", least)


def implied_bounds(study: Study, variable: Variable) -> list[float]:
    """The greatest value of each column that single rows (and its own bound) allow."""
    columns = [entry.column for entry in entries(study, variable)]
    best = {position: study.model.columns[position].upper for position in columns}
    for row in study.model.rows:
        for position in row.coefficients.keys() & best.keys():
            best[position] = min(best[position], row_bound(row, position, study.model.columns))
    return [best[position] for position in columns]


def row_bound(row: Row, position: int, columns: tuple[Column, ...]) -> float:
    """The greatest value of a column that one row allows, the others being anywhere in their bounds."""
    own = row.coefficients[position]
    side, sign = (row.upper, 1.0) if own > 0 else (-row.lower, -1.0)
    others = 0.0
    for other, value in row.coefficients.items():
        if other != position:
            edge = columns[other].lower if sign * value > 0 else columns[other].upper
            others += sign * value * edge
    bound = (side - others) / abs(own)
    return bound if math.isfinite(bound) else math.inf


def evaluated(formulation: Formulation, variable: Variable, text: str) -> tuple[float, ...] | None:
    """The values of a derivation over the variable's sets; None where the data do not allow it."""
    try:
        return derived_values(formulation, Parameter(name="bound", sets=variable.sets, values=(), derivation=text))
    except AlgebraError:
        return None


def candidates(formulation: Formulation, variable: Variable) -> Iterator[str]:
    """Derivations that the constraints suggest; not all of them hold."""
    for constraint in formulation.constraints:
        left, sign, right = parse_relation(constraint.expression)
        sides = {"<=": [(left, right)], ">=": [(right, left)], "==": [(left, right), (right, left)]}[sign]
        for small, large in sides:
            bound = data_part(formulation, large)
            for term in summands(small):
                text = bound and term_bound(formulation, constraint, variable, (term, bound))
                if text:
                    yield text


def names_in(node: ast.AST) -> set[str]:
    """All names in a tree."""
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}


def data_part(formulation: Formulation, side: ast.expr) -> ast.expr | None:
    """The data on a side: the side itself, or its factor beside a yes/no decision; None where there is neither."""
    variables = {v.name for v in formulation.variables}
    if not names_in(side) & variables:
        return side
    if isinstance(side, ast.BinOp) and isinstance(side.op, ast.Mult):
        for data, other in ((side.left, side.right), (side.right, side.left)):
            if not names_in(data) & variables and isinstance(other, ast.Subscript | ast.Name):
                return data
    return None


def summands(side: ast.expr) -> list[ast.expr]:
    """The terms of a sum; a side with a difference has none that bound anything."""
    if isinstance(side, ast.BinOp) and isinstance(side.op, ast.Add):
        return [*summands(side.left), *summands(side.right)]
    return [side]


def term_bound(
    formulation: Formulation, constraint: Constraint, variable: Variable, parts: tuple[ast.expr, ast.expr]
) -> str | None:
    """The bound that one term and the data on the other side give, over i1, i2, …; None where they give none."""
    term, bound = parts
    if isinstance(term, ast.Call) and term.args and isinstance(term.args[0], ast.GeneratorExp):
        term = term.args[0].elt
    factor, subscript = factor_and_variable(formulation, term, variable)
    if subscript is None:
        return None
    places = index_places(subscript)
    return None if places is None else over_remaining(constraint, places, (bound, factor), formulation.names())


def factor_and_variable(
    formulation: Formulation, term: ast.expr, variable: Variable
) -> tuple[ast.expr | None, ast.expr | None]:
    """The data that multiply the variable in a term, and the variable with its indices; None for what is not there."""
    if base_name(term) == variable.name:
        return None, term
    if isinstance(term, ast.BinOp) and isinstance(term.op, ast.Mult):
        for data, other in ((term.left, term.right), (term.right, term.left)):
            if base_name(other) == variable.name and data_part(formulation, data) is data:
                return data, other
    return None, None


def base_name(node: ast.expr) -> str:
    """`make` for `make` and `make[i]`."""
    node = node.value if isinstance(node, ast.Subscript) else node
    return node.id if isinstance(node, ast.Name) else ""


def index_places(subscript: ast.expr) -> dict[str, str] | None:
    """The variable's indices as `{"i": "i1", "j": "i2"}`; None where one is a label or an offset."""
    if not isinstance(subscript, ast.Subscript):
        return {}
    parts = subscript.slice.elts if isinstance(subscript.slice, ast.Tuple) else [subscript.slice]
    names = [part.id for part in parts if isinstance(part, ast.Name)]
    if len(names) != len(parts) or len(set(names)) != len(names):
        return None
    return {name: f"i{position}" for position, name in enumerate(names, start=1)}


def over_remaining(
    constraint: Constraint,
    places: dict[str, str],
    parts: tuple[ast.expr, ast.expr | None],
    taken: frozenset[str],
) -> str | None:
    """`bound / factor`, the least over those indices of the constraint that the variable does not have."""
    bound, factor = parts
    free = (name for name in INNER if name not in taken)
    names, loops = dict(places), list[str]()
    for clause in parse_forall(constraint.forall):
        targets = names_in(clause.target)
        if targets <= places.keys():
            continue
        if targets & places.keys() or clause.ifs:
            return None
        names |= {name: next(free) for name in sorted(targets)}
        loops.append(f"for {renamed(clause.target, names).strip('()')} in {source(clause.iter)}")
    quotient = renamed(bound, names) if factor is None else f"{bracketed(bound, names)} / {bracketed(factor, names)}"
    if not loops:
        return quotient
    positive = f" if {renamed(factor, names)} > 0" if factor is not None else ""
    return f"min({quotient} {' '.join(loops)}{positive})"


def renamed(node: ast.expr, names: dict[str, str]) -> str:
    """Source of an expression with other index names."""
    return source(Renamer(names, {}).visit(parse_tree(source(node)).body))


def bracketed(node: ast.expr, names: dict[str, str]) -> str:
    """The same in brackets where a quotient would change its meaning."""
    text = renamed(node, names)
    return f"({text})" if isinstance(node, ast.BinOp) else text
