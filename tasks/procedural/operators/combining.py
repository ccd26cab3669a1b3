"""Merges two problems into one that a single organisation would have, with a resource that both draw on."""

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from schemas.blueprint import Blueprint, VariablePhrases
from schemas.formulation import Constraint, Objective, Parameter
from schemas.solve import TerminationStatus
from tasks.algebra.expression import parse_expression, source
from tasks.procedural.operators.aims import AIM, COMBINED, with_aim
from tasks.procedural.operators.domain import moved_to, other_settings
from tasks.procedural.operators.editing import Addition, extend, fresh_name, goal, rule, show
from tasks.procedural.operators.groups import (
    LISTED,
    Entry,
    amount_variables,
    choice_variables,
    entries,
    whole_group,
)
from tasks.procedural.operators.logic import POSITIVE, excluded, implied, is_movable
from tasks.procedural.operators.merging import SUFFIX, clashing_names, renamed, side_by_side
from tasks.procedural.operators.move import NotApplicable
from tasks.procedural.operators.rounding import nice_between
from tasks.procedural.operators.study import Study
from tasks.procedural.units import money_value
from tasks.procedural.words import write_statement

MOST_WORDS = 420
MOST_VARIABLES = 250
DRAWS = 4
LEAST_PLAY = 0.1
"""Share of the hours that a part must be able to do without, else its need of hours is no decision."""
OPENINGS = (
    (
        "An organisation plans different parts of its work together. The first part is this.",
        "The other part is the following.",
    ),
    (
        "An owner runs several operations and wants a single plan for all. Here is the first of them.",
        "The other operation is described next.",
    ),
    (
        "A group with branches in different trades decides for all of them. The first branch looks as follows.",
        "Now to the other branch.",
    ),
)
POOLS = ("a maintenance crew", "a planning office", "a dispatch team", "a quality laboratory")
SHARED = (
    "They share {pool} that has {cap} hours in all. It has to spend {first}, and {second}.",
    "Both depend on {pool}, which spends {first}, and {second}. It can give {cap} hours and no more.",
)
TIES = (
    "Besides, an agreement ties the parts together.",
    "The parts also depend on each other in a single point.",
)
GOALS = (
    "Find the plan for both that {verb}s their combined result, which is {formula}.",
    "{verb} the combined result of both, defined as {formula}.",
    "Which decisions for both together {verb} the combined result, that is, {formula}?",
)


def merge(first: Blueprint, second: Blueprint, rng: Random) -> Blueprint:
    """Both problems as one, in a domain of neither where the families offer one.

    Raises:
        NotApplicable: a parent is itself combined or has no optimum, or the two do not fit together.
    """
    refuse_unfit(first, second)
    first, second = with_aim(first), with_aim(second)
    second = renamed(second, clashing_names(first, second), len(first.origins))
    refused = NotApplicable("no telling fits")
    for _ in range(DRAWS):
        try:
            return told_together(first, second, rng)
        except NotApplicable as reason:
            refused = reason
    raise refused


def told_together(first: Blueprint, second: Blueprint, rng: Random) -> Blueprint:
    """One telling of both problems, drawn at random; the second's names are fresh."""
    together = side_by_side(first, second, rng.choice(OPENINGS))
    merged = with_joint_goal(in_one_domain(together, second, rng), (first, second), rng)
    merged = with_link(merged, (first, second), rng)
    refuse_long(merged)
    return merged


def refuse_unfit(first: Blueprint, second: Blueprint) -> None:
    """Raise where a parent is already combined, or declares another outcome than an optimum."""
    for parent in (first, second):
        if len(parent.origins) > 1:
            raise NotApplicable("a parent is already combined of two")
        if parent.status is not TerminationStatus.optimal:
            raise NotApplicable(f"a parent is declared {parent.status.value}")
    columns = sum(len(Study(parent).model.columns) for parent in (first, second))
    if columns > MOST_VARIABLES:
        raise NotApplicable(f"together they have {columns} decision variables")


