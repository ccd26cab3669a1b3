"""One round of evolution: the figure of Step-Opt-Instruct, a line a box."""

from typing import Any

from prefect import flow

from flows.attempts import resumable
from flows.found import found
from flows.naming import round_name
from flows.progress_artifact import ProgressArtifact
from flows.runner import task_runner
from schemas.spec import EvolveSpec
from schemas.verdict import CheckerName
from tasks.announce import announce
from tasks.begin import begin_round
from tasks.deduplicate import deduplicate
from tasks.execute import execute
from tasks.formulate import formulate
from tasks.mutate import mutate
from tasks.publish import publish
from tasks.repair import repair
from tasks.select_parents import select_parents
from tasks.stage import finish
from tasks.survive import survive
from tasks.validate import (
    check_alignment,
    check_back_translation,
    check_constraints,
    check_description,
    check_no_op,
    check_opinions,
    check_program,
    check_second_program,
    check_variables,
)


@flow(
    name="evolve",
    flow_run_name=round_name,
    task_runner=task_runner(),
    persist_result=False,
)
@resumable
def evolve(spec: EvolveSpec = EvolveSpec()) -> dict[str, Any]:
    """Evolve one round of children from the population: parents → mutate → check → execute → repair → store."""
    found(spec)
    folder = begin_round(spec)
    shards = select_parents(folder)
    problems = mutate.map(shards)
    solutions = formulate.map(problems)
    described = check_description.map(solutions)
    executed = execute.map(described)
    gated = check_program.map(executed)
    aligned = check_alignment.map(gated) if CheckerName.judge_alignment in spec.active_checkers else gated
    typed = check_variables.map(aligned)
    constrained = check_constraints.map(typed)
    changed = check_no_op.map(constrained)
    held = check_opinions.map(changed)
    agreed = check_second_program.map(held) if CheckerName.second_program in spec.active_checkers else held
    told = check_back_translation.map(agreed) if CheckerName.back_translation in spec.active_checkers else agreed
    repaired = repair.map(told)
    with ProgressArtifact(folder):
        solved = (executed, gated, aligned, typed, constrained, changed, held, agreed, told)
        finish(problems, solutions, described, *solved, repaired)
    deduplicate(folder)
    manifest = publish(folder)
    survive(folder)
    announce(manifest)
    return manifest
