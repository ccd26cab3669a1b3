"""Round 0: what the seeds of a campaign lack is written and checked, like any child's solution."""

from schemas.spec import EvolveSpec
from schemas.verdict import CheckerName
from tasks.begin_seeds import begin_seeds, is_founded
from tasks.check_answer import check_answer
from tasks.deduplicate import deduplicate
from tasks.execute import execute
from tasks.formulate import formulate
from tasks.publish import publish
from tasks.repair import repair
from tasks.stage import finish
from tasks.survive import survive
from tasks.validate import (
    check_alignment,
    check_back_translation,
    check_constraints,
    check_description,
    check_opinions,
    check_program,
    check_second_program,
    check_variables,
)


def found(spec: EvolveSpec) -> None:
    """Found a campaign, inside the flow of its first round: write → check → execute → repair → compare → store."""
    if is_founded(spec):
        return
    shards = begin_seeds(spec)
    solutions = formulate.map(shards)
    described = check_description.map(solutions)
    executed = execute.map(described)
    gated = check_program.map(executed)
    aligned = check_alignment.map(gated) if CheckerName.judge_alignment in spec.active_checkers else gated
    typed = check_variables.map(aligned)
    constrained = check_constraints.map(typed)
    held = check_opinions.map(constrained)
    agreed = check_second_program.map(held) if CheckerName.second_program in spec.active_checkers else held
    told = check_back_translation.map(agreed) if CheckerName.back_translation in spec.active_checkers else agreed
    repaired = repair.map(told)
    compared = check_answer.map(repaired)
    finish(solutions, described, executed, gated, aligned, typed, constrained, held, agreed, told, repaired, compared)
    folder = shards[0].rpartition("/")[0]
    deduplicate(folder)
    publish(folder)
    survive(folder)
