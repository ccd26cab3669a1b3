"""Procedural problems by number, without end: a family drawn, edited by operators, and solved from its algebra.

The answer comes from the grounded formulation, which no program takes part in; a draw that operators made too hard to
prove in time, or left without an optimum, makes way for the next one of the same number.
"""

from itertools import count
from random import Random

from schemas.blueprint import Blueprint
from schemas.policy_problem import PolicyProblem
from schemas.solve import TerminationStatus
from tasks.algebra.errors import AlgebraError
from tasks.algebra.ground import ground
from tasks.algebra.highs import solve_linear_model
from tasks.procedural.families import all_families
from tasks.procedural.family import draw_blueprint
from tasks.procedural.operators import NotApplicable, apply_operator
from tasks.procedural.words import write_statement

EDITS = ("modify_constraint", "modify_objective", "change_parameter")
MOST_EDITS = 2
PROOF_SECONDS = 2.0


def procedural_problem(seed: int, number: int) -> PolicyProblem:
    """The problem of a number: always the same one for a seed."""
    for draw in count():
        found = drawn(Random(f"{seed}/{number}/{draw}"))
        if found is not None:
            return PolicyProblem(id=f"procedural-{seed}-{number}", statement=found[0], answer=repr(found[1]))
    raise AssertionError


def drawn(rng: Random) -> tuple[str, float] | None:
    """Words and optimum of a new problem; None where this draw came to nothing."""
    try:
        blueprint = edited(fresh(rng), rng)
        answer = solve_linear_model(ground(blueprint.formulation), PROOF_SECONDS)
    except (NotApplicable, AlgebraError):
        return None
    if answer.status is not TerminationStatus.optimal or answer.objective is None:
        return None
    return write_statement(blueprint), float(f"{answer.objective:.12g}")


def fresh(rng: Random) -> Blueprint:
    """A new problem of any family, setting and story."""
    family = rng.choice(list(all_families().values()))
    setting = rng.choice(family.settings)
    return draw_blueprint(family, setting, rng.randrange(len(setting.stories)), rng)


def edited(blueprint: Blueprint, rng: Random) -> Blueprint:
    """The problem after none, one or two operators."""
    for _ in range(rng.randint(0, MOST_EDITS)):
        blueprint = apply_operator(rng.choice(EDITS), (blueprint,), rng)
    return blueprint
