"""One aim for two problems: the sum of their results, or what is gained less what is spent, on one scale."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from schemas.blueprint import Blueprint, VariablePhrases
from schemas.formulation import Objective, Parameter
from tasks.algebra.expression import parse_expression, source
from tasks.procedural.operators.aims import AIM, COMBINED
from tasks.procedural.operators.editing import Addition, extend, fresh_name, goal, show
from tasks.procedural.operators.merging import SUFFIX
from tasks.procedural.operators.move import NotApplicable
from tasks.procedural.operators.rounding import nice_between
from tasks.procedural.operators.study import Study
from tasks.procedural.units import money_value

COURSES = (0.8, 1.1, 1.2, 1.25)
"""What a unit of one currency may be worth in another."""
MOST_CONVERSION = 1000
"""Most that a unit of money may be worth in units of the other: thousands of dollars go with dollars."""
OF_PART = {AIM: " of the first part", AIM + SUFFIX: " of the other part"}
"""Tells two results apart that are called the same."""
GOALS = (
    "Find the plan for both that {verb}s their combined result, which is {formula}.",
    "{verb} the combined result of both, defined as {formula}.",
    "Which decisions for both together {verb} the combined result, that is, {formula}?",
)


def with_joint_goal(merged: Blueprint, parents: tuple[Blueprint, Blueprint], rng: Random) -> Blueprint:
    """The merged blueprint with the sum of both objectives, or with what is gained less what is spent."""
    aims = sorted(zip(parents, (AIM, AIM + SUFFIX), strict=True), key=lambda aim: aim[0].formulation.objective.sense)
    senses = [parent.formulation.objective.sense for parent, _ in aims]
    sign, word = ("+", "plus") if senses[0] is senses[1] else ("-", "minus")
    scale = common_scale(merged, aims, rng)
    objectives = [objective_of(merged, key) for _, key in aims]
    expression = f" {sign} ".join(f"{scale.factor(at)}({text})" for at, text in enumerate(objectives))
    alike = len({merged.phrases[key].amount for _, key in aims}) == 1
    told = [scale.aim(key) + (OF_PART[key] if alike else "") for _, key in aims]
    formula = f" {word} ".join(f"{scale.words(at)}{text}" for at, text in enumerate(told))
    passage = goal(rng.choice(GOALS).format(verb=senses[0].value, formula=formula))
    addition = Addition(
        passage=passage.model_copy(update={"about": ("objective", *(rate.name for rate in scale.rates))}),
        parameters=scale.rates,
        objective=Objective(sense=senses[0], expression=expression, meaning="combined result of both parts"),
    )
    unit = merged.phrases[aims[1 - scale.rated][1]].unit
    phrases = {**merged.phrases, COMBINED: VariablePhrases(amount="the combined result", unit=unit)}
    return extend(merged.model_copy(update={"phrases": phrases}), addition, "Merged both problems; the aim is now")


def objective_of(merged: Blueprint, key: str) -> str:
    """The expression of one part's objective, with the labels that it has by now."""
    tree = parse_expression(merged.formulation.objective.expression)
    assert isinstance(tree, ast.BinOp)
    return source(tree.left if key == AIM else tree.right)


@dataclass(frozen=True)
class Scale:
    """What makes two results comparable: nothing where they have one unit, else a rate for one of them."""

    rates: tuple[Parameter, ...] = ()
    rated: int = 0
    """Which of the two the rate multiplies."""

    def factor(self, position: int) -> str:
        """The rate in the algebra."""
        return f"{self.rates[0].name} * " if self.rates and position == self.rated else ""

    def words(self, position: int) -> str:
        """The rate in words."""
        return f"{show(self.rates[0].name)} times " if self.rates and position == self.rated else ""

    def aim(self, key: str) -> str:
        """Template of one result, with its unit where the two have different ones."""
        return f'{{{{ amount("{key}") }}}}' + (f'{{{{ in_unit("{key}") }}}}' if self.rates else "")


def common_scale(merged: Blueprint, aims: Sequence[tuple[Blueprint, str]], rng: Random) -> Scale:
    """A rate for the smaller of two results that are counted in different units; for money, how units convert.

    Raises:
        NotApplicable: a result is zero, or the two differ too little for a short rate.
    """
    units = [merged.phrases[key].unit for _, key in aims]
    if units[0] == units[1]:
        return Scale()
    sums = [money_value(unit) for unit in units]
    if sums[0] and sums[1]:
        course = 1.0 if sums[0][0] == sums[1][0] else rng.choice(COURSES)
        rated, rate = conversion(course * sums[0][1] / sums[1][1])
    else:
        rated, rate = drawn_rate([abs(Study(parent).answer.objective or 0) for parent, _ in aims], rng)
    name = fresh_name(merged.formulation, "exchange_rate")
    meaning = "what one unit of a result counts for in units of the other"
    return Scale((Parameter(name=name, values=(rate,), meaning=meaning),), rated)


def conversion(ratio: float) -> tuple[int, float]:
    """Which of two units of money is the larger, and how many of the other it is worth.

    Raises:
        NotApplicable: they are so far apart that the smaller sum would not matter.
    """
    rated, rate = (0, ratio) if ratio > 1 else (1, 1 / ratio)
    if rate > MOST_CONVERSION:
        raise NotApplicable("one of the two sums of money is counted in much larger units")
    return rated, round(rate, 6)


def drawn_rate(sizes: Sequence[float], rng: Random) -> tuple[int, float]:
    """Which of two results is the smaller, and a short rate that brings it up to the other.

    Raises:
        NotApplicable: a result is zero, or the two differ too little for a short rate.
    """
    if min(sizes) < 1e-6:
        raise NotApplicable("one of the results is zero")
    rated, ratio = (0, sizes[1] / sizes[0]) if sizes[0] < sizes[1] else (1, sizes[0] / sizes[1])
    rate = nice_between(max(0.3 * ratio, 1), 3 * ratio, rng)
    if rate is None:
        raise NotApplicable("the two results can't be put on one scale")
    return rated, rate
