"""Changes that leave a problem what it was, or leave its words what they were: copies, idle limits, other meanings."""

import ast
import re
from collections.abc import Iterator
from random import Random

from schemas.blueprint import Blueprint, Passage, PassageRole
from schemas.formulation import Constraint, Formulation, Parameter, VariableKind
from tasks.algebra.expression import parse_expression
from tasks.algebra.ground import ground
from tasks.algebra.highs import solve_linear_model
from tasks.algebra.linear_model import stem
from tasks.procedural.operators.editing import Addition, extend, fresh_name
from tasks.procedural.operators.move import NotApplicable
from tasks.procedural.operators.parameters import STRUCTURE

FACTORS = (2, 3, 5)
SIGNS: dict[type[ast.cmpop], str] = {ast.LtE: "<=", ast.GtE: ">=", ast.Eq: "=="}


def scaled(formulation: Formulation, rng: Random) -> Formulation:
    """The formulation with the two sides of each constraint times a small number."""
    rows = tuple(times(row, rng.choice(FACTORS)) for row in formulation.constraints)
    return formulation.model_copy(update={"constraints": rows})


def times(row: Constraint, factor: int) -> Constraint:
    """A constraint whose sides are multiplied."""
    node = parse_expression(row.expression)
    if not isinstance(node, ast.Compare):
        return row
    left, right = ast.unparse(node.left), ast.unparse(node.comparators[0])
    expression = f"{factor} * ({left}) {SIGNS[type(node.ops[0])]} {factor} * ({right})"
    return row.model_copy(update={"expression": expression})


def with_idle_limit(parent: Blueprint, rng: Random) -> Blueprint:
    """The parent with a limit far above what any of its solutions needs.

    Raises:
        NotApplicable: it has no optimum, or no amounts to limit.
    """
    formulation = parent.formulation
    model = ground(formulation)
    answer = solve_linear_model(model)
    amounts = [v for v in formulation.variables if v.kind is not VariableKind.binary and v.name in parent.phrases]
    if answer.objective is None or not amounts:
        raise NotApplicable("no amounts to limit")
    variable = rng.choice(amounts)
    total = sum(
        value for column, value in zip(model.columns, answer.values, strict=True) if stem(column.name) == variable.name
    )
    return extend(parent, idle_limit(parent, variable.name, float(round(40 * total + 1000, -2))), "added a limit")


def idle_limit(parent: Blueprint, name: str, most: float) -> Addition:
    """Words, data and row of a limit on the sum of a variable's parts."""
    formulation = parent.formulation
    variable, limit = formulation.variable(name), fresh_name(formulation, "outer_limit")
    indices = [f"i{at}" for at in range(len(variable.sets))]
    inner = f"[{', '.join(indices)}]" if indices else ""
    loops = " ".join(f"for {index} in {own}" for index, own in zip(indices, variable.sets, strict=True))
    left = f"sum({name}{inner} {loops})" if loops else name
    row = fresh_name(formulation, "outer_row")
    text = f"Besides, a rule from former times limits the sum of {variable.meaning} to {most:,.0f} in all."
    return Addition(
        passage=Passage(role=PassageRole.rule, text=text, about=(limit, row)),
        parameters=(Parameter(name=limit, values=(most,), meaning="a limit from former times"),),
        constraints=(Constraint(name=row, expression=f"{left} <= {limit}", meaning="the old rule is kept"),),
    )


def other_objective(formulation: Formulation, rng: Random) -> Formulation:
    """The formulation with other data of the same shape in its objective, all data still being used.

    Raises:
        NotApplicable: no data of the same shape.
    """
    objective = formulation.objective
    inside = [p for p in formulation.parameters if re.search(rf"\b{p.name}\b", objective.expression)]
    rows = " ".join(row.expression + row.forall for row in formulation.constraints)
    for own in rng.sample(inside, len(inside)):
        others = [p for p in formulation.parameters if p.sets == own.sets and p.name != own.name and p not in inside]
        others = [p for p in others if not p.derivation and not set(p.values) <= STRUCTURE]
        if others and re.search(rf"\b{own.name}\b", rows):
            expression = re.sub(rf"\b{own.name}\b", rng.choice(others).name, objective.expression)
            return formulation.model_copy(update={"objective": objective.model_copy(update={"expression": expression})})
    raise NotApplicable("no data of the same shape for another objective")


def without_implicit(formulation: Formulation, rng: Random) -> Iterator[Formulation]:
    """The formulation without a constraint that uses no data at all."""
    data = {parameter.name for parameter in formulation.parameters}
    rows = [row for row in formulation.constraints if not data & set(re.findall(r"\w+", row.expression))]
    for gone in rng.sample(rows, len(rows)):
        kept = tuple(row for row in formulation.constraints if row.name != gone.name)
        yield formulation.model_copy(update={"constraints": kept})
