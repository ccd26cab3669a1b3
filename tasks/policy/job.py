"""The job of a reinforcement: its questions as files, how many processes."""

from collections.abc import Iterable
from pathlib import Path

from schemas.policy_problem import PolicyProblem
from schemas.policy_question import PolicyQuestion
from schemas.policy_training import PolicyJob
from schemas.reinforce_spec import PROCEDURAL, ReinforceSpec
from tasks.launching.command import find_launch
from tasks.launching.job import leave_job
from tasks.policy.asking import question_of
from tasks.policy.procedural import procedural_problem
from tasks.policy.sources import read_problems
from tasks.trainer import folder

APART = 2**40
"""Numbers of held-out procedural problems begin here, where no training comes to."""


def write_policy_job(spec: ReinforceSpec) -> Path:
    """Write questions and job into the output folder.

    Raises:
        TrainingRefused: no questions, no such config, or an output folder with another job's training.
        RowsError: no such file or benchmark.
    """
    output = Path(spec.output)
    job = PolicyJob(
        spec=spec,
        questions="" if spec.questions == PROCEDURAL else str(output / folder.QUESTIONS),
        held_out=str(output / folder.HELD_OUT) if spec.held_out else "",
        world_size=find_launch(spec.launch.config).world_size,
    )
    path = leave_job(job)
    if job.questions:
        write_questions(output / folder.QUESTIONS, training_questions(spec))
    if job.held_out:
        write_questions(output / folder.HELD_OUT, held_out_questions(spec))
    return path


def training_questions(spec: ReinforceSpec) -> list[PolicyQuestion]:
    """What a source holds to train on, each problem for each solver in turn."""
    problems = read_problems(spec.questions, spec.reward)
    return asked(problems[: spec.most_questions or None], spec)


def held_out_questions(spec: ReinforceSpec) -> list[PolicyQuestion]:
    """What is looked at while training."""
    if spec.held_out == PROCEDURAL:
        numbers = range(APART, APART + spec.held_out_questions)
        return asked((procedural_problem(spec.seed, number) for number in numbers), spec)
    return asked(read_problems(spec.held_out, spec.reward, held_out=True)[: spec.held_out_questions], spec)


def asked(problems: Iterable[PolicyProblem], spec: ReinforceSpec) -> list[PolicyQuestion]:
    """Problems as questions for each solver."""
    return [question_of(problem, solver, spec) for problem in problems for solver in spec.solvers]


def numbered_question(spec: ReinforceSpec, number: int) -> PolicyQuestion:
    """A procedural question by its number, for the solvers in turn."""
    solver = spec.solvers[number % len(spec.solvers)]
    return question_of(procedural_problem(spec.seed, number), solver, spec)


def write_questions(path: Path, questions: Iterable[PolicyQuestion]) -> None:
    """Questions as JSON Lines."""
    folder.write_whole(path, "".join(f"{question.model_dump_json()}\n" for question in questions))
