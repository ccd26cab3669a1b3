"""Fair objectives: the member that comes off worst counts in place of the sum."""

import ast
from dataclasses import dataclass
from random import Random

from schemas.blueprint import Blueprint
from schemas.formulation import Constraint, Formulation, Objective, Variable
from schemas.solve import ObjectiveSense
from tasks.algebra.expression import parse_expression, source
from tasks.procedural.operators.aims import AIM, with_aim
from tasks.procedural.operators.editing import Addition, extend, fresh_name, goal, rule, with_whole
from tasks.procedural.operators.groups import amount_variables, call
from tasks.procedural.operators.move import NotApplicable
from tasks.procedural.operators.study import Study

RESULTS = {
    ObjectiveSense.maximize: (
        "What counts is how the weakest fares: each {noun} has a result of its own, which is {result}.",
        "Each {noun} is judged by itself. Its result is {result}.",
    ),
    ObjectiveSense.minimize: (
        "What counts is how the hardest hit fares: each {noun} has a burden of its own, which is {result}.",
        "Each {noun} is judged by itself. Its burden is {result}.",
    ),
}
GOALS = {
    ObjectiveSense.maximize: (
        "Which decisions maximize the lowest of these results?",
        "The aim is to maximize the lowest result over all {nouns}.",
    ),
    ObjectiveSense.minimize: (
        "Which decisions minimize the highest of these burdens?",
        "The aim is to minimize the highest burden over all {nouns}.",
    ),
}


@dataclass(frozen=True)
class Summed:
    """An objective that is one sum of data times an activity, split into its first index and the others."""

    set_name: str
    others: tuple[str, ...]
    clause: str
    own: str
    """What a member contributes, as an expression."""
    factors: tuple[str, ...]
    variable: Variable


def worst_counts(study: Study, rng: Random) -> Blueprint:
    """Replace the sum over a set by its least term (or its greatest, where little is good)."""
    summed = split_objective(study)
    blueprint = with_aim(study.blueprint)
    sense = blueprint.formulation.objective.sense
    worst, name = (fresh_name(study.formulation, n) for n in ("worst", "worst_counts"))
    sign, word = ("<=", "lowest") if sense is ObjectiveSense.maximize else (">=", "highest")
    addition = Addition(
        passage=rule(
            rng.choice(RESULTS[sense]).format(noun=f"{{{{ {summed.set_name}.singular }}}}", result=told(summed)), name
        ),
        variables=(Variable(name=worst, meaning=f"{word} value that one member contributes"),),
        constraints=(
            Constraint(
                name=name,
                expression=f"{worst} {sign} {summed.own}",
                forall=summed.clause,
                meaning="no member does worse",
            ),
        ),
        objective=Objective(sense=sense, expression=worst, meaning=f"{word} value that one member contributes"),
        goal=goal(rng.choice(GOALS[sense]).format(nouns=f"{{{{ {summed.set_name}.plural }}}}")),
    )
    aim = blueprint.phrases[AIM].model_copy(
        update={"amount": f"the {word} of these {'results' if word == 'lowest' else 'burdens'}"}
    )
    renamed = blueprint.model_copy(update={"phrases": {**blueprint.phrases, AIM: aim}})
    return with_whole(extend(renamed, addition, "Replaced the sum in the objective by its worst term"))


def split_objective(study: Study) -> Summed:
    """Read the objective as `sum(data * activity for i in A for j in B)`.

    Raises:
        NotApplicable: it has another form, or a negative term.
    """
    tree = parse_expression(study.formulation.objective.expression)
    if not (isinstance(tree, ast.Call) and isinstance(tree.args[0], ast.GeneratorExp)):
        raise NotApplicable("the objective is not a single sum")
    generators = tree.args[0].generators
    if any(
        clause.ifs or not isinstance(clause.target, ast.Name) or not isinstance(clause.iter, ast.Name)
        for clause in generators
    ):
        raise NotApplicable("the objective's sum runs over pairs or under a condition")
    first, *others = generators
    factors, variable = factors_of(study, tree.args[0].elt)
    own = source(tree.args[0].elt)
    if others:
        own = f"sum({own} {' '.join(f'for {source(c.target)} in {source(c.iter)}' for c in others)})"
    sets = [source(clause.iter) for clause in generators]
    if len(study.formulation.index_set(sets[0]).members) < 2 or sorted(sets) != sorted(variable.sets):
        raise NotApplicable("the objective's sum has a single term")
    return Summed(sets[0], tuple(sets[1:]), f"for {source(first.target)} in {sets[0]}", own, factors, variable)


def factors_of(study: Study, term: ast.expr) -> tuple[tuple[str, ...], Variable]:
    """The parameters and the one activity that a term multiplies.

    Raises:
        NotApplicable: it is no such product, or a factor is negative or without a meaning to name it by.
    """
    names = product_names(term)
    amounts = {v.name: v for v in amount_variables(study)}
    activities = [amounts[name] for name in names if name in amounts]
    factors = tuple(name for name in names if name not in amounts)
    if len(activities) != 1 or not factors or not all(nameable(study.formulation, name) for name in factors):
        raise NotApplicable("the objective's terms are not data times one activity")
    return factors, activities[0]


def product_names(term: ast.expr) -> list[str]:
    """Names that a product multiplies; an empty one stands for anything else."""
    if isinstance(term, ast.BinOp) and isinstance(term.op, ast.Mult):
        return [*product_names(term.left), *product_names(term.right)]
    base = term.value if isinstance(term, ast.Subscript) else term
    return [base.id if isinstance(base, ast.Name) else ""]


def nameable(formulation: Formulation, name: str) -> bool:
    """Whether a parameter of that name has a meaning and no negative value."""
    found = [p for p in formulation.parameters if p.name == name]
    return bool(found) and bool(found[0].meaning) and all(value >= 0 for value in found[0].values)


def told(summed: Summed) -> str:
    """Template of what a member contributes."""
    data = " times ".join(f'the {{{{ meaning("{name}") }}}}' for name in summed.factors)
    over = " and ".join(f"{{{{ {name}.plural }}}}" for name in summed.others)
    return f"{data} times {call('such', summed.variable, [])}{f', added up over all {over}' if over else ''}"
