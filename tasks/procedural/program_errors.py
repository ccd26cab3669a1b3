"""Errors in a program: the formulation that a wrong program states, in place of the right one."""

from collections.abc import Iterator
from random import Random

from schemas.formulation import Formulation, Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.algebra.errors import AlgebraError
from tasks.algebra.ground import ground
from tasks.algebra.linear_model import canonical_hash
from tasks.algebra.usage import used_names
from tasks.procedural.operators.editing import fresh_name
from tasks.procedural.operators.move import NotApplicable
from tasks.procedural.operators.parameters import STRUCTURE, with_parameter

MISTAKES = (10.0, 0.1, 2.0, 0.5)
"""What a wrong coefficient is times the right one: a slipped decimal point, a term counted twice, a forgotten half."""


def first_different(formulation: Formulation, options: Iterator[Formulation]) -> Formulation:
    """The first option whose grounded model differs from the right one.

    Raises:
        NotApplicable: every option grounds to the same model, or to none.
    """
    right = canonical_hash(ground(formulation))
    for option in options:
        try:
            if canonical_hash(ground(option)) != right:
                return option
        except AlgebraError:
            continue
    raise NotApplicable("no place where this error would change the model")


def flipped_sense(formulation: Formulation, _rng: Random) -> Iterator[Formulation]:
    """Maximize for minimize and the other way round."""
    objective = formulation.objective
    flipped = {ObjectiveSense.maximize: ObjectiveSense.minimize, ObjectiveSense.minimize: ObjectiveSense.maximize}
    yield formulation.model_copy(update={"objective": objective.model_copy(update={"sense": flipped[objective.sense]})})


def dropped_constraint(formulation: Formulation, rng: Random) -> Iterator[Formulation]:
    """One family of rows is left out."""
    rows = formulation.constraints
    for gone in rng.sample(rows, len(rows)):
        yield formulation.model_copy(update={"constraints": tuple(c for c in rows if c.name != gone.name)})


def doubled_constraint(formulation: Formulation, rng: Random) -> Iterator[Formulation]:
    """One family of rows stands twice."""
    rows = formulation.constraints
    for twice in rng.sample(rows, len(rows)):
        again = twice.model_copy(update={"name": fresh_name(formulation, twice.name)})
        yield formulation.model_copy(update={"constraints": (*rows, again)})


def wrong_coefficient(formulation: Formulation, rng: Random) -> Iterator[Formulation]:
    """One number of the data is wrong."""
    used = used_names(formulation)
    stated = [p for p in formulation.parameters if not p.derivation and p.name in used]
    for parameter in rng.sample(stated, len(stated)):
        places = [place for place, value in enumerate(parameter.values) if value not in STRUCTURE]
        for place in rng.sample(places, min(len(places), len(MISTAKES))):
            yield with_parameter(formulation, with_mistake(parameter, place, rng.choice(MISTAKES)))


def with_mistake(parameter: Parameter, place: int, factor: float) -> Parameter:
    """A parameter with one value off by a factor."""
    values = list(parameter.values)
    values[place] = round(values[place] * factor, 6)
    return parameter.model_copy(update={"values": tuple(values)})


def lost_integrality(formulation: Formulation, rng: Random) -> Iterator[Formulation]:
    """One integer or binary variable is continuous."""
    discrete = [v for v in formulation.variables if v.kind is not VariableKind.continuous]
    for relaxed in rng.sample(discrete, len(discrete)):
        variables = tuple(continuous(v) if v.name == relaxed.name else v for v in formulation.variables)
        yield formulation.model_copy(update={"variables": variables})


def continuous(variable: Variable) -> Variable:
    """A variable without its integrality; a binary one stays between 0 and 1."""
    bounds = {"lower": 0.0, "upper": 1.0} if variable.kind is VariableKind.binary else {}
    return variable.model_copy(update={"kind": VariableKind.continuous, **bounds})
