"""A CP-SAT model as a linear one, where each of its constraints is: sums within bounds, and clauses."""
# pyright: basic
# Reason: OR-Tools is a compiled extension, only partly typed.

from collections.abc import Iterator
from itertools import chain

from .linear import INFINITY, Column, Linear, Row

LARGEST = 2**62
"""CP-SAT writes the ends of 64-bit integers for no bound."""


class NotLinear(Exception):
    """Something that no linear constraint says."""


def linear(proto) -> Linear | None:
    """Read a model; None where it holds more than linear constraints, such as intervals or all-different."""
    try:
        costs, constant = _objective(proto)
        columns = [
            Column(variable.name or f"C{place}", True, *_interval(variable.domain), costs.get(place, 0.0))
            for place, variable in enumerate(proto.variables)
        ]
        rows = list(chain.from_iterable(_rows(constraint) for constraint in proto.constraints))
    except NotLinear:
        return None
    return Linear("maximize" if maximizes(proto) else "minimize", constant, columns, rows)


def maximizes(proto) -> bool:
    """Whether the objective is to be large; CP-SAT keeps a maximum as a minimum of the negative."""
    if proto.has_floating_point_objective():
        return proto.floating_point_objective.maximize
    return proto.objective.scaling_factor < 0


def _objective(proto) -> tuple[dict[int, float], float]:
    """Give cost by variable, and the constant, as the program wrote them."""
    floating = proto.has_floating_point_objective()
    objective = proto.floating_point_objective if floating else proto.objective
    scale = 1.0 if floating else objective.scaling_factor or 1.0
    if any(variable < 0 for variable in objective.vars) or (not floating and len(objective.domain)):
        raise NotLinear
    costs: dict[int, float] = {}
    for variable, coefficient in zip(objective.vars, objective.coeffs, strict=True):
        costs[variable] = costs.get(variable, 0.0) + scale * coefficient
    return costs, scale * objective.offset


def _rows(constraint) -> Iterator[Row]:
    """Give the linear constraints that say the same."""
    name, enforcement = constraint.name, list(constraint.enforcement_literal)
    if constraint.has_bool_or():
        yield _clause(name, [*map(_negated, enforcement), *constraint.bool_or.literals])
    elif constraint.has_bool_and():
        for literal in constraint.bool_and.literals:
            yield _clause(name, [*map(_negated, enforcement), literal])
    elif enforcement:
        raise NotLinear
    elif constraint.has_linear():
        terms = zip(constraint.linear.vars, constraint.linear.coeffs, strict=True)
        yield Row(name, *_interval(constraint.linear.domain), _summed(terms))
    elif constraint.has_at_most_one():
        yield _literals(name, constraint.at_most_one.literals, (-INFINITY, 1))
    elif constraint.has_exactly_one():
        yield _literals(name, constraint.exactly_one.literals, (1, 1))
    else:
        raise NotLinear


def _clause(name: str, literals: list[int]) -> Row:
    return _literals(name, literals, (1, INFINITY))


def _literals(name: str, literals, bounds: tuple[float, float]) -> Row:
    """Bound how many literals are true; a negative one, -1 - x, is the negation of x, so worth 1 - x."""
    negative = sum(literal < 0 for literal in literals)
    terms = ((literal, 1) if literal >= 0 else (_negated(literal), -1) for literal in literals)
    return Row(name, bounds[0] - negative, bounds[1] - negative, _summed(terms))


def _negated(literal: int) -> int:
    return -1 - literal


def _summed(terms) -> list[tuple[int, float]]:
    """Add up the coefficients of a variable that occurs twice."""
    total: dict[int, float] = {}
    for variable, coefficient in terms:
        if variable < 0:
            raise NotLinear
        total[variable] = total.get(variable, 0) + coefficient
    return list(total.items())


def _interval(domain) -> tuple[float, float]:
    if len(domain) != 2:
        raise NotLinear
    lower, upper = domain
    return (-INFINITY if lower <= -LARGEST else lower), (INFINITY if upper >= LARGEST else upper)
