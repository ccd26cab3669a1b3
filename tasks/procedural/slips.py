"""Slips of a modeller's pen: numbers that moved, units that were mixed up, limits turned, switches with bad numbers."""

import re
from collections.abc import Iterator
from random import Random

from schemas.formulation import Constraint, Formulation, Parameter, Variable, VariableKind
from tasks.algebra.errors import AlgebraError
from tasks.algebra.ground import derived_values, ground
from tasks.algebra.highs import solve_linear_model
from tasks.algebra.linear_model import stem
from tasks.algebra.usage import used_names
from tasks.procedural.operators.editing import fresh_name
from tasks.procedural.operators.parameters import STRUCTURE, with_parameter

UNITS = (60.0, 1000.0, 0.01, 24.0)
"""Minutes for hours, grams for kilograms, dollars for cents, hours for days."""
LOOSE, TINY = 1e7, 1e-6
"""Numbers of bad switches."""
COMPARISON = re.compile("<=|>=")
TERM = re.compile(r"\s[+-]\s(?![^(\[]*[)\]])")
"""A sign between two parts of an expression, outside brackets."""


def stated(formulation: Formulation, rng: Random) -> list[Parameter]:
    """Parameters that are used and not derived, in random order."""
    used = used_names(formulation)
    found = [p for p in formulation.parameters if not p.derivation and p.name in used]
    return rng.sample(found, len(found))


def index_slip(formulation: Formulation, rng: Random) -> Iterator[Formulation]:
    """Two values of a parameter change places."""
    for parameter in stated(formulation, rng):
        places = [at for at, value in enumerate(parameter.values) if value not in STRUCTURE]
        for at in rng.sample(places, min(3, len(places))):
            for other in places:
                if parameter.values[at] != parameter.values[other]:
                    yield rederived(with_parameter(formulation, swapped(parameter, at, other)))


def swapped(parameter: Parameter, at: int, other: int) -> Parameter:
    """A parameter with two values in each other's place."""
    values = list(parameter.values)
    values[at], values[other] = values[other], values[at]
    return parameter.model_copy(update={"values": tuple(values)})


def unit_slip(formulation: Formulation, rng: Random) -> Iterator[Formulation]:
    """All values of a parameter are in another unit."""
    for parameter in stated(formulation, rng):
        if all(value in STRUCTURE for value in parameter.values):
            continue
        factor = rng.choice(UNITS)
        values = tuple(value if value in STRUCTURE else round(value * factor, 6) for value in parameter.values)
        yield rederived(with_parameter(formulation, parameter.model_copy(update={"values": values})))


def rederived(formulation: Formulation) -> Formulation:
    """The formulation with its derived data computed anew: a slip goes through everything that rests on it."""
    for parameter in formulation.parameters:
        if parameter.derivation:
            try:
                values = tuple(derived_values(formulation, parameter))
            except (AlgebraError, ArithmeticError, ValueError):
                continue
            formulation = with_parameter(formulation, parameter.model_copy(update={"values": values}))
    return formulation


def flipped_direction(formulation: Formulation, rng: Random) -> Iterator[Formulation]:
    """One family of rows holds the other way round."""
    turned = {"<=": ">=", ">=": "<="}
    for row in rng.sample(formulation.constraints, len(formulation.constraints)):
        if COMPARISON.search(row.expression):
            other = COMPARISON.sub(lambda match: turned[match[0]], row.expression, count=1)
            yield with_rows(formulation, row, row.model_copy(update={"expression": other}))


def with_rows(formulation: Formulation, old: Constraint, new: Constraint) -> Formulation:
    """The formulation with one constraint in place of another."""
    rows = tuple(new if row.name == old.name else row for row in formulation.constraints)
    return formulation.model_copy(update={"constraints": rows})


def invented_bound(formulation: Formulation, rng: Random) -> Iterator[Formulation]:
    """A variable is bounded at half of what it is in the optimum, which no words say."""
    for variable, value in in_the_optimum(formulation, rng):
        if variable.upper is None:
            bound = odd(value / 2)
            yield with_variable(formulation, variable.model_copy(update={"upper": bound}))


