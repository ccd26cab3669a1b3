"""What a trajectory answers, and whether that is right: by its box, and by the solver that its last program called."""

from schemas.curate_run import Answer
from schemas.label import Label
from schemas.rollout import Answering, Outcome
from schemas.rule import Rule
from schemas.solve import TerminationStatus
from schemas.trajectory import Execution, Trajectory
from tasks.scoring import judging
from tasks.trajectory.protocol import read_boxed


def last_solve(trajectory: Trajectory) -> Execution | None:
    """The last block that called a solver."""
    return next((each for each in reversed(trajectory.executions) if each.solves), None)


def answer_of(trajectory: Trajectory, label: Label, rule: Rule) -> Answer:
    """A trajectory's answer, held against a label."""
    boxed, solved = read_boxed(trajectory.text), last_solve(trajectory)
    told = judging.read_boxed(boxed)
    status = solved.status if solved else None
    objective = solved.objective if solved else None
    found = Outcome(status=status or TerminationStatus.no_model, objective=objective)
    return Answer(
        boxed=boxed,
        boxed_right=told is not None and judging.matches(told, label, rule),
        status=status,
        objective=objective,
        solver_right=judging.matches(found, label, rule),
    )


def as_answering(trajectory: Trajectory) -> Answering:
    """A trajectory as what scoring takes: its text, and the program that it stands on."""
    solved = last_solve(trajectory)
    return Answering(
        completion=trajectory.text,
        program=solved.source if solved else None,
        complaint="" if solved else "no block of it called a solver",
        boxed=read_boxed(trajectory.text),
        executions=len(trajectory.executions),
    )