def refuse_long(merged: Blueprint) -> None:
    """Raise where the words are too many."""
    words = re.findall(r"[^\s|]*\w[^\s|]*", write_statement(merged))
    if len(words) > MOST_WORDS:
        raise NotApplicable(f"together they take {len(words)} words")


def in_one_domain(merged: Blueprint, second: Blueprint, rng: Random) -> Blueprint:
    """The merged blueprint in a domain of neither parent, else in one of theirs."""
    refused = NotApplicable("no domain suits both")
    tabu = (frozenset({merged.domain, second.domain}), frozenset({merged.domain}), frozenset({second.domain}))
    for without in tabu * DRAWS:
        try:
            domain, settings = other_settings(merged.origins, without, rng)
            return moved_to(merged, domain, settings, rng)
        except NotApplicable as reason:
            refused = reason
    raise refused


def with_joint_goal(merged: Blueprint, parents: tuple[Blueprint, Blueprint], rng: Random) -> Blueprint:
    """The merged blueprint with the sum of both objectives, or with what is gained less what is spent."""
    aims = sorted(zip(parents, (AIM, AIM + SUFFIX), strict=True), key=lambda aim: aim[0].formulation.objective.sense)
    senses = [parent.formulation.objective.sense for parent, _ in aims]
    sign, word = ("+", "plus") if senses[0] is senses[1] else ("-", "minus")
    scale = common_scale(merged, aims, rng)
    objectives = [objective_of(merged, key) for _, key in aims]
    expression = f" {sign} ".join(f"{scale.factor(at)}({text})" for at, text in enumerate(objectives))
    formula = f" {word} ".join(f"{scale.words(at)}{scale.aim(key)}" for at, (_, key) in enumerate(aims))
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
    if sums[0] and sums[1] and sums[0][0] == sums[1][0]:
        rated, rate = (0, sums[0][1] / sums[1][1]) if sums[0][1] > sums[1][1] else (1, sums[1][1] / sums[0][1])
    else:
        rated, rate = drawn_rate([abs(Study(parent).answer.objective or 0) for parent, _ in aims], rng)
    name = fresh_name(merged.formulation, "exchange_rate")
    meaning = "what one unit of a result counts for in units of the other"
    return Scale((Parameter(name=name, values=(rate,), meaning=meaning),), rated)


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


def with_link(merged: Blueprint, parents: tuple[Blueprint, Blueprint], rng: Random) -> Blueprint:
    """The merged blueprint with something that ties the parts together: a shared crew, or a rule between decisions.

    Raises:
        NotApplicable: nothing that could be shared would bind.
    """
    study = Study(merged)
    if not study.solved:
        raise NotApplicable("the two parts together have no optimum that is found in time")
    for link in (with_shared_pool, with_shared_logic):
        try:
            return link(study, parents, rng)
        except NotApplicable:
            continue
    raise NotApplicable("nothing that both parts could share would bind")


def with_shared_logic(study: Study, parents: tuple[Blueprint, Blueprint], rng: Random) -> Blueprint:
    """The merged blueprint with an exclusion or a condition between a decision of each part."""
    split = [decisions_of(study, parent) for parent in parents]
    for _ in range(DRAWS):
        rule_between, taken = rng.choice(((excluded, (True, True)), (implied, (True, False))))
        pools = [[e for e in part if used(study, e) is flag] for part, flag in zip(split, taken, strict=True)]
        if all(pools):
            try:
                return explained(rule_between(study, (rng.choice(pools[0]), rng.choice(pools[1])), rng), rng)
            except NotApplicable:
                continue
    raise NotApplicable("no decisions of both parts can be tied together")


def explained(linked: Blueprint, rng: Random) -> Blueprint:
    """The linked blueprint with a sentence before the rule that says why the parts are tied together."""
    *others, tie = linked.passages
    told = tie.model_copy(update={"text": f"{rng.choice(TIES)} {tie.text}"})
    return linked.model_copy(update={"passages": (*others, told)})