def lost_bound(formulation: Formulation, rng: Random) -> Iterator[Formulation]:
    """A bound of a variable, or a limit on a single variable, is gone."""
    for variable in rng.sample(formulation.variables, len(formulation.variables)):
        if variable.upper is not None and variable.kind is not VariableKind.binary:
            yield with_variable(formulation, variable.model_copy(update={"upper": None}))
    names = {variable.name for variable in formulation.variables}
    for row in rng.sample(formulation.constraints, len(formulation.constraints)):
        left = COMPARISON.split(row.expression)[0].strip()
        if re.fullmatch(r"(\w+)(?:\[[^\[\]]*\])?", left) and left.split("[")[0] in names:
            kept = tuple(other for other in formulation.constraints if other.name != row.name)
            yield formulation.model_copy(update={"constraints": kept})


def false_big_m(formulation: Formulation, rng: Random) -> Iterator[Formulation]:
    """A switch lets no more through than half of the optimum."""
    for variable, value in in_the_optimum(formulation, rng):
        yield with_switch(formulation, variable, "<=", odd(value / 2))


def loose_big_m(formulation: Formulation, rng: Random) -> Iterator[Formulation]:
    """A switch with a number that solvers let leak."""
    for variable, _ in in_the_optimum(formulation, rng):
        yield with_switch(formulation, variable, "<=", LOOSE)


def tiny_epsilon(formulation: Formulation, rng: Random) -> Iterator[Formulation]:
    """A switch that asks for as good as nothing."""
    for variable, _ in in_the_optimum(formulation, rng):
        yield with_switch(formulation, variable, ">=", TINY)


def in_the_optimum(formulation: Formulation, rng: Random) -> Iterator[tuple[Variable, float]]:
    """Variables that are no yes/no decisions, each with its largest value in the optimum, where that is above 1."""
    model = ground(formulation)
    answer = solve_linear_model(model)
    largest: dict[str, float] = {}
    for column, value in zip(model.columns, answer.values, strict=False):
        name = stem(column.name)
        largest[name] = max(value, largest.get(name, 0.0))
    for variable in rng.sample(formulation.variables, len(formulation.variables)):
        if variable.kind is not VariableKind.binary and largest.get(variable.name, 0.0) > 1.0:
            yield variable, largest[variable.name]


def odd(value: float) -> float:
    """A number near another one that nobody would write into words."""
    return round(value, 2) + 0.37


def with_variable(formulation: Formulation, new: Variable) -> Formulation:
    """The formulation with another variable of a name."""
    variables = tuple(new if old.name == new.name else old for old in formulation.variables)
    return formulation.model_copy(update={"variables": variables})


def with_switch(formulation: Formulation, variable: Variable, comparison: str, number: float) -> Formulation:
    """The formulation with a yes/no decision for each part of a variable, and a row that ties the two."""
    indices = [f"i{at}" for at in range(len(variable.sets))]
    inner = f"[{', '.join(indices)}]" if indices else ""
    forall = " ".join(f"for {index} in {name}" for index, name in zip(indices, variable.sets, strict=True))
    switch = fresh_name(formulation, "switch")
    row = Constraint(
        name=fresh_name(formulation, "switched"),
        expression=f"{variable.name}{inner} {comparison} {number:.10f}".rstrip("0").rstrip(".") + f" * {switch}{inner}",
        forall=forall,
        meaning="a switch",
    )
    added = Variable(name=switch, sets=variable.sets, kind=VariableKind.binary, meaning="whether it is used, 1 if so")
    return formulation.model_copy(
        update={"variables": (*formulation.variables, added), "constraints": (*formulation.constraints, row)}
    )


def lost_term(formulation: Formulation, rng: Random) -> Iterator[Formulation]:
    """The objective without one of its parts."""
    objective = formulation.objective
    signs = list(TERM.finditer(objective.expression))
    for sign in rng.sample(signs, len(signs)):
        shorter = objective.expression[: sign.start()].strip()
        yield formulation.model_copy(update={"objective": objective.model_copy(update={"expression": shorter})})
