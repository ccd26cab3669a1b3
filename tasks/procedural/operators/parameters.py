"""New numbers for parameters that the words already state."""

from random import Random

from schemas.blueprint import Blueprint
from schemas.formulation import Formulation, Parameter
from schemas.solve import TerminationStatus
from tasks.algebra.errors import AlgebraError
from tasks.algebra.ground import ground
from tasks.algebra.highs import solve_linear_model
from tasks.algebra.linear_model import canonical_hash
from tasks.algebra.usage import structural_names, used_names
from tasks.procedural.operators.editing import derive_all, noted
from tasks.procedural.operators.move import NotApplicable
from tasks.procedural.operators.rounding import granularity, rounded_to
from tasks.procedural.operators.study import Study

STRUCTURE = frozenset({0.0, 1.0, -1.0})
"""Values that say whether something is there at all; they stay."""


def redraw(study: Study, rng: Random) -> Blueprint:
    """New values for one parameter, each moved on its own by up to a third."""
    return redrawn(study, rng.choice(changeable(study.formulation)), rng)


def redraw_prices(study: Study, rng: Random) -> Blueprint:
    """New values for one parameter that stands in the objective only.

    Raises:
        NotApplicable: there is none.
    """
    prices = [p for p in changeable(study.formulation) if in_objective_only(study.formulation, p)]
    if not prices:
        raise NotApplicable("no stated number stands in the objective only")
    return redrawn(study, rng.choice(prices), rng)


def redrawn(study: Study, parameter: Parameter, rng: Random) -> Blueprint:
    """The blueprint with each value of a parameter moved on its own, further where no row can break."""
    spread = 0.35 if in_objective_only(study.formulation, parameter) else 0.2
    return replaced(
        study,
        parameter,
        {value: moved(value, parameter, rng.uniform(1 - spread, 1 + spread)) for value in parameter.values},
    )


def scale(study: Study, rng: Random) -> Blueprint:
    """All values of one parameter up or down by the same share."""
    parameter = rng.choice(changeable(study.formulation))
    factor = rng.choice((0.8, 0.9, 1.1, 1.2, 1.25))
    return replaced(study, parameter, {value: moved(value, parameter, factor) for value in parameter.values})


def changeable(formulation: Formulation) -> list[Parameter]:
    """Stated parameters that the algebra uses as quantities and that hold more than zeros and ones.

    Raises:
        NotApplicable: there is none.
    """
    names = used_names(formulation) - structural_names(formulation)
    options = [p for p in formulation.parameters if not p.derivation and p.name in names and set(p.values) - STRUCTURE]
    if not options:
        raise NotApplicable("no stated number is left to change")
    return options


def in_objective_only(formulation: Formulation, parameter: Parameter) -> bool:
    """Whether a parameter can't make the problem infeasible."""
    without = formulation.model_copy(update={"objective": formulation.objective.model_copy(update={"expression": "0"})})
    return parameter.name not in used_names(without)


def moved(value: float, parameter: Parameter, factor: float) -> float:
    """A value times a factor, in the steps that the parameter's values have; equal values stay equal."""
    if value in STRUCTURE:
        return value
    step = min(granularity(parameter.values), abs(value))
    new = rounded_to(value * factor, step)
    shares = all(0 <= v <= 1 for v in parameter.values)
    return min(new, 1 - step) if shares and step < 1 else new


def replaced(study: Study, parameter: Parameter, new: dict[float, float]) -> Blueprint:
    """The blueprint with other values of one parameter.

    A dictionary from old to new value keeps distances symmetric and ties tied.

    Raises:
        NotApplicable: nothing changed, or a problem without an optimum would get one.
    """
    values = tuple(new[value] for value in parameter.values)
    formulation = with_parameter(study.formulation, parameter.model_copy(update={"values": values}))
    child = study.blueprint.model_copy(update={"formulation": formulation})
    refuse_unchanged(study, child)
    what = f" ({parameter.meaning})" if parameter.meaning else ""
    return noted(child, f"Changed the values of {parameter.name}{what}")


def with_parameter(formulation: Formulation, parameter: Parameter) -> Formulation:
    """The formulation with one parameter replaced and derived data recomputed."""
    parameters = tuple(parameter if p.name == parameter.name else p for p in formulation.parameters)
    return derive_all(formulation.model_copy(update={"parameters": parameters}))


def refuse_unchanged(study: Study, child: Blueprint) -> None:
    """Raise where the model stayed the same, or where a problem declared without optimum changed its outcome."""
    try:
        model = ground(child.formulation)
    except AlgebraError as error:
        raise NotApplicable(f"the new numbers contradict the algebra: {error}") from error
    if canonical_hash(model) == canonical_hash(study.model):
        raise NotApplicable("the new numbers give the same model")
    declared = study.blueprint.status
    if declared is not TerminationStatus.optimal and solve_linear_model(model).status is not declared:
        raise NotApplicable(f"the problem would no longer be {declared.value}")