def decisions_of(study: Study, parent: Blueprint) -> list[Entry]:
    """All decisions that belong to a part."""
    names = {v.name for v in parent.formulation.variables}
    variables = [*choice_variables(study), *amount_variables(study)]
    return [e for v in variables if v.name in names for e in entries(study, v) if is_movable(study, e)]


def used(study: Study, entry: Entry) -> bool:
    """Whether the optimum takes a decision."""
    return study.answer.values[entry.column] > POSITIVE


def with_shared_pool(study: Study, parents: tuple[Blueprint, Blueprint], rng: Random) -> Blueprint:
    """The merged blueprint with hours of a crew that both parts need, fewer than both optima would use."""
    for _ in range(DRAWS):
        pools = tuple(needed(study, parent, rng) for parent in parents)
        spread = sum(pool.most - pool.least for pool in pools)
        least, most = sum(p.least for p in pools), sum(p.most for p in pools)
        capacity = nice_between(least + 0.4 * spread, most - 0.05 * spread, rng) if spread > POSITIVE else None
        free = all(pool.most - pool.least > LEAST_PLAY * pool.most for pool in pools)
        if capacity and free and min(pool.most for pool in pools) > POSITIVE:
            return with_pool(study.blueprint, pools, capacity, rng)
    raise NotApplicable("what the two parts do is fixed, so that nothing shared can bind")


@dataclass(frozen=True)
class Need:
    """Hours of a shared crew that a part needs: a rate times a total, at least and in the parent's optimum."""

    total: str
    """The total in the algebra."""
    words: str
    """Template of what takes the hours: `on every ton of wheat shipped`."""
    rate: float
    least: float
    most: float


def needed(study: Study, parent: Blueprint, rng: Random) -> Need:
    """Draw what of a part takes hours, and how many."""
    names = [v.name for v in parent.formulation.variables]
    phrases = study.blueprint.phrases
    amounts = [v for v in amount_variables(study) if v.name in names and not money_value(phrases[v.name].unit)]
    choices = [v for v in choice_variables(study) if v.name in names and len(entries(study, v)) <= LISTED]
    if not amounts and not choices:
        raise NotApplicable("a part has no activity that could need hours")
    variable = rng.choice(amounts or choices)
    group = whole_group(study, variable)
    listed = "; ".join(entry.active for entry in entries(study, variable))
    words = f'on {{{{ every("{variable.name}") }}}}' if amounts else f"for each of these that comes about ({listed})"
    rate = float(rng.randint(2, 9))
    least = study.lowest(group.columns)
    total = study.total(group.columns)
    return Need(group.expression, words, rate, rate * (total if least is None else least), rate * total)


def with_pool(merged: Blueprint, needs: tuple[Need, ...], capacity: float, rng: Random) -> Blueprint:
    """The merged blueprint with the shared crew's limit."""
    names = [fresh_name(merged.formulation, name) for name in ("crew_hours", "first_rate", "second_rate")]
    values = (capacity, *(need.rate for need in needs))
    meanings = ("hours of the shared crew", "hours per unit of the first part", "hours per unit of the second part")
    parameters = tuple(
        Parameter(name=name, values=(value,), meaning=meaning)
        for name, value, meaning in zip(names, values, meanings, strict=True)
    )
    used = " + ".join(f"{name} * ({need.total})" for name, need in zip(names[1:], needs, strict=True))
    limit = fresh_name(merged.formulation, "crew_limit")
    words = rng.choice(SHARED).format(
        pool=rng.choice(POOLS),
        cap=show(names[0]),
        first=f"{show(names[1])} hours {needs[0].words}",
        second=f"{show(names[2])} hours {needs[1].words}",
    )
    meaning = "both parts together stay within the hours of the shared crew"
    constraint = Constraint(name=limit, expression=f"{used} <= {names[0]}", meaning=meaning)
    addition = Addition(rule(words, *names, limit), parameters, constraints=(constraint,))
    return extend(merged, addition, "They share a crew")
